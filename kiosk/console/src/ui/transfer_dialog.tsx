import { useState } from "preact/hooks";
import type { Catalogue, Ticket } from "../api/wire";
import { Dialog } from "./dialog";
import { useDesk } from "./desk_context";
import { TicketNumber } from "./ticket_number";
import { counterScope } from "./use_counter_actions";

interface TransferDialogProps {
    readonly ticket: Ticket;
    readonly catalogue: Catalogue;
    readonly onClose: () => void;
}

interface TransferReply {
    readonly ticket: Ticket;
    readonly successor: Ticket;
}

/** Hands the visitor on to another service. They get a new number, so the desk is told to say it. */
export function TransferDialog({ ticket, catalogue, onClose }: TransferDialogProps) {
    const { desk, state, text } = useDesk();
    const [successor, setSuccessor] = useState<Ticket | null>(null);
    const others = catalogue.services.filter((service) => service.id !== ticket.service);

    function submit(event: SubmitEvent): void {
        event.preventDefault();
        const form = new FormData(event.currentTarget as HTMLFormElement);
        const wish = desk.wish(`/v1/tickets/${ticket.id}/transfer`, { service: String(form.get("service")), keep_arrival: form.has("keep") });
        void desk.act<TransferReply>(counterScope, [wish]).then((reply) => {
            if (reply === null) {
                onClose(); // the notice behind the dialog says why
            } else {
                setSuccessor(reply.successor);
            }
        });
    }

    if (successor !== null) {
        const numbers = { number: state.messages.number(ticket.number), successor: state.messages.number(successor.number) };
        return (
            <Dialog title={text("console_transfer")} onClose={onClose}>
                <div role="status" class="given">
                    <TicketNumber number={successor.number} />
                    <p>{text("console_transfer_given", numbers)}</p>
                </div>
            </Dialog>
        );
    }

    return (
        <Dialog title={text("console_transfer_title", { number: state.messages.number(ticket.number) })} onClose={onClose}>
            <form onSubmit={submit}>
                <fieldset class="options">
                    <legend class="only-read">{text("console_new_service")}</legend>
                    {others.map((service, index) => (
                        <label key={service.id} class="option">
                            <input type="radio" name="service" value={service.id} defaultChecked={index === 0} />
                            <span>{state.messages.localized(service.name)}</span>
                        </label>
                    ))}
                </fieldset>
                <label class="option">
                    <input type="checkbox" name="keep" defaultChecked />
                    <span>{text("console_transfer_keep")}</span>
                </label>
                <button type="submit" class="primary" aria-disabled={state.busy.has(counterScope) || others.length === 0}>
                    {text("console_transfer")}
                </button>
            </form>
        </Dialog>
    );
}
