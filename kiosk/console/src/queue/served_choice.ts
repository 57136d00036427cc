// Who is said to have been served without a call: everybody up to a number, but for those who still wait, and some of the others.
import type { Ticket } from "../api/wire";

export interface ServedChoice {
    /** How many of the first ones. */
    readonly upTo: number;
    /** Ids of those within who were not served, and of those beyond who were. */
    readonly toggled: ReadonlySet<string>;
}

export const nobodyServed: ServedChoice = { upTo: 0, toggled: new Set() };

export function servedOf(shown: readonly Ticket[], { upTo, toggled }: ServedChoice): readonly Ticket[] {
    return shown.filter((ticket, index) => index < upTo !== toggled.has(ticket.id));
}

/** Another last number: who was set apart on the side on which they still are stays set apart. */
export function servedUpTo(shown: readonly Ticket[], choice: ServedChoice, upTo: number): ServedChoice {
    const staysOnItsSide = (index: number) => index < choice.upTo === index < upTo;
    const toggled = shown.filter((ticket, index) => choice.toggled.has(ticket.id) && staysOnItsSide(index)).map((ticket) => ticket.id);
    return { upTo, toggled: new Set(toggled) };
}

export function withToggled(choice: ServedChoice, ticket: Ticket): ServedChoice {
    const toggled = new Set(choice.toggled);
    if (!toggled.delete(ticket.id)) {
        toggled.add(ticket.id);
    }
    return { ...choice, toggled };
}
