import assert from "node:assert/strict";
import { test } from "node:test";
import type { QueueSnapshot, Ticket } from "../../kiosk/console/src/api/wire";
import { atCounter, fromSnapshot, inOrderGiven, inState, longestWaitMinutes, minutesSince, withChange, withReply } from "../../kiosk/console/src/queue/queue";

import { nobodyServed, servedOf, servedUpTo, withToggled } from "../../kiosk/console/src/queue/served_choice";

const now = Date.parse("2026-11-23T08:00:00.000Z");

function ticket(number: number, part: Partial<Ticket> = {}): Ticket {
    return {
        id: `t${number}`, number, local_date: "2026-11-23", state: "waiting", service: "legal", language: "tr", priority: "none", gender: "any",
        urgent: false, given_at: "2026-11-23T07:30:00.000Z", arrival_at: null, called_at: null, counter: null, calls: 0, ...part,
    };
}

function snapshot(revision: number, tickets: Ticket[]): QueueSnapshot {
    return { revision, now: "2026-11-23T08:00:05.000Z", tickets, counters: [], help_requests: [] };
}

test("Queue_SnapshotOlderThanWhatIsKnown_IsPassedOver", () => {
    const queue = fromSnapshot(snapshot(9, [ticket(1)]), null, now);
    assert.equal(fromSnapshot(snapshot(8, []), queue, now), queue);
});

test("Queue_SnapshotThatMissesAChangeHeard_KeepsTheChange", () => {
    const queue = withChange(fromSnapshot(snapshot(5, [ticket(1)]), null, now), { kind: "ticket", revision: 7, ticket: ticket(2) });
    const next = fromSnapshot(snapshot(6, [ticket(1)]), queue, now);
    assert.deepEqual(next.tickets.map((one) => one.number), [1, 2]);
    assert.deepEqual(fromSnapshot(snapshot(7, [ticket(2), ticket(1)]), next, now).tickets.map((one) => one.number), [2, 1]);
});

test("Queue_ChangeThatTheSnapshotHas_ChangesNothing", () => {
    const queue = fromSnapshot(snapshot(5, [ticket(1, { state: "serving" })]), null, now);
    assert.equal(withChange(queue, { kind: "ticket", revision: 5, ticket: ticket(1) }), queue);
});

test("Queue_TicketThatEnds_Leaves", () => {
    const queue = fromSnapshot(snapshot(5, [ticket(1), ticket(2)]), null, now);
    for (const state of ["done", "noshow", "cancelled", "transferred"] as const) {
        const after = withChange(queue, { kind: "ticket", revision: 6, ticket: ticket(1, { state }) });
        assert.deepEqual(after.tickets.map((one) => one.number), [2], state);
    }
});

test("Queue_ChangedTicket_KeepsItsPlaceInTheOrder", () => {
    const queue = fromSnapshot(snapshot(5, [ticket(3), ticket(1), ticket(2)]), null, now);
    const after = withChange(queue, { kind: "ticket", revision: 6, ticket: ticket(1, { priority: "elderly" }) });
    assert.deepEqual(after.tickets.map((one) => one.number), [3, 1, 2]);
});

test("Queue_Reply_ShowsAtOnceAndYieldsToTheNextSnapshot", () => {
    const queue = fromSnapshot(snapshot(5, [ticket(1)]), null, now);
    const replied = withReply(queue, ticket(1, { state: "called", counter: 3 }));
    assert.equal(atCounter(replied, 3)?.number, 1);
    assert.equal(atCounter(fromSnapshot(snapshot(6, [ticket(1)]), replied, now), 3), null);
});

test("Queue_ReplyWithTheNextAtACounter_TakesTheFinishedOneAway", () => {
    const elsewhere = ticket(3, { state: "serving", counter: 4 });
    const queue = fromSnapshot(snapshot(5, [ticket(1, { state: "serving", counter: 3 }), elsewhere, ticket(2)]), null, now);
    const replied = withReply(queue, ticket(2, { state: "called", counter: 3 }));
    assert.equal(atCounter(replied, 3)?.number, 2);
    assert.equal(atCounter(replied, 4)?.number, 3);
});

