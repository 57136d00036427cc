import type { Catalogue, Staff, Ticket } from "../api/wire";
import { copyStateOf } from "../queue/copies";
import { minutesSince, waitingSince } from "../queue/queue";
import { CopyMark } from "./copy_mark";
import { useDesk } from "./desk_context";
import { isFirstClick } from "./counter_pane";
import { Icon } from "./icon";
import { TicketMarks } from "./ticket_marks";
import { TicketNumber } from "./ticket_number";
import type { CounterActions } from "./use_counter_actions";

interface TicketTableProps {
    readonly title: string;
    readonly tickets: readonly Ticket[];
    /** What stands there when there are none. */
    readonly empty: string;
    readonly catalogue: Catalogue;
    readonly staff: Staff;
    /** The scheduler's clock, ms. */
    readonly now: number;
    readonly actions: CounterActions;
    readonly onCancel: (ticket: Ticket) => void;
    readonly onCopy: (ticket: Ticket) => void;
}

/** From here on a wait is too long, and shown so. */
const longWaitMinutes = 30;

export function TicketTable({ title, tickets, empty, catalogue, now, actions, onCancel, onCopy }: TicketTableProps) {
    const { text } = useDesk();
    if (tickets.length === 0) {
        return <p class="card empty">{empty}</p>;
    }
    // The roles are said again because the narrow layout takes the table's display away, and with it what it is.
    return (
        <table class="card tickets" role="table" aria-label={title}>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{text("console_column_number")}</th>
                    <th role="columnheader" scope="col">{text("console_column_service")}</th>
                    <th role="columnheader" scope="col">{text("console_column_language")}</th>
                    <th role="columnheader" scope="col">{text("console_column_waiting")}</th>
                    <th role="columnheader" scope="col"><span class="only-read">{text("console_column_notes")}</span></th>
                    <th role="columnheader" scope="col"><span class="only-read">{text("console_call")}</span></th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {tickets.map((ticket) => (
                    <TicketRow key={ticket.id} {...{ ticket, catalogue, now, actions, onCancel, onCopy }} />
                ))}
            </tbody>
        </table>
    );
}

type TicketRowProps = Pick<TicketTableProps, "catalogue" | "now" | "actions" | "onCancel" | "onCopy"> & { readonly ticket: Ticket };

function TicketRow({ ticket, catalogue, now, actions, onCancel, onCopy }: TicketRowProps) {
    const { state, text } = useDesk();
    const { messages } = state;
    const service = catalogue.services.find((one) => one.id === ticket.service);
    const minutes = minutesSince(waitingSince(ticket), now);
    return (
        <tr role="row" class={ticket.urgent ? "urgent" : undefined} data-number={ticket.number}>
            <th role="rowheader" scope="row" class="cell-number">
                <TicketNumber number={ticket.number} />
            </th>
            <td role="cell" class="cell-service">{messages.localized(service?.name) || ticket.service}</td>
            <td role="cell" class="cell-language">
                <span class="tag">{messages.languageName(ticket.language)}</span>
            </td>
            <td role="cell" class={minutes >= longWaitMinutes ? "cell-wait long-wait" : "cell-wait"}>
                {text("console_queue_minutes", { minutes })}
            </td>
            <td role="cell" class="cell-marks">
                <TicketMarks ticket={ticket} />
                <CopyMark {...{ ticket, now }} />
            </td>
            <td role="cell" class="cell-action">
                <RowAction {...{ ticket, actions, catalogue, now, onCancel, onCopy }} />
            </td>
        </tr>
    );
}

function RowAction({ ticket, actions, catalogue, now, onCancel, onCopy }: TicketRowProps) {
    const { state, text } = useDesk();
    const number = state.messages.number(ticket.number);
    if (ticket.state === "called" || ticket.state === "serving") {
        const counter = catalogue.counters.find((one) => one.number === ticket.counter);
        return (
            <span>
                {state.messages.localized(counter?.name)} · {text(`console_state_${ticket.state}`)}
            </span>
        );
    }
    return (
        <>
            {ticket.state === "parked" && (
                <button
                    type="button"
                    class="link"
                    aria-disabled={actions.busy}
                    aria-label={`${text("console_resume")} · ${number}`}
                    onClick={(event) => isFirstClick(event) && actions.step(ticket, "resume")}
                >
                    {text("console_resume")}
                </button>
            )}
            <button
                type="button"
                class="link row-call"
                aria-disabled={actions.busy || !actions.canCall}
                aria-label={text("console_call_number", { number })}
                onClick={(event) => isFirstClick(event) && actions.call(ticket)}
            >
                {text("console_call")}
            </button>
            <CopyButton {...{ ticket, now, onCopy }} />
            <button
                type="button"
                class="link row-cancel"
                title={text("console_cancel_ticket")}
                aria-label={`${text("console_cancel_ticket")} · ${number}`}
                onClick={(event) => isFirstClick(event) && onCancel(ticket)}
            >
                <Icon name="trash" />
            </button>
        </>
    );
}

/** One copy at a time: the row's words tell how far the last one is. */
function CopyButton({ ticket, now, onCopy }: Pick<TicketRowProps, "ticket" | "now" | "onCopy">) {
    const { state, text } = useDesk();
    const onItsWay = ticket.copy ? copyStateOf(ticket.copy, now) === "asked" : false;
    return (
        <button
            type="button"
            class="link row-copy"
            title={text("console_copy")}
            aria-label={`${text("console_copy")} · ${state.messages.number(ticket.number)}`}
            aria-disabled={onItsWay}
            onClick={(event) => isFirstClick(event) && !onItsWay && onCopy(ticket)}
        >
            <Icon name="printer" />
        </button>
    );
}
