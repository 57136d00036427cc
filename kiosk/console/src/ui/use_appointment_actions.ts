import type { Appointment, Ticket } from "../api/wire";
import { useDesk } from "./desk_context";

export type AppointmentStep = "check-in" | "no-show" | "cancel";

/** One wish for an appointment at a time. */
export function appointmentScope(appointment: Appointment): string {
    return `appointment ${appointment.id}`;
}

/** Why a wish was not granted is told by the page's notice; `null` then. */
export function useAppointmentSteps(): (appointment: Appointment, step: AppointmentStep) => Promise<{ readonly ticket?: Ticket | null } | null> {
    const { desk } = useDesk();
    return (appointment, step) => desk.act(appointmentScope(appointment), [desk.wish(`/v1/appointments/${appointment.id}/${step}`)]);
}

/** Whether the desk may check the visitor in that day: expected, or come after all. */
export function canCheckIn(appointment: Appointment): boolean {
    return appointment.state === "booked" || appointment.state === "noshow";
}
