// Debian's Chromium under playwright-core, which lives among the console's packages.
import { createRequire } from "node:module";

const require = createRequire(new URL("../console/package.json", import.meta.url));

export function launchBrowser() {
    const { chromium } = require("playwright-core");
    return chromium.launch({
        executablePath: process.env.ZAHIDE_CHROMIUM ?? "/usr/bin/chromium",
        args: [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
        ],
    });
}

/** The console, signed in and at a counter. `language` is the browser's, and so the page's at first. */
export async function openConsole(browser, { address, login, password, counter, language = "tr", viewport = { width: 1440, height: 900 } }) {
    const context = await browser.newContext({ viewport, locale: language });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${address}/console/`);
    await page.fill("input[name=login]", login);
    await page.fill("input[name=password]", password);
    await page.click("button[type=submit]");
    await page.selectOption(".counter-choice select", String(counter));
    return page;
}
