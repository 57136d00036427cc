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
    /** The appointment it was made for by checking in, and its time. */
    readonly appointment?: string | null;
    readonly due_at?: string | null;
    /** What the desk should know about how it came in. */
    readonly note_codes?: readonly string[];
    /** The kiosk that gave it; none: the desk. */
    readonly device?: string | null;
    /** The last second paper asked for. */
    readonly copy?: CopyOrder | null;
}

/** A second paper that somebody at the desk has asked a kiosk for. */
export interface CopyOrder {
    readonly id: string;
    readonly device: string;
    readonly asked_by: string;
    readonly asked_at: string;
    /** How it came out; none while the kiosk has not said. */
    readonly end?: "printed" | "sent" | "not_printed" | "unknown" | null;
}

/** The answer to marking numbers as served. */
export interface MarkedServed {
    /** Ids of those that are done now. */
    readonly tickets: readonly string[];
    /** Those that stay as they are. */
    readonly left: readonly { readonly ticket: string; readonly why: string }[];
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
    /** What an appointment for it takes; none: no appointments. */
    readonly appointments?: { readonly minutes: number; readonly days_ahead: number } | null;
}

export interface Catalogue {
    readonly center: { readonly id: string; readonly name: LocalizedText; readonly zone: string; readonly waiting_place?: LocalizedText };
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
    /** What staff should see: "storage_renewed". */
    readonly incident?: string;
}

export interface Device {
    readonly id: string;
    readonly kind: "kiosk" | "board";
    /** None: never reported. */
    readonly seen_at?: string | null;
    readonly status?: DeviceStatus | null;
    /** When another machine with its key was last refused. */
    readonly rival_at?: string;
    /** When a backup was put back from which on it has not told yet what it promised since: nothing is booked before. */
    readonly awaited_since?: string;
}

// --- Appointments

export type AppointmentState = "pending" | "booked" | "arrived" | "fulfilled" | "cancelled" | "noshow" | "waitlist";

/** A start at which everything that is needed is free at once. */
export interface Offer {
    readonly start: string;
    readonly end: string;
    /** The start on the center's wall clock: 2026-11-24T09:30. */
    readonly local: string;
    readonly interpreter: boolean;
}

export interface Availability {
    readonly starts: readonly Offer[];
    /** When there are no starts: the next free ones after the days asked for. */
    readonly next: readonly Offer[];
}

/** Who and what is taken; the professionals without the interpreter. */
export interface Taken {
    readonly professionals: readonly string[];
    readonly interpreter: string | null;
    readonly room: string | null;
}

export interface Hold {
    readonly id: string;
    readonly start: string;
    readonly end: string;
    readonly expires_at: string;
    readonly interpreter: boolean;
    readonly taken?: Taken;
}

export interface Appointment {
    readonly id: string;
    /** Nine digits. */
    readonly code?: string;
    readonly state: AppointmentState;
    readonly service: string;
    readonly language: LanguageTag;
    readonly gender: GenderPreference;
    readonly start: string;
    readonly end: string;
    readonly interpreter: boolean;
    readonly check_in_from: string;
    readonly check_in_until: string;
    readonly ticket: string | null;
    /** In a day's list. */
    readonly ticket_number: number | null;
    readonly taken?: Taken;
}

export interface AppointmentList {
    readonly revision: number;
    readonly now: string;
    readonly date: string;
    readonly appointments: readonly Appointment[];
}

export interface Professional {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    /** Their login at the console, if they have one. */
    readonly staff?: string | null;
}

export interface Room {
    readonly id: string;
    readonly name: LocalizedText;
}

export interface Roster {
    readonly professionals: readonly Professional[];
    readonly rooms: readonly Room[];
}

/** RFC 9457 problem details, with the scheduler's extensions. */
export interface Problem {
    readonly status: number;
    readonly code: string;
    readonly detail?: string;
    readonly field?: string;
    /** What is free instead, when somebody else took the time. */
    readonly next_starts?: readonly Offer[];
}
