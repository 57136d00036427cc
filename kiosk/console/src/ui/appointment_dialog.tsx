import { useState } from "preact/hooks";
import type { Appointment, Catalogue, Ticket } from "../api/wire";
import { isExpected } from "../appointments/day";
import { dateAt, type LocalDate } from "../appointments/local_date";
import { AppointmentStateTag } from "./appointment_table";
import { Dialog } from "./dialog";
import { useDesk } from "./desk_context";
import { Facts } from "./facts";
import { Icon } from "./icon";
import { Question } from "./question";
import { Slip } from "./slip";
import { appointmentScope, canCheckIn, useAppointmentSteps, type AppointmentStep } from "./use_appointment_actions";
import { useNames } from "./use_names";

interface AppointmentDialogProps {
    readonly appointment: Appointment;
    readonly catalogue: Catalogue;
    readonly today: LocalDate;
    readonly onArrived: (ticket: Ticket) => void;
    readonly onMove: (appointment: Appointment) => void;
    readonly onClose: () => void;
}

/** One appointment: all that is known of it, its paper, and what can be done with it. */
export function AppointmentDialog(props: AppointmentDialogProps) {
    const { state, text } = useDesk();
    const { appointment, catalogue, onArrived, onClose } = props;
    const [asking, setAsking] = useState<"no-show" | "cancel" | null>(null);
    const [showsSlip, setShowsSlip] = useState(false);
    const step = useAppointmentSteps();
    const names = useNames(catalogue, state.book.roster);
    const busy = state.busy.has(appointmentScope(appointment));
    const date = state.messages.date(dateAt(Date.parse(appointment.start), catalogue.center.zone), "long");
    const when = `${date} · ${names.hours(appointment)}`;

    function take(name: AppointmentStep): void {
        void step(appointment, name).then((reply) => {
            // Why it was not granted is told by the notice behind the dialog.
            if (reply?.ticket) {
                onArrived(reply.ticket);
            } else {
                onClose();
            }
        });
    }

    if (asking !== null) {
        return (
            <Question key={asking} title={text(asking === "cancel" ? "console_appointment_cancel_ask" : "console_appointment_no_show_ask")} busy={busy} onYes={() => take(asking)} onNo={() => setAsking(null)}>
                <p>{when}</p>
            </Question>
        );
    }
    if (showsSlip && appointment.code !== undefined) {
        return (
            <Dialog key="slip" title={text("console_slip_show")} onClose={onClose}>
                <Slip {...{ appointment, catalogue }} />
            </Dialog>
        );
    }
    return (
        <Dialog key="one" title={when} onClose={onClose}>
            <p class="dialog-state">
                <AppointmentStateTag appointment={appointment} />
            </p>
            <Facts {...{ catalogue, appointment }} taken={appointment.taken} />
            <AppointmentSteps {...props} busy={busy} onAsk={setAsking} onCheckIn={() => take("check-in")} onSlip={() => setShowsSlip(true)} />
        </Dialog>
    );
}

interface AppointmentStepsProps extends AppointmentDialogProps {
    readonly busy: boolean;
    readonly onAsk: (what: "no-show" | "cancel") => void;
    readonly onCheckIn: () => void;
    readonly onSlip: () => void;
}

function AppointmentSteps({ appointment, catalogue, today, busy, onMove, onAsk, onCheckIn, onSlip }: AppointmentStepsProps) {
    const { text } = useDesk();
    const isToday = dateAt(Date.parse(appointment.start), catalogue.center.zone) === today;
    const expected = isExpected(appointment);
    return (
        <div class="actions">
            {isToday && canCheckIn(appointment) && (
                <button type="button" class="action action-green" aria-disabled={busy} onClick={onCheckIn}>
                    <Icon name="user-check" />
                    {text("console_check_in")}
                </button>
            )}
            {expected && (
                <button type="button" class="action action-indigo" onClick={() => onMove(appointment)}>
                    <Icon name="calendar-repeat" />
                    {text("console_move")}
                </button>
            )}
            {expected && appointment.code !== undefined && (
                <button type="button" class="action action-plum" onClick={onSlip}>
                    <Icon name="printer" />
                    {text("console_slip_show")}
                </button>
            )}
            {expected && isToday && (
                <button type="button" class="action action-amber" onClick={() => onAsk("no-show")}>
                    <Icon name="user-x" />
                    {text("console_no_show")}
                </button>
            )}
            {expected && (
                <button type="button" class="action action-brick" onClick={() => onAsk("cancel")}>
                    <Icon name="calendar-x" />
                    {text("console_appointment_cancel")}
                </button>
            )}
        </div>
    );
}
