import type { Problem } from "./wire";

/** Why a request has no answer to show. */
export type Failure =
    | { readonly kind: "problem"; readonly problem: Problem }
    /** Nothing came back: whether it had its effect is not known. */
    | { readonly kind: "unreachable" };

export type Outcome<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };

/** One wish of the person at the desk. Sent again it keeps its key, so that it has its effect once. */
export interface Wish {
    readonly method: "POST" | "DELETE";
    readonly target: string;
    readonly body: unknown;
    readonly key: string;
}

/** The world outside, so that tests run without network and time. */
export interface Wire {
    fetch(target: string, init: RequestInit): Promise<Response>;
    pause(milliseconds: number): Promise<void>;
    /** A random UUID. */
    freshKey(): string;
}

/** Pauses before sending again when nothing came back or the scheduler was not able just now. */
export const retryPausesMs: readonly number[] = [300, 1_000, 2_500];
export const answerWithinMs = 8_000;

export class Requests {
    constructor(private readonly wire: Wire) {}

    wish(method: Wish["method"], target: string, body: unknown = {}): Wish {
        return { method, target, body, key: this.wire.freshKey() };
    }

    /** Sends a wish until it is answered or the pauses are used up; safe to call again with the same wish. */
    async send<Value>(wish: Wish): Promise<Outcome<Value>> {
        const init: RequestInit = {
            method: wish.method,
            headers: { "Content-Type": "application/json", "Idempotency-Key": wish.key },
            body: JSON.stringify(wish.body),
        };
        for (const pause of retryPausesMs) {
            const outcome = await this.once<Value>(wish.target, init);
            if (!worthAnotherTry(outcome)) {
                return outcome;
            }
            await this.wire.pause(pause);
        }
        return this.once<Value>(wish.target, init);
    }

    get<Value>(target: string): Promise<Outcome<Value>> {
        return this.once<Value>(target, { method: "GET" });
    }

    private async once<Value>(target: string, init: RequestInit): Promise<Outcome<Value>> {
        try {
            const response = await this.wire.fetch(target, {
                ...init,
                credentials: "same-origin",
                cache: "no-store",
                signal: AbortSignal.timeout(answerWithinMs),
            });
            if (!response.ok) {
                return { ok: false, failure: { kind: "problem", problem: await problemOf(response) } };
            }
            const value = response.status === 204 ? {} : await response.json();
            return { ok: true, value: value as Value };
        } catch {
            // No connection, no answer in time, or an answer cut off: nothing is known of its effect.
            return { ok: false, failure: { kind: "unreachable" } };
        }
    }
}

function worthAnotherTry(outcome: Outcome<unknown>): boolean {
    if (outcome.ok) {
        return false;
    }
    if (outcome.failure.kind === "unreachable") {
        return true;
    }
    // What waits for a kiosk to come back waits longer than the person at the desk.
    return outcome.failure.problem.status >= 500 && outcome.failure.problem.code !== "awaiting_devices";
}

async function problemOf(response: Response): Promise<Problem> {
    const fallback: Problem = { status: response.status, code: `http_${response.status}` };
    if (!(response.headers.get("Content-Type") ?? "").includes("json")) {
        return fallback;
    }
    try {
        const body = (await response.json()) as Partial<Problem>;
        return { ...body, status: response.status, code: body.code ?? fallback.code };
    } catch {
        return fallback;
    }
}
