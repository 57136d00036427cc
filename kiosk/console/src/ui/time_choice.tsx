import { useState } from "preact/hooks";
import type { Offer } from "../api/wire";
import type { MessageKey } from "../i18n/messages";
import { byDay, wallClock } from "../appointments/offers";
import { useDesk } from "./desk_context";

interface TimeChoiceProps {
    readonly offers: readonly Offer[];
    readonly busy: boolean;
    readonly onChoose: (offer: Offer) => void;
}

/** First the day, then the time. */
export function TimeChoice({ offers, busy, onChoose }: TimeChoiceProps) {
    const { state, text } = useDesk();
    const days = byDay(offers);
    const [chosen, setChosen] = useState("");
    const day = days.find((one) => one.date === chosen) ?? days[0];
    if (day === undefined) {
        return null;
    }
    return (
        <>
            <fieldset class="days">
                <legend class="only-read">{text("console_day_choose")}</legend>
                {days.map(({ date }) => (
                    <label key={date} class="day">
                        <input type="radio" name="day" value={date} checked={date === day.date} onChange={() => setChosen(date)} />
                        <span>{state.messages.date(date, "short")}</span>
                    </label>
                ))}
            </fieldset>
            <Times label="console_book_morning" offers={day.morning} {...{ busy, onChoose }} />
            <Times label="console_book_afternoon" offers={day.afternoon} {...{ busy, onChoose }} />
        </>
    );
}

function Times({ label, offers, busy, onChoose }: TimeChoiceProps & { readonly label: MessageKey }) {
    const { state, text } = useDesk();
    if (offers.length === 0) {
        return null;
    }
    return (
        <div class="times" role="group" aria-label={text(label)}>
            <h3>{text(label)}</h3>
            {offers.map((offer) => (
                <button key={offer.start} type="button" class="time" aria-disabled={busy} onClick={() => !busy && onChoose(offer)}>
                    {state.messages.digits(wallClock(offer))}
                </button>
            ))}
        </div>
    );
}
