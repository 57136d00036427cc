// Somebody has lost the paper: the desk asks the kiosk for a copy with the same number, and hears that it is printed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../../kiosk/demo/program.mjs";
import { takeTicket } from "../../kiosk/demo/visitor.mjs";
import { journey } from "./journey.mjs";

/** Rows of a paper: the height in the header of its picture. */
const rowsOf = (kiosk, paper) => readFileSync(join(kiosk.tickets, `${paper}.png`)).readUInt32BE(20);

journey("desk-copy", {}, async (world) => {
    await world.addStaff({ login: "elif", name: "Elif Yılmaz", languages: ["tr", "ar"] });
    await world.addKiosk("kiosk-1");
    await world.startScheduler();
    const kiosk = await world.startKiosk("kiosk-1");
    const desk = await world.openConsole("elif", { counter: 3 });
    const number = await takeTicket(kiosk, "ar", "legal");
    await until(() => kiosk.papers().length === 1, "the paper");

    const staff = await world.signIn("elif");
    const reported = async () => (await staff.get("/v1/devices")).devices.find((device) => device.id === "kiosk-1")?.status != null;
    await until(reported, "the kiosk to have said how it is", { withinMs: 60_000 });
    const row = desk.locator(`tr[data-number="${number}"]`);
    await row.locator(".row-copy").click();
    const choice = desk.locator("dialog select[name=device]");
    await choice.waitFor();
    assert.equal(await choice.inputValue(), "kiosk-1", "the kiosk that gave the number");
    await desk.locator('dialog button[type=submit][aria-disabled="false"]').click();
    await desk.locator("dialog").waitFor({ state: "detached" });

    await until(() => kiosk.papers().length === 2, "the copy", { withinMs: 60_000 });
    await row.locator('.copy-mark[data-copy="printed"]').waitFor({ timeout: 60_000 });
    const papers = kiosk.papers();
    assert.equal(papers.length, 2, "one copy");
    assert.match(papers[1], new RegExp(`-${number}-copy-`));
    assert.ok(rowsOf(kiosk, papers[1]) > rowsOf(kiosk, papers[0]), "the mark stands on it, and no wait that may be over");
    const { tickets } = await staff.queue();
    assert.deepEqual(tickets.map((ticket) => [ticket.number, ticket.copy.end]), [[number, "printed"]], "it is the same number, and no other was given");
});
