// The kiosk on a real X server: how soon it shows itself, what it maps, and that it draws nothing while nothing changes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { until } from "../../kiosk/demo/program.mjs";
import { chooseLanguage } from "../../kiosk/demo/visitor.mjs";
import { journey } from "./journey.mjs";

const idleMs = 10_000;

async function firstFrameMs(kiosk) {
    await until(async () => (await kiosk.inspector.stats()).frames_presented > 0, "the first frame", { everyMs: 2 });
    return Number((process.hrtime.bigint() - kiosk.program.startedAt) / 1_000_000n);
}

/** What the clock shows and what was drawn so far, as of one instant. */
async function seen(kiosk) {
    const clock = async () => (await kiosk.inspector.find("clock"))?.label;
    for (;;) {
        const [before, stats, after] = [await clock(), await kiosk.inspector.stats(), await clock()];
        if (before === after) {
            return { clock: after, ...stats };
        }
    }
}

journey("idle-kiosk", {}, async (world, context) => {
    await world.addKiosk();
    await world.startScheduler();
    const display = await world.startDisplay();
    const cold = await world.startKiosk("kiosk-1", { display });
    const coldMs = await firstFrameMs(cold);
    await cold.inspector.wait("attract");
    await cold.stop();
    const kiosk = await world.startKiosk("kiosk-1", { display });
    const warmMs = await firstFrameMs(kiosk);
    await chooseLanguage(kiosk, "ar");

    const before = await seen(kiosk);
    await pause(idleMs); // the time itself is what is looked at
    const after = await seen(kiosk);
    const frames = after.frames_presented - before.frames_presented;
    const processInfo = `/proc/${kiosk.program.pid}`;
    const pssMib = Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`${processInfo}/smaps_rollup`, "utf8"))[1]) / 1024;
    const mapped = new Set(readFileSync(`${processInfo}/maps`, "utf8").split("\n").map((line) => line.split("/").at(-1)));
    context.diagnostic(`exec → first frame: ${warmMs} ms warm, ${coldMs} ms the first time; PSS ${pssMib.toFixed(1)} MiB; frames over 10 idle s: ${frames}`);

    assert.ok(before.frames_presented > 0 && before.clock !== undefined, "something was looked at");
    assert.equal(frames, after.clock === before.clock ? 0 : 1, "nothing is drawn while nothing changes, but for the clock's minute");
    const forbidden = [...mapped].filter((name) => /^lib(GL|LLVM|GLX|EGL|gallium)/.test(name));
    assert.deepEqual(forbidden, [], "no graphics driver is loaded");
    assert.ok([...mapped].some((name) => name.startsWith("libSDL2")), "the maps were read");
});
