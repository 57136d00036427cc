// node kiosk/demo/demo.mjs --dir DIR --build BUILD
// Walks visitors through the kiosk with the real programs, calls them from the desk, and leaves in DIR the screens of kiosk,
// board and console and the tickets, as PNG and as the printer got them. Ends 0, or not, with one line that says why.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Album } from "./album.mjs";
import { bookedDay } from "./booked_day.mjs";
import { until } from "./program.mjs";
import { chooseLanguage, leave, readBoard, readNumber } from "./visitor.mjs";
import { portrait, World } from "./world.mjs";

const landscape = { width: 1920, height: 1080, inches: 32 };

/** Everything up to the number, a picture of each screen. */
async function visit(kiosk, album, language, service) {
    const { inspector } = kiosk;
    await inspector.wait("attract");
    await album.screen(kiosk, `attract-${language}`);
    await inspector.tap("start");
    await inspector.wait("language");
    await album.screen(kiosk, `language-${language}`);
    await inspector.tap(`language:${language}`);
    await inspector.wait("home");
    await album.screen(kiosk, `home-${language}`);
    await inspector.tap("take-number");
    await inspector.wait("service");
    await album.screen(kiosk, `service-${language}`);
    await inspector.tapInto(service, "printing");
    await album.screen(kiosk, `printing-${language}`);
    const number = await readNumber(kiosk);
    await album.screen(kiosk, `done-${language}`);
    return number.value;
}

/** What stands behind help: somebody who comes, and a number for a talk in private. */
async function askForHelp(kiosk, album, language) {
    const { inspector } = kiosk;
    await chooseLanguage(kiosk, language);
    await inspector.tap("help");
    await inspector.wait("help");
    await album.screen(kiosk, `help-${language}`);
    await inspector.tap("help-come");
    await inspector.wait("help-coming");
    await album.screen(kiosk, `help-coming-${language}`);
    await leave(kiosk);
    await chooseLanguage(kiosk, language);
    await inspector.tap("help");
    await inspector.wait("help");
    await inspector.tap("help-private");
    await inspector.wait("help-who");
    await album.screen(kiosk, `help-who-${language}`);
    await inspector.tap("help-woman");
    const number = await readNumber(kiosk);
    await leave(kiosk);
    return number.value;
}

/** Bigger text, high contrast, controls further down, a screen that hides. */
async function makeItEasier(kiosk, album, language) {
    const { inspector } = kiosk;
    await chooseLanguage(kiosk, language);
    await inspector.tap("easier");
    await inspector.wait("easier");
    await album.screen(kiosk, `easier-${language}`);
    for (const [choice, name] of [["easier-text", "bigger-text"], ["easier-contrast", "high-contrast"], ["easier-reach", "reach"]]) {
        await inspector.tap(choice);
        await inspector.tap("close");
        await inspector.wait("home");
        await album.screen(kiosk, `home-${name}-${language}`);
        await inspector.tap("easier");
        await inspector.wait("easier");
    }
    await inspector.tap("easier-hide");
    await inspector.wait("hidden");
    await album.screen(kiosk, `hidden-${language}`);
    await inspector.tap("show");
    await inspector.tap("start-over");
    await inspector.wait("home");
    await inspector.tap("take-number");
    await inspector.wait("service");
    await inspector.tap("service:social");
    await readNumber(kiosk);
    await album.screen(kiosk, `done-high-contrast-${language}`);
    await leave(kiosk);
}

/** Calls the visitor from the console; both screens that show it. */
async function call(desk, board, album, number, name) {
    await desk.locator(`tr[data-number="${number}"]`).locator(".row-call").click();
    await desk.locator(".current-called .number").getByText(String(number)).waitFor();
    await readBoard(board, number);
    await album.screen(board, `board-${name}`);
    await desk.locator('.action-green[aria-disabled="false"]').waitFor();
    await album.page(desk, `console-called-${name}`);
    await desk.locator(".action-green").click();
    await desk.locator(".current:not(.current-called)").waitFor();
    await desk.locator('.action-green[aria-disabled="false"]').waitFor();
}

