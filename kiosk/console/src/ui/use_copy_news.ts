import { useEffect, useRef } from "preact/hooks";
import { type CopiesKnown, copyNews } from "../queue/copies";
import type { Queue } from "../queue/queue";
import { useDesk } from "./desk_context";

/** Says what becomes of the copies that this person asked for; what stood there before is not said again. */
export function useCopyNews(queue: Queue, now: number): void {
    const { desk, state, text } = useDesk();
    const known = useRef<CopiesKnown | null>(null);
    useEffect(() => {
        if (state.session.kind !== "in") {
            return;
        }
        const heard = copyNews(known.current ?? new Map(), queue.tickets, state.session.staff.id, now);
        const isFirst = known.current === null;
        known.current = heard.known;
        if (isFirst) {
            return;
        }
        for (const { ticket, order, state: copy } of heard.news) {
            desk.announce("console_announce_copy", { number: state.messages.number(ticket.number), state: text(`console_copy_${copy}`, { device: order.device }) });
        }
    }, [queue.tickets, now]);
}
