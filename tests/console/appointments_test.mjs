// The appointments page in real Chromium against the mock.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchBrowser } from "../../kiosk/demo/browser.mjs";
import { axeFindings } from "./axe.mjs";
import { atADesk, tabTo, until, wishes, withoutIsolates } from "./desk.mjs";
import { MockBooking } from "./mock_booking.mjs";

let browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

const today = MockBooking.today();
const row = (page, number) => page.locator(`tr[data-appointment="appointment-${number}"]`);

/** A desk at the appointments page, on a day of four. */
function onThePage({ language = "tr" }, check) {
    const prepare = ({ booking }) => {
        booking.add(today, "09:30");
        booking.add(today, "10:30", { language: "tr", interpreter: false, taken: { professionals: ["murat"], interpreter: null, room: "room-2" } });
        booking.add(today, "11:00", { state: "cancelled" });
        booking.add(MockBooking.tomorrow(), "09:00", { language: "ar" });
    };
    return atADesk(browser, { language, prepare }, async (page, scheduler) => {
        await page.locator('nav a[href="#/appointments"]').click();
        await row(page, 1).waitFor();
        await check(page, scheduler);
    });
}

/** From the button to the free times of tomorrow. */
async function chooseTomorrow(page) {
    await page.locator(".new-appointment").click();
    await page.locator("dialog .day").nth(1).waitFor();
    await page.locator(`dialog .day input[value="${MockBooking.tomorrow()}"]`).check();
}

test("Appointments_Today_StandByProfessionalWithInterpreterAndRoom", async () => {
    await onThePage({}, async (page) => {
        const ayse = page.locator(".person-day", { hasText: "Ayşe Demir" });
        assert.match(withoutIsolates(await ayse.locator("tbody tr").first().innerText()), /09:30–10:00\s+ayrıldı\s+Hukuk\s+Farsça\s+Farzana Rahimi\s+Görüşme odası 2/);
        assert.equal(await page.locator(".person-day", { hasText: "Murat Aksoy" }).locator("tbody tr").count(), 1);
        await page.selectOption(".waiting-head select", "farzana");
        await row(page, 2).waitFor({ state: "detached" });
        await row(page, 1).waitFor(); // the interpreter's own day
    });
});

test("Appointments_CheckIn_TellsTheNumber", async () => {
    await onThePage({}, async (page, scheduler) => {
        await row(page, 1).locator(".row-check-in").click();
        await page.locator(".given .number").waitFor();
        const number = await page.locator(".given .number").innerText();
        await page.keyboard.press("Escape");
        await row(page, 1).getByText("geldi").waitFor();
        await row(page, 1).getByText(number, { exact: true }).waitFor();
        assert.deepEqual(wishes(scheduler, "/check-in").map((one) => one.body), [{}]);
        await page.locator('nav a[href="#/queue"]').click();
        await page.locator(`tr[data-number="${number}"]`).getByText(/randevu/).waitFor();
    });
});

test("Appointments_CancelAndNoShow_AskFirst", async () => {
    await onThePage({}, async (page, scheduler) => {
        await row(page, 1).locator(".row-open").click();
        await page.locator("dialog .action-brick").click();
        await page.locator(".answers .quiet").click(); // no
        await page.locator("dialog .action-brick").click();
        assert.equal(wishes(scheduler, "/cancel").length, 0);
        await page.locator(".answers .danger").click();
        await row(page, 1).getByText("iptal").waitFor();
        await row(page, 2).locator(".row-open").click();
        await page.locator("dialog .action-amber").click();
        await page.locator(".answers .danger").click();
        await row(page, 2).getByText("gelmedi").waitFor();
        await row(page, 2).locator(".row-check-in").waitFor(); // they may come after all
    });
});

test("Appointments_Booking_HoldsThenBooksThenShowsTheCodeLarge", async () => {
    await onThePage({}, async (page, scheduler) => {
        await chooseTomorrow(page);
        await page.selectOption("dialog select[name=language]", "fa");
        await page.selectOption("dialog select[name=gender]", "man");
        await page.locator("dialog .day").nth(1).waitFor();
        await page.locator(`dialog .day input[value="${MockBooking.tomorrow()}"]`).check();
        await page.locator("dialog .time").getByText("10:00", { exact: true }).click();
        await page.locator(".held-when").waitFor();
        const facts = await page.locator(".facts").innerText();
        assert.match(facts, /Murat Aksoy[^]*Farzana Rahimi[^]*Görüşme odası 2/);
        const start = MockBooking.instant(MockBooking.tomorrow(), "10:00");
        assert.deepEqual(wishes(scheduler, "/holds")[0].body, { service: "legal", language: "fa", gender: "man", start });
        await page.locator('.answers .primary[aria-disabled="false"]').click();
        const slip = page.locator('.slip[lang=fa][dir=rtl]');
        await slip.waitFor();
        assert.match(await slip.innerText(), /۱۲۳ ۴۵۶ ۷۸۵\s+123 456 785/);
        assert.doesNotMatch(await slip.innerText(), /Hukuk|کمک حقوقی/, "the paper never tells what somebody comes for");
        await page.emulateMedia({ media: "print" });
        const printed = await page.evaluate(() => [...document.querySelectorAll("main, .side, dialog h2, .slip")].filter((one) => getComputedStyle(one).visibility === "visible").map((one) => one.className));
        assert.deepEqual(printed, ["slip"], "only the slip is printed");
        await page.emulateMedia({ media: "screen" });
        await page.keyboard.press("Escape");
        await page.locator(".day-choice button").nth(1).click();
        await row(page, 5).waitFor();
        assert.equal(wishes(scheduler, "/release").length, 0);
    });
});

