import type { IconName } from "../ui/icon";
import type { MessageKey } from "../i18n/messages";
import type { Priority, Staff, Ticket } from "../api/wire";
import { speaks } from "./filter";

/** Something about a waiter that the desk should see at a glance: always a pictogram with a word. */
export interface Mark {
    readonly icon: IconName;
    readonly label: MessageKey;
    readonly tone: "quiet" | "attention";
}

const priorityIcons: Readonly<Record<Exclude<Priority, "none">, IconName>> = {
    disabled: "wheelchair",
    elderly: "old",
    pregnant: "woman",
    infant: "baby-carriage",
};

export function marksOf(ticket: Ticket, staff: Staff): Mark[] {
    const marks: Mark[] = [];
    if (ticket.urgent) {
        marks.push({ icon: "message-circle-exclamation", label: "console_private_talk", tone: "attention" });
    }
    if (ticket.priority !== "none") {
        marks.push({ icon: priorityIcons[ticket.priority], label: `console_priority_${ticket.priority}`, tone: "quiet" });
    }
    if (ticket.gender !== "any") {
        marks.push({ icon: ticket.gender === "woman" ? "woman" : "man", label: `console_gender_${ticket.gender}`, tone: "quiet" });
    }
    if (!speaks(staff, ticket.language)) {
        marks.push({ icon: "language", label: "console_interpreter_needed", tone: "quiet" });
    }
    return marks;
}
