// Two staff press "call next" at once, 200 times: always two different tickets.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { journey } from "./journey.mjs";

const rounds = 200;

journey("call-next-race", {}, async (world) => {
    await world.addStaff({ login: "elif", name: "Elif Yılmaz" });
    await world.addStaff({ login: "deniz", name: "Deniz Kaya" });
    await world.startScheduler();
    const elif = await world.signIn("elif");
    const deniz = await world.signIn("deniz");
    const called = [];
    for (let round = 0; round < rounds; ++round) {
        await elif.issueTicket({ service: "legal", language: "tr" });
        await elif.issueTicket({ service: "social", language: "ar" });
        const both = await Promise.all([elif.callNext(1), deniz.callNext(2)]);
        assert.ok(both[0] !== null && both[1] !== null, `round ${round}: both find somebody`);
        assert.notEqual(both[0].id, both[1].id, `round ${round}`);
        assert.deepEqual(both.map((ticket) => ticket.counter), [1, 2], `round ${round}: each at the counter of whoever called`);
        called.push(...both);
        await Promise.all([elif.step(both[0], "start"), deniz.step(both[1], "start")]);
        await Promise.all([elif.step(both[0], "finish"), deniz.step(both[1], "finish")]);
    }
    assert.equal(new Set(called.map((ticket) => ticket.id)).size, 2 * rounds, "nobody was called twice");
    assert.equal(new Set(called.map((ticket) => ticket.number)).size, 2 * rounds, "no number was given twice");

    const ticket = await elif.issueTicket({ service: "legal", language: "tr" });
    const key = randomUUID();
    const [first, second] = await Promise.all([1, 2].map(() => elif.post("/v1/counters/1/call-next", {}, key)));
    assert.equal(first.ticket.id, ticket.id);
    assert.deepEqual(second, first, "the same key is answered the same, even at the same time");
});
