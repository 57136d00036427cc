import { useState } from "preact/hooks";
import type { MarkedServed, Ticket } from "../api/wire";
import { useDesk } from "./desk_context";
import { Dialog } from "./dialog";
import { TicketNumber } from "./ticket_number";
import { counterScope } from "./use_counter_actions";

interface ServedDialogProps {
    readonly center: string;
    /** In the order in which they were given; what comes after the dialog has opened is not among them. */
    readonly tickets: readonly Ticket[];
    readonly onClose: () => void;
}

type Step = { readonly kind: "choose" } | { readonly kind: "sure" } | { readonly kind: "told"; readonly reply: MarkedServed };

/** As many as one wish may name. */
const markedAtOnceMax = 500;

/** Who has been served without a call, as in an outage, is marked in one go. */
export function ServedDialog({ center, tickets, onClose }: ServedDialogProps) {
    const { desk, state, text } = useDesk();
    const [shown] = useState(() => tickets.slice(0, markedAtOnceMax));
    const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
    const [step, setStep] = useState<Step>({ kind: "choose" });
    const served = shown.filter((ticket) => chosen.has(ticket.id));

    function mark(): void {
        const wish = desk.wish(`/v1/centers/${center}/tickets/served`, { tickets: served.map((ticket) => ticket.id) });
        void desk.act<MarkedServed>(counterScope, [wish]).then((reply) => {
            if (reply !== null) {
                desk.announce("console_announce_served", { count: reply.tickets.length });
            }
            if (reply !== null && reply.left.length > 0) {
                setStep({ kind: "told", reply });
            } else {
                onClose(); // a refusal is told by the notice behind the dialog
            }
        });
    }

    return (
        <Dialog title={text("console_served_title")} onClose={onClose} step={step.kind}>
            {step.kind === "choose" && <Choice {...{ shown, chosen }} onChoose={setChosen} onSubmit={() => setStep({ kind: "sure" })} />}
            {step.kind === "sure" && <Sure served={served} busy={state.busy.has(counterScope)} onYes={mark} onNo={() => setStep({ kind: "choose" })} />}
            {step.kind === "told" && <Told {...{ shown }} reply={step.reply} />}
        </Dialog>
    );
}

interface ChoiceProps {
    readonly shown: readonly Ticket[];
    readonly chosen: ReadonlySet<string>;
    readonly onChoose: (chosen: ReadonlySet<string>) => void;
    readonly onSubmit: () => void;
}

function Choice({ shown, chosen, onChoose, onSubmit }: ChoiceProps) {
    const { state, text } = useDesk();

    function toggle(ticket: Ticket): void {
        const next = new Set(chosen);
        if (!next.delete(ticket.id)) {
            next.add(ticket.id);
        }
        onChoose(next);
    }

    function submit(event: Event): void {
        event.preventDefault();
        if (chosen.size > 0) {
            onSubmit();
        }
    }

    return (
        <form onSubmit={submit}>
            <p>{text("console_served_explain")}</p>
            <label class="field">
                <span>{text("console_served_up_to")}</span>
                <select name="last" onChange={(event) => onChoose(new Set(shown.slice(0, Number(event.currentTarget.value)).map((ticket) => ticket.id)))}>
                    <option value={0}>{text("console_served_choose")}</option>
                    {shown.map((ticket, index) => (
                        <option key={ticket.id} value={index + 1}>
                            {state.messages.number(ticket.number)}
                        </option>
                    ))}
                </select>
            </label>
            <fieldset class="served">
                <legend class="only-read">{text("console_served_title")}</legend>
                {shown.map((ticket) => (
                    <label key={ticket.id} class="option">
                        <input type="checkbox" name="served" value={ticket.number} checked={chosen.has(ticket.id)} onChange={() => toggle(ticket)} />
                        <TicketNumber number={ticket.number} />
                    </label>
                ))}
            </fieldset>
            <button type="submit" class="primary" aria-disabled={chosen.size === 0}>
                {text("console_served_submit", { count: chosen.size })}
            </button>
        </form>
    );
}

interface SureProps {
    readonly served: readonly Ticket[];
    readonly busy: boolean;
    readonly onYes: () => void;
    readonly onNo: () => void;
}

/** "No" stands first, so that Enter by mistake does nothing. */
function Sure({ served, busy, onYes, onNo }: SureProps) {
    const { text } = useDesk();
    return (
        <>
            <p>{text("console_served_sure")}</p>
            <ul class="served">
                {served.map((ticket) => (
                    <li key={ticket.id} class="option">
                        <TicketNumber number={ticket.number} />
                    </li>
                ))}
            </ul>
            <div class="answers">
                <button type="button" class="quiet" onClick={onNo}>
                    {text("console_no")}
                </button>
                <button type="button" class="primary danger" aria-disabled={busy} onClick={() => !busy && onYes()}>
                    {text("console_served_submit", { count: served.length })}
                </button>
            </div>
        </>
    );
}

/** What became of it, where not all could be marked. */
function Told({ shown, reply }: { readonly shown: readonly Ticket[]; readonly reply: MarkedServed }) {
    const { state, text } = useDesk();
    const numbers = new Map(shown.map((ticket) => [ticket.id, ticket.number]));
    return (
        <div role="status" class="served-told">
            <p>{text("console_announce_served", { count: reply.tickets.length })}</p>
            <p>{text("console_served_left", { count: reply.left.length })}</p>
            <ul>
                {reply.left.map(({ ticket, why }) => (
                    <li key={ticket}>
                        <TicketNumber number={numbers.get(ticket) ?? 0} /> <span>{state.messages.wordFor("console_served_left", why)}</span>
                    </li>
                ))}
            </ul>
        </div>
    );
}
