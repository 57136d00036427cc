// The scheduler goes away: a Persian speaker books a slot that the kiosk was lent, with a lawyer and an interpreter, and leaves
// with its code on paper. Nobody else could have had it. The scheduler comes back: the appointment is there, and the code
// checks in.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { until } from "../../kiosk/demo/program.mjs";
import { choices, chooseLanguage, chooseTime, chooseWhatFor, confirmTime, leave, openAppointment, readNumber } from "../../kiosk/demo/visitor.mjs";
import { journey } from "./journey.mjs";

journey("offline-appointment", { appointments: { slots_per_service: 1, check_in_before_minutes: 720 } }, async (world) => {
    const center = readFileSync(world.file("center.toml"), "utf8");
    writeFileSync(world.file("center.toml"), center.replace(/^languages = \[[^\]]*\]/m, 'languages = ["fa", "tr", "en", "ar"]'));
    await world.addStaff({ login: "elif", name: "Elif Yılmaz", languages: ["tr", "ar"] });
    await world.addKiosk();
    await world.startScheduler();
    const staff = await world.signIn("elif");
    const wish = { service: "legal", language: "fa" };
    const startsNow = async () => (await staff.freeTimes(wish)).map((time) => time.start);
    // What is lent is hours away: none of these goes from the list because its time has come.
    const before = (await startsNow()).filter((start) => Date.parse(start) > Date.now() + 3 * 3_600_000);
    const kiosk = await world.startKiosk();
    const lent = await until(async () => {
        const now = await startsNow();
        return before.find((start) => !now.includes(start)) ?? null;
    }, "a slot lent to the kiosk", { withinMs: 30_000 });
    await assert.rejects(staff.book({ ...wish, start: lent }), { status: 409 }, "the desk does not get it");

    // While somebody looks around the kiosk, too, hears what it is lent.
    await chooseLanguage(kiosk, "fa");
    await kiosk.inspector.tap("book");
    await kiosk.inspector.wait("book-service");
    await kiosk.inspector.tap("back");
    await kiosk.inspector.wait("home");
    await world.scheduler.crash();
    await chooseWhatFor(kiosk, "legal", "any");
    const local = await chooseTime(kiosk, 0, 0);
    const { code } = await confirmTime(kiosk);
    assert.match(code, /^\d{9}$/);
    await until(() => kiosk.papers().length === 1, "the appointment's paper");
    await leave(kiosk);
    // That was the only one for a lawyer.
    await chooseLanguage(kiosk, "fa");
    await kiosk.inspector.tap("book");
    await kiosk.inspector.wait("book-service");
    assert.ok(!(await choices(kiosk, "service:")).includes("service:legal"));
    await kiosk.inspector.tap("back");
    await kiosk.inspector.wait("home");
    await kiosk.inspector.tap("take-number");
    await kiosk.inspector.wait("service");
    await kiosk.inspector.tap("service:social");
    await readNumber(kiosk);
    await leave(kiosk);

    await world.startScheduler();
    const after = await world.signIn("elif");
    const [appointment] = await until(async () => {
        const all = await after.appointments(local.slice(0, 10));
        return all.length > 0 ? all : null;
    }, "the appointment at the scheduler", { withinMs: 40_000 });
    assert.equal(appointment.start, lent);
    assert.equal(appointment.code, code);
    assert.equal(appointment.language, "fa");
    assert.equal(appointment.interpreter, true);
    await until(async () => (await after.queue()).tickets.length === 1, "the ticket at the scheduler");
    await chooseLanguage(kiosk, "fa");
    await openAppointment(kiosk, code);
    await kiosk.inspector.tap("check-in");
    await readNumber(kiosk);
    await until(async () => (await after.queue()).tickets.length === 2, "the ticket of the appointment");
});
