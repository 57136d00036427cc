import { useLayoutEffect } from "preact/hooks";
import type { Ticket } from "../api/wire";
import { useDesk } from "./desk_context";

export type Step = "recall" | "start" | "finish" | "no-show" | "park" | "resume";

export interface CounterActions {
    readonly busy: boolean;
    /** Whether somebody can be called to this counter now. */
    readonly canCall: boolean;
    readonly callNext: () => void;
    readonly call: (ticket: Ticket) => void;
    readonly step: (ticket: Ticket, step: Step) => void;
}

/** One scope for all that a counter does: while one wish is under way, a second click or key does nothing. */
export const counterScope = "counter";
const nextKey = "n";

export function useCounterActions(counter: number | null, current: Ticket | null, listening: boolean): CounterActions {
    const { desk, state } = useDesk();
    const busy = state.busy.has(counterScope);
    const canCall = counter !== null && current?.state !== "called";

    /** Whoever is being served is finished by calling the next one, both or neither. */
    function callWith(target: string, body: object): void {
        const wish = desk.wish(target, current === null ? body : { ...body, finish_current: true });
        void desk.act(counterScope, [wish]).then((reply) => {
            if (reply?.ticket) {
                desk.announce("console_announce_called", { number: state.messages.number(reply.ticket.number) });
            } else if (reply !== null) {
                desk.announce("console_call_next_none", {});
            }
        });
    }

    function callNext(): void {
        if (canCall && !busy) {
            callWith(`/v1/counters/${counter}/call-next`, {});
        }
    }

    function call(ticket: Ticket): void {
        if (canCall && !busy) {
            callWith(`/v1/counters/${counter}/call`, { ticket: ticket.id });
        }
    }

    function step(ticket: Ticket, name: Step): void {
        if (busy) {
            return;
        }
        void desk.act(counterScope, [desk.wish(`/v1/tickets/${ticket.id}/${name}`)]).then((reply) => {
            if (reply !== null && name === "finish") {
                desk.announce("console_announce_finished", { number: state.messages.number(ticket.number) });
            }
            if (reply !== null && name === "recall") {
                desk.announce("console_announce_called", { number: state.messages.number(ticket.number) });
            }
        });
    }

    // Before anything else is heard: a key pressed at once means what stands there now.
    useLayoutEffect(() => {
        if (!listening || !state.preferences.shortcut) {
            return;
        }
        const pressed = (event: KeyboardEvent) => {
            if (event.key.toLowerCase() === nextKey && isBareKey(event) && !isTypedInto(event.target)) {
                event.preventDefault();
                callNext();
            }
        };
        addEventListener("keydown", pressed);
        return () => removeEventListener("keydown", pressed);
    });

    return { busy, canCall, callNext, call, step };
}

function isBareKey(event: KeyboardEvent): boolean {
    return !event.repeat && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
}

function isTypedInto(target: EventTarget | null): boolean {
    return target instanceof HTMLElement && target.closest("input, select, textarea, [contenteditable]") !== null;
}
