import type { Ticket } from "../api/wire";
import { marksOf } from "../queue/marks";
import { useDesk } from "./desk_context";
import { Icon } from "./icon";

export function TicketMarks({ ticket }: { readonly ticket: Ticket }) {
    const { state, text } = useDesk();
    if (state.session.kind !== "in") {
        return null;
    }
    const zone = state.catalogue?.center.zone;
    const marks = marksOf(ticket, state.session.staff);
    return marks.length === 0 ? null : (
        <ul class="marks">
            {marks.map((mark) => (
                <li key={mark.label} class={`mark mark-${mark.tone}`}>
                    <Icon name={mark.icon} />
                    <span>{text(mark.label, mark.at === undefined ? {} : { time: state.messages.time(Date.parse(mark.at), zone) })}</span>
                </li>
            ))}
        </ul>
    );
}
