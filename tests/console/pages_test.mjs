// The console in real Chromium against the mock: what the promises to the person at the desk come down to.
// ZAHIDE_BUILD names the build tree whose share/console is looked at.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchBrowser } from "../../kiosk/demo/browser.mjs";
import { axeFindings } from "./axe.mjs";
import { atADesk, directory, tabTo, until, wishes, withoutIsolates } from "./desk.mjs";
import { MockBooking } from "./mock_booking.mjs";
import { MockScheduler } from "./mock_scheduler.mjs";

let browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());
const atTheDesk = (options, check) => atADesk(browser, options, check);

const three = (scheduler) => [214, 217, 220].forEach((number) => scheduler.add(number, 5));

const current = (page) => page.locator(".current .number");

test("Console_KeyN_CallsTheNextOne", async () => {
    await atTheDesk({ prepare: three }, async (page, scheduler) => {
        await page.locator("h1").click();
        await page.keyboard.press("n");
        await current(page).getByText("214").waitFor();
        assert.equal(wishes(scheduler, "call-next")[0].target, "/v1/counters/3/call-next");
    });
});

test("Console_KeyNSwitchedOff_DoesNothing", async () => {
    await atTheDesk({ prepare: three }, async (page, scheduler) => {
        await page.locator(".switch input").uncheck();
        await page.locator("h1").click();
        await page.keyboard.press("n");
        await page.locator(".call-next-button").click();
        await current(page).waitFor();
        assert.equal(wishes(scheduler, "call-next").length, 1);
    });
});

test("Console_DoubleAndTripleClick_CallOnlyOne", async () => {
    await atTheDesk({ prepare: three }, async (page, scheduler) => {
        await page.locator(".call-next-button").click({ clickCount: 3 });
        await current(page).getByText("214").waitFor();
        await page.locator(".action-green").dblclick(); // start; "finish" comes to stand in the same place
        await page.locator(".current:not(.current-called)").waitFor();
        assert.equal(wishes(scheduler, "call-next").length, 1);
        assert.equal(wishes(scheduler, "/finish").length, 0);
        assert.equal(scheduler.tickets[0].state, "serving");
    });
});

test("Console_CallNextWhileServing_FinishesAndCallsInOneWish", async () => {
    await atTheDesk({ prepare: three }, async (page, scheduler) => {
        await page.locator(".call-next-button").click();
        await current(page).getByText("214").waitFor();
        await page.locator(".action-green").click(); // start
        await page.locator(".current:not(.current-called)").waitFor();
        await page.locator('.call-next-button[aria-disabled="false"]').click();
        await current(page).getByText("217").waitFor();
        assert.deepEqual(wishes(scheduler, "call-next").map((one) => one.body), [{}, { finish_current: true }]);
        assert.equal(wishes(scheduler, "/finish").length, 0);
        assert.equal(scheduler.tickets[0].state, "done");
    });
});

test("Console_AnswerLost_RepeatsTheWishWithItsKey", async () => {
    await atTheDesk({ prepare: three }, async (page, scheduler) => {
        scheduler.swallow = 2;
        await page.locator(".call-next-button").click();
        await current(page).getByText("214").waitFor();
        await until(() => wishes(scheduler, "call-next").length === 3, "the wish to come a third time");
        const heard = wishes(scheduler, "call-next");
        assert.equal(new Set(heard.map((one) => one.key)).size, 1);
        assert.equal(scheduler.tickets.filter((ticket) => ticket.state === "called").length, 1);
    });
});

test("Console_SchedulerGone_SaysSinceWhenAndComesBackByItself", async () => {
    await atTheDesk({ prepare: three }, async (page, scheduler) => {
        await page.locator('tr[data-number="214"]').waitFor();
        await scheduler.stop();
        const banner = page.locator(".freshness .banner");
        await banner.waitFor();
        assert.match(withoutIsolates(await banner.innerText()), /\d\d:\d\d saatinden beri güncel değil/);
        scheduler.add(225, 0);
        await scheduler.start(scheduler.port);
        await banner.waitFor({ state: "detached" });
        await page.locator('tr[data-number="225"]').waitFor();
    });
});

test("Console_SomebodyWasQuicker_IsSaidInTheLanguageOfThePage", async () => {
    await atTheDesk({ language: "ar", prepare: three }, async (page, scheduler) => {
        const row = page.locator('tr[data-number="217"]');
        await row.waitFor();
        scheduler.tickets[1].state = "serving"; // and no event tells of it
        scheduler.tickets[1].counter = 1;
        await row.locator(".row-call").click();
        const notice = page.locator(".notices .banner");
        await notice.waitFor();
        assert.match(await notice.innerText(), /[\u0600-\u06ff]/);
        assert.doesNotMatch(await notice.innerText(), /in English/);
    });
});

