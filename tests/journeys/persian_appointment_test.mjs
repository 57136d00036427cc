// A Persian speaker books a lawyer, an interpreter and a room in one step, comes back with the paper, checks in by its code,
// is called by the lawyer and served.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { until } from "../../kiosk/demo/program.mjs";
import { chooseLanguage, chooseTime, chooseWhatFor, confirmTime, digitsOf, leave, openAppointment, readBoard, readNumber, withoutIsolates } from "../../kiosk/demo/visitor.mjs";
import { journey } from "./journey.mjs";

journey("persian-appointment", { appointments: {} }, async (world) => {
    await world.addStaff({ login: "elif", name: "Elif Yılmaz", languages: ["tr", "ar"] });
    await world.addStaff({ login: "ayse", name: "Ayşe Demir", role: "professional", languages: ["tr"], services: ["legal"] });
    await world.addKiosk();
    await world.addBoard();
    await world.startScheduler();
    const kiosk = await world.startKiosk();
    const board = await world.startBoard();
    const desk = await world.openConsole("elif", { counter: 1 });
    await desk.locator('nav a[href="#/appointments"]').click();
    const row = desk.locator("tr[data-appointment]");

    await chooseLanguage(kiosk, "fa");
    await chooseWhatFor(kiosk, "legal", "any");
    const local = await chooseTime(kiosk, 0, 1);
    await kiosk.inspector.wait("book-confirm");
    assert.equal(withoutIsolates((await kiosk.inspector.find("interpreter")).detail), "فارسی", "somebody interprets into Persian");
    const { code } = await confirmTime(kiosk);
    assert.match(code, /^\d{9}$/);
    const slip = await until(() => kiosk.papers()[0], "the appointment's paper");
    assert.ok(statSync(join(kiosk.tickets, `${slip}.escpos`)).size > 1_000, "a paper's raster is not empty");
    await leave(kiosk);

    await row.waitFor(); // and nobody asked the console to look again
    const booked = withoutIsolates(await row.innerText());
    assert.ok(booked.includes(local.slice(11)) && booked.includes("ayrıldı"), booked);
    assert.match(booked, /Farsça\s+Farzana Rahimi\s+Oda 1/);
    await desk.locator(".person-day", { hasText: "Ayşe Demir" }).waitFor();

    await chooseLanguage(kiosk, "fa");
    await openAppointment(kiosk, code);
    await kiosk.inspector.tap("check-in");
    const number = await readNumber(kiosk);
    assert.equal(number.lines[0], digitsOf("fa", number.value), "the number stands in Persian digits");
    await until(() => kiosk.papers().length === 2, "the ticket's paper");
    await leave(kiosk);
    await row.getByText("geldi").waitFor();
    await row.getByText(String(number.value), { exact: true }).waitFor();

    // It is meant for the lawyer: the desk's "call next" finds nobody, hers finds the visitor, though she speaks no Persian.
    const staff = await world.signIn("elif");
    assert.equal(await staff.callNext(1), null);
    const lawyer = await world.openConsole("ayse", { counter: 4 });
    await lawyer.locator(`tr[data-number="${number.value}"]`).getByText(local.slice(11), { exact: false }).waitFor();
    await lawyer.locator('.call-next-button[aria-disabled="false"]').click();
    await lawyer.locator(".current-called .number").getByText(String(number.value)).waitFor();
    const shown = await readBoard(board, number.value);
    assert.doesNotMatch(Object.values(shown).join("\n"), /Hukuk|Legal|قانونية|حقوقی/, "the board never tells what somebody came for");
    await lawyer.locator(".action-green").click();
    await lawyer.locator(".current:not(.current-called)").waitFor();
    await lawyer.locator('.action-green[aria-disabled="false"]').click();
    await lawyer.locator(".nobody").waitFor();
    await row.getByText("bitti").waitFor();
});
