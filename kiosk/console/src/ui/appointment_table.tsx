import type { Appointment, Catalogue, Roster, Ticket } from "../api/wire";
import type { Group } from "../appointments/day";
import { isFirstClick } from "./counter_pane";
import { useDesk } from "./desk_context";
import { Icon } from "./icon";
import { TicketNumber } from "./ticket_number";
import { appointmentScope, canCheckIn, useAppointmentSteps } from "./use_appointment_actions";
import { useNames } from "./use_names";

interface AppointmentTableProps {
    readonly group: Group;
    readonly catalogue: Catalogue;
    readonly roster: Roster;
    readonly isToday: boolean;
    readonly onOpen: (appointment: Appointment) => void;
    readonly onArrived: (ticket: Ticket) => void;
}

const columns = ["time", "state", "service", "language", "interpreter", "room", "number"] as const;

/** One person's day. */
export function AppointmentTable({ group, ...props }: AppointmentTableProps) {
    const { state, text } = useDesk();
    const { professional } = group;
    const title = professional?.name ?? text("console_appointments_others");
    return (
        <section class="person-day">
            <h3>
                <bdi>{title}</bdi>
                {professional !== null && <small>{state.messages.wordFor("console_profession", professional.role)}</small>}
            </h3>
            {/* The roles are said again because the narrow layout takes the table's display away, and with it what it is. */}
            <table class="card tickets appointments" role="table" aria-label={title}>
                <thead role="rowgroup">
                    <tr role="row">
                        {columns.map((column) => (
                            <th key={column} role="columnheader" scope="col">
                                {text(`console_column_${column}`)}
                            </th>
                        ))}
                        <th role="columnheader" scope="col">
                            <span class="only-read">{text("console_column_actions")}</span>
                        </th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    {group.appointments.map((appointment) => (
                        <Row key={appointment.id} appointment={appointment} {...props} />
                    ))}
                </tbody>
            </table>
        </section>
    );
}

type RowProps = Omit<AppointmentTableProps, "group"> & { readonly appointment: Appointment };

function Row({ appointment, catalogue, roster, isToday, onOpen, onArrived }: RowProps) {
    const { state, text } = useDesk();
    const names = useNames(catalogue, roster);
    const step = useAppointmentSteps();
    const hours = names.hours(appointment);
    return (
        <tr role="row" class={`appointment-${appointment.state}`} data-appointment={appointment.id}>
            <th role="rowheader" scope="row" class="cell-time">
                {hours}
            </th>
            <td role="cell" class="cell-state">
                <AppointmentStateTag appointment={appointment} />
            </td>
            <td role="cell" class="cell-service">{names.service(appointment.service)}</td>
            <td role="cell" class="cell-language">
                <span class="tag">{state.messages.languageName(appointment.language)}</span>
            </td>
            <td role="cell" class="cell-interpreter">{appointment.taken?.interpreter ? names.people([appointment.taken.interpreter]) : "–"}</td>
            <td role="cell" class="cell-room">{names.room(appointment.taken?.room) || "–"}</td>
            <td role="cell" class="cell-number">{appointment.ticket_number !== null ? <TicketNumber number={appointment.ticket_number} /> : "–"}</td>
            <td role="cell" class="cell-action">
                {isToday && canCheckIn(appointment) && (
                    <button
                        type="button"
                        class="link row-check-in"
                        aria-disabled={state.busy.has(appointmentScope(appointment))}
                        aria-label={`${text("console_check_in")} · ${hours}`}
                        onClick={(event) => isFirstClick(event) && void step(appointment, "check-in").then((reply) => reply?.ticket && onArrived(reply.ticket))}
                    >
                        {text("console_check_in")}
                    </button>
                )}
                <button type="button" class="link row-open" aria-label={`${text("console_open")} · ${hours}`} onClick={() => onOpen(appointment)}>
                    {text("console_open")}
                </button>
            </td>
        </tr>
    );
}

/** A word, with a pictogram where somebody has to know at a glance. */
export function AppointmentStateTag({ appointment }: { readonly appointment: Appointment }) {
    const { text } = useDesk();
    return (
        <span class={`state state-${appointment.state}`}>
            {appointment.state === "arrived" && <Icon name="user-check" />}
            {appointment.state === "noshow" && <Icon name="user-x" />}
            {text(`console_appointment_${appointment.state}`)}
        </span>
    );
}
