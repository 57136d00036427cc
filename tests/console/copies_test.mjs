// A second paper from the desk: the console in real Chromium against the mock. ZAHIDE_BUILD names the build tree.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchBrowser } from "../../kiosk/demo/browser.mjs";
import { axeFindings } from "./axe.mjs";
import { atADesk, tabTo, wishes, withoutIsolates } from "./desk.mjs";

let browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());
const atTheDesk = (options, check) => atADesk(browser, options, check);

/** A number that kiosk-2 gave, and a kiosk more that has no paper. */
function lost(scheduler) {
    scheduler.addKiosk("kiosk-2");
    scheduler.addKiosk("kiosk-3", { state: "paper_out", paper: "out" });
    scheduler.add(214, 5, { device: "kiosk-2" });
    scheduler.add(217, 4, { device: "kiosk-3" });
}

const copyMark = (page, number, state) => page.locator(`tr[data-number="${number}"] .copy-mark[data-copy="${state}"]`);
const saidOf = async (locator) => withoutIsolates(await locator.innerText());
const live = (page, text) => page.locator("p[aria-live]").filter({ hasText: text });
const copies = (scheduler) => wishes(scheduler, "/copies").map(({ target, body }) => ({ target, body }));

async function openDialog(page, number) {
    await page.locator(`tr[data-number="${number}"] .row-copy`).click();
    await page.locator("dialog[open] select[name=device]").waitFor();
    return page.locator("dialog[open]");
}

test("Console_CopyOfANumber_IsAskedForAtItsKioskAndToldWhenPrinted", async () => {
    await atTheDesk({ language: "en", prepare: lost }, async (page, scheduler) => {
        const dialog = await openDialog(page, 214);
        assert.equal(await dialog.locator("select").inputValue(), "kiosk-2");
        assert.deepEqual((await dialog.locator("option").allTextContents()).map(withoutIsolates), ["kiosk-1", "kiosk-2", "kiosk-3 · printer: no paper"]);
        assert.deepEqual(await axeFindings(page), [], "dialog");
        scheduler.delayMs = 300; // the second click comes while the first one's wish is under way
        await dialog.locator("button[type=submit]").dblclick();
        await page.locator("dialog").waitFor({ state: "detached" });
        scheduler.delayMs = 0;
        await copyMark(page, 214, "asked").waitFor();
        assert.equal(await saidOf(copyMark(page, 214, "asked")), "Copy asked for at kiosk-2");
        await live(page, "Copy asked for at").waitFor({ state: "attached" });
        assert.equal(await page.locator('tr[data-number="214"] .row-copy').getAttribute("aria-disabled"), "true", "one at a time");
        scheduler.endCopy(214, "printed");
        await copyMark(page, 214, "printed").waitFor();
        assert.equal(await saidOf(copyMark(page, 214, "printed")), "Copy printed at kiosk-2");
        await live(page, "Copy printed at").waitFor({ state: "attached" });
        await page.locator('tr[data-number="214"] .row-copy[aria-disabled="false"]').waitFor();
        assert.deepEqual(await axeFindings(page), [], "row");
        assert.deepEqual(copies(scheduler), [{ target: "/v1/tickets/ticket-214/copies", body: { device: "kiosk-2" } }]);
    });
});

test("Console_CopyThatDidNotComeOut_IsToldInWords", async () => {
    await atTheDesk({ language: "en", prepare: lost }, async (page, scheduler) => {
        const outcomes = { 214: ["not_printed", "Copy not printed at kiosk-2"], 217: ["unknown", "Unknown whether the copy was printed: look at kiosk-1"] };
        for (const [number, [end, words]] of Object.entries(outcomes)) {
            const dialog = await openDialog(page, number);
            await dialog.locator('button[type=submit][aria-disabled="false"]').click();
            await copyMark(page, number, "asked").waitFor();
            scheduler.endCopy(Number(number), end);
            await copyMark(page, number, end).waitFor();
            assert.equal(await saidOf(copyMark(page, number, end)), words);
        }
        assert.deepEqual(copies(scheduler).map((one) => one.body.device), ["kiosk-2", "kiosk-1"], "the giving kiosk has no paper: the first that has");
    });
});

