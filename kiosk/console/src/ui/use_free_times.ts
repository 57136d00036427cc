import { useEffect, useState } from "preact/hooks";
import type { Failure, Outcome } from "../api/requests";
import type { Availability, GenderPreference, Offer } from "../api/wire";
import type { LocalDate } from "../appointments/local_date";
import { useDesk } from "./desk_context";

/** What somebody wants an appointment for. */
export interface BookingWish {
    readonly service: string;
    readonly language: string;
    readonly gender: GenderPreference;
}

export type FreeTimes =
    | { readonly kind: "loading" }
    | { readonly kind: "failed"; readonly failure: Failure }
    /** `isNext`: the days asked for have none, these are the next ones after them. */
    | { readonly kind: "there"; readonly offers: readonly Offer[]; readonly isNext: boolean };

export const daysShown = 14;

interface Answer {
    readonly question: string;
    readonly times: FreeTimes;
}

/**
 * The free times of `daysShown` days from `from`; asked for again when the wish or `round` changes. What was heard of another
 * question is not given out: from the moment the wish changes its times are "loading".
 */
export function useFreeTimes(center: string, { service, language, gender }: BookingWish, from: LocalDate, round: number): FreeTimes {
    const { desk } = useDesk();
    const [answer, setAnswer] = useState<Answer | null>(null);
    const query = new URLSearchParams({ service, language, gender, from, days: String(daysShown) });
    const target = `/v1/centers/${center}/availability?${query}`;
    const question = `${round} ${target}`;
    useEffect(() => {
        let isWanted = true;
        void desk.ask<Availability>(target).then((outcome) => {
            if (isWanted) {
                setAnswer({ question, times: timesOf(outcome) });
            }
        });
        return () => void (isWanted = false); // another question meanwhile
    }, [question]);
    return answer?.question === question ? answer.times : { kind: "loading" };
}

function timesOf(outcome: Outcome<Availability>): FreeTimes {
    if (!outcome.ok) {
        return { kind: "failed", failure: outcome.failure };
    }
    const { starts, next } = outcome.value;
    return { kind: "there", offers: starts.length > 0 ? starts : next, isNext: starts.length === 0 };
}