async function openDay(world, album) {
    await world.addStaff({ login: "elif", name: "Elif Yılmaz", languages: ["tr", "ar"] });
    await world.addKiosk("kiosk-1", portrait);
    await world.addKiosk("kiosk-2", landscape);
    await world.addBoard("board-1");
    const kiosk = await world.startKiosk("kiosk-1");
    await kiosk.inspector.wait("out-of-order");
    await album.screen(kiosk, "out-of-order");
    await world.startScheduler();
    const board = await world.startBoard("board-1");
    const wide = await world.startKiosk("kiosk-2");
    await album.screen(board, "board-quiet");

    const arabic = await visit(kiosk, album, "ar", "service:legal");
    await album.paper(kiosk, 1, "ticket-ar");
    await leave(kiosk);
    const persian = await visit(kiosk, album, "fa", "service:psychological");
    await album.paper(kiosk, 2, "ticket-fa");
    await leave(kiosk);
    const turkish = await visit(kiosk, album, "tr", "unsure");
    await album.paper(kiosk, 3, "ticket-tr");
    await leave(kiosk);
    await chooseLanguage(wide, "ar");
    await album.screen(wide, "home-landscape-ar");
    const warned = idleWarning(wide, album);
    warned.catch(() => {}); // told where it is waited for

    await askForHelp(kiosk, album, "ar");
    const desk = await world.openConsole("elif", { counter: 3 });
    await desk.locator(`tr[data-number="${turkish}"]`).waitFor();
    await album.page(desk, "console-queue-tr");
    await call(desk, board, album, arabic, "ar");
    await call(desk, board, album, persian, "fa");
    await desk.locator(".language-choice select").selectOption("ar");
    await desk.locator("html[lang=ar]").waitFor();
    await album.page(desk, "console-queue-ar");
    await makeItEasier(kiosk, album, "tr");

    await world.scheduler.stop();
    await desk.locator(".freshness .banner").waitFor();
    await album.page(desk, "console-scheduler-away");
    const offline = await visit(kiosk, album, "en", "service:social");
    await album.paper(kiosk, 6, "ticket-offline-en");
    await leave(kiosk);
    await world.startScheduler();
    await desk.locator(`tr[data-number="${offline}"]`).waitFor({ timeout: 60_000 });
    await warned;
}

/** A kiosk that somebody left alone, while other things go on. */
async function idleWarning(screen, album) {
    await until(() => screen.inspector.find("idle-title"), "the warning before everything is wiped", { withinMs: 90_000 });
    await album.screen(screen, "idle-warning-landscape-ar");
}

async function shutDay(world, album) {
    await world.addKiosk("kiosk-1", portrait);
    await world.startScheduler();
    const kiosk = await world.startKiosk("kiosk-1");
    await kiosk.inspector.wait("attract");
    await kiosk.inspector.tap("start");
    for (const language of ["ar", "fa", "tr"]) {
        await kiosk.inspector.wait("language");
        await kiosk.inspector.tap(`language:${language}`);
        await kiosk.inspector.wait("closed");
        await album.screen(kiosk, `closed-${language}`);
        await kiosk.inspector.tap("back");
    }
}

/** One run of the programs; its logs stay in DIR if it fails. */
async function during(options, walk, build, album) {
    const directory = mkdtempSync(join(tmpdir(), "zahide-demo-"));
    const world = await World.create({ build, directory, ...options });
    try {
        await walk(world, album);
        await world.stop();
    } catch (error) {
        await world.picture();
        await world.stop().catch(() => {});
        cpSync(directory, join(album.directory, "failed-run"), { recursive: true, filter: (from) => !/\.(key|db.*)$/.test(from) });
        throw error;
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

async function main() {
    const { values } = parseArgs({ options: { dir: { type: "string" }, build: { type: "string" } } });
    if (values.dir === undefined || values.build === undefined) {
        process.stderr.write("demo: say where to: node kiosk/demo/demo.mjs --dir DIR --build BUILD\n");
        return 2;
    }
    const directory = resolve(values.dir);
    mkdirSync(directory, { recursive: true });
    rmSync(join(directory, "failed-run"), { recursive: true, force: true });
    const album = new Album(directory);
    try {
        await during({}, openDay, resolve(values.build), album);
        await during({ appointments: {} }, bookedDay, resolve(values.build), album);
        await during({ opening: "never" }, shutDay, resolve(values.build), album);
    } catch (error) {
        process.stderr.write(`demo: ${error.message.split("\n")[0]} (what was taken so far and the logs are in ${directory})\n`);
        return 1;
    }
    process.stdout.write(`demo: ${album.pictures} pictures and ${album.tickets} tickets are in ${directory}\n`);
    return 0;
}

process.exitCode = await main().catch((error) => {
    process.stderr.write(`demo: ${error.message}\n`);
    return 2;
});
