/** A date on the center's calendar: 2026-11-24. No zone, no time. */
export type LocalDate = string;

/** The date on the wall calendar of the zone at that instant. */
export function dateAt(instantMs: number, zone: string): LocalDate {
    const parts = new Intl.DateTimeFormat("en", { timeZone: zone, calendar: "gregory", year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(instantMs);
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
    return `${part("year")}-${part("month")}-${part("day")}`;
}

export function plusDays(date: LocalDate, days: number): LocalDate {
    return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
