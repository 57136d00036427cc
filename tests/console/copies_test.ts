import assert from "node:assert/strict";
import { test } from "node:test";
import type { CopyOrder, Device, Ticket } from "../../kiosk/console/src/api/wire";
import { copyNews, copyPlaces, copyStateOf, firstChoice } from "../../kiosk/console/src/queue/copies";

const asked = Date.parse("2026-11-23T08:00:00.000Z");
const order: CopyOrder = { id: "c1", device: "kiosk-2", asked_by: "staff-1", asked_at: "2026-11-23T08:00:00.000Z" };

function ticket(part: Partial<Ticket> = {}): Ticket {
    return {
        id: "t1", number: 1, local_date: "2026-11-23", state: "waiting", service: "legal", language: "tr", priority: "none", gender: "any",
        urgent: false, given_at: "2026-11-23T07:30:00.000Z", called_at: null, counter: null, calls: 0, ...part,
    };
}

function kiosk(id: string, part: Partial<Device> = {}, printer = { state: "ready", paper: "ok" }): Device {
    return { id, kind: "kiosk", seen_at: "2026-11-23T08:00:00.000Z", status: { version: "1", printer, outbox: 0 }, ...part };
}

test("Copies_OrderWithoutAnEnd_ExpiresAfterThreeMinutes", () => {
    assert.equal(copyStateOf(order, asked - 10_000), "asked", "a clock that lags behind");
    assert.equal(copyStateOf(order, asked + 179_999), "asked");
    assert.equal(copyStateOf(order, asked + 180_000), "expired");
});

test("Copies_OrderWithAnEnd_IsWhatTheKioskSaidHoweverLate", () => {
    for (const end of ["printed", "sent", "not_printed", "unknown"] as const) {
        assert.equal(copyStateOf({ ...order, end }, asked + 3_600_000), end);
    }
});

test("Copies_Places_NameWhatSpeaksAgainstAKiosk", () => {
    const devices = [
        kiosk("k1"),
        kiosk("k2", {}, { state: "ready", paper: "out" }),
        kiosk("k3", {}, { state: "cover_open", paper: "ok" }),
        kiosk("k4", {}, { state: "unknown", paper: "near_end" }),
        kiosk("k5", { seen_at: "2026-11-23T07:57:59.999Z" }),
        kiosk("k6", { seen_at: "2026-11-23T07:58:00.000Z" }),
        kiosk("k7", { seen_at: null, status: null }),
        kiosk("b1", { kind: "board" }),
    ];
    assert.deepEqual(copyPlaces(devices, asked), [
        { device: "k1", trouble: null },
        { device: "k2", trouble: { device: "k2", part: "paper", state: "out" } },
        { device: "k3", trouble: { device: "k3", part: "printer", state: "cover_open" } },
        { device: "k4", trouble: null },
        { device: "k5", trouble: "silent" },
        { device: "k6", trouble: null },
        { device: "k7", trouble: "silent" },
    ]);
});

test("Copies_FirstChoice_IsTheGivingKioskElseTheFirstThatPrints", () => {
    const out = kiosk("k1", {}, { state: "paper_out", paper: "out" });
    const places = copyPlaces([out, kiosk("k2"), kiosk("k3")], asked);
    assert.equal(firstChoice(places, ticket({ device: "k3" })), "k3");
    assert.equal(firstChoice(places, ticket({ device: "k1" })), "k2", "the one that gave it has no paper");
    assert.equal(firstChoice(places, ticket({ device: null })), "k2", "given at the desk");
    assert.equal(firstChoice(copyPlaces([out], asked), ticket({ device: "k1" })), null);
});

test("Copies_News_AreEachStepOnceAndOnesOwn", () => {
    const states = (heard: ReturnType<typeof copyNews>) => heard.news.map((one) => one.state);
    const first = copyNews(new Map(), [ticket({ copy: order }), ticket({ id: "t2" })], "staff-1", asked);
    assert.deepEqual(states(first), ["asked"]);
    assert.deepEqual(states(copyNews(first.known, [ticket({ copy: order })], "staff-1", asked)), []);
    const late = copyNews(first.known, [ticket({ copy: order })], "staff-1", asked + 180_000);
    assert.deepEqual(states(late), ["expired"]);
    const printed = copyNews(late.known, [ticket({ copy: { ...order, end: "printed" } })], "staff-1", asked + 181_000);
    assert.deepEqual(states(printed), ["printed"]);
    assert.deepEqual(states(copyNews(printed.known, [ticket({ copy: order })], "staff-1", asked + 182_000)), [], "an older answer");
    assert.deepEqual(states(copyNews(printed.known, [ticket({ copy: { ...order, id: "c2" } })], "staff-1", asked)), ["asked"], "another order");
    assert.deepEqual(states(copyNews(new Map(), [ticket({ copy: order })], "staff-2", asked)), [], "a colleague's");
});
