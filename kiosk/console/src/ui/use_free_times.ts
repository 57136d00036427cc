import { useEffect, useState } from "preact/hooks";
import type { Failure } from "../api/requests";
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

/** The free times of `daysShown` days from `from`; asked for again when the wish or `round` changes. */
export function useFreeTimes(center: string, { service, language, gender }: BookingWish, from: LocalDate, round: number): FreeTimes {
    const { desk } = useDesk();
    const [times, setTimes] = useState<FreeTimes>({ kind: "loading" });
    useEffect(() => {
        let wanted = true;
        setTimes({ kind: "loading" });
        const query = new URLSearchParams({ service, language, gender, from, days: String(daysShown) });
        void desk.ask<Availability>(`/v1/centers/${center}/availability?${query}`).then((outcome) => {
            if (!wanted) {
                return; // another wish meanwhile
            }
            if (!outcome.ok) {
                setTimes({ kind: "failed", failure: outcome.failure });
                return;
            }
            const { starts, next } = outcome.value;
            setTimes({ kind: "there", offers: starts.length > 0 ? starts : next, isNext: starts.length === 0 });
        });
        return () => void (wanted = false);
    }, [center, service, language, gender, from, round]);
    return times;
}
