// The scheduler goes away while two kiosks go on. The board and the desk say that they are not up to date. When it is back, the
// kiosks' numbers wait in the order in which they were given, and those whom the desk has served meanwhile are marked in one go.
import assert from "node:assert/strict";
import { until } from "../../kiosk/demo/program.mjs";
import { chooseLanguage, readBoard, takeTicket } from "../../kiosk/demo/visitor.mjs";
import { journey } from "./journey.mjs";

const saysNotCurrent = async (board) => (await board.inspector.tree()).elements.some((element) => element.id.startsWith("not-current"));

/** The numbers that wait, as the desk's page has them. */
const waitingOn = (desk) => desk.locator("tr[data-number]").evaluateAll((rows) => rows.map((row) => Number(row.dataset.number)));

/** Marks all up to that number but one as served; `count` of them. */
async function markServed(desk, upTo, but, count) {
    await desk.locator(".open-served").click();
    await desk.selectOption("dialog select[name=last]", { label: String(upTo) });
    await desk.locator(`dialog input[value="${but}"]`).uncheck();
    await desk.locator("dialog button[type=submit]").getByText(String(count)).click();
    await desk.locator('dialog .danger[aria-disabled="false"]').click();
    await desk.locator("dialog").waitFor({ state: "detached" });
}

journey("outage", {}, async (world) => {
    await world.addStaff({ login: "elif", name: "Elif Yılmaz" });
    await world.addKiosk("kiosk-1");
    await world.addKiosk("kiosk-2");
    await world.addBoard();
    await world.startScheduler();
    const kiosks = [await world.startKiosk("kiosk-1"), await world.startKiosk("kiosk-2")];
    const board = await world.startBoard();
    for (const kiosk of kiosks) {
        await chooseLanguage(kiosk, "tr"); // home: it has numbers to give
        await kiosk.inspector.tap("back");
        await kiosk.inspector.wait("language");
        await kiosk.inspector.tap("back");
        await kiosk.inspector.wait("attract");
    }
    await until(async () => !(await saysNotCurrent(board)), "the board to have heard of the scheduler");
    const desk = await world.openConsole("elif", { counter: 1 });
    await desk.locator(".lists .empty").waitFor();

    await world.scheduler.crash();
    const given = [];
    for (const turn of [1, 0, 1, 0]) {
        given.push(await takeTicket(kiosks[turn], "tr", "legal"));
    }
    assert.notDeepEqual(given, [...given].sort((left, right) => left - right), "the kiosks' numbers are of different blocks");
    await desk.locator(".freshness .banner").waitFor();
    await until(() => saysNotCurrent(board), "the board to say that it is not up to date", { withinMs: 60_000 });

    await world.startScheduler();
    await desk.locator(".freshness .banner").waitFor({ state: "detached", timeout: 40_000 });
    for (const number of given) {
        await desk.locator(`tr[data-number="${number}"]`).waitFor({ timeout: 40_000 });
    }
    await until(async () => JSON.stringify(await waitingOn(desk)) === JSON.stringify(given), "the order in which they were given");

    await markServed(desk, given[2], given[1], 2);
    await until(async () => JSON.stringify(await waitingOn(desk)) === JSON.stringify([given[1], given[3]]), "the other two to be left");
    const staff = await world.signIn("elif");
    assert.deepEqual((await staff.queue()).tickets.map((ticket) => ticket.number), [given[1], given[3]]);

    await desk.locator(".call-next-button").click();
    await desk.locator(".current-called .number").getByText(String(given[1]), { exact: true }).waitFor();
    await readBoard(board, given[1]);
    assert.equal(await saysNotCurrent(board), false, "the board is up to date again");
});
