// Everything of one run: a scheduler, kiosks, a board, people at desks and a browser, on files and ports of its own.
import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchBrowser, openConsole } from "./browser.mjs";
import { boardConfig, centerConfig, freePort, inTheMorning, kioskConfig, makeDeviceKey, peopleConfig, readSampleCenter, readSamplePeople, schedulerConfig } from "./configuration.mjs";
import { DeskClient } from "./desk_client.mjs";
import { fewPeople, withFewPeople } from "./few_people.mjs";
import { Inspector } from "./inspector.mjs";
import { Program, run } from "./program.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const portrait = { width: 1080, height: 1920, inches: 32 };

/** A kiosk or board that runs, and its inspector. */
export class Screen {
    constructor({ id, program, inspector, tickets }) {
        this.id = id;
        this.program = program;
        this.inspector = inspector;
        this.tickets = tickets;
    }

    async stop() {
        this.inspector.close();
        await this.program.stop();
    }

    /** The papers that have come out so far, oldest first: names without their endings. */
    papers() {
        const names = (existsSync(this.tickets) ? readdirSync(this.tickets) : []).filter((name) => name.endsWith(".escpos"));
        const cameAt = new Map(names.map((name) => [name, statSync(join(this.tickets, name)).mtimeMs]));
        return names.sort((one, other) => cameAt.get(one) - cameAt.get(other)).map((name) => name.slice(0, -".escpos".length));
    }
}

export class World {
    /**
     * `build`: the build tree whose bin/ and share/ are used; `directory`: what the run writes, logs included;
     * `opening`: "always" or "never"; `appointments`: none for the sample center's, or the rules that differ where few people work.
     */
    static async create({ build, directory, opening = "always", appointments }) {
        rmSync(directory, { recursive: true, force: true });
        mkdirSync(directory, { recursive: true });
        const world = new World(build, directory, await freePort());
        const center = inTheMorning(centerConfig(readSampleCenter(root), opening));
        writeFileSync(world.file("center.toml"), appointments === undefined ? center : withFewPeople(center, appointments));
        writeFileSync(world.file("people.toml"), appointments === undefined ? peopleConfig(readSamplePeople(root)) : fewPeople());
        writeFileSync(world.file("scheduler.toml"), schedulerConfig({ database: world.file("scheduler.db"), port: world.port }));
        return world;
    }

    constructor(build, directory, port) {
        this.build = build;
        this.directory = directory;
        this.port = port;
        this.address = `http://127.0.0.1:${port}`;
        // A socket's path must be short, whatever the build tree's is.
        this.sockets = mkdtempSync(join(tmpdir(), "zahide-"));
        this.screens = new Map();
        this.pages = [];
        this.staff = new Map();
        this.env = {}; // of every program from here on
    }

    file(name) {
        return join(this.directory, name);
    }

    program(name) {
        return join(this.build, "bin", name);
    }

    // --- Who takes part; before the scheduler starts

    async addStaff({ login, name, role = "front_desk", languages = [], services = [] }) {
        const password = randomBytes(12).toString("base64url");
        const some = (option, values) => (values.length === 0 ? [] : [option, values.join(",")]);
        await run(
            this.program("zahide-scheduler"),
            [
                "staff", "add", "--config", this.file("scheduler.toml"), "--login", login, "--name", name, "--role", role, "--center", "zahide-nine",
                ...some("--language", languages), ...some("--service", services), "--password-stdin",
            ],
            { input: `${password}\n` },
        );
        this.staff.set(login, password);
    }

