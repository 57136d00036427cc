import type { Wish } from "../api/requests";
import type { Catalogue, Device, Staff } from "../api/wire";
import type { Messages, MessageKey, Values } from "../i18n/messages";
import type { Freshness } from "../live/freshness";
import type { Preferences } from "../preferences";
import type { Filter } from "../queue/filter";
import type { Queue } from "../queue/queue";
import type { Book } from "./appointment_book";

export const pages = ["queue", "appointments", "kiosks"] as const;
export type Page = (typeof pages)[number];

/** Something that went wrong with a wish, told until it is dismissed or tried again. */
export interface Notice {
    readonly scope: string;
    readonly sentence: MessageKey;
    /** For the people who mend it; not for reading out. */
    readonly code: string | null;
    /** To send the very same wishes again, with their keys. */
    readonly again: readonly Wish[] | null;
}

/** For screen readers: what just happened. The serial makes saying the same twice a change. */
export interface Announcement {
    readonly serial: number;
    readonly key: MessageKey;
    readonly values: Values;
}

export type Session =
    | { readonly kind: "unknown"; readonly unreachable: boolean }
    | { readonly kind: "out"; readonly sentence: MessageKey | null }
    | { readonly kind: "in"; readonly staff: Staff };

/** Everything the pages show. A value: whoever changes something makes a new one. */
export interface DeskState {
    readonly messages: Messages;
    readonly preferences: Preferences;
    readonly session: Session;
    readonly page: Page;
    readonly catalogue: Catalogue | null;
    readonly queue: Queue | null;
    readonly devices: readonly Device[] | null;
    readonly book: Book;
    readonly freshness: Freshness;
    readonly filter: Filter;
    /** What is under way; a second click on the same waits for nothing and does nothing. */
    readonly busy: ReadonlySet<string>;
    readonly notices: readonly Notice[];
    readonly announcement: Announcement | null;
    /** The last instant at which something was heard of the scheduler, ms of this machine's clock. */
    readonly heardAt: number;
}

export function pageFromHash(hash: string): Page {
    return pages.find((page) => hash === `#/${page}`) ?? "queue";
}
