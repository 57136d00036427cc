// The kiosk's disk fills up, then the scheduler's: the visitor is told in their language, nothing is promised that is not kept, and both go
// on by themselves when there is room again.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../../kiosk/demo/program.mjs";
import { readNumber, takeTicket, withoutIsolates } from "../../kiosk/demo/visitor.mjs";
import { journey } from "../journeys/journey.mjs";
import { Disk } from "./outside.mjs";

const diskBytes = 4 * 1024 * 1024;
const persian = JSON.parse(readFileSync(new URL("../../locales/fa.arb", import.meta.url), "utf8"));

function put(world, config, file, folder) {
    writeFileSync(world.file(config), readFileSync(world.file(config), "utf8").replace(world.file(file), join(folder, file)));
}

const resting = ["attract", "out-of-order"];

/** Somebody who tries for a number: it, or undefined and what the screen says instead. */
async function tryForNumber(kiosk) {
    if ((await kiosk.inspector.tree()).screen === "out-of-order") {
        return { outOfOrder: true };
    }
    await kiosk.inspector.tap("start");
    await kiosk.inspector.wait("language");
    await kiosk.inspector.tap("language:fa");
    return until(async () => {
        const { screen, elements } = await kiosk.inspector.tree();
        const label = (id) => withoutIsolates(elements.find((element) => element.id === id)?.label ?? "");
        const touched = { home: "take-number", service: "service:legal" }[screen];
        if (touched !== undefined) {
            await kiosk.inspector.tap(touched);
        }
        if (screen === "refused") {
            return { title: label("title"), detail: label("detail") };
        }
        return screen === "done" ? { number: (await readNumber(kiosk)).value } : null;
    }, "a number, or a word of why not");
}

/** Back to where the next one begins from wherever a visitor ended. */
async function goAway({ inspector }) {
    await until(async () => {
        const { screen, elements } = await inspector.tree();
        const way = ["finish", "back"].find((id) => elements.some((element) => element.id === id && element.enabled));
        if (!resting.includes(screen) && way !== undefined) {
            await inspector.tap(way);
        }
        return resting.includes(screen);
    }, "the screen at rest");
}

journey("disk-full", {}, async (world, context) => {
    const kioskDisk = Disk.attach(world, "kiosk-disk", diskBytes);
    const schedulerDisk = Disk.attach(world, "scheduler-disk", diskBytes);
    context.diagnostic(`disks: ${kioskDisk.how}`);
    put(world, "scheduler.toml", "scheduler.db", schedulerDisk.folder);
    await world.addStaff({ login: "elif", name: "Elif Yılmaz" });
    await world.addKiosk();
    put(world, "kiosk-1.toml", "kiosk-1.db", kioskDisk.folder);
    const startScheduler = () => world.startScheduler(schedulerDisk.env);
    const startKiosk = () => world.startKiosk("kiosk-1", { env: kioskDisk.env });
    await startScheduler();
    const kiosk = await startKiosk();
    const elif = await world.signIn("elif");
    const numbers = [await takeTicket(kiosk, "tr", "legal")];

    kioskDisk.fill();
    let answer = {};
    while (answer.title === undefined) {
        answer = await tryForNumber(kiosk); // the log beside the database may have room for some
        numbers.push(...(answer.number === undefined ? [] : [answer.number]));
        await goAway(kiosk);
        assert.ok(!answer.outOfOrder, "the first one who is refused is told so");
    }
    context.diagnostic(`${numbers.length - 1} numbers were given on the last room`);
    assert.equal(answer.title, persian.kiosk_error_title);
    assert.ok([persian.kiosk_error_detail, persian.kiosk_offline_no_numbers].includes(answer.detail), answer.detail);

    kioskDisk.free();
    numbers.push(await until(async () => {
        const { number } = await tryForNumber(kiosk);
        await goAway(kiosk);
        return number;
    }, "the kiosk going on by itself", { withinMs: 20_000 }));
    await until(async () => (await elif.queue()).tickets.length >= numbers.length, "all tickets at the scheduler", { withinMs: 30_000 });

    schedulerDisk.fill();
    const refused = await until(() => elif.issueTicket({ service: "legal", language: "tr" }).then((ticket) => void numbers.push(ticket.number), (error) => error),
        "a full scheduler saying so");
    assert.equal(refused.status, 503);
    for (const language of ["tr", "fa", "ar"]) {
        numbers.push(await takeTicket(kiosk, language, "social")); // one may still fit into the scheduler's log
    }
    schedulerDisk.free();
    const arrived = async () => (await elif.queue()).tickets.map((ticket) => ticket.number);
    await until(async () => {
        const there = await arrived();
        return numbers.every((number) => there.includes(number));
    }, "every number that was shown", { withinMs: 40_000 });
    const all = await arrived();
    assert.equal(new Set(all).size, all.length, `no number twice: ${all}`);
    assert.equal(all.length, numbers.length, "and nothing that was refused");

    await kiosk.program.crash();
    await world.scheduler.crash();
    await startScheduler();
    const next = await takeTicket(await startKiosk(), "tr", "legal");
    assert.ok(!all.includes(next), `${next} was given before`);
    await world.stop();
    kioskDisk.detach();
    schedulerDisk.detach();
});
