import type { Ticket } from "../api/wire";
import { useDesk } from "./desk_context";
import { Question } from "./question";
import { counterScope } from "./use_counter_actions";

/** The visitor gave up, or the number was taken by mistake. */
export function CancelTicketDialog({ ticket, onClose }: { readonly ticket: Ticket; readonly onClose: () => void }) {
    const { desk, state, text } = useDesk();
    const number = state.messages.number(ticket.number);

    function cancel(): void {
        // A refusal is told by the notice behind the dialog.
        void desk.act(counterScope, [desk.wish(`/v1/tickets/${ticket.id}/cancel`)]).then((reply) => {
            if (reply !== null) {
                desk.announce("console_announce_cancelled", { number });
            }
            onClose();
        });
    }

    return <Question title={text("console_cancel_confirm", { number })} busy={state.busy.has(counterScope)} onYes={cancel} onNo={onClose} />;
}
