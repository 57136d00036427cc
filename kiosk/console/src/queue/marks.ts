import type { IconName } from "../ui/icon";
import type { MessageKey } from "../i18n/messages";
import type { Priority, Staff, Ticket } from "../api/wire";
import { speaks } from "./filter";

/** Something about a waiter that the desk should see at a glance: always a pictogram with a word. */
export interface Mark {
    readonly icon: IconName;
    readonly label: MessageKey;
    readonly tone: "quiet" | "attention" | "due";
    /** For a label that names a time. */
    readonly at?: string;
}

const priorityIcons: Readonly<Record<Exclude<Priority, "none">, IconName>> = {
    disabled: "wheelchair",
    elderly: "old",
    pregnant: "woman",
    infant: "baby-carriage",
};

const notes: Readonly<Record<string, MessageKey>> = {
    service_replaced: "console_note_service_replaced",
    language_replaced: "console_note_language_replaced",
    delivered_late: "console_note_delivered_late",
    clock_doubtful: "console_note_clock_doubtful",
};

export function marksOf(ticket: Ticket, staff: Staff): Mark[] {
    const marks: Mark[] = [];
    if (ticket.urgent) {
        marks.push({ icon: "message-circle-exclamation", label: "console_private_talk", tone: "attention" });
    }
    if (ticket.appointment) {
        marks.push({ icon: "calendar-clock", label: ticket.due_at ? "console_mark_appointment_at" : "console_mark_appointment", tone: "due", ...(ticket.due_at ? { at: ticket.due_at } : {}) });
    }
    if (ticket.priority !== "none") {
        marks.push({ icon: priorityIcons[ticket.priority], label: `console_priority_${ticket.priority}`, tone: "quiet" });
    }
    if (ticket.gender !== "any") {
        marks.push({ icon: ticket.gender === "woman" ? "woman" : "man", label: `console_gender_${ticket.gender}`, tone: "quiet" });
    }
    // An appointment's languages are provided for.
    if (!ticket.appointment && !speaks(staff, ticket.language)) {
        marks.push({ icon: "language", label: "console_interpreter_needed", tone: "quiet" });
    }
    for (const note of ticket.note_codes ?? []) {
        const label = notes[note];
        if (label !== undefined) {
            marks.push({ icon: "info-circle", label, tone: "quiet" });
        }
    }
    return marks;
}