test("Queue_HelpRequestDone_Leaves", () => {
    const request = { id: "h1", device: "kiosk-1", language: "ar" };
    const asked = withChange(fromSnapshot(snapshot(5, []), null, now), { kind: "help", revision: 6, request });
    assert.equal(asked.helpRequests.length, 1);
    assert.equal(withChange(asked, { kind: "help", revision: 7, request: { ...request, state: "done" } }).helpRequests.length, 0);
});

test("Queue_InOrderGiven_IsWhoeverWaitsOrIsSetAside", () => {
    const given = (number: number, at: string, part: Partial<Ticket> = {}) => ticket(number, { given_at: `2026-11-23T${at}:00.000Z`, ...part });
    const queue = fromSnapshot(snapshot(5, [given(90, "07:20", { due_at: "2026-11-23T08:00:00.000Z" }), given(3, "07:10"), given(13, "07:05", { state: "parked" }), given(1, "07:00", { state: "called" }), given(4, "07:10")]), null, now);
    assert.deepEqual(inOrderGiven(queue).map((one) => one.number), [13, 3, 4, 90]);
    assert.equal(queue.tickets[0]?.number, 90, "the queue's own order stays");
});

test("Queue_Waits_AreWholeMinutesOfTheSchedulersClock", () => {
    assert.equal(minutesSince("2026-11-23T07:59:01.000Z", now), 0);
    assert.equal(minutesSince("2026-11-23T07:59:00.000Z", now), 1);
    assert.equal(minutesSince("2026-11-23T08:05:00.000Z", now), 0, "a clock that goes wrong gives no negative wait");
    assert.equal(fromSnapshot(snapshot(1, []), null, now).clockAheadMs, 5_000);
});

test("Queue_LongestWait_CountsFromArrivalNotFromTheTransfer", () => {
    const kept = ticket(1, { given_at: "2026-11-23T07:59:00.000Z", arrival_at: "2026-11-23T07:20:00.000Z" });
    assert.equal(longestWaitMinutes([ticket(2), kept], now), 40);
    assert.equal(longestWaitMinutes([], now), null);
});

test("Queue_States_AreToldApart", () => {
    const queue = fromSnapshot(snapshot(5, [ticket(1), ticket(2, { state: "parked" }), ticket(3, { state: "done" })]), null, now);
    assert.deepEqual(inState(queue, "parked").map((one) => one.number), [2]);
    assert.equal(queue.tickets.length, 2);
});

test("ServedChoice_AnotherLastNumber_KeepsWhoWasSetApart", () => {
    const shown = [ticket(12), ticket(3), ticket(13), ticket(4)];
    const [, three, , four] = shown as [Ticket, Ticket, Ticket, Ticket];
    const numbers = (choice: typeof nobodyServed) => servedOf(shown, choice).map((one) => one.number);
    const upTo13 = withToggled(servedUpTo(shown, nobodyServed, 3), three);
    assert.deepEqual(numbers(upTo13), [12, 13]);
    assert.deepEqual(numbers(servedUpTo(shown, upTo13, 4)), [12, 13, 4], "who still waits isn't taken for served by a correction");
    assert.deepEqual(numbers(servedUpTo(shown, upTo13, 1)), [12]);
    const andFour = withToggled(upTo13, four);
    assert.deepEqual(numbers(andFour), [12, 13, 4]);
    assert.deepEqual(numbers(servedUpTo(shown, andFour, 4)), [12, 13, 4], "who is now within stays served");
    assert.deepEqual(numbers(withToggled(andFour, four)), [12, 13]);
    assert.deepEqual(numbers(nobodyServed), []);
});