test("Appointments_TimeTaken_IsSaidAndTheNextFreeOnesOffered", async () => {
    await onThePage({ language: "ar" }, async (page, scheduler) => {
        await chooseTomorrow(page);
        scheduler.booking.taken = 1;
        await page.locator("dialog .time").first().click();
        const said = page.locator("dialog .sentence");
        await said.waitFor();
        assert.match(await said.innerText(), /[\u0600-\u06ff]/);
        assert.doesNotMatch(await said.innerText(), /in English/);
        assert.equal(await page.locator("dialog .time").count(), 6);
        await page.locator('dialog .time[aria-disabled="false"]').first().click();
        await page.locator(".held-when").waitFor();
    });
});

test("Appointments_HoldGone_IsSaidAndTheTimesAreFreshAgain", async () => {
    await onThePage({}, async (page, scheduler) => {
        await chooseTomorrow(page);
        await page.locator("dialog .time").first().click();
        await page.locator(".held-when").waitFor();
        scheduler.booking.holds.clear();
        await page.locator('.answers .primary[aria-disabled="false"]').click();
        await page.locator("dialog .sentence").getByText("bırakıldı", { exact: false }).waitFor();
        await page.locator("dialog .time").first().waitFor();
    });
});

test("Appointments_DialogLeftWhileHolding_GivesTheTimeBack", async () => {
    await onThePage({}, async (page, scheduler) => {
        await chooseTomorrow(page);
        await page.locator("dialog .time").first().click();
        await page.locator(".held-when").waitFor();
        await page.keyboard.press("Escape");
        await until(() => scheduler.booking.holds.size === 0, "the time to be given back");
        assert.equal(wishes(scheduler, "/release").length, 1);
        await page.locator(".new-appointment:focus").waitFor(); // back where it came from
    });
});

test("Appointments_LanguageChangedWhileHolding_GivesTheTimeBackAndAsksAnew", async () => {
    await onThePage({}, async (page, scheduler) => {
        await chooseTomorrow(page);
        const held = [];
        let isOpen = false;
        const arrived = new Promise((resolve) => {
            for (const target of ["**/holds", "**/availability?*"]) {
                void page.route(target, async (route) => {
                    if (isOpen) {
                        return route.continue();
                    }
                    held.push(route);
                    resolve();
                });
            }
        });
        await page.locator("dialog .time").first().click();
        await arrived; // and isn't answered
        await page.selectOption("dialog select[name=language]", "fa");
        assert.equal(await page.locator("dialog .time").count(), 0, "the times of another language are gone at once");
        isOpen = true;
        await Promise.all(held.map((route) => route.continue()));
        await until(() => wishes(scheduler, "/release").length === 1, "the time of another language to be given back");
        await page.locator('dialog .free-times[data-language=fa][aria-busy="false"] .time').first().waitFor();
        assert.equal(await page.locator(".held-when").count(), 0);
    });
});

test("Appointments_NothingFreeInTheDaysAskedFor_OffersTheNext", async () => {
    await onThePage({}, async (page, scheduler) => {
        scheduler.booking.later = 20;
        await page.locator(".new-appointment").click();
        await page.locator("dialog").getByText("Sonraki boş saatler", { exact: false }).waitFor();
        assert.equal(await page.locator("dialog .day").count(), 1);
    });
});

test("Appointments_Move_KeepsTheWishAndTakesTheNewTime", async () => {
    await onThePage({}, async (page, scheduler) => {
        await row(page, 1).locator(".row-open").click();
        await page.locator("dialog .action-indigo").click();
        await page.locator(`dialog .day input[value="${MockBooking.tomorrow()}"]`).check();
        assert.equal(await page.locator("dialog select").count(), 0, "what it is for stays");
        await page.locator("dialog .time").getByText("14:00", { exact: true }).click();
        await page.locator('.answers .primary[aria-disabled="false"]').click();
        await page.locator(".slip").waitFor();
        await page.keyboard.press("Escape");
        await row(page, 1).waitFor({ state: "detached" });
        assert.equal(wishes(scheduler, "/reschedule").length, 1);
        assert.deepEqual(scheduler.booking.appointments.map((one) => one.moves), [1, 0, 0, 0]);
    });
});

