import assert from "node:assert/strict";
import { test } from "node:test";
import { EventParser, lineLengthMax } from "../../kiosk/console/src/live/event_parser";

const stream = ":\n\nid: 7\nevent: ticket\ndata: {\"a\":1}\n\nid: 8\r\nevent: call\r\ndata: x\r\ndata: y\r\n\r\n";

test("EventParser_WholeStream_GivesEventsWithKindAndId", () => {
    assert.deepEqual(new EventParser().push(stream), [
        { id: "7", kind: "ticket", data: '{"a":1}' },
        { id: "8", kind: "call", data: "x\ny" },
    ]);
});

test("EventParser_CutAnywhere_GivesTheSameEvents", () => {
    const whole = new EventParser().push(stream);
    for (let cut = 0; cut <= stream.length; ++cut) {
        const parser = new EventParser();
        assert.deepEqual([...parser.push(stream.slice(0, cut)), ...parser.push(stream.slice(cut))], whole, `cut at ${cut}`);
    }
});

test("EventParser_ByteByByte_GivesTheSameEvents", () => {
    const parser = new EventParser();
    assert.deepEqual([...stream].flatMap((piece) => parser.push(piece)), new EventParser().push(stream));
});

test("EventParser_CommentOnly_GivesNothing", () => {
    assert.deepEqual(new EventParser().push(":\n\n: still here\n\n"), []);
});

test("EventParser_EndlessLine_IsRefused", () => {
    assert.throws(() => new EventParser().push("x".repeat(lineLengthMax + 1)), RangeError);
});
