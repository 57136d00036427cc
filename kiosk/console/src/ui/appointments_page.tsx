import { useState } from "preact/hooks";
import type { Appointment, Catalogue, Ticket } from "../api/wire";
import { groupedByProfessional, isExpected, withPerson } from "../appointments/day";
import { dateAt } from "../appointments/local_date";
import { AppointmentDialog } from "./appointment_dialog";
import { AppointmentTable } from "./appointment_table";
import { BookingDialog } from "./booking_dialog";
import { CodeSearch } from "./code_search";
import { DayChoice } from "./day_choice";
import { Dialog } from "./dialog";
import { useDesk, useNow } from "./desk_context";
import { Icon } from "./icon";
import { TicketNumber } from "./ticket_number";
import { useReturnFocus } from "./use_return_focus";

type Open =
    | { readonly kind: "none" }
    | { readonly kind: "book" }
    | { readonly kind: "move"; readonly appointment: Appointment }
    | { readonly kind: "one"; readonly appointment: Appointment }
    | { readonly kind: "arrived"; readonly ticket: Ticket };

/** A day's appointments by the people who meet the visitors, and all the desk does with them. */
export function AppointmentsPage({ catalogue }: { readonly catalogue: Catalogue }) {
    const { state, text } = useDesk();
    const [open, setOpen] = useState<Open>({ kind: "none" });
    useReturnFocus(open.kind !== "none");
    const [person, setPerson] = useState("all");
    const { day, roster } = state.book;
    const now = useNow(10_000) + (day?.clockAheadMs ?? state.queue?.clockAheadMs ?? 0);
    const today = dateAt(now, catalogue.center.zone);
    const shown = day === null ? [] : person === "all" ? day.appointments : withPerson(day.appointments, person);
    const groups = roster === null ? [] : groupedByProfessional(shown, roster);
    const close = () => setOpen({ kind: "none" });
    const onArrived = (ticket: Ticket) => setOpen({ kind: "arrived", ticket });
    return (
        <main id="content" tabIndex={-1} class="appointments-page">
            <div class="waiting-head">
                <h1>
                    {text("console_nav_appointments")}{" "}
                    <span class="count" aria-hidden="true">
                        {state.messages.number(shown.filter((one) => one.state !== "cancelled").length)}
                    </span>
                    <span class="only-read">{text("console_appointments_expected", { count: shown.filter(isExpected).length })}</span>
                </h1>
                <label class="choice">
                    <span class="only-read">{text("console_appointments_person")}</span>
                    <select value={person} onChange={(event) => setPerson(event.currentTarget.value)}>
                        <option value="all">{text("console_appointments_everybody")}</option>
                        {roster?.professionals.map((one) => (
                            <option key={one.id} value={one.id}>
                                {one.name}
                            </option>
                        ))}
                    </select>
                </label>
                <button type="button" class="primary new-appointment" onClick={() => setOpen({ kind: "book" })}>
                    <Icon name="calendar-plus" />
                    {text("console_book_title")}
                </button>
            </div>
            <div class="day-head">
                <DayChoice today={today} shown={state.book.wanted ?? today} />
                <CodeSearch center={catalogue.center.id} onFound={(appointment) => setOpen({ kind: "one", appointment })} />
            </div>
            {day === null || roster === null ? (
                <p class="card empty" role="status">
                    {text("console_loading")}
                </p>
            ) : groups.length === 0 ? (
                <p class="card empty">{text("console_appointments_empty")}</p>
            ) : (
                groups.map((group) => (
                    <AppointmentTable
                        key={group.professional?.id ?? ""}
                        {...{ group, catalogue, roster, onArrived }}
                        isToday={day.date === today}
                        onOpen={(appointment) => setOpen({ kind: "one", appointment })}
                    />
                ))
            )}
            {open.kind === "book" && <BookingDialog key="book" catalogue={catalogue} moving={null} onClose={close} />}
            {open.kind === "move" && <BookingDialog key="move" catalogue={catalogue} moving={open.appointment} onClose={close} />}
            {open.kind === "one" && (
                <AppointmentDialog
                    key={open.appointment.id}
                    {...{ catalogue, today, onArrived }}
                    appointment={day?.appointments.find((one) => one.id === open.appointment.id) ?? open.appointment}
                    onMove={(appointment) => setOpen({ kind: "move", appointment })}
                    onClose={close}
                />
            )}
            {open.kind === "arrived" && (
                <Dialog key="arrived" title={text("console_check_in")} onClose={close}>
                    <div role="status" class="given">
                        <TicketNumber number={open.ticket.number} />
                        <p>{text("console_check_in_given", { number: state.messages.number(open.ticket.number) })}</p>
                    </div>
                </Dialog>
            )}
        </main>
    );
}
