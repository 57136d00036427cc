// A visitor takes a number in Arabic, paper comes out, the desk calls it, the board shows it.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { until } from "../../kiosk/demo/program.mjs";
import { chooseLanguage, digitsOf, leave, readBoard, takeNumber } from "../../kiosk/demo/visitor.mjs";
import { journey } from "./journey.mjs";

journey("arabic-ticket", {}, async (world) => {
    await world.addStaff({ login: "elif", name: "Elif Yılmaz", languages: ["tr", "ar"] });
    await world.addKiosk();
    await world.addBoard();
    await world.startScheduler();
    const kiosk = await world.startKiosk();
    const board = await world.startBoard();
    const desk = await world.openConsole("elif", { counter: 3 });

    await chooseLanguage(kiosk, "ar");
    const home = await kiosk.inspector.tree();
    assert.equal(home.direction, "rtl");
    assert.equal(home.language, "ar");
    const number = await takeNumber(kiosk, "legal");
    assert.equal(number.lines[0], digitsOf("ar", number.value), "the number stands in Arabic digits");
    const paper = await until(() => kiosk.papers()[0], "the paper");
    assert.ok(statSync(join(kiosk.tickets, `${paper}.escpos`)).size > 1_000, "a ticket's raster is not empty");
    assert.deepEqual([...readFileSync(join(kiosk.tickets, `${paper}.png`)).subarray(1, 4)], [..."PNG"].map((letter) => letter.charCodeAt(0)));
    await leave(kiosk);

    const row = desk.locator(`tr[data-number="${number.value}"]`);
    await row.getByText("Arapça").waitFor();
    await desk.locator("h1").click();
    await desk.keyboard.press("n");
    await desk.locator(".current .number").getByText(String(number.value), { exact: true }).waitFor();

    const shown = await readBoard(board, number.value);
    assert.equal(shown["own-number"], digitsOf("ar", number.value), "the number stands there in Arabic digits, too");
    assert.equal(shown.counter, "3");
    assert.doesNotMatch(Object.values(shown).join("\n"), /Hukuk|Legal|قانونية|حقوقی/, "the board never tells what somebody came for");

    await desk.locator(".action-green").click();
    await desk.locator(".current:not(.current-called)").waitFor();
    await desk.locator('.action-green[aria-disabled="false"]').click();
    await desk.locator(".nobody").waitFor();
});
