// A printer is unplugged and another one, of another model, stands in its place: over TCP on the same port, and as a device file that vanishes and
// comes back as another device. The running kiosk tells the truth of each paper and takes the new printer up by itself.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { run, until } from "../../kiosk/demo/program.mjs";
import { takeTicket } from "../../kiosk/demo/visitor.mjs";
import { freePort } from "../../kiosk/demo/configuration.mjs";
import { journey } from "../journeys/journey.mjs";

/** The virtual printer as a program of its own. */
class Machine {
    static async switchOn(world, options) {
        const machine = new Machine();
        machine.child = spawn(world.program("virtual-printer"), [...options, "--rows-per-second", "6000"], { stdio: ["pipe", "pipe", "inherit"] });
        process.on("exit", () => machine.child.kill("SIGKILL"));
        machine.lines = createInterface({ input: machine.child.stdout })[Symbol.asyncIterator]();
        machine.target = (await machine.lines.next()).value;
        return machine;
    }

    async papers() {
        this.child.stdin.write("papers\n");
        return Number((await this.lines.next()).value.split(" ")[1]);
    }

    async switchOff() {
        const ended = once(this.child, "exit");
        this.child.kill("SIGKILL");
        await ended;
    }
}

function configurePrinter(world, lines) {
    const file = world.file("kiosk-1.toml");
    writeFileSync(file, readFileSync(file, "utf8").replace(/\[printer\]\n[^[]*/, `[printer]\n${lines}`));
}

/** How each paper ended, in order. */
async function ends(world, count) {
    const ask = () => run("sqlite3", [world.file("kiosk-1.db"), "SELECT state FROM print_job ORDER BY journalled_at"]);
    return until(async () => {
        const states = (await ask()).split("\n").filter(Boolean);
        return states.length === count && !states.includes("journalled") ? states : null;
    }, `the end of paper ${count}`, { withinMs: 20_000 });
}

/** `config`: the kiosk's printer; `switchOn(options)`: a machine in its place; `vacate()`: the place is empty. */
async function swap(world, { config, switchOn, vacate }) {
    await world.addKiosk();
    configurePrinter(world, config);
    await world.startScheduler();
    const first = await switchOn([]);
    const kiosk = await world.startKiosk();
    const numbers = [await takeTicket(kiosk, "tr", "legal")];
    assert.deepEqual(await ends(world, 1), ["printed"]);
    assert.equal(await first.papers(), 1);

    await first.switchOff();
    vacate();
    numbers.push(await takeTicket(kiosk, "fa", "legal"));
    assert.equal((await ends(world, 2))[1], "not_printed");

    const second = await switchOn(["--no-fence", "--buffer", "1024"]);
    numbers.push(await takeTicket(kiosk, "ar", "legal"));
    assert.deepEqual(await ends(world, 3), ["printed", "not_printed", "printed"]);
    assert.equal(await second.papers(), 1, "what was not printed does not come out late");
    assert.equal(new Set(numbers).size, 3);
    await kiosk.stop();
    await second.switchOff();
}

journey("printer-swap-tcp", {}, async (world) => {
    const port = await freePort();
    const config = `kind = "network"\nhost = "127.0.0.1"\nport = ${port}\n`;
    await swap(world, { config, switchOn: (options) => Machine.switchOn(world, ["--tcp", String(port), ...options]), vacate: () => {} });
});

journey("printer-swap-device", {}, async (world) => {
    const device = world.file("printer");
    const switchOn = async (options) => {
        const machine = await Machine.switchOn(world, ["--pty", ...options]);
        symlinkSync(machine.target.replace(/^device:/, ""), device);
        return machine;
    };
    await swap(world, { config: `kind = "device"\npath = "${device}"\n`, switchOn, vacate: () => rmSync(device) });
});
