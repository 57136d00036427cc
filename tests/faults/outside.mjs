// What surrounds the programs and can go wrong: the wall clock of the machine, and a small disk that fills up or can't be written.
import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { basename, join } from "node:path";

const states = { well: 0n, full: 1n, readOnly: 2n };
const clockAt = 0;
const stateAt = 8;

/** Sets the clock, and where it may not mount also the disk, of the programs that are started with `env`. */
export class Outside {
    constructor(world, name = "outside") {
        this.file = openSync(world.file(name), "w");
        this.#write(clockAt, 0n);
        this.#write(stateAt, states.well);
        this.env = { LD_PRELOAD: world.program("zahide-outside.so"), ZAHIDE_OUTSIDE: world.file(name) };
    }

    #write(at, value) {
        const bytes = Buffer.alloc(8);
        bytes.writeBigInt64LE(value);
        writeSync(this.file, bytes, 0, 8, at);
    }

    setClockAhead(ms) {
        this.#write(clockAt, BigInt(ms));
    }

    setDisk(state) {
        this.#write(stateAt, states[state]);
    }
}

/**
 * A folder on a disk of its own: a tmpfs of that size, or where that is not allowed, a folder for which the calls fail in programs that are
 * started with `env`.
 */
export class Disk {
    static attach(world, name, bytes) {
        const folder = world.file(name);
        mkdirSync(folder);
        const mayMount = process.env.ZAHIDE_NO_MOUNT === undefined;
        const isMounted = mayMount && spawnSync("mount", ["-t", "tmpfs", "-o", `size=${bytes},mode=0755`, "none", folder]).status === 0;
        return isMounted ? new MountedDisk(folder) : new RefusingDisk(world, folder);
    }
}

class MountedDisk {
    how = "a small tmpfs";
    env = {};

    constructor(folder) {
        this.folder = folder;
        this.detach = () => spawnSync("umount", ["--lazy", folder]);
        process.on("exit", this.detach);
    }

    fill() {
        const ballast = openSync(join(this.folder, "ballast"), "a");
        for (const piece of [65_536, 4_096, 1]) {
            try {
                for (;;) {
                    writeSync(ballast, Buffer.alloc(piece));
                }
            } catch (error) {
                if (error.code !== "ENOSPC") {
                    throw error;
                }
            }
        }
        closeSync(ballast);
    }

    free() {
        rmSync(join(this.folder, "ballast"));
    }

    #remount(how) {
        const done = spawnSync("mount", ["-o", `remount,${how}`, this.folder]);
        if (done.status !== 0) {
            throw new Error(`${this.folder} can't be remounted: ${done.stderr}`);
        }
    }

    forbid() {
        this.#remount("ro");
    }

    allow() {
        this.#remount("rw");
    }
}

class RefusingDisk {
    how = "refused system calls (LD_PRELOAD), as this machine lets nobody mount";

    constructor(world, folder) {
        this.folder = folder;
        this.outside = new Outside(world, `${basename(folder)}.outside`);
        this.env = { ...this.outside.env, ZAHIDE_OUTSIDE_DISK: folder };
    }

    fill() {
        this.outside.setDisk("full");
    }

    free() {
        this.outside.setDisk("well");
    }

    forbid() {
        this.outside.setDisk("readOnly");
    }

    allow() {
        this.outside.setDisk("well");
    }

    detach() {}
}