test("Console_HelpRequest_StaysUntilSomebodyTakesItOn", async () => {
    await atTheDesk({}, async (page, scheduler) => {
        scheduler.askHelp();
        const alert = page.getByRole("alert").filter({ hasText: "kiosk-1" });
        await alert.waitFor();
        await alert.getByRole("button").click();
        await page.locator(".banner-help").waitFor({ state: "detached" });
        assert.equal(scheduler.helpRequests[0].state, "done");
    });
});

test("Console_WholeWay_GoesByKeyboardAlone", async () => {
    await atTheDesk({ prepare: three }, async (page, scheduler) => {
        await page.locator(".counter-choice select").focus();
        const focused = () => page.evaluate(() => (document.activeElement === document.body ? "" : document.activeElement.textContent.trim()));
        const tabToText = async (text) => {
            for (let step = 0; step < 60; ++step) {
                await page.keyboard.press("Tab");
                if ((await focused()).includes(text)) {
                    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
                    assert.notEqual(outline, "none", `${text}: the focus is not seen`);
                    return;
                }
            }
            assert.fail(`no way by Tab to ${text}; stood at ${await focused()}`);
        };
        await tabToText("Sıradakini çağır");
        await page.keyboard.press("Enter");
        await current(page).getByText("214").waitFor();
        await page.locator('.call-next-button[aria-disabled="true"]').waitFor();
        await page.locator('.action-green[aria-disabled="false"]').waitFor();
        await tabToText("Başla");
        await page.keyboard.press("Space");
        await page.locator('.action-indigo[aria-disabled="false"]').waitFor();
        await page.locator(".current:not(.current-called)").waitFor();
        await tabToText("Aktar");
        await page.keyboard.press("Enter");
        await page.locator("dialog[open]").waitFor();
        await page.keyboard.press("Escape");
        await page.locator("dialog").waitFor({ state: "detached" });
        await page.locator('.action-green[aria-disabled="false"]').waitFor();
        await tabToText("Bitir");
        await page.keyboard.press("Enter");
        await page.locator(".nobody").waitFor();
        assert.equal(scheduler.tickets[0].state, "done");
    });
});

test("Console_NumberGivenAtTheDesk_IsShownAndWaits", async () => {
    await atTheDesk({ prepare: three }, async (page) => {
        await page.locator(".new-number").click();
        await page.selectOption("dialog select[name=language]", "ar");
        await page.locator("dialog button[type=submit]").click();
        await page.locator(".given .number").getByText("221").waitFor();
        await page.keyboard.press("Escape");
        await page.locator('tr[data-number="221"]').getByText("Arapça").waitFor();
    });
});

test("Console_CancelNumber_AsksFirst", async () => {
    await atTheDesk({ prepare: three }, async (page, scheduler) => {
        const row = page.locator('tr[data-number="217"]');
        await row.locator(".row-cancel").click();
        await page.locator("dialog").getByText("217", { exact: false }).waitFor();
        await page.keyboard.press("Enter"); // "no" stands first
        await page.locator("dialog").waitFor({ state: "detached" });
        assert.equal(wishes(scheduler, "/cancel").length, 0);
        await row.locator(".row-cancel").click();
        await page.locator("dialog .danger").click();
        await row.waitFor({ state: "detached" });
        assert.deepEqual(wishes(scheduler, "/cancel").map((one) => one.target), ["/v1/tickets/ticket-217/cancel"]);
    });
});

test("Console_TicketOfAnAppointment_ShowsItsTimeAndHowItCame", async () => {
    const prepare = (scheduler) => scheduler.add(230, 3, { language: "fa", appointment: "appointment-1", due_at: MockBooking.instant(MockBooking.today(), "10:30"), note_codes: ["delivered_late"] });
    await atTheDesk({ prepare }, async (page) => {
        const row = page.locator('tr[data-number="230"]');
        await row.waitFor();
        const said = withoutIsolates(await row.innerText());
        assert.match(said, /randevu 10:30/);
        assert.match(said, /bağlantı yokken/);
        assert.doesNotMatch(said, /tercüman gerekli/, "an appointment's languages are provided for");
    });
});

test("Console_PrinterTrouble_StandsOnEveryPageAndGoesByItself", async () => {
    await atTheDesk({ language: "tr" }, async (page, scheduler, address) => {
        const alerts = page.locator(".printer-alerts .banner");
        await alerts.getByText("kâğıt: ").waitFor();
        await page.goto(`${address}/console/#/kiosks`);
        scheduler.tellPrinter("kiosk-1", { state: "paper_out", paper: "out" });
        await alerts.getByText("yazıcı: ").waitFor();
        scheduler.tellPrinter("kiosk-1", { state: "ready", paper: "ok" });
        await alerts.waitFor({ state: "detached" });
    });
});

