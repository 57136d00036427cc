// Appointments that don't go the straight way: moved and cancelled in Arabic, with a woman in Turkish, taken by somebody else
// while the visitor decides, and held by a kiosk that dies. Its hold ends after the shortest time there is, a minute: the
// others come meanwhile.
import assert from "node:assert/strict";
import { until } from "../../kiosk/demo/program.mjs";
import { choices, chooseLanguage, chooseTime, chooseWhatFor, confirmTime, leave, openAppointment } from "../../kiosk/demo/visitor.mjs";
import { journey } from "./journey.mjs";

const localOf = (offers) => offers.map((offer) => offer.local);

/** The kiosk dies with a time in its hands; the time. */
async function dieHolding(kiosk) {
    await chooseLanguage(kiosk, "tr");
    await chooseWhatFor(kiosk, "social", "any");
    const held = await chooseTime(kiosk, 1, 0);
    await kiosk.inspector.wait("book-confirm");
    await kiosk.program.crash();
    return held;
}

async function moveAndCancel(kiosk, desk) {
    const wish = { service: "legal", language: "ar" };
    await chooseLanguage(kiosk, "ar");
    await chooseWhatFor(kiosk, "legal", "any");
    const first = await chooseTime(kiosk, 1, 0);
    const { code } = await confirmTime(kiosk);
    await leave(kiosk);
    assert.ok(!localOf(await desk.freeTimes(wish)).includes(first), "one interpreter, and they are taken");

    await chooseLanguage(kiosk, "ar");
    await openAppointment(kiosk, code);
    await kiosk.inspector.tap("move");
    await kiosk.inspector.wait("book-day");
    const second = await chooseTime(kiosk, 2, 1);
    assert.equal((await confirmTime(kiosk)).code, code, "the code stays");
    await leave(kiosk);
    const between = localOf(await desk.freeTimes(wish));
    assert.ok(between.includes(first) && !between.includes(second), "the old time is free, the new one is taken");
    assert.deepEqual((await desk.appointments(second.slice(0, 10))).map(({ state, moves }) => ({ state, moves })), [{ state: "booked", moves: 1 }]);

    await chooseLanguage(kiosk, "ar");
    await openAppointment(kiosk, code);
    await kiosk.inspector.tap("cancel");
    await kiosk.inspector.wait("cancel-sure");
    await kiosk.inspector.tap("cancel-yes");
    await kiosk.inspector.wait("cancelled");
    await leave(kiosk);
    assert.ok(localOf(await desk.freeTimes(wish)).includes(second), "a cancelled time can be booked again at once");
    assert.deepEqual((await desk.appointments(second.slice(0, 10))).map((one) => one.state), ["cancelled"]);
}

async function bookWithAWoman(kiosk, desk) {
    await chooseLanguage(kiosk, "tr");
    await chooseWhatFor(kiosk, "psychological", "woman");
    const local = await chooseTime(kiosk, 1, 0);
    await confirmTime(kiosk);
    await leave(kiosk);
    const [appointment] = await desk.appointments(local.slice(0, 10));
    const { professionals } = await desk.roster();
    const taken = appointment.taken.professionals.map((id) => professionals.find((one) => one.id === id));
    assert.deepEqual(taken.map(({ role, gender }) => ({ role, gender })), [{ role: "psychologist", gender: "woman" }]);
    assert.equal(appointment.taken.interpreter, null, "nobody interprets from Turkish into Turkish");
    assert.notEqual(appointment.taken.room, null);
}

async function findItTaken(kiosk, desk) {
    await chooseLanguage(kiosk, "fa");
    await chooseWhatFor(kiosk, "social", "any");
    const day = (await choices(kiosk, "day:"))[2];
    await kiosk.inspector.tap(day);
    await kiosk.inspector.wait("book-time");
    const time = (await choices(kiosk, "time:"))[0];
    const local = `${day.slice("day:".length)}T${time.slice("time:".length)}`;
    const offers = await desk.freeTimes({ service: "social", language: "fa" });
    const { start } = offers.find((offer) => offer.local === local);
    await desk.book({ service: "social", language: "tr", start });

    await kiosk.inspector.tap(time);
    await kiosk.inspector.wait("taken");
    const instead = await choices(kiosk, "start:");
    assert.ok(instead.length > 0 && instead.length <= 6, `${instead.length} free times instead`);
    assert.ok(!instead.includes(`start:${local}`));
    const { elements } = await kiosk.inspector.tree();
    for (const id of [...instead, "title"]) {
        assert.match(elements.find((element) => element.id === id).label, /[\u0600-\u06ff]/, `${id} is said in Persian`);
    }
    await kiosk.inspector.tap(instead[0]);
    await confirmTime(kiosk);
    await leave(kiosk);
    const states = (await desk.appointments(local.slice(0, 10))).filter((one) => one.service === "social").map((one) => [one.language, one.state]);
    assert.deepEqual(states.sort(), [["fa", "booked"], ["tr", "booked"]]);
}

journey("changed-appointments", { appointments: { hold_at_kiosk_minutes: 1 } }, async (world) => {
    await world.addStaff({ login: "elif", name: "Elif Yılmaz" });
    await world.addKiosk("kiosk-1");
    await world.addKiosk("kiosk-2");
    await world.startScheduler();
    const desk = await world.signIn("elif");
    const kiosk = await world.startKiosk("kiosk-1");
    const held = await dieHolding(await world.startKiosk("kiosk-2"));
    const isFree = async () => localOf(await desk.freeTimes({ service: "social", language: "tr" })).includes(held);
    assert.equal(await isFree(), false, "a held time is offered to nobody else");

    await moveAndCancel(kiosk, desk);
    await bookWithAWoman(kiosk, desk);
    await findItTaken(kiosk, desk);

    await until(isFree, "the dead kiosk's time to come back", { withinMs: 75_000, everyMs: 250 });
});
