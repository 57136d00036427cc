// How long a visitor waits for the printer: from a touch on the real kiosk to the first byte at a network printer, durable
// commit and picture included. Baseline of the same run: a question to the kiosk that touches neither disk nor screen.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { chooseLanguage, leave, readNumber } from "../../kiosk/demo/visitor.mjs";
import { journey } from "./journey.mjs";

const rounds = 20;
const languages = ["ar", "fa", "tr", "en"];

const now = () => Number(process.hrtime.bigint()) / 1e6;
const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

/** A printer that answers nothing and says when the first byte of each paper comes. */
async function listen() {
    const printer = { onPaper: () => {} };
    const server = createServer((socket) => {
        socket.on("data", () => printer.onPaper());
        socket.on("error", () => {});
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return Object.assign(printer, { port: server.address().port, close: () => server.close() });
}

journey("bench-kiosk", {}, async (world, context) => {
    const printer = await listen();
    await world.addKiosk();
    const file = world.file("kiosk-1.toml");
    const network = `[printer]\nkind = "network"\nhost = "127.0.0.1"\nport = ${printer.port}\nanswers = "no"\n`;
    writeFileSync(file, readFileSync(file, "utf8").replace(/\[printer\]\n[^[]*/, network));
    await world.startScheduler();
    const kiosk = await world.startKiosk();
    const [questions, taps] = [[], []];
    for (let round = 0; round < rounds; ++round) {
        await chooseLanguage(kiosk, languages[round % languages.length]);
        await kiosk.inspector.tap("take-number");
        await kiosk.inspector.wait("service");
        const asked = now();
        await kiosk.inspector.stats();
        questions.push(now() - asked);
        const touched = now();
        const arrived = new Promise((resolve) => (printer.onPaper = () => resolve(now())));
        const tapped = kiosk.inspector.tap("service:legal");
        taps.push((await arrived) - touched);
        await tapped;
        await readNumber(kiosk);
        await leave(kiosk);
    }
    printer.close();
    const [tap, question] = [median(taps), median(questions)];
    context.diagnostic(`tap → first byte at the printer: median ${tap.toFixed(1)} ms, worst of ${rounds} ${Math.max(...taps).toFixed(1)} ms`);
    context.diagnostic(`beside a bare question to the kiosk (${question.toFixed(2)} ms): ${(tap / question).toFixed(1)} ×; of the 50 ms wanted: ${(tap / 50).toFixed(2)} ×`);
    assert.equal(taps.length, rounds);
});
