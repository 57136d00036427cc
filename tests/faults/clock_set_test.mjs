// The machine's clock is set a day forward and two back while kiosk and scheduler run: numbers are those of the day the clock shows, none comes
// twice on a day, what was promised before holds afterwards, and nobody runs in circles.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { run, until } from "../../kiosk/demo/program.mjs";
import { chooseLanguage, chooseTime, chooseWhatFor, confirmTime, leave, openAppointment, takeTicket } from "../../kiosk/demo/visitor.mjs";
import { journey } from "../journeys/journey.mjs";
import { Outside } from "./outside.mjs";

const dayMs = 86_400_000;
const restMs = 1_500;
/** Of a processor, for a program that nobody touches. */
const busyAtMost = 0.4;
const clockTicksPerSecond = 100; // USER_HZ

function processorSeconds(pid) {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
    return (Number(fields[11]) + Number(fields[12])) / clockTicksPerSecond;
}

journey("clock-set", { appointments: {} }, async (world, context) => {
    const outside = new Outside(world);
    world.env = outside.env;
    await world.addKiosk();
    await world.startScheduler();
    const kiosk = await world.startKiosk();
    const given = [];
    const take = async (language) => {
        const known = new Set(kiosk.papers());
        const number = await takeTicket(kiosk, language, "legal");
        const paper = await until(() => kiosk.papers().find((name) => !known.has(name)), "the paper");
        assert.equal(Number(paper.split("-")[3]), number, "paper and screen agree");
        given.push(paper.split("-").slice(0, 4).join("-"));
    };
    const atScheduler = async () => (await run("sqlite3", [world.file("scheduler.db"), "SELECT local_date || '-' || number FROM tickets"])).split("\n").filter(Boolean);
    const settled = () => until(async () => (await atScheduler()).length >= given.length, "every ticket at the scheduler", { withinMs: 30_000 });

    await take("tr");
    await chooseLanguage(kiosk, "tr");
    await chooseWhatFor(kiosk, "legal", "any");
    await chooseTime(kiosk, 2, 1);
    const { code } = await confirmTime(kiosk);
    await leave(kiosk);
    await settled();

    for (const days of [1, -1, 0]) {
        outside.setClockAhead(days * dayMs);
        await take("fa");
        await take("ar");
        await settled();
        const wanted = new Date(Date.parse(given[0].slice(0, 10)) + days * dayMs).toISOString().slice(0, 10);
        for (const one of given.slice(-2)) {
            assert.equal(one.slice(0, 10), wanted, "a number of the day that the clock shows");
        }
        const programs = { kiosk: kiosk.program.pid, scheduler: world.scheduler.pid };
        const before = Object.fromEntries(Object.entries(programs).map(([name, pid]) => [name, processorSeconds(pid)]));
        await pause(restMs); // the time itself is what is looked at
        for (const [name, pid] of Object.entries(programs)) {
            const share = (processorSeconds(pid) - before[name]) / (restMs / 1_000);
            assert.ok(share < busyAtMost, `${name} takes ${share.toFixed(2)} of a processor after a jump to day ${days}`);
        }
    }

    assert.equal(new Set(given).size, given.length, `every number once a day: ${given}`);
    assert.deepEqual((await atScheduler()).sort(), [...given].sort(), "what was given is there, once");
    const kept = await run("sqlite3", [world.file("kiosk-1.db"), "SELECT count(*) FROM ticket"]);
    assert.equal(Number(kept), given.length, "the kiosk forgot nothing that is young");
    await chooseLanguage(kiosk, "tr");
    await openAppointment(kiosk, code);
    context.diagnostic(`given: ${given.join(" ")}`);
});
