/** What goes over the wire, as /openapi.json describes it. Instants are RFC 3339 strings in UTC. */

export type LanguageTag = string;
/** A text in several languages, by language tag. */
export type LocalizedText = Readonly<Record<LanguageTag, string>>;

export type TicketState = "waiting" | "called" | "serving" | "parked" | "done" | "noshow" | "cancelled" | "transferred";
export type Priority = "none" | "disabled" | "elderly" | "pregnant" | "infant";
export type GenderPreference = "any" | "woman" | "man";

export const priorities: readonly Priority[] = ["none", "disabled", "elderly", "pregnant", "infant"];
export const genderPreferences: readonly GenderPreference[] = ["any", "woman", "man"];

export interface Ticket {
    readonly id: string;
    readonly number: number;
    readonly local_date: string;
    readonly state: TicketState;
    readonly service: string;
    readonly language: LanguageTag;
    readonly priority: Priority;
    readonly gender: GenderPreference;
    readonly urgent: boolean;
    readonly given_at: string;
    /** Since when it stands in the queue; a transfer may have kept it. */
    readonly arrival_at?: string | null;
    readonly called_at: string | null;
    readonly counter: number | null;
    /** How often it was called in the present round. */
    readonly calls: number;
}

export interface Counter {
    readonly number: number;
    readonly name: LocalizedText;
    /** Who works there, where the scheduler knows it. */
    readonly staff?: { readonly id: string; readonly name: string } | null;
}

export interface HelpRequest {
    readonly id: string;
    readonly device: string;
    readonly language: LanguageTag;
    readonly asked_at?: string;
    readonly state?: "open" | "done";
}

export interface QueueSnapshot {
    readonly revision: number;
    readonly now: string;
    /** Today's open tickets in the order in which they would be called. */
    readonly tickets: readonly Ticket[];
    readonly counters: readonly Counter[];
    readonly help_requests: readonly HelpRequest[];
}

export interface Service {
    readonly id: string;
    readonly name: LocalizedText;
    readonly color: string;
    readonly walk_in: boolean;
}

export interface Catalogue {
    readonly center: { readonly id: string; readonly name: LocalizedText; readonly zone: string };
    readonly languages: readonly LanguageTag[];
    readonly services: readonly Service[];
    readonly counters: readonly Counter[];
}

export interface Staff {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly center: string;
    /** Empty: every service. */
    readonly services: readonly string[];
    /** Empty: every language. */
    readonly languages: readonly LanguageTag[];
}

export interface DeviceStatus {
    readonly version: string;
    readonly printer: { readonly state: string; readonly paper: string };
    /** Promised to visitors and not yet delivered to the scheduler. */
    readonly outbox: number;
}

export interface Device {
    readonly id: string;
    readonly kind: "kiosk" | "board";
    /** None: never reported. */
    readonly seen_at?: string | null;
    readonly status?: DeviceStatus | null;
}

/** RFC 9457 problem details, with the scheduler's extensions. */
export interface Problem {
    readonly status: number;
    readonly code: string;
    readonly detail?: string;
    readonly field?: string;
}
