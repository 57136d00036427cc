// What `kiosk/run --demo` promises: it ends well and leaves every screen, the tickets as pictures and as the printer got them.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { run } from "../../kiosk/demo/program.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const build = resolve(process.env.ZAHIDE_BUILD ?? join(root, "build"));
const demo = join(root, "kiosk/demo/demo.mjs");
const pngMagic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const rasterCommand = Buffer.from([0x1d, 0x76, 0x30]); // GS v 0

test("demo", async () => {
    const directory = join(build, "journeys", "demo");
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    const said = await run(process.execPath, [demo, "--dir", directory, "--build", build]);
    assert.match(said, /pictures and \d+ tickets/);
    const names = readdirSync(directory);
    for (const language of ["ar", "fa", "tr"]) {
        for (const screen of ["attract", "language", "home", "service", "printing", "done", "ticket", "closed"]) {
            const name = names.find((one) => one.endsWith(`-${screen}-${language}.png`));
            assert.ok(name, `${screen} in ${language}`);
            assert.deepEqual(readFileSync(join(directory, name)).subarray(0, pngMagic.length), pngMagic, name);
        }
        assert.ok(readFileSync(join(directory, `ticket-${language}.bin`)).includes(rasterCommand), `the printer's bytes in ${language}`);
    }
    for (const screen of ["book-service", "book-who", "book-day", "book-time", "book-confirm", "booked", "appointment", "code", "appointment-found", "done-appointment", "taken"]) {
        assert.ok(names.some((one) => one.endsWith(`-${screen}-fa.png`)), `${screen} in Persian`);
    }
    assert.ok(readFileSync(join(directory, "appointment-fa.bin")).includes(rasterCommand), "the printer's bytes of the appointment's paper");
    assert.ok(names.some((name) => name.endsWith("-console-appointments-ar.png")));
    assert.ok(names.some((name) => name.includes("board-ar")) && names.some((name) => name.includes("console-called-ar")));
    rmSync(directory, { recursive: true, force: true });
});

test("demo without programs ends with one clear line", async () => {
    const directory = join(build, "journeys", "demo-without-programs");
    const error = await run(process.execPath, [demo, "--dir", directory, "--build", join(build, "no-such-tree")]).then(
        () => assert.fail("it ended well"),
        (failed) => failed,
    );
    const lines = error.message.split("\n").filter((line) => line.includes("demo:"));
    assert.equal(lines.length, 1);
    assert.match(lines[0], /zahide-scheduler/);
    rmSync(directory, { recursive: true, force: true });
});
