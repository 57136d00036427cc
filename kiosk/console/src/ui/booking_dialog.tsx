import { useEffect, useRef, useState } from "preact/hooks";
import type { Failure } from "../api/requests";
import { sentenceFor } from "../api/sentences";
import type { Appointment, Catalogue, Hold, Offer } from "../api/wire";
import { dateAt } from "../appointments/local_date";
import { BookingChoice } from "./booking_choice";
import { Dialog } from "./dialog";
import { useDesk } from "./desk_context";
import { Facts } from "./facts";
import { Slip } from "./slip";
import type { BookingWish } from "./use_free_times";
import { useNames } from "./use_names";

interface BookingDialogProps {
    readonly catalogue: Catalogue;
    /** Null: a new appointment. */
    readonly moving: Appointment | null;
    readonly onClose: () => void;
}

type Step =
    | { readonly kind: "choose" }
    | { readonly kind: "held"; readonly hold: Hold }
    | { readonly kind: "done"; readonly appointment: Appointment };

const scope = "booking";

/** Chooses a time, holds it while the visitor decides, and books it or moves an appointment there. */
export function BookingDialog({ catalogue, moving, onClose }: BookingDialogProps) {
    const { desk, state, text } = useDesk();
    const [wish, setWish] = useState<BookingWish>(() => moving ?? firstWish(catalogue));
    const [step, setStep] = useState<Step>({ kind: "choose" });
    const [failure, setFailure] = useState<Failure | null>(null);
    const [round, setRound] = useState(0);
    const held = useRef<Hold | null>(null);
    const wanted = useRef(wish);
    const busy = state.busy.has(scope);

    // Nobody else gets a held time, so it is given back as soon as nobody wants it here.
    function release(): void {
        if (held.current !== null) {
            void desk.request(`hold ${held.current.id}`, desk.wish(`/v1/holds/${held.current.id}/release`));
            held.current = null;
        }
    }
    const isGone = useRef(false);
    useEffect(
        () => () => {
            isGone.current = true;
            release();
        },
        [],
    );

    async function hold(offer: Offer): Promise<void> {
        setFailure(null);
        const { service, language, gender } = wish;
        const outcome = await desk.request<Hold>(scope, desk.wish(`/v1/centers/${catalogue.center.id}/holds`, { service, language, gender, start: offer.start }));
        if (outcome?.ok === true) {
            held.current = outcome.value;
            if (isGone.current || wanted.current !== wish) {
                release(); // somebody left, or wants something else by now
                setRound((before) => before + 1);
            } else {
                setStep({ kind: "held", hold: outcome.value });
            }
        } else if (outcome !== null && wanted.current === wish) {
            refused(outcome.failure);
        }
    }

    async function book(chosen: Hold): Promise<void> {
        setFailure(null);
        const target = moving === null ? "/v1/appointments" : `/v1/appointments/${moving.id}/reschedule`;
        const outcome = await desk.request<{ appointment: Appointment }>(scope, desk.wish(target, { hold: chosen.id }));
        if (outcome?.ok === true) {
            held.current = null;
            setStep({ kind: "done", appointment: outcome.value.appointment });
        } else if (outcome !== null && outcome.failure.kind === "unreachable") {
            setFailure(outcome.failure); // still held: the same button again
        } else if (outcome !== null) {
            release();
            refused(outcome.failure);
        }
    }

    function refused(why: Failure): void {
        setFailure(why);
        setStep({ kind: "choose" });
        setRound(round + 1);
    }

    function changeWish(other: BookingWish): void {
        setFailure(null);
        wanted.current = other;
        setWish(other);
    }

    function another(): void {
        release();
        setFailure(null);
        setStep({ kind: "choose" });
        setRound(round + 1);
    }

    const title = text(moving === null ? "console_book_title" : "console_move_title");
    return (
        <Dialog title={step.kind === "done" ? text(moving === null ? "console_book_done" : "console_move_done") : title} onClose={onClose} size="wide" step={step.kind}>
            {failure !== null && (
                <p class="sentence" role="alert">
                    {text(sentenceFor(failure))}
                </p>
            )}
            {step.kind === "choose" && (
                <BookingChoice
                    {...{ catalogue, wish, busy, round }}
                    onWish={moving === null ? changeWish : null}
                    instead={failure?.kind === "problem" ? (failure.problem.next_starts ?? []) : []}
                    onAll={() => setFailure(null)}
                    onChoose={(offer) => void hold(offer)}
                />
            )}
            {step.kind === "held" && <Held {...{ catalogue, wish, busy, moving }} hold={step.hold} onYes={() => void book(step.hold)} onNo={another} />}
            {step.kind === "done" && <Slip appointment={step.appointment} catalogue={catalogue} />}
        </Dialog>
    );
}

function firstWish(catalogue: Catalogue): BookingWish {
    return { service: catalogue.services.find((service) => service.appointments)?.id ?? "", language: catalogue.languages[0] ?? "", gender: "any" };
}

interface HeldProps {
    readonly catalogue: Catalogue;
    readonly wish: BookingWish;
    readonly moving: Appointment | null;
    readonly hold: Hold;
    readonly busy: boolean;
    readonly onYes: () => void;
    readonly onNo: () => void;
}

function Held({ catalogue, wish, moving, hold, busy, onYes, onNo }: HeldProps) {
    const { state, text } = useDesk();
    const { zone } = catalogue.center;
    const names = useNames(catalogue, state.book.roster);
    return (
        <>
            <p class="held-when" role="status">
                <strong>{state.messages.date(dateAt(Date.parse(hold.start), zone), "long")}</strong>
                <strong>{names.hours(hold)}</strong>
                <span>{text("console_book_held", { time: state.messages.time(Date.parse(hold.expires_at), zone) })}</span>
            </p>
            <Facts catalogue={catalogue} appointment={wish} taken={hold.taken} />
            <div class="answers">
                <button type="button" class="quiet" onClick={onNo}>
                    {text("console_book_another")}
                </button>
                <button type="button" class="primary" aria-disabled={busy} onClick={() => !busy && onYes()}>
                    {text(moving === null ? "console_book_submit" : "console_move")}
                </button>
            </div>
        </>
    );
}
