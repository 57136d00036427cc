import type { Appointment, AppointmentList, Professional, Roster, Taken } from "../api/wire";
import { dateAt, type LocalDate } from "./local_date";

/** One day's appointments as this console knows them: the last list and the changes heard since. A value. */
export interface Day {
    readonly date: LocalDate;
    /** Of the list, or of the newest change laid over it. */
    readonly revision: number;
    /** By start. */
    readonly appointments: readonly Appointment[];
    /** The scheduler's clock minus this machine's, ms. */
    readonly clockAheadMs: number;
}

/** A day from a list; null if something newer was heard meanwhile, so that the list has to be asked for again. */
export function fromList(list: AppointmentList, before: Day | null, nowMs: number): Day | null {
    if (before !== null && before.date === list.date && before.revision > list.revision) {
        return null;
    }
    return { date: list.date, revision: list.revision, appointments: list.appointments, clockAheadMs: Date.parse(list.now) - nowMs };
}

/** The day after an appointment's change: in its place, or gone to another day. `revision` none: an answer to a wish. */
export function withAppointment(day: Day, appointment: Appointment, zone: string, revision: number | null): Day {
    if (revision !== null && revision <= day.revision) {
        return day;
    }
    const before = day.appointments.find((one) => one.id === appointment.id);
    const others = day.appointments.filter((one) => one.id !== appointment.id);
    const isHere = dateAt(Date.parse(appointment.start), zone) === day.date;
    const known = { ...appointment, ticket_number: appointment.ticket_number ?? (appointment.ticket === before?.ticket ? (before?.ticket_number ?? null) : null) };
    const appointments = isHere ? [...others, known].sort(byStart) : others;
    return { ...day, revision: revision ?? day.revision, appointments };
}

function byStart(left: Appointment, right: Appointment): number {
    return Date.parse(left.start) - Date.parse(right.start) || left.id.localeCompare(right.id);
}

/** One person's appointments of a day. */
export interface Group {
    /** None: of people whom the roster does not know any more. */
    readonly professional: Professional | null;
    readonly appointments: readonly Appointment[];
}

/** By the people who meet the visitor, in the roster's order; an appointment with two of them stands with both. Nobody without one. */
export function groupedByProfessional(appointments: readonly Appointment[], roster: Roster): Group[] {
    const known = roster.professionals.map((professional) => ({
        professional,
        appointments: appointments.filter((one) => meets(one.taken, professional.id)),
    }));
    const nobodys = appointments.filter((one) => !roster.professionals.some((professional) => meets(one.taken, professional.id)));
    return [...known, { professional: null, appointments: nobodys }].filter((group) => group.appointments.length > 0);
}

function meets(taken: Taken | undefined, professional: string): boolean {
    return taken?.professionals.includes(professional) ?? false;
}

/** Those in which the person takes part, as an interpreter too. */
export function withPerson(appointments: readonly Appointment[], professional: string): readonly Appointment[] {
    return appointments.filter((one) => meets(one.taken, professional) || one.taken?.interpreter === professional);
}

/** Whether the visitor is still expected. */
export function isExpected(appointment: Appointment): boolean {
    return appointment.state === "booked" || appointment.state === "pending";
}