test("Console_BackupPutBack_WaitsForEachKioskUntilTheDeskGoesOnWithoutIt", async () => {
    await atTheDesk({ language: "en" }, async (page, scheduler) => {
        scheduler.addKiosk("kiosk-2");
        scheduler.await("kiosk-2");
        const alert = page.locator(".restore-alerts .banner");
        await alert.getByText("Waiting for").waitFor();
        assert.match(withoutIsolates(await alert.innerText()), /Waiting for kiosk-2 to tell which appointments it has made since/);
        assert.deepEqual(await axeFindings(page), [], "banner");
        await alert.getByRole("button").click();
        const dialog = page.locator("dialog[open]");
        assert.deepEqual(await axeFindings(page), [], "question");
        await dialog.locator(".answers .quiet").click();
        assert.deepEqual(wishes(scheduler, "/go-on-without"), [], "no is no");
        await alert.getByRole("button").click();
        await dialog.locator(".danger").click();
        await alert.waitFor({ state: "detached" });
        await dialog.waitFor({ state: "detached" });
        assert.deepEqual(wishes(scheduler, "/go-on-without").map(({ target }) => target), ["/v1/devices/kiosk-2/go-on-without"]);
    });
});

test("Console_DevicesAnsweredLate_DoNotReplaceWhatWasHeardMeanwhile", async () => {
    await atTheDesk({ language: "tr" }, async (page, scheduler) => {
        await page.locator(".printer-alerts").getByText("kâğıt: ").waitFor();
        let asked = 0;
        const alerts = page.locator(".printer-alerts .banner");
        await page.route("**/v1/devices", async (route) => {
            const answer = await route.fetch();
            asked += 1;
            if (asked === 1) {
                scheduler.tellPrinter("kiosk-1", { state: "paper_out", paper: "out" });
                await alerts.getByText("yazıcı: ").waitFor();
            }
            await route.fulfill({ response: answer });
        });
        await page.reload();
        await until(() => asked >= 2, "the devices to be asked for again");
        await page.locator(".counter-choice select").waitFor();
        await alerts.getByText("yazıcı: ").waitFor();
    });
});

/** Numbers of two kiosks, delivered after an outage, and a later one. */
function afterAnOutage(scheduler) {
    const late = { note_codes: ["delivered_late"] };
    scheduler.add(12, 50, late); // of another block than 3 and 4, given first
    scheduler.add(3, 40, late);
    scheduler.add(13, 30, late);
    scheduler.add(4, 20, late);
    scheduler.add(90, 1);
}

const numbersIn = (page) => page.locator("tr[data-number]").evaluateAll((rows) => rows.map((row) => Number(row.dataset.number)).sort((one, other) => one - other));

test("Console_ServedWithoutACall_AreMarkedInOneWishAfterAQuestion", async () => {
    await atTheDesk({ language: "en", prepare: afterAnOutage }, async (page, scheduler) => {
        await page.locator(".open-served").click();
        const dialog = page.locator("dialog[open]");
        assert.deepEqual(await dialog.locator("option").allTextContents(), ["choose a number", "12", "3", "13", "4", "90"], "in the order given");
        await dialog.locator('button[type=submit][aria-disabled="true"]').waitFor();
        await dialog.locator("select").selectOption({ label: "13" });
        await dialog.locator('input[value="3"]').uncheck();
        assert.deepEqual(await axeFindings(page), [], "choice");
        await dialog.getByRole("button", { name: "Mark 2 numbers as served" }).click();
        await dialog.getByText("can't be undone", { exact: false }).waitFor();
        assert.deepEqual(await dialog.locator("li .number").allTextContents(), ["12", "13"]);
        assert.deepEqual(await axeFindings(page), [], "question");
        await dialog.locator(".answers .quiet").click(); // no: what was chosen stays chosen
        assert.equal(await dialog.locator("select").inputValue(), "3");
        assert.equal(wishes(scheduler, "/tickets/served").length, 0);
        await dialog.getByRole("button", { name: "Mark 2 numbers as served" }).click();
        await dialog.locator('.danger[aria-disabled="false"]').click();
        await page.locator("dialog").waitFor({ state: "detached" });
        await page.locator('tr[data-number="13"]').waitFor({ state: "detached" });
        assert.deepEqual(await numbersIn(page), [3, 4, 90]);
        assert.deepEqual(wishes(scheduler, "/tickets/served").map((one) => one.body), [{ tickets: ["ticket-12", "ticket-13"] }]);
    });
});

