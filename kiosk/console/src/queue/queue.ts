import type { Counter, HelpRequest, QueueSnapshot, Ticket, TicketState } from "../api/wire";

/** The queue as this console knows it: the last snapshot and the changes heard since. A value. */
export interface Queue {
    /** Of the snapshot. */
    readonly revision: number;
    /** In call order, as the scheduler gave it; what came since stands at the end until the next snapshot. */
    readonly tickets: readonly Ticket[];
    readonly counters: readonly Counter[];
    readonly helpRequests: readonly HelpRequest[];
    /** Changes that may be newer than the next snapshot. */
    readonly heard: readonly Change[];
    /** The scheduler's clock minus this machine's, ms. */
    readonly clockAheadMs: number;
}

export type Change =
    | { readonly kind: "ticket"; readonly revision: number; readonly ticket: Ticket }
    | { readonly kind: "help"; readonly revision: number; readonly request: HelpRequest };

/** Changes kept to be laid over a snapshot; the scheduler's snapshot is never this far behind. */
export const changesKeptMax = 500;

const openStates: ReadonlySet<TicketState> = new Set(["waiting", "called", "serving", "parked"]);

export function isOpen(ticket: Ticket): boolean {
    return openStates.has(ticket.state);
}

/** A queue from a snapshot; changes heard that are newer than the snapshot are laid over it. */
export function fromSnapshot(snapshot: QueueSnapshot, before: Queue | null, nowMs: number): Queue {
    if (before !== null && before.revision > snapshot.revision) {
        return before; // an answer that was overtaken on its way
    }
    const heard = (before?.heard ?? []).filter((change) => change.revision > snapshot.revision);
    const fresh: Queue = {
        revision: snapshot.revision,
        tickets: snapshot.tickets.filter(isOpen),
        counters: snapshot.counters,
        helpRequests: snapshot.help_requests.filter((request) => request.state !== "done"),
        heard: [],
        clockAheadMs: Date.parse(snapshot.now) - nowMs,
    };
    return heard.reduce(withChange, fresh);
}

/** The queue after a change. A change that the snapshot already has changes nothing. */
export function withChange(queue: Queue, change: Change): Queue {
    if (change.revision <= queue.revision) {
        return queue;
    }
    const heard = [...queue.heard, change].slice(-changesKeptMax);
    switch (change.kind) {
        case "ticket":
            return { ...queue, heard, tickets: placed(queue.tickets, change.ticket, isOpen(change.ticket)) };
        case "help":
            return { ...queue, heard, helpRequests: placed(queue.helpRequests, change.request, change.request.state !== "done") };
    }
}

/** The list with the item in its place: where it stood, at the end if new, nowhere if it is not to be kept. */
function placed<Item extends { readonly id: string }>(list: readonly Item[], item: Item, keep: boolean): readonly Item[] {
    const at = list.findIndex((one) => one.id === item.id);
    if (!keep) {
        return at < 0 ? list : list.filter((one) => one.id !== item.id);
    }
    return at < 0 ? [...list, item] : list.map((one) => (one.id === item.id ? item : one));
}

/** Who waits or is set aside, in the order in which the numbers were given. */
export function inOrderGiven(queue: Queue): Ticket[] {
    const standing = queue.tickets.filter((ticket) => ticket.state === "waiting" || ticket.state === "parked");
    return standing.sort((left, right) => Date.parse(left.given_at) - Date.parse(right.given_at) || left.number - right.number);
}

export function inState(queue: Queue, state: TicketState): Ticket[] {
    return queue.tickets.filter((ticket) => ticket.state === state);
}

/** Who stands or sits at the counter. */
export function atCounter(queue: Queue, counter: number): Ticket | null {
    return queue.tickets.find((ticket) => ticket.counter === counter && isAtCounter(ticket)) ?? null;
}

function isAtCounter(ticket: Ticket): boolean {
    return ticket.state === "called" || ticket.state === "serving";
}

/** Whole minutes since the instant, never negative. */
export function minutesSince(instant: string, schedulerNowMs: number): number {
    return Math.max(0, Math.floor((schedulerNowMs - Date.parse(instant)) / 60_000));
}

/** Since when the ticket stands in the queue. */
export function waitingSince(ticket: Ticket): string {
    return ticket.arrival_at ?? ticket.given_at;
}

/** The longest wait among them in whole minutes; null if nobody waits. */
export function longestWaitMinutes(tickets: readonly Ticket[], schedulerNowMs: number): number | null {
    return tickets.length === 0 ? null : Math.max(...tickets.map((ticket) => minutesSince(waitingSince(ticket), schedulerNowMs)));
}

/** The queue with the answer to a wish in it, so that the desk sees it at once; whoever was at that counter is finished. Bears no revision: the next snapshot decides. */
export function withReply(queue: Queue, ticket: Ticket): Queue {
    const tickets = isAtCounter(ticket) ? queue.tickets.filter((one) => one.id === ticket.id || !isAtCounter(one) || one.counter !== ticket.counter) : queue.tickets;
    return { ...queue, tickets: placed(tickets, ticket, isOpen(ticket)) };
}