test("Console_CopyWhereNoKioskPrints_ChoosesNoneByItself", async () => {
    const prepare = (scheduler) => {
        Object.assign(scheduler.devices[0], { seen_at: "2026-01-01T08:00:00.000Z" });
        scheduler.addKiosk("kiosk-3", { state: "ready", paper: "out" });
        scheduler.add(214, 5, { device: "kiosk-3" });
    };
    await atTheDesk({ language: "en", prepare }, async (page, scheduler) => {
        const dialog = await openDialog(page, 214);
        assert.deepEqual((await dialog.locator("option").allTextContents()).map(withoutIsolates), ["choose a kiosk", "kiosk-1 · not heard", "kiosk-3 · paper: out"]);
        assert.equal(await dialog.locator("select").inputValue(), "");
        await dialog.locator('button[type=submit][aria-disabled="true"]').click({ force: true });
        await dialog.locator("select").selectOption("kiosk-1"); // somebody has just switched it on
        assert.deepEqual(copies(scheduler), []);
        scheduler.devices[0].seen_at = new Date().toISOString();
        await dialog.locator('button[type=submit][aria-disabled="false"]').click();
        await copyMark(page, 214, "asked").waitFor();
        assert.deepEqual(copies(scheduler).map((one) => one.body), [{ device: "kiosk-1" }]);
    });
});

test("Console_CopyRefused_IsSaidInTheLanguageOfThePage", async () => {
    await atTheDesk({ language: "fa", prepare: lost }, async (page, scheduler) => {
        const dialog = await openDialog(page, 214);
        await dialog.locator("select").selectOption("kiosk-3");
        await dialog.locator("button[type=submit]").click();
        await page.locator("dialog").waitFor({ state: "detached" });
        await page.locator(".notices .banner").getByText("این کیوسک الان نمی‌تواند چاپ کند").waitFor();
        assert.equal(await page.locator(".copy-mark").count(), 0);
        assert.equal(copies(scheduler).length, 1);
    });
});

test("Console_CopyWithoutWordOfIt_ExpiresByTheConsolesOwnClock", async () => {
    await atTheDesk({ language: "en", prepare: lost }, async (page, scheduler) => {
        scheduler.copyAgeMs = 176_000; // four seconds to go; no event tells that they are over
        const dialog = await openDialog(page, 214);
        await dialog.locator("button[type=submit]").click();
        const expired = copyMark(page, 214, "expired");
        await expired.waitFor({ timeout: 40_000 });
        assert.equal(await saidOf(expired), "Copy: no answer from kiosk-2 in time");
        await live(page, "no answer from").waitFor({ state: "attached" });
        await page.locator('tr[data-number="214"] .row-copy[aria-disabled="false"]').waitFor();
        scheduler.endCopy(214, "printed"); // the line was down, not the printer
        await copyMark(page, 214, "printed").waitFor();
    });
});

test("Console_CopyInArabic_GoesByKeyboardAlone", async () => {
    await atTheDesk({ language: "ar", prepare: lost }, async (page, scheduler) => {
        await page.locator('tr[data-number="214"]').waitFor();
        await page.locator("#content").focus();
        await tabTo(page, 'tr[data-number="214"] .row-copy');
        await page.keyboard.press("Enter");
        await page.locator("dialog[open] select[name=device]").waitFor();
        assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("dialog")).direction), "rtl");
        assert.deepEqual(await axeFindings(page), [], "dialog");
        await page.keyboard.press("Escape");
        await page.locator("dialog").waitFor({ state: "detached" });
        await page.locator('tr[data-number="214"] .row-copy:focus').waitFor();
        await page.keyboard.press("Enter");
        await page.locator("dialog[open] select[name=device]").waitFor();
        await tabTo(page, "dialog select[name=device]");
        await page.keyboard.press("ArrowUp");
        assert.equal(await page.locator("dialog select").inputValue(), "kiosk-1");
        await tabTo(page, "dialog button[type=submit]");
        await page.keyboard.press("Enter");
        await copyMark(page, 214, "asked").waitFor();
        await page.locator('tr[data-number="214"] .row-copy:focus').waitFor();
        assert.deepEqual(copies(scheduler).map((one) => one.body), [{ device: "kiosk-1" }]);
    });
});
