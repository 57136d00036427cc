import { useState } from "preact/hooks";
import { sentenceFor } from "../api/sentences";
import { genderPreferences, type Catalogue, type GenderPreference, type Offer } from "../api/wire";
import { dateAt, plusDays } from "../appointments/local_date";
import { useDesk } from "./desk_context";
import { Select } from "./select";
import { TimeChoice } from "./time_choice";
import { daysShown, useFreeTimes, type BookingWish } from "./use_free_times";

interface BookingChoiceProps {
    readonly catalogue: Catalogue;
    readonly wish: BookingWish;
    /** Null: what it is for stays as it is. */
    readonly onWish: ((wish: BookingWish) => void) | null;
    readonly busy: boolean;
    /** Counts how often the free times have to be asked for anew. */
    readonly round: number;
    /** What the scheduler names in place of a time that was taken. */
    readonly instead: readonly Offer[];
    readonly onAll: () => void;
    readonly onChoose: (offer: Offer) => void;
}

/** For what, in which language, with whom; and when. */
export function BookingChoice({ catalogue, wish, onWish, busy, round, instead, onAll, onChoose }: BookingChoiceProps) {
    const { state, text } = useDesk();
    const today = dateAt(Date.now() + (state.queue?.clockAheadMs ?? 0), catalogue.center.zone);
    const [from, setFrom] = useState(today);
    const times = useFreeTimes(catalogue.center.id, wish, from, round);
    const daysAhead = catalogue.services.find((service) => service.id === wish.service)?.appointments?.days_ahead ?? daysShown;
    const later = plusDays(from, daysShown);
    return (
        <>
            {onWish !== null && <WishForm {...{ catalogue, wish, onWish }} />}
            {instead.length > 0 && (
                <>
                    <TimeChoice offers={instead} {...{ busy, onChoose }} />
                    <button type="button" class="quiet" onClick={onAll}>
                        {text("console_book_all_times")}
                    </button>
                </>
            )}
            <div class={instead.length === 0 ? "free-times" : undefined} aria-busy={times.kind === "loading"} data-language={wish.language} data-from={from}>
                {instead.length === 0 && times.kind === "loading" && <p class="empty">{text("console_loading")}</p>}
                {times.kind === "failed" && (
                    <p class="sentence" role="alert">
                        {text(sentenceFor(times.failure))}
                    </p>
                )}
                {instead.length === 0 && times.kind === "there" && times.isNext && (
                    <p role="status" class="why">
                        {text(times.offers.length === 0 ? "console_book_none" : "console_book_next")}
                    </p>
                )}
                {instead.length === 0 && times.kind === "there" && <TimeChoice key={from} offers={times.offers} {...{ busy, onChoose }} />}
            </div>
            <div class="answers">
                {instead.length === 0 && from !== today && (
                    <button type="button" class="quiet" onClick={() => setFrom(plusDays(from, -daysShown))}>
                        {text("console_book_earlier_days")}
                    </button>
                )}
                {instead.length === 0 && later <= plusDays(today, daysAhead) && (
                    <button type="button" class="quiet" onClick={() => setFrom(later)}>
                        {text("console_book_later_days")}
                    </button>
                )}
            </div>
        </>
    );
}

type WishFormProps = Pick<BookingChoiceProps, "catalogue" | "wish"> & { readonly onWish: (wish: BookingWish) => void };

function WishForm({ catalogue, wish, onWish }: WishFormProps) {
    const { state, text } = useDesk();
    const { messages } = state;
    return (
        <div class="wish">
            <Select name="service" label={text("console_new_service")} value={wish.service} onChoose={(service) => onWish({ ...wish, service })}>
                {catalogue.services
                    .filter((service) => service.appointments)
                    .map((service) => ({ value: service.id, label: messages.localized(service.name) }))}
            </Select>
            <Select name="language" label={text("console_new_language")} value={wish.language} onChoose={(language) => onWish({ ...wish, language })}>
                {catalogue.languages.map((language) => ({ value: language, label: messages.languageName(language) }))}
            </Select>
            <Select name="gender" label={text("console_new_gender")} value={wish.gender} onChoose={(gender) => onWish({ ...wish, gender: gender as GenderPreference })}>
                {genderPreferences.map((gender) => ({ value: gender, label: text(`console_gender_${gender}`) }))}
            </Select>
        </div>
    );
}
