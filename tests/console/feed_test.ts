import assert from "node:assert/strict";
import { test } from "node:test";
import { Feed, reconnectPausesMs, silenceMaxMs, type FeedListener } from "../../kiosk/console/src/live/feed";

/** Lets everything that is ready happen. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

class World {
    readonly asked: (string | null)[] = [];
    readonly told: string[] = [];
    readonly timers: { milliseconds: number; callback: () => void; live: boolean }[] = [];
    answers: (() => Response)[] = [];
    writer: ReadableStreamDefaultController<Uint8Array> | null = null;

    readonly listener: FeedListener = {
        opened: () => this.told.push("opened"),
        heard: (event) => this.told.push(`${event.kind} ${event.id}`),
        alive: () => undefined,
        lost: () => this.told.push("lost"),
        refused: () => this.told.push("refused"),
    };
    readonly feed = new Feed(
        {
            fetch: (_, init) => {
                this.asked.push(new Headers(init.headers).get("Last-Event-ID"));
                init.signal?.addEventListener("abort", () => this.writer?.error(new Error("aborted")), { once: true });
                const answer = this.answers.shift();
                return answer === undefined ? Promise.reject(new TypeError("refused")) : Promise.resolve(answer());
            },
            after: (milliseconds, callback) => {
                const timer = { milliseconds, callback, live: true };
                this.timers.push(timer);
                return () => void (timer.live = false);
            },
        },
        this.listener,
    );

    stream = () => new Response(new ReadableStream({ start: (controller) => void (this.writer = controller) }), { status: 200 });
    write = (text: string) => this.writer?.enqueue(new TextEncoder().encode(text));
    /** Runs the timer that waits, and says how long it would have waited. */
    fire(): number {
        const timer = this.timers.filter((one) => one.live).at(-1);
        assert.ok(timer);
        timer.live = false;
        timer.callback();
        return timer.milliseconds;
    }
}

test("Feed_ConnectionLost_ResumesAfterTheLastEventHeard", async () => {
    const world = new World();
    world.answers = [world.stream, world.stream];
    world.feed.start(41);
    await settled();
    world.write("id: 42\nevent: ticket\ndata: {}\n\n");
    await settled();
    world.writer?.close();
    await settled();
    assert.equal(world.fire(), reconnectPausesMs[0]);
    await settled();
    assert.deepEqual(world.asked, ["41", "42"]);
    assert.deepEqual(world.told, ["opened", "ticket 42", "lost", "opened"]);
});

test("Feed_Silence_IsALostConnection", async () => {
    const world = new World();
    world.answers = [world.stream];
    world.feed.start(1);
    await settled();
    assert.equal(world.fire(), silenceMaxMs);
    await settled();
    assert.deepEqual(world.told, ["opened", "lost"]);
});

test("Feed_SchedulerAway_WaitsLongerEachTimeAndHurriesWhenTold", async () => {
    const world = new World();
    world.feed.start(1);
    const pauses: number[] = [];
    for (let turn = 0; turn < 6; ++turn) {
        await settled();
        pauses.push(world.fire());
    }
    const last = reconnectPausesMs.at(-1) ?? 0;
    assert.deepEqual(pauses, [...reconnectPausesMs, last, last]);
    await settled();
    const before = world.asked.length;
    world.feed.hurry();
    assert.equal(world.asked.length, before + 1);
});

test("Feed_SessionOver_StopsAndSaysSo", async () => {
    const world = new World();
    world.answers = [() => new Response(null, { status: 401 })];
    world.feed.start(1);
    await settled();
    assert.deepEqual(world.told, ["refused"]);
    assert.equal(world.timers.filter((timer) => timer.live).length, 0);
});

test("Feed_Stopped_SaysNothingMore", async () => {
    const world = new World();
    world.answers = [world.stream];
    world.feed.start(1);
    await settled();
    world.feed.stop();
    await settled();
    assert.deepEqual(world.told, ["opened"]);
    assert.equal(world.timers.filter((timer) => timer.live).length, 0);
});
