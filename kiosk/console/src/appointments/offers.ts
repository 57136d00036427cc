import type { Offer } from "../api/wire";
import type { LocalDate } from "./local_date";

/** The free times of one day, parted as people speak of them. */
export interface OfferedDay {
    readonly date: LocalDate;
    readonly morning: readonly Offer[];
    readonly afternoon: readonly Offer[];
}

const noon = "12:00";

export function byDay(offers: readonly Offer[]): OfferedDay[] {
    const days = new Map<LocalDate, Offer[]>();
    for (const offer of offers) {
        const date = offer.local.slice(0, 10);
        days.set(date, [...(days.get(date) ?? []), offer]);
    }
    return [...days].map(([date, times]) => ({
        date,
        morning: times.filter((offer) => wallClock(offer) < noon),
        afternoon: times.filter((offer) => wallClock(offer) >= noon),
    }));
}

/** 09:30 */
export function wallClock(offer: Offer): string {
    return offer.local.slice(11, 16);
}
