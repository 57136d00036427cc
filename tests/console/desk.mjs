// Somebody at a desk: the console in real Chromium, signed in at the mock.
import assert from "node:assert/strict";
import { join } from "node:path";
import { MockScheduler } from "./mock_scheduler.mjs";

/** The console as built: ZAHIDE_BUILD names the build tree whose share/console is looked at. */
export const directory = join(process.env.ZAHIDE_BUILD ?? new URL("../../build", import.meta.url).pathname, "share/console");

/** A desk that is signed in at counter 3, in the language; `check` gets the page and the scheduler. */
export async function atADesk(browser, { language = "tr", prepare = () => {}, viewport = { width: 1440, height: 900 } }, check) {
    const scheduler = new MockScheduler(directory);
    const address = await scheduler.start();
    prepare(scheduler);
    const context = await browser.newContext({ viewport, locale: language });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => message.text().includes("Content Security Policy") && errors.push(message.text()));
    try {
        await page.goto(`${address}/console/`);
        await page.fill("input[name=login]", "elif");
        await page.fill("input[name=password]", "correct horse");
        await page.keyboard.press("Enter");
        await page.selectOption(".counter-choice select", "3");
        await check(page, scheduler, address);
        assert.deepEqual(errors, []);
    } finally {
        await context.close();
        await scheduler.stop();
    }
}

/** The domain POSTs that came in for targets of that ending. */
export const wishes = (scheduler, ending) => scheduler.heard.filter((one) => one.target.endsWith(ending));

export async function until(holds, what) {
    const deadline = Date.now() + 15_000;
    while (!holds()) {
        assert.ok(Date.now() < deadline, `waited in vain for ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}
export const withoutIsolates = (text) => text.replace(/[\u2066-\u2069]/g, "");

/** Presses Tab until the focus is on what the selector matches. */
export async function tabTo(page, selector) {
    for (let step = 0; step < 60; ++step) {
        if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) {
            return;
        }
        await page.keyboard.press("Tab");
    }
    assert.fail(`no way by Tab to ${selector}`);
}
