// The scheduler goes away: the kiosk goes on giving numbered, printed tickets. It comes back: all arrive, none twice, none lost.
import assert from "node:assert/strict";
import { until } from "../../kiosk/demo/program.mjs";
import { takeTicket } from "../../kiosk/demo/visitor.mjs";
import { journey } from "./journey.mjs";

journey("scheduler-down", {}, async (world) => {
    await world.addStaff({ login: "elif", name: "Elif Yılmaz" });
    await world.addKiosk();
    await world.startScheduler();
    const kiosk = await world.startKiosk();
    const numbers = [await takeTicket(kiosk, "tr", "legal")];
    const staff = await world.signIn("elif");
    await until(async () => (await staff.queue()).tickets.length === 1, "the first ticket at the scheduler");

    await world.scheduler.crash();
    for (const [language, service] of [["ar", "legal"], ["fa", "social"], ["en", "psychological"], ["tr", "interpreting"]]) {
        numbers.push(await takeTicket(kiosk, language, service));
    }
    assert.equal(new Set(numbers).size, numbers.length, `every number once: ${numbers}`);
    await until(() => kiosk.papers().length === numbers.length, "a paper for each");

    await world.startScheduler();
    const after = await world.signIn("elif");
    await until(async () => (await after.queue()).tickets.length >= numbers.length, "all tickets at the scheduler", { withinMs: 40_000 });
    const { tickets } = await after.queue();
    assert.deepEqual(tickets.map((ticket) => ticket.number).sort((left, right) => left - right), numbers.sort((left, right) => left - right));
    assert.deepEqual(new Set(tickets.map((ticket) => ticket.language)), new Set(["tr", "ar", "fa", "en"]));

    // A kiosk that starts anew keeps its numbers, too.
    await kiosk.program.crash();
    const again = await world.startKiosk();
    const next = await takeTicket(again, "tr", "legal");
    assert.ok(!numbers.includes(next), `${next} was given before`);
});