test("Console_ServedWithoutACallButCalledMeanwhile_IsToldWithTheReason", async () => {
    await atTheDesk({ language: "en", prepare: afterAnOutage }, async (page, scheduler) => {
        await page.locator(".open-served").click();
        const dialog = page.locator("dialog[open]");
        await dialog.locator("select").selectOption({ label: "3" });
        Object.assign(scheduler.tickets[0], { state: "called", counter: 1 }); // a colleague, and no event tells of it
        await dialog.locator("button[type=submit]").click();
        await dialog.locator('.danger[aria-disabled="false"]').click();
        const told = dialog.locator(".served-told");
        await told.waitFor();
        assert.match(await told.innerText(), /1 number is marked as served\.\s+1 number stays as it is:\s+12\s+called by somebody meanwhile/);
        assert.deepEqual(await axeFindings(page), [], "told");
    });
});

test("Console_ServedWithoutACallLeftWhileItIsAsked_IsToldAllTheSame", async () => {
    await atTheDesk({ language: "en", prepare: afterAnOutage }, async (page, scheduler) => {
        await page.locator(".open-served").click();
        await page.locator("dialog select").selectOption({ label: "3" });
        Object.assign(scheduler.tickets[0], { state: "called", counter: 1 });
        await page.locator("dialog button[type=submit]").click();
        let letGo;
        const asked = new Promise((resolve) => {
            void page.route("**/tickets/served", async (route) => {
                resolve();
                await new Promise((go) => (letGo = go));
                await route.continue();
            });
        });
        await page.locator('dialog .danger[aria-disabled="false"]').click();
        await asked;
        await page.keyboard.press("Escape");
        await page.locator("dialog").waitFor({ state: "detached" });
        await page.locator(".new-number").click();
        const other = page.locator("dialog select[name=service]");
        await other.waitFor();
        letGo();
        await page.locator('tr[data-number="3"]').waitFor({ state: "detached" });
        assert.equal(await other.count(), 1, "what somebody does by now stays open");
        await page.keyboard.press("Escape");
        assert.match(await page.locator("dialog .served-told").innerText(), /1 number stays as it is:\s+12/);
    });
});

test("Console_ServedWithoutACallUnanswered_IsAskedAgainAsTheSameWish", async () => {
    await atTheDesk({ language: "en", prepare: afterAnOutage }, async (page, scheduler) => {
        await page.locator(".open-served").click();
        for (const number of [12, 3, 13, 4, 90]) {
            await page.locator(`dialog input[value="${number}"]`).check();
        }
        await page.locator("dialog button[type=submit]").click();
        const keys = [];
        await page.route("**/tickets/served", async (route) => {
            keys.push(route.request().headers()["idempotency-key"]);
            await (keys.length === 1 ? route.fulfill({ status: 429, contentType: "application/problem+json", body: '{"status":429,"code":"limit","title":"no"}' }) : route.continue());
        });
        await page.locator('dialog .danger[aria-disabled="false"]').click();
        await page.locator("dialog [role=alert]").waitFor();
        await page.locator('dialog .danger[aria-disabled="false"]').click();
        await page.locator("dialog").waitFor({ state: "detached" });
        assert.equal(new Set(keys).size, 1);
        assert.deepEqual(wishes(scheduler, "/tickets/served").length, 1);
        await page.locator('.open-served[aria-disabled="true"]').waitFor(); // nobody is left
        await page.locator(".open-served:focus").waitFor();
    });
});

test("Console_ServedWithoutACallInArabic_GoesByKeyboardAlone", async () => {
    await atTheDesk({ language: "ar", prepare: afterAnOutage }, async (page, scheduler) => {
        await page.locator("#content").focus();
        await tabTo(page, ".open-served");
        await page.keyboard.press("Enter");
        await page.locator("dialog[open]").waitFor();
        await tabTo(page, 'dialog input[value="3"]');
        await page.keyboard.press("Space");
        await tabTo(page, "dialog button[type=submit]");
        await page.keyboard.press("Enter");
        await page.locator("dialog .danger").waitFor();
        assert.equal(await page.evaluate(() => document.activeElement.id), "dialog-title", "nobody is left nowhere");
        await tabTo(page, "dialog .danger");
        await page.keyboard.press("Space");
        await page.locator("dialog").waitFor({ state: "detached" });
        await page.locator('tr[data-number="3"]').waitFor({ state: "detached" });
        assert.deepEqual(wishes(scheduler, "/tickets/served").map((one) => one.body), [{ tickets: ["ticket-3"] }]);
        await page.locator(".open-served:focus").waitFor();
    });
});