    async #addDevice(id, kind, more = []) {
        const publicKey = makeDeviceKey(this.file(`${id}.key`));
        await run(this.program("zahide-scheduler"), [
            "device", "add", "--config", this.file("scheduler.toml"), "--id", id, "--kind", kind, "--center", "zahide-nine", "--public-key", publicKey, ...more,
        ]);
    }

    /** `port`: where it looks for the scheduler. */
    async addKiosk(id = "kiosk-1", screen = portrait, port = this.port) {
        const tickets = this.file(`${id}-tickets`);
        const config = kioskConfig({ id, key: this.file(`${id}.key`), database: this.file(`${id}.db`), port, tickets, screen });
        writeFileSync(this.file(`${id}.toml`), config);
        await this.#addDevice(id, "kiosk");
    }

    async addBoard(id = "board-1", port = this.port) {
        writeFileSync(this.file(`${id}.toml`), boardConfig({ id, key: this.file(`${id}.key`), database: this.file(`${id}.db`), port }));
        await this.#addDevice(id, "board", ["--language", "tr,en,ar,fa"]);
    }

    // --- Starting and stopping

    async startScheduler(env = {}) {
        this.scheduler = new Program({
            name: "zahide-scheduler",
            command: this.program("zahide-scheduler"),
            args: ["serve", "--config", this.file("scheduler.toml")],
            env: { ...this.env, ...env },
            log: this.file("scheduler.log"),
        });
        const isUp = () => fetch(`${this.address}/healthz`, { signal: AbortSignal.timeout(2_000) }).then((answer) => answer.ok, () => false);
        await this.scheduler.until(isUp, "answering /healthz");
    }

    /** `display`: an X display such as ":99"; none draws into memory only. */
    startKiosk(id = "kiosk-1", { display, env } = {}) {
        return this.#startScreen("zahide-kiosk", id, display, this.file(`${id}-tickets`), env);
    }

    startBoard(id = "board-1", { display } = {}) {
        return this.#startScreen("zahide-board", id, display, null);
    }

    async #startScreen(program, id, display, tickets, env = {}) {
        const socket = join(this.sockets, id);
        const child = new Program({
            name: program,
            command: this.program(program),
            args: ["--config", this.file(`${id}.toml`), "--share", join(this.build, "share"), "--inspect", socket],
            env: { ...this.env, ...env, SDL_AUDIODRIVER: "dummy", ...(display === undefined ? { SDL_VIDEODRIVER: "dummy" } : { SDL_VIDEODRIVER: "x11", DISPLAY: display }) },
            log: this.file(`${id}.log`),
        });
        const inspector = await child.until(() => Inspector.connect(socket).catch(() => null), "opening its --inspect socket", { everyMs: 5 });
        const screen = new Screen({ id, program: child, inspector, tickets });
        this.screens.set(id, screen);
        return screen;
    }

    /** An X server in memory; its display. */
    async startDisplay({ width, height } = portrait) {
        const log = this.file("xvfb.log");
        const server = new Program({
            name: "Xvfb",
            command: "Xvfb",
            args: ["-displayfd", "3", "-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp", "-noreset"],
            log,
            stdio: ["pipe"],
        });
        this.display = server;
        let said = "";
        server.child.stdio[3].on("data", (piece) => (said += piece));
        await server.until(() => said.includes("\n"), "naming its display");
        return `:${said.trim()}`;
    }

    // --- People

    signIn(login) {
        return DeskClient.signIn(this.address, login, this.staff.get(login));
    }

    async openConsole(login, options) {
        this.browser ??= await launchBrowser();
        const page = await openConsole(this.browser, { address: this.address, login, password: this.staff.get(login), ...options });
        this.pages.push(page);
        return page;
    }

    // --- Afterwards

    /** Leaves pictures of every screen and page beside the logs. */
    async picture() {
        for (const screen of this.screens.values()) {
            await screen.inspector.shot(this.file(`${screen.id}.png`)).catch(() => {});
        }
        for (const [index, page] of this.pages.entries()) {
            await page.screenshot({ path: this.file(`console-${index + 1}.png`) }).catch(() => {});
        }
    }

    /** Stops everything; what did not stop as it should is an error, after all else has stopped. */
    async stop() {
        const stopped = await Promise.allSettled([
            this.browser?.close(),
            ...[...this.screens.values()].map((screen) => (screen.program.hasEnded ? null : screen.stop())),
        ]);
        stopped.push(...(await Promise.allSettled([this.scheduler?.hasEnded === false ? this.scheduler.stop() : null])));
        stopped.push(...(await Promise.allSettled([this.display?.stop()])));
        rmSync(this.sockets, { recursive: true, force: true });
        const failed = stopped.find((one) => one.status === "rejected");
        if (failed !== undefined) {
            throw failed.reason;
        }
    }
}

export function copyPaper(screen, paper, picture, bytes) {
    copyFileSync(join(screen.tickets, `${paper}.png`), picture);
    copyFileSync(join(screen.tickets, `${paper}.escpos`), bytes);
}
