// All the desk does with appointments, by the console and the real scheduler: book for somebody who stands there, find by the
// code, move, check in, cancel; and a second desk sees each of it.
import assert from "node:assert/strict";
import { axeFindings } from "../console/axe.mjs";
import { until } from "../../kiosk/demo/program.mjs";
import { latinDigits } from "../../kiosk/demo/visitor.mjs";
import { journey } from "./journey.mjs";

/** Chooses a day (0: the first one offered) and a time of it, and holds it; the time as it stands there. */
async function hold(desk, day, time) {
    await desk.locator("dialog .day").nth(day).click();
    const button = desk.locator('dialog .time[aria-disabled="false"]').nth(time);
    const said = await button.innerText();
    await button.click();
    return said;
}

/** Books or moves to what is held; the code on the slip. */
async function confirm(desk) {
    await desk.locator('.answers .primary[aria-disabled="false"]').click();
    const code = (await desk.locator(".slip-code bdi").last().innerText()).replace(/\D/g, "");
    await desk.keyboard.press("Escape");
    await desk.locator("dialog").waitFor({ state: "detached" });
    return code;
}

const question = (language) => `dialog .free-times[data-language="${language}"]`;

/** The first times that stand there are those of the language chosen by itself: waits for the answer to the question asked. */
async function openBooking(desk, language) {
    await desk.locator(".new-appointment").click();
    await desk.selectOption("dialog select[name=language]", language);
    await desk.locator(`${question(language)}[aria-busy="false"] .time`).first().waitFor();
}

/** With answers that dawdle: no time of another language stands there once one is chosen, and an older answer changes nothing. */
async function changeTheLanguageWhileAsking(desk) {
    const asked = new Map();
    const holdBack = (route) => asked.set(new URL(route.request().url()).searchParams.get("language"), () => route.continue());
    await desk.locator(".new-appointment").click();
    await desk.locator('dialog .free-times[aria-busy="false"] .time').first().waitFor();
    await desk.route("**/availability?*", holdBack);
    for (const language of ["fa", "en"]) {
        await desk.selectOption("dialog select[name=language]", language);
        await desk.locator(`${question(language)}[aria-busy="true"]`).waitFor();
        assert.equal(await desk.locator("dialog .time").count(), 0, `no time of before stands there for ${language}`);
        await until(() => asked.has(language), `the question for ${language}`);
    }
    const answered = desk.waitForResponse((response) => response.url().includes("language=fa"));
    await asked.get("fa")();
    await (await answered).finished();
    await desk.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    assert.equal(await desk.locator("dialog .time").count(), 0, "the older answer is not the one that is waited for");
    await asked.get("en")();
    await desk.locator(`${question("en")}[aria-busy="false"] .time`).first().waitFor();
    await desk.unroute("**/availability?*", holdBack);
    await desk.keyboard.press("Escape");
    await desk.locator("dialog").waitFor({ state: "detached" });
}

async function find(desk, code) {
    await desk.fill("input[name=code]", code);
    await desk.locator('.code-search button[aria-disabled="false"]').click();
    await desk.locator("dialog .facts").waitFor();
}

journey("desk-appointments", { appointments: {} }, async (world) => {
    await world.addStaff({ login: "elif", name: "Elif Yılmaz", languages: ["tr", "ar"] });
    await world.addStaff({ login: "deniz", name: "Deniz Kaya" });
    await world.startScheduler();
    const elif = await world.openConsole("elif", { counter: 3 });
    const deniz = await world.openConsole("deniz", { counter: 1, language: "ar" });
    for (const desk of [elif, deniz]) {
        await desk.locator('nav a[href="#/appointments"]').click();
        await desk.locator(".day-choice").waitFor();
    }
    const row = (desk) => desk.locator("tr[data-appointment]").first();

    await changeTheLanguageWhileAsking(elif);
    await openBooking(elif, "fa");
    const time = await hold(elif, 0, 1);
    await elif.locator(".facts").getByText("Farzana Rahimi").waitFor();
    assert.deepEqual(await axeFindings(elif), [], "a held time");

    // The only interpreter is held: a colleague is not offered that time.
    await openBooking(deniz, "fa");
    const offered = await deniz.locator("dialog .times").first().innerText();
    assert.ok(!latinDigits(offered).includes(time), offered);
    assert.deepEqual(await axeFindings(deniz), [], "free times, in Arabic");
    const code = await confirm(elif);
    assert.match(code, /^\d{9}$/);
    await row(deniz).waitFor(); // behind the dialog, and by itself
    const booked = await (await world.signIn("deniz")).appointments();
    assert.deepEqual(booked.map(({ channel, state }) => ({ channel, state })), [{ channel: "desk", state: "booked" }]);
    await deniz.keyboard.press("Escape");

    await row(elif).getByText(time, { exact: false }).waitFor();
    await find(elif, code);
    await elif.locator("dialog .action-indigo").click();
    await elif.locator("dialog .time").first().waitFor();
    await hold(elif, 1, 0);
    assert.equal(await confirm(elif), code, "the code stays");
    await row(deniz).waitFor({ state: "detached" });

    await find(deniz, code); // though it is on another day
    await deniz.locator("dialog .action-brick").click();
    await deniz.locator(".answers .danger").click();
    await deniz.locator("dialog").waitFor({ state: "detached" });
    await elif.locator(".day-choice button").nth(1).click();
    await elif.locator(".state-cancelled").waitFor();

    await elif.locator(".day-choice .chip-button").click();
    await openBooking(elif, "ar");
    await hold(elif, 0, 1);
    const second = await confirm(elif);
    assert.notEqual(second, code);
    await row(deniz).locator('.row-check-in[aria-disabled="false"]').click();
    await deniz.locator(".given .number").waitFor();
    await deniz.keyboard.press("Escape");
    await elif.locator(".state-arrived").waitFor();
    assert.deepEqual(await axeFindings(deniz), [], "a day, in Arabic");
});
