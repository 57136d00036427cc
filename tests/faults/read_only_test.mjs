// The programs start on a disk that can't be written: the scheduler ends with one line that says what, where and the mend; the kiosk says so, too,
// tells visitors in their language where to go, and gives numbers by itself as soon as the disk can be written.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../../kiosk/demo/program.mjs";
import { takeTicket, withoutIsolates } from "../../kiosk/demo/visitor.mjs";
import { journey } from "../journeys/journey.mjs";
import { Disk } from "./outside.mjs";

const diskBytes = 4 * 1024 * 1024;
const arabic = JSON.parse(readFileSync(new URL("../../locales/ar.arb", import.meta.url), "utf8"));

function put(world, config, file, disk) {
    writeFileSync(world.file(config), readFileSync(world.file(config), "utf8").replace(world.file(file), join(disk.folder, file)));
}

/** What an Arabic speaker reads who can get no number. */
async function readRefusal({ inspector }) {
    await until(async () => (await inspector.tree()).screen === "attract", "the greeting", { withinMs: 20_000 });
    await inspector.tap("start");
    await inspector.wait("language");
    await inspector.tap("language:ar");
    await inspector.wait("refused");
    const detail = withoutIsolates((await inspector.find("detail")).label);
    await inspector.tap("back");
    await inspector.wait("language");
    await inspector.tap("back");
    await inspector.wait("attract");
    return detail;
}

journey("read-only", {}, async (world, context) => {
    const [schedulerDisk, kioskDisk] = ["scheduler-disk", "kiosk-disk"].map((name) => Disk.attach(world, name, diskBytes));
    context.diagnostic(`disks: ${kioskDisk.how}`);
    put(world, "scheduler.toml", "scheduler.db", schedulerDisk);
    await world.addStaff({ login: "elif", name: "Elif Yılmaz" });
    await world.addKiosk();
    put(world, "kiosk-1.toml", "kiosk-1.db", kioskDisk);

    schedulerDisk.forbid();
    const env = { ...process.env, ...schedulerDisk.env };
    const refused = spawnSync(world.program("zahide-scheduler"), ["serve", "--config", world.file("scheduler.toml")], { env, encoding: "utf8", timeout: 20_000 });
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /^[^\n]*scheduler\.db[^:]*: [^\n]+; [^\n]+\n$/, "one line: where, what; the mend");
    schedulerDisk.allow();
    await world.startScheduler(schedulerDisk.env);

    const numbers = [];
    const said = (words) => readFileSync(world.file("kiosk-1.log"), "utf8").split(words).length - 1;
    for (const what of ["a disk that never had anything", "one with what was kept before"]) {
        kioskDisk.forbid();
        const kiosk = await world.startKiosk("kiosk-1", { env: kioskDisk.env });
        assert.equal(await readRefusal(kiosk), arabic.kiosk_offline_no_numbers, what);
        assert.equal(said("nothing can be kept, so nothing is promised: "), numbers.length + 1, "one line of it");
        kioskDisk.allow();
        await until(() => said("the database can be used") > numbers.length, "the kiosk taking its database up", { withinMs: 20_000 });
        numbers.push(await takeTicket(kiosk, "tr", "legal"));
        await until(() => kiosk.papers().length === numbers.length, "the paper");
        await kiosk.program.crash();
    }
    assert.equal(new Set(numbers).size, numbers.length, `every number once: ${numbers}`);
    await world.startKiosk("kiosk-1", { env: kioskDisk.env });
    const elif = await world.signIn("elif");
    await until(async () => (await elif.queue()).tickets.length === numbers.length, "all tickets at the scheduler", { withinMs: 30_000 });
    await world.stop();
    schedulerDisk.detach();
    kioskDisk.detach();
});
