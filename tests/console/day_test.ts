import assert from "node:assert/strict";
import { test } from "node:test";
import type { Appointment, Roster } from "../../kiosk/console/src/api/wire";
import { digitsTyped, grouped } from "../../kiosk/console/src/appointments/code";
import { fromList, groupedByProfessional, withAppointment, withPerson } from "../../kiosk/console/src/appointments/day";
import { dateAt, plusDays } from "../../kiosk/console/src/appointments/local_date";
import { byDay } from "../../kiosk/console/src/appointments/offers";

const now = Date.parse("2026-11-24T08:00:00.000Z");
const zone = "Europe/Istanbul";
const appointment = (id: string, start: string, part: Partial<Appointment> = {}): Appointment =>
    ({ id, state: "booked", start, end: start, ticket: null, ticket_number: null, taken: { professionals: ["ayse"], interpreter: null, room: null }, ...part }) as Appointment;
const list = (revision: number, appointments: Appointment[]) => ({ revision, now: "2026-11-24T08:00:05.000Z", date: "2026-11-24", appointments });
const dayOf = (revision: number, ...appointments: Appointment[]) => {
    const day = fromList(list(revision, appointments), null, now);
    assert.ok(day);
    return day;
};
const early = appointment("a", "2026-11-24T07:00:00Z");
const late = appointment("b", "2026-11-24T12:00:00Z");

test("Day_ChangeHeard_StandsInItsPlaceByStart", () => {
    const day = withAppointment(dayOf(5, late), early, zone, 6);
    assert.deepEqual(day.appointments.map((one) => one.id), ["a", "b"]);
    assert.equal(withAppointment(day, { ...early, state: "cancelled" }, zone, 7).appointments[0]?.state, "cancelled");
});

test("Day_ChangeOlderThanTheList_ChangesNothing", () => {
    const day = dayOf(5, early);
    assert.equal(withAppointment(day, { ...early, state: "noshow" }, zone, 5), day);
});

test("Day_MovedToAnotherDay_LeavesAndByTheWallClock", () => {
    const moved = { ...early, start: "2026-11-24T21:30:00Z" }; // 00:30 of the 25th in Istanbul
    assert.deepEqual(withAppointment(dayOf(5, early), moved, zone, 6).appointments, []);
});

test("Day_ListOvertakenByAChange_IsAskedForAgain", () => {
    const day = withAppointment(dayOf(5, early), { ...early, state: "arrived" }, zone, 9);
    assert.equal(fromList(list(8, [early]), day, now), null);
    assert.notEqual(fromList(list(9, [early]), day, now), null);
});

test("Day_EventWithoutTheTicketsNumber_KeepsTheOneKnown", () => {
    const arrived = appointment("a", early.start, { state: "arrived", ticket: "t1", ticket_number: 214 });
    const day = withAppointment(dayOf(5, arrived), { ...arrived, ticket_number: null, state: "fulfilled" }, zone, 6);
    assert.equal(day.appointments[0]?.ticket_number, 214);
});

test("Groups_TwoPeopleMeetTheVisitor_StandsWithBothAndTheUnknownLast", () => {
    const roster: Roster = { professionals: ["murat", "ayse", "farzana"].map((id) => ({ id, name: id, role: "lawyer" })), rooms: [] };
    const both = appointment("c", late.start, { taken: { professionals: ["ayse", "murat"], interpreter: "farzana", room: null } });
    const gone = appointment("d", late.start, { taken: { professionals: ["who-left"], interpreter: null, room: null } });
    const groups = groupedByProfessional([early, both, gone], roster);
    assert.deepEqual(groups.map((group) => [group.professional?.id ?? null, group.appointments.map((one) => one.id)]), [["murat", ["c"]], ["ayse", ["a", "c"]], [null, ["d"]]]);
    assert.deepEqual(withPerson([early, both, gone], "farzana").map((one) => one.id), ["c"], "an interpreter has a day, too");
});

test("Dates_Steps_CrossMonthsAndZones", () => {
    assert.equal(plusDays("2026-11-30", 1), "2026-12-01");
    assert.equal(plusDays("2026-03-01", -1), "2026-02-28");
    assert.equal(dateAt(Date.parse("2026-11-23T21:00:00Z"), zone), "2026-11-24");
    assert.equal(dateAt(Date.parse("2026-11-23T21:00:00Z"), "UTC"), "2026-11-23");
});

test("Offers_ByDay_PartAtNoon", () => {
    const offer = (local: string) => ({ start: local, end: local, local, interpreter: false });
    const days = byDay(["2026-11-24T09:00", "2026-11-24T12:00", "2026-11-25T11:59"].map(offer));
    assert.deepEqual(days.map((day) => [day.date, day.morning.length, day.afternoon.length]), [["2026-11-24", 1, 1], ["2026-11-25", 1, 0]]);
});

test("Code_TypedInAnyDigits_IsNineLatinOnes", () => {
    assert.equal(digitsTyped("۱۲۳ ۴۵۶ ۷۸۲"), "123456782");
    assert.equal(digitsTyped("١٢٣-٤٥٦-٧٨٢"), "123456782");
    assert.equal(grouped("123456782"), "123 456 782");
});
