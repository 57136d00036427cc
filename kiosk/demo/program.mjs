// Real programs as child processes: started, waited for, stopped, and never left behind.
import { spawn } from "node:child_process";
import { openSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const stopWithinMs = 10_000;
const running = new Set();
process.on("exit", () => {
    for (const program of running) {
        program.kill("SIGKILL");
    }
});

/** A wait for something outside of this process to hold; `what` is said when it never does. */
export async function until(holds, what, { withinMs = 15_000, everyMs = 25 } = {}) {
    const deadline = Date.now() + withinMs;
    for (;;) {
        const value = await holds();
        if (value) {
            return value;
        }
        if (Date.now() > deadline) {
            throw new Error(`waited ${withinMs} ms in vain for ${what}`);
        }
        await pause(everyMs);
    }
}

export class Program {
    /** Starts `command`; what it prints goes to the file `log`. */
    constructor({ name, command, args = [], env = {}, log, stdio = [] }) {
        this.name = name;
        this.log = log;
        const output = openSync(log, "a");
        this.startedAt = process.hrtime.bigint();
        this.child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", output, output, ...stdio] });
        running.add(this);
        this.ended = new Promise((resolve) => {
            const end = (how) => {
                running.delete(this);
                this.end = how;
                resolve(how);
            };
            this.child.on("exit", (code, signal) => end(signal ?? code));
            this.child.on("error", (error) => end(error.message));
        });
    }

    get pid() {
        return this.child.pid;
    }

    get hasEnded() {
        return this.end !== undefined;
    }

    kill(signal) {
        if (!this.hasEnded && this.child.pid !== undefined) {
            this.child.kill(signal);
        }
    }

    /** Asks it to stop and waits; an error if it has to be killed, or does not end well. */
    async stop() {
        this.kill("SIGTERM");
        const end = await Promise.race([this.ended, pause(stopWithinMs, "late", { ref: false })]);
        if (end === "late") {
            this.kill("SIGKILL");
            await this.ended;
            throw new Error(`${this.name} did not stop within ${stopWithinMs} ms of SIGTERM`);
        }
        if (end !== 0) {
            throw new Error(`${this.name} ended with ${end} on SIGTERM: ${lastLines(this.log, 3)}`);
        }
    }

    /** Takes it away without a word, as a power cut would. */
    async crash() {
        this.kill("SIGKILL");
        await this.ended;
    }

    /** Waits for `holds`, and fails at once with the program's last words if it ends before. */
    async until(holds, what, options) {
        return until(async () => {
            if (this.hasEnded) {
                throw new Error(`${this.name} ended (${this.end}) instead of ${what}: ${lastLines(this.log, 3)}`);
            }
            return holds();
        }, `${this.name}: ${what}`, options);
    }
}

export function lastLines(file, count) {
    try {
        return readFileSync(file, "utf8").trimEnd().split("\n").slice(-count).join(" | ");
    } catch {
        return "";
    }
}

/** Runs a program to its end; its output, or an Error with what it said. */
export async function run(command, args, { input = "" } = {}) {
    const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
    let said = "";
    child.stdout.on("data", (piece) => (said += piece));
    child.stderr.on("data", (piece) => (said += piece));
    child.stdin.on("error", () => {}); // one that reads nothing has ended, and says why itself
    child.stdin.end(input);
    const code = await new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (value, signal) => resolve(signal ?? value));
    });
    if (code !== 0) {
        throw new Error(`${command.split("/").at(-1)} ${args[0]} ${args[1] ?? ""} ended with ${code}: ${said.trim()}`);
    }
    return said;
}
