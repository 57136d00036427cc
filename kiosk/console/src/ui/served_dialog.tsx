import { useEffect, useRef, useState } from "preact/hooks";
import type { Failure, Wish } from "../api/requests";
import { sentenceFor } from "../api/sentences";
import type { MarkedServed, Ticket } from "../api/wire";
import { nobodyServed, type ServedChoice, servedOf, servedUpTo, withToggled } from "../queue/served_choice";
import { useDesk } from "./desk_context";
import { Dialog } from "./dialog";
import { TicketNumber } from "./ticket_number";
import { counterScope } from "./use_counter_actions";

interface ServedDialogProps {
    readonly center: string;
    /** In the order in which they were given; what comes after the dialog has opened is not among them. */
    readonly tickets: readonly Ticket[];
    /** What became of it, though the dialog may have been closed meanwhile. */
    readonly onMarked: (told: MarkedTold) => void;
    readonly onClose: () => void;
}

export interface MarkedTold {
    readonly shown: readonly Ticket[];
    readonly reply: MarkedServed;
}

type Step = "choose" | "sure";

/** As many as one wish may name. */
const markedAtOnceMax = 500;

/** Who has been served without a call, as in an outage, is marked in one go. */
export function ServedDialog({ center, tickets, onMarked, onClose }: ServedDialogProps) {
    const { desk, state, text } = useDesk();
    const [shown] = useState(() => tickets.slice(0, markedAtOnceMax));
    const [choice, setChoice] = useState<ServedChoice>(nobodyServed);
    const [step, setStep] = useState<Step>("choose");
    const [failure, setFailure] = useState<Failure | null>(null);
    const sent = useRef<Wish | null>(null);
    const isGone = useRef(false);
    useEffect(
        () => () => {
            isGone.current = true;
        },
        [],
    );
    const served = servedOf(shown, choice);

    /** Pressed again after no answer, it is the same wish. */
    async function mark(): Promise<void> {
        setFailure(null);
        sent.current ??= desk.wish(`/v1/centers/${center}/tickets/served`, { tickets: served.map((ticket) => ticket.id) });
        const outcome = await desk.request<MarkedServed>(counterScope, sent.current);
        if (outcome?.ok === true) {
            desk.announce("console_announce_served", { count: outcome.value.tickets.length });
            onMarked({ shown, reply: outcome.value });
            if (!isGone.current) {
                onClose();
            }
        } else if (outcome !== null) {
            setFailure(outcome.failure);
        }
    }

    function backToChoice(): void {
        sent.current = null;
        setFailure(null);
        setStep("choose");
    }

    return (
        <Dialog title={text("console_served_title")} onClose={onClose} step={step}>
            {failure !== null && (
                <p class="sentence" role="alert">
                    {text(sentenceFor(failure))}
                </p>
            )}
            {step === "choose" && <Choice {...{ shown, choice }} onChoose={setChoice} onSubmit={() => setStep("sure")} />}
            {step === "sure" && <Sure served={served} busy={state.busy.has(counterScope)} onYes={() => void mark()} onNo={backToChoice} />}
        </Dialog>
    );
}

/** What became of it, where not all could be marked. */
export function ServedToldDialog({ told, onClose }: { readonly told: MarkedTold; readonly onClose: () => void }) {
    const { text } = useDesk();
    return (
        <Dialog title={text("console_served_title")} onClose={onClose}>
            <Told {...told} />
        </Dialog>
    );
}

interface ChoiceProps {
    readonly shown: readonly Ticket[];
    readonly choice: ServedChoice;
    readonly onChoose: (choice: ServedChoice) => void;
    readonly onSubmit: () => void;
}

function Choice({ shown, choice, onChoose, onSubmit }: ChoiceProps) {
    const { state, text } = useDesk();
    const served = new Set(servedOf(shown, choice));

    function submit(event: Event): void {
        event.preventDefault();
        if (served.size > 0) {
            onSubmit();
        }
    }

    return (
        <form onSubmit={submit}>
            <p>{text("console_served_explain")}</p>
            <label class="field">
                <span>{text("console_served_up_to")}</span>
                <select name="last" value={choice.upTo} onChange={(event) => onChoose(servedUpTo(shown, choice, Number(event.currentTarget.value)))}>
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
                        <input type="checkbox" name="served" value={ticket.number} checked={served.has(ticket)} onChange={() => onChoose(withToggled(choice, ticket))} />
                        <TicketNumber number={ticket.number} />
                    </label>
                ))}
            </fieldset>
            <button type="submit" class="primary" aria-disabled={served.size === 0}>
                {text("console_served_submit", { count: served.size })}
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
            <ul class="served" tabIndex={0} aria-label={text("console_served_title")}>
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

function Told({ shown, reply }: MarkedTold) {
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
