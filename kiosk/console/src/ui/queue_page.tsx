import { useState } from "preact/hooks";
import type { Catalogue, Staff, Ticket } from "../api/wire";
import { choiceOfFilter, filterFromChoice, filtered } from "../queue/filter";
import { atCounter, inOrderGiven, inState, longestWaitMinutes, type Queue } from "../queue/queue";
import { CancelTicketDialog } from "./cancel_ticket_dialog";
import { CopyDialog } from "./copy_dialog";
import { CounterPane } from "./counter_pane";
import { useDesk, useNow } from "./desk_context";
import { HelpAlerts } from "./help_alerts";
import { Icon } from "./icon";
import { IssueDialog } from "./issue_dialog";
import { type MarkedTold, ServedDialog, ServedToldDialog } from "./served_dialog";
import { TicketTable } from "./ticket_table";
import { TransferDialog } from "./transfer_dialog";
import { useCopyNews } from "./use_copy_news";
import { useCounterActions } from "./use_counter_actions";
import { useReturnFocus } from "./use_return_focus";

interface QueuePageProps {
    readonly queue: Queue;
    readonly catalogue: Catalogue;
}

type Open = { readonly kind: "none" } | { readonly kind: "issue" | "served" } | { readonly kind: "transfer" | "cancel" | "copy"; readonly ticket: Ticket };

export function QueuePage({ queue, catalogue }: QueuePageProps) {
    const { state, text } = useDesk();
    const now = useNow(10_000) + queue.clockAheadMs;
    const [open, setOpen] = useState<Open>({ kind: "none" });
    const [told, setTold] = useState<MarkedTold | null>(null);
    useCopyNews(queue, now);
    const isDialogOpen = open.kind !== "none" || told !== null;
    useReturnFocus(isDialogOpen);
    const counter = queue.counters.find((one) => one.number === state.preferences.counter) ?? null;
    const current = counter === null ? null : atCounter(queue, counter.number);
    const actions = useCounterActions(counter?.number ?? null, current, !isDialogOpen);
    if (state.session.kind !== "in") {
        return null;
    }
    const { staff } = state.session;
    const elsewhere = queue.tickets.filter((ticket) => (ticket.state === "called" || ticket.state === "serving") && ticket.id !== current?.id);
    const parked = inState(queue, "parked");
    const onCancel = (ticket: Ticket) => setOpen({ kind: "cancel", ticket });
    const onCopy = (ticket: Ticket) => setOpen({ kind: "copy", ticket });
    const close = () => setOpen({ kind: "none" });
    const marked = (what: MarkedTold) => setTold(what.reply.left.length > 0 ? what : null);
    return (
        <main id="content" tabIndex={-1} class="queue-page">
            <section class="lists" aria-labelledby="waiting-title">
                <HelpAlerts requests={queue.helpRequests} />
                <WaitingHead queue={queue} catalogue={catalogue} staff={staff} now={now} onIssue={() => setOpen({ kind: "issue" })} onServed={() => setOpen({ kind: "served" })} />
                <TicketTable
                    title={text("console_queue_title")}
                    tickets={filtered(inState(queue, "waiting"), state.filter, staff)}
                    empty={text("console_queue_empty")}
                    {...{ catalogue, staff, now, actions, onCancel, onCopy }}
                />
                {parked.length > 0 && (
                    <>
                        <h2>{text("console_parked_title")}</h2>
                        <TicketTable title={text("console_parked_title")} tickets={parked} empty="" {...{ catalogue, staff, now, actions, onCancel, onCopy }} />
                    </>
                )}
                {elsewhere.length > 0 && (
                    <>
                        <h2>{text("console_called_title")}</h2>
                        <TicketTable title={text("console_called_title")} tickets={elsewhere} empty="" {...{ catalogue, staff, now, actions, onCancel, onCopy }} />
                    </>
                )}
            </section>
            <CounterPane
                {...{ queue, catalogue, counter, current, actions, now }}
                onTransfer={() => {
                    if (current !== null) {
                        setOpen({ kind: "transfer", ticket: current });
                    }
                }}
            />
            {open.kind === "issue" && <IssueDialog catalogue={catalogue} onClose={close} />}
            {open.kind === "served" && <ServedDialog center={catalogue.center.id} tickets={inOrderGiven(queue)} onMarked={marked} onClose={close} />}
            {open.kind === "none" && told !== null && <ServedToldDialog told={told} onClose={() => setTold(null)} />}
            {open.kind === "cancel" && <CancelTicketDialog ticket={open.ticket} onClose={close} />}
            {open.kind === "copy" && <CopyDialog ticket={open.ticket} now={now} onClose={close} />}
            {open.kind === "transfer" && <TransferDialog ticket={open.ticket} catalogue={catalogue} onClose={close} />}
        </main>
    );
}

interface WaitingHeadProps {
    readonly queue: Queue;
    readonly catalogue: Catalogue;
    readonly staff: Staff;
    readonly now: number;
    readonly onIssue: () => void;
    readonly onServed: () => void;
}

function WaitingHead({ queue, catalogue, now, onIssue, onServed }: WaitingHeadProps) {
    const { desk, state, text } = useDesk();
    const waiting = inState(queue, "waiting");
    const nobodyLeft = inOrderGiven(queue).length === 0;
    const longest = longestWaitMinutes(waiting, now);
    return (
        <div class="waiting-head">
            <h1 id="waiting-title">
                {text("console_queue_title")}{" "}
                <span class="count" aria-hidden="true">
                    {state.messages.number(waiting.length)}
                </span>
                <span class="only-read">{text("console_queue_count", { count: waiting.length })}</span>
            </h1>
            {longest !== null && longest > 0 && <span class="chip">{text("console_queue_longest", { minutes: longest })}</span>}
            <label class="choice">
                <span class="only-read">{text("console_queue_filter")}</span>
                <select value={choiceOfFilter(state.filter)} onChange={(event) => desk.filterBy(filterFromChoice(event.currentTarget.value))}>
                    <option value="all">{text("console_queue_all")}</option>
                    <option value="mine">{text("console_queue_mine")}</option>
                    {catalogue.services.map((service) => (
                        <option key={service.id} value={`service:${service.id}`}>
                            {state.messages.localized(service.name)}
                        </option>
                    ))}
                </select>
            </label>
            <button type="button" class="chip-button open-served" aria-disabled={nobodyLeft} onClick={() => !nobodyLeft && onServed()}>
                <Icon name="check" />
                {text("console_served_title")}
            </button>
            <button type="button" class="chip-button new-number" onClick={onIssue}>
                <Icon name="plus" />
                {text("console_new_title")}
            </button>
        </div>
    );
}
