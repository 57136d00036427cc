// The line between kiosk, board and scheduler is cut, stalled, slowed, broken at every kind of byte, and repeats: the kiosk goes on at
// its usual pace, and when the line is well again everything has arrived once.
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { until } from "../../kiosk/demo/program.mjs";
import { readBoard, readNumber } from "../../kiosk/demo/visitor.mjs";
import { journey } from "../journeys/journey.mjs";
import { Line } from "./line.mjs";

/** Longer than the 10 s that a device waits for an answer: what was asked comes late, after it was given up and asked again. */
const stallMs = 11_000;
/** Against a calm line; a kiosk that waits for the network would be a hundred times as slow. */
const slowerAtMost = 6;

const now = () => Number(process.hrtime.bigint()) / 1e6;
const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

/** A visitor's touches, timed: from each to the screen that follows. The number and the times. */
async function visit({ inspector }) {
    const steps = [];
    const touch = async (id, screen) => {
        const touched = now();
        await inspector.tap(id);
        await inspector.wait(screen);
        steps.push(now() - touched);
    };
    await inspector.wait("attract");
    await touch("start", "language");
    await touch("language:tr", "home");
    await touch("take-number", "service");
    await inspector.tap("service:legal");
    const { value } = await readNumber({ inspector });
    await touch("finish", "attract");
    return { number: value, steps };
}

journey("bad-line", {}, async (world, context) => {
    await world.addStaff({ login: "elif", name: "Elif Yılmaz" });
    const [kioskLine, boardLine] = [await Line.open(world.port), await Line.open(world.port)];
    await world.addKiosk("kiosk-1", undefined, kioskLine.port);
    await world.addBoard("board-1", boardLine.port);
    await world.startScheduler();
    const kiosk = await world.startKiosk();
    const board = await world.startBoard();
    const elif = await world.signIn("elif");

    const numbers = [];
    const visits = async (count) => {
        const steps = [];
        for (let visitor = 0; visitor < count; ++visitor) {
            const one = await visit(kiosk);
            numbers.push(one.number);
            steps.push(...one.steps);
        }
        return steps;
    };
    const calm = await visits(4);
    await until(async () => (await elif.queue()).tickets.length === numbers.length, "the first tickets at the scheduler");
    const first = await elif.callNext(1);
    await readBoard(board, numbers[0]);
    await elif.step(first, "start");
    await elif.step(first, "finish");

    // The board's line is cut until it says so; the kiosk's has every fault meanwhile.
    boardLine.cut();
    const seen = new Map();
    const fault = async (name, begin, count = 2) => {
        begin();
        seen.set(name, await visits(count));
    };
    kioskLine.stall();
    const isLongEnough = now() + stallMs;
    const stalled = [];
    while (now() < isLongEnough) {
        stalled.push(...(await visits(1)));
    }
    seen.set("stalled", stalled);
    await fault("slow", () => kioskLine.slow(2_000), 3);
    await fault("cut", () => kioskLine.cut());
    await fault("repeating", () => kioskLine.repeatRequests(), 4);
    await until(() => kioskLine.repeated > 0, "a request that came twice");
    for (const direction of ["request", "response"]) {
        const byte = randomInt(1, 600);
        context.diagnostic(`each connection breaks at byte ${byte} of its ${direction}`);
        await fault(`broken ${direction}`, () => kioskLine.breakAt(direction, byte));
        await until(() => kioskLine.broken > 0, "a connection that broke there");
        kioskLine.broken = 0;
    }
    kioskLine.through();
    const staleLabel = () => board.inspector.find("not-current");
    await until(staleLabel, "the board saying that it is not up to date", { withinMs: 30_000 });

    // Calm: all arrive, none twice, and the board catches up.
    const called = await elif.callNext(1);
    boardLine.through();
    await until(async () => (await elif.queue()).tickets.length >= numbers.length - 1, "all tickets at the scheduler", { withinMs: 30_000 });
    const { tickets } = await elif.queue();
    assert.deepEqual(tickets.map(({ number }) => number).sort((one, other) => one - other), numbers.slice(1).sort((one, other) => one - other));
    assert.equal(new Set(numbers).size, numbers.length, `every number once: ${numbers}`);
    await readBoard(board, called.number);
    assert.equal(await staleLabel(), undefined, "the board is up to date again");

    for (const [name, steps] of seen) {
        const ratio = median(steps) / median(calm);
        const worst = Math.max(...steps) / Math.max(...calm);
        context.diagnostic(`${name}: touch → screen ${ratio.toFixed(2)} × the calm line's median, ${worst.toFixed(2)} × its worst`);
        assert.ok(ratio < slowerAtMost && worst < 2 * slowerAtMost, `${name}: the kiosk waits for the network`);
    }
    context.diagnostic(`calm: median ${median(calm).toFixed(1)} ms, worst ${Math.max(...calm).toFixed(1)} ms; ${numbers.length} tickets`);
});