test("Console_Transfer_TellsTheNewNumber", async () => {
    await atTheDesk({ prepare: three }, async (page, scheduler) => {
        await page.locator(".call-next-button").click();
        await current(page).getByText("214").waitFor();
        await page.locator('.action-indigo[aria-disabled="false"]').click();
        await page.locator("dialog").getByText("Sosyal destek").click();
        await page.locator("dialog button[type=submit]").click();
        await page.locator(".given .number").getByText("221").waitFor();
        assert.deepEqual(wishes(scheduler, "/transfer")[0].body, { service: "social", keep_arrival: true });
        await page.keyboard.press("Escape");
        await page.locator('tr[data-number="221"]').getByText("Sosyal destek").waitFor();
    });
});

test("Console_Language_IsRememberedAndMirrorsThePage", async () => {
    await atTheDesk({ prepare: three }, async (page) => {
        await page.locator(".language-choice select").selectOption("fa");
        await page.locator("html[dir=rtl][lang=fa]").waitFor();
        await page.reload();
        await page.locator("html[dir=rtl][lang=fa]").waitFor();
        const side = await page.locator(".side").boundingBox();
        const pane = await page.locator(".pane").boundingBox();
        assert.ok(side.x > pane.x, "the menu stands on the right, the counter on the left");
        assert.match(await page.locator('tr[data-number="214"] .number').innerText(), /۲۱۴\s+214/);
    });
});

test("Console_Wait_GrowsWithoutAskingTheScheduler", async () => {
    const scheduler = new MockScheduler(directory);
    const address = await scheduler.start();
    scheduler.add(214, 5);
    const context = await browser.newContext({ locale: "en" });
    try {
        const page = await context.newPage();
        await page.clock.install({ time: Date.now() });
        await page.goto(`${address}/console/`);
        await page.fill("input[name=login]", "elif");
        await page.fill("input[name=password]", "correct horse");
        await page.keyboard.press("Enter");
        await page.locator(".cell-wait").getByText("5 min", { exact: true }).waitFor();
        await context.route("**/v1/**", (route) => route.abort());
        await page.clock.runFor(120_000);
        await page.locator(".cell-wait").getByText("7 min", { exact: true }).waitFor();
    } finally {
        await context.close();
        await scheduler.stop();
    }
});

for (const language of ["tr", "en", "ar", "fa"]) {
    test(`Console_EveryPageIn_${language}_AxeFindsNothing`, async () => {
        const prepare = (scheduler) => {
            scheduler.add(209, 60, { state: "serving", counter: 3, called_at: new Date().toISOString(), calls: 1, language: "ar" });
            scheduler.add(214, 34, { urgent: true, gender: "woman", language: "fa" });
            scheduler.add(215, 12, { priority: "disabled" });
            scheduler.add(216, 12, { state: "parked" });
            scheduler.askHelp();
        };
        await atTheDesk({ language, prepare }, async (page, scheduler, address) => {
            await page.locator(".current").waitFor();
            assert.deepEqual(await axeFindings(page), [], "queue");
            await page.setViewportSize({ width: 400, height: 860 });
            assert.deepEqual(await axeFindings(page), [], "queue, narrow");
            const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
            assert.equal(overflow, 0, "nothing is wider than a narrow screen");
            await page.setViewportSize({ width: 1440, height: 900 });
            await page.locator(".action-indigo").click();
            await page.locator("dialog[open]").waitFor();
            assert.deepEqual(await axeFindings(page), [], "transfer");
            await page.keyboard.press("Escape");
            await page.goto(`${address}/console/#/kiosks`);
            await page.locator(".device").first().waitFor();
            assert.deepEqual(await axeFindings(page), [], "kiosks");
            await page.locator(".side-button").click();
            await page.locator("form").waitFor();
            assert.deepEqual(await axeFindings(page), [], "login");
        });
    });
}

test("Console_SignInWrong_IsSaidAndStaysOnThePage", async () => {
    const scheduler = new MockScheduler(directory);
    const address = await scheduler.start();
    const context = await browser.newContext({ locale: "tr" });
    try {
        const page = await context.newPage();
        await page.goto(`${address}/console/`);
        await page.fill("input[name=login]", "elif");
        await page.fill("input[name=password]", "wrong");
        await page.keyboard.press("Enter");
        await page.getByRole("alert").getByText("Kullanıcı adı", { exact: false }).waitFor();
        assert.deepEqual(await axeFindings(page), []);
    } finally {
        await context.close();
        await scheduler.stop();
    }
});
