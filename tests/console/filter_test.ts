import assert from "node:assert/strict";
import { test } from "node:test";
import type { Staff, Ticket } from "../../kiosk/console/src/api/wire";
import { choiceOfFilter, filtered, filterFromChoice, type Filter } from "../../kiosk/console/src/queue/filter";
import { marksOf } from "../../kiosk/console/src/queue/marks";

const staff: Staff = { id: "s", name: "Elif", role: "front_desk", center: "c", services: ["legal"], languages: ["tr", "ar"] };
const ticket = (part: Partial<Ticket>) => ({ id: "t", service: "legal", language: "tr", priority: "none", gender: "any", urgent: false, ...part }) as Ticket;
const tickets = [ticket({}), ticket({ language: "fa" }), ticket({ service: "social" })];

test("Filter_Mine_KeepsWhatThisPersonCanServe", () => {
    assert.deepEqual(filtered(tickets, { kind: "mine" }, staff), [tickets[0]]);
    assert.deepEqual(filtered(tickets, { kind: "mine" }, { ...staff, services: [], languages: [] }), tickets);
});

test("Filter_Service_KeepsThatService", () => {
    assert.deepEqual(filtered(tickets, { kind: "service", service: "social" }, staff), [tickets[2]]);
});

test("Filter_EveryChoice_ReadsBackAsItself", () => {
    const filters: Filter[] = [{ kind: "all" }, { kind: "mine" }, { kind: "service", service: "all" }, { kind: "service", service: "legal" }];
    for (const filter of filters) {
        assert.deepEqual(filterFromChoice(choiceOfFilter(filter)), filter);
    }
});

test("Marks_LanguageNotSpoken_AsksForAnInterpreter", () => {
    assert.deepEqual(marksOf(ticket({ language: "fa" }), staff).map((mark) => mark.label), ["console_interpreter_needed"]);
    assert.deepEqual(marksOf(ticket({ language: "ar" }), staff), []);
});

test("Marks_PrivateTalk_StandsFirstAndAsksForAttention", () => {
    const marks = marksOf(ticket({ urgent: true, priority: "infant", gender: "woman" }), staff);
    assert.deepEqual(marks.map((mark) => mark.label), ["console_private_talk", "console_priority_infant", "console_gender_woman"]);
    assert.deepEqual(marks.map((mark) => mark.tone), ["attention", "quiet", "quiet"]);
});

test("Marks_Appointment_BearsItsTimeAndNeedsNoInterpreter", () => {
    const marks = marksOf(ticket({ language: "fa", appointment: "a", due_at: "2026-11-23T07:30:00Z", note_codes: ["clock_doubtful", "of_a_newer_scheduler"] }), staff);
    assert.deepEqual(marks.map((mark) => mark.label), ["console_mark_appointment_at", "console_note_clock_doubtful"]);
    assert.equal(marks[0]?.at, "2026-11-23T07:30:00Z");
});