test("Appointments_Code_FindsOnAnyDayAndSaysWhatIsWrong", async () => {
    await onThePage({ language: "fa" }, async (page, scheduler) => {
        const search = async (code) => {
            await page.locator('.code-search button[aria-disabled="false"]').waitFor();
            await page.fill("input[name=code]", code);
            await page.keyboard.press("Enter");
        };
        const said = page.locator("#code-wrong");
        await search("12345");
        await said.getByText("نُه رقم", { exact: false }).waitFor();
        await search("۱۲۳ ۴۵۶ ۷۸۴"); // tomorrow's, in the digits of the page
        await page.locator("dialog .facts").getByText("123 456 784", { exact: false }).waitFor();
        await page.keyboard.press("Escape");
        for (let time = 0; time < 3; ++time) {
            await until(() => scheduler.booking.wrongCodes === time, "the tries to be counted");
            await search(`99999999${time}`);
            await said.getByText("وقتی با این کد نیست", { exact: false }).waitFor();
        }
        await search("999999999");
        await said.getByText("کدهای نادرست زیاد بود", { exact: false }).waitFor();
        assert.equal(new URL(page.url()).hash, "#/appointments", "a code is in no address");
    });
});

test("Appointments_SomebodyElseBooks_IsSeenLive", async () => {
    await onThePage({}, async (page, scheduler) => {
        scheduler.booking.add(today, "16:00", { taken: { professionals: ["murat"], interpreter: null, room: "room-2" } });
        await row(page, 5).waitFor();
        await page.locator(".day-choice button").nth(1).click();
        await row(page, 4).waitFor();
        await row(page, 5).waitFor({ state: "detached" });
        await page.locator(".day-choice .chip-button").click();
        await row(page, 5).waitFor();
    });
});

test("Appointments_SchedulerGone_ComeBackByThemselves", async () => {
    await onThePage({}, async (page, scheduler) => {
        await scheduler.stop();
        await page.locator(".freshness .banner").waitFor();
        scheduler.booking.add(today, "16:30");
        await scheduler.start(scheduler.port);
        await row(page, 5).waitFor();
    });
});

test("Appointments_Booking_GoesByKeyboardAlone", async () => {
    await onThePage({}, async (page, scheduler) => {
        await page.locator("#content").focus();
        await tabTo(page, ".new-appointment");
        await page.keyboard.press("Enter");
        await page.locator("dialog .day").nth(1).waitFor();
        await tabTo(page, "dialog .day input:checked");
        await page.keyboard.press("ArrowDown");
        await tabTo(page, "dialog .time");
        await page.keyboard.press("Enter");
        await page.locator(".held-when").waitFor();
        await page.locator('.answers .primary[aria-disabled="false"]').waitFor();
        await tabTo(page, ".answers .primary");
        await page.keyboard.press("Space");
        await page.locator(".slip").waitFor();
        await tabTo(page, ".slip-print");
        await page.keyboard.press("Escape");
        await page.locator("dialog").waitFor({ state: "detached" });
        assert.equal(scheduler.booking.appointments.length, 5);
    });
});

for (const language of ["tr", "en", "ar", "fa"]) {
    test(`Appointments_EveryDialogIn_${language}_AxeFindsNothing`, async () => {
        await onThePage({ language }, async (page) => {
            assert.deepEqual(await axeFindings(page), [], "day");
            await page.setViewportSize({ width: 400, height: 860 });
            assert.deepEqual(await axeFindings(page), [], "day, narrow");
            assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, "nothing is wider than a narrow screen");
            await page.setViewportSize({ width: 1440, height: 900 });
            await row(page, 1).locator(".row-open").click();
            await page.locator("dialog .facts").waitFor();
            assert.deepEqual(await axeFindings(page), [], "one");
            await page.locator("dialog .action-brick").click();
            await page.locator(".answers").waitFor();
            assert.deepEqual(await axeFindings(page), [], "question");
            await page.locator("dialog .dialog-close").click();
            await page.locator("dialog .facts").waitFor();
            await page.locator("dialog .dialog-close").click();
            await chooseTomorrow(page);
            assert.deepEqual(await axeFindings(page), [], "times");
            await page.locator("dialog .time").first().click();
            await page.locator('.answers .primary[aria-disabled="false"]').waitFor();
            assert.deepEqual(await axeFindings(page), [], "held");
            await page.locator(".answers .primary").click();
            await page.locator(".slip").waitFor();
            assert.deepEqual(await axeFindings(page), [], "slip");
        });
    });
}
