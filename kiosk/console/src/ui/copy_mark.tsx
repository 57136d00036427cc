import type { Ticket } from "../api/wire";
import { copyStateOf } from "../queue/copies";
import { useDesk } from "./desk_context";
import { Icon } from "./icon";

/** How far the last second paper of a number is, in words. */
export function CopyMark({ ticket, now }: { readonly ticket: Ticket; readonly now: number }) {
    const { text } = useDesk();
    if (!ticket.copy) {
        return null;
    }
    const state = copyStateOf(ticket.copy, now);
    return (
        <p class="mark copy-mark" data-copy={state}>
            <Icon name="printer" />
            <span>{text(`console_copy_${state}`, { device: ticket.copy.device })}</span>
        </p>
    );
}
