import type { Staff, Ticket } from "../api/wire";

/** Which waiters are shown: everybody, those this person can serve, or those of one service. */
export type Filter = { readonly kind: "all" } | { readonly kind: "mine" } | { readonly kind: "service"; readonly service: string };

export function filtered(tickets: readonly Ticket[], filter: Filter, staff: Staff): readonly Ticket[] {
    switch (filter.kind) {
        case "all":
            return tickets;
        case "mine":
            return tickets.filter((ticket) => offersService(staff, ticket.service) && speaks(staff, ticket.language));
        case "service":
            return tickets.filter((ticket) => ticket.service === filter.service);
    }
}

/** An empty list means every service. */
export function offersService(staff: Staff, service: string): boolean {
    return staff.services.length === 0 || staff.services.includes(service);
}

/** An empty list means every language. */
export function speaks(staff: Staff, language: string): boolean {
    return staff.languages.length === 0 || staff.languages.includes(language);
}

export function filterFromChoice(choice: string): Filter {
    if (choice === "all" || choice === "mine") {
        return { kind: choice };
    }
    return { kind: "service", service: choice.replace(/^service:/, "") };
}

export function choiceOfFilter(filter: Filter): string {
    return filter.kind === "service" ? `service:${filter.service}` : filter.kind;
}
