import type { Appointment, Device, HelpRequest, Ticket } from "../api/wire";
import type { StreamEvent } from "../live/event_parser";
import type { Change } from "../queue/queue";

/** What an event changes in the queue; null if nothing, or if it is not understood. */
export function changeFrom(event: StreamEvent): Change | null {
    const revision = Number(event.id);
    const data = parsed(event);
    if (data === null || !Number.isFinite(revision)) {
        return null;
    }
    if (event.kind === "ticket" && isRecord(data["ticket"])) {
        return { kind: "ticket", revision, ticket: data["ticket"] as unknown as Ticket };
    }
    if (event.kind === "help" && isRecord(data["help_request"])) {
        return { kind: "help", revision, request: data["help_request"] as unknown as HelpRequest };
    }
    return null;
}

/** The device an event tells of. */
export function deviceFrom(event: StreamEvent): Device | null {
    const data = event.kind === "device" ? parsed(event) : null;
    return data !== null && isRecord(data["device"]) ? (data["device"] as unknown as Device) : null;
}

/** The appointment an event tells of, and when it was so. */
export function appointmentFrom(event: StreamEvent): { readonly appointment: Appointment; readonly revision: number } | null {
    const revision = Number(event.id);
    const data = event.kind === "appointment" && Number.isFinite(revision) ? parsed(event) : null;
    return data !== null && isRecord(data["appointment"]) ? { appointment: data["appointment"] as unknown as Appointment, revision } : null;
}

function parsed(event: StreamEvent): Record<string, unknown> | null {
    try {
        const value: unknown = JSON.parse(event.data);
        return isRecord(value) ? value : null;
    } catch {
        return null;
    }
}

function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
