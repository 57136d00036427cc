import type { CopyOrder, Device, Ticket } from "../api/wire";
import { type PrinterTrouble, printerTroubles } from "./printers";

/** Where a second paper stands. "sent": to a printer that can't answer. "expired": its kiosk said nothing in time, and prints it no more. */
export type CopyState = "asked" | "printed" | "sent" | "not_printed" | "unknown" | "expired";

/** A kiosk that hears of an order later than this prints nothing; the scheduler and the kiosks keep to it, too. */
const orderTimeMs = 3 * 60_000;
/** The scheduler asks no kiosk for a copy that it has not heard of for longer. */
const heardWithinMs = 2 * 60_000;

/** By the scheduler's clock. */
export function copyStateOf(order: CopyOrder, schedulerNowMs: number): CopyState {
    if (order.end) {
        return order.end;
    }
    return schedulerNowMs < Date.parse(order.asked_at) + orderTimeMs ? "asked" : "expired";
}

/** A kiosk that could be asked for a copy, and what speaks against it. */
export interface CopyPlace {
    readonly device: string;
    readonly trouble: "silent" | PrinterTrouble | null;
}

export function copyPlaces(devices: readonly Device[], schedulerNowMs: number): readonly CopyPlace[] {
    return devices.filter((device) => device.kind === "kiosk").map((device) => ({ device: device.id, trouble: troubleOf(device, schedulerNowMs) }));
}

function troubleOf(device: Device, schedulerNowMs: number): CopyPlace["trouble"] {
    const silent = !device.status || !device.seen_at || Date.parse(device.seen_at) < schedulerNowMs - heardWithinMs;
    if (silent) {
        return "silent";
    }
    // Paper that will soon be out still does for one more.
    return printerTroubles([device]).find((trouble) => trouble.part === "printer" || trouble.state === "out") ?? null;
}

/** The kiosk that gave the number, else the first that can print; null if none can. */
export function firstChoice(places: readonly CopyPlace[], ticket: Ticket): string | null {
    const able = places.filter((place) => place.trouble === null);
    return (able.find((place) => place.device === ticket.device) ?? able[0])?.device ?? null;
}

/** What is known of the orders, by their ids. */
export type CopiesKnown = ReadonlyMap<string, CopyState>;

export interface CopyNews {
    readonly ticket: Ticket;
    readonly order: CopyOrder;
    readonly state: CopyState;
}

const step: Readonly<Record<CopyState, number>> = { asked: 0, expired: 1, printed: 2, sent: 2, not_printed: 2, unknown: 2 };

/** What has become of the orders of that person since; an answer that was overtaken on its way is no news. */
export function copyNews(known: CopiesKnown, tickets: readonly Ticket[], staff: string, schedulerNowMs: number): { readonly known: CopiesKnown; readonly news: readonly CopyNews[] } {
    const next = new Map(known);
    const news: CopyNews[] = [];
    for (const ticket of tickets) {
        const order = ticket.copy;
        if (!order) {
            continue;
        }
        const state = copyStateOf(order, schedulerNowMs);
        const before = next.get(order.id);
        if (before !== undefined && step[state] <= step[before]) {
            continue;
        }
        next.set(order.id, state);
        if (order.asked_by === staff) {
            news.push({ ticket, order, state });
        }
    }
    return { known: next, news };
}
