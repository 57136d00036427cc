/** Whether what the screen shows is what the scheduler knows. Instants in ms of this machine's clock. */
export type Freshness =
    | { readonly kind: "starting" }
    | { readonly kind: "live" }
    /** Lost: everything shown held at `since`. */
    | { readonly kind: "stale"; readonly since: number };

/** A blink of the line is not worth a word. */
export const staleShownAfterMs = 1_500;

export function isWorthAWord(freshness: Freshness, now: number): boolean {
    return freshness.kind === "stale" && now - freshness.since >= staleShownAfterMs;
}
