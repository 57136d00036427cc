import assert from "node:assert/strict";
import { test } from "node:test";
import { Requests, retryPausesMs } from "../../kiosk/console/src/api/requests";
import { loginSentenceFor, sentenceFor } from "../../kiosk/console/src/api/sentences";

type Answer = Response | Error;

function wireOf(answers: Answer[]) {
    const sent: { target: string; key: string | null; body: unknown }[] = [];
    const pauses: number[] = [];
    let keys = 0;
    const requests = new Requests({
        fetch: (target, init) => {
            sent.push({ target, key: new Headers(init.headers).get("Idempotency-Key"), body: init.body });
            const answer = answers.shift() ?? new Error("nothing more was expected");
            return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
        },
        pause: (milliseconds) => {
            pauses.push(milliseconds);
            return Promise.resolve();
        },
        freshKey: () => `key-${++keys}`,
    });
    return { requests, sent, pauses };
}

const good = () => new Response('{"ticket":null}', { status: 200 });
const problem = (status: number, code: string) => new Response(JSON.stringify({ code, status }), { status, headers: { "Content-Type": "application/problem+json" } });

test("Requests_AnswerLost_AreSentAgainWithTheSameKeyAndBody", async () => {
    const { requests, sent, pauses } = wireOf([new TypeError("lost"), problem(503, "unavailable"), good()]);
    const outcome = await requests.send(requests.wish("POST", "/v1/counters/3/call-next", { a: 1 }));
    assert.equal(outcome.ok, true);
    assert.deepEqual(sent.map((one) => one.key), ["key-1", "key-1", "key-1"]);
    assert.equal(new Set(sent.map((one) => one.body)).size, 1);
    assert.deepEqual(pauses, retryPausesMs.slice(0, 2));
});

test("Requests_Refused_AreNotSentAgain", async () => {
    const { requests, sent } = wireOf([problem(409, "conflict")]);
    const outcome = await requests.send(requests.wish("POST", "/x"));
    assert.deepEqual(outcome, { ok: false, failure: { kind: "problem", problem: { status: 409, code: "conflict" } } });
    assert.equal(sent.length, 1);
});

test("Requests_ThatWaitForAKiosk_AreNotSentAgain", async () => {
    const { requests, sent } = wireOf([problem(503, "awaiting_devices")]);
    assert.equal((await requests.send(requests.wish("POST", "/v1/centers/c/holds"))).ok, false);
    assert.equal(sent.length, 1, "the person at the desk hears at once what is the matter");
});

test("Requests_NothingEverComesBack_EndUnsureAndTryAgainKeepsTheKey", async () => {
    const { requests, sent } = wireOf([...Array.from({ length: retryPausesMs.length + 1 }, () => new TypeError("lost")), good()]);
    const wish = requests.wish("POST", "/x");
    assert.deepEqual(await requests.send(wish), { ok: false, failure: { kind: "unreachable" } });
    assert.equal((await requests.send(wish)).ok, true);
    assert.deepEqual(new Set(sent.map((one) => one.key)), new Set(["key-1"]));
});

test("Requests_TwoWishes_BearTwoKeys", () => {
    const { requests } = wireOf([]);
    assert.notEqual(requests.wish("POST", "/x").key, requests.wish("POST", "/x").key);
});

test("Requests_ErrorThatIsNoProblem_HasACodeStill", async () => {
    const { requests } = wireOf([new Response("<html>", { status: 404, headers: { "Content-Type": "text/html" } })]);
    const outcome = await requests.get("/x");
    assert.deepEqual(outcome, { ok: false, failure: { kind: "problem", problem: { status: 404, code: "http_404" } } });
});

test("Sentences_EveryStatus_HasOne", () => {
    const of = (status: number) => sentenceFor({ kind: "problem", problem: { status, code: "x" } });
    assert.equal(of(409), "console_error_conflict");
    assert.equal(sentenceFor({ kind: "problem", problem: { status: 409, code: "conflict", field: "counter" } }), "console_error_counter");
    const coded = (status: number, code: string, field?: string) => sentenceFor({ kind: "problem", problem: { status, code, ...(field === undefined ? {} : { field }) } });
    assert.equal(coded(409, "slot_taken"), "console_error_slot_taken");
    assert.equal(coded(404, "hold_gone", "hold"), "console_error_hold_gone");
    assert.equal(coded(404, "unknown_code"), "console_error_unknown_code");
    assert.equal(coded(400, "invalid", "code"), "console_error_code_form");
    assert.equal(coded(429, "too_many_tries"), "console_error_too_many_tries");
    assert.equal(of(418), "console_error_internal");
    assert.equal(sentenceFor({ kind: "unreachable" }), "console_error_unsure");
    assert.equal(loginSentenceFor({ kind: "problem", problem: { status: 401, code: "x" } }), "console_login_wrong");
    assert.equal(loginSentenceFor({ kind: "problem", problem: { status: 429, code: "x" } }), "console_login_too_many");
});
