// A ticket in Turkish is called three times; nobody comes.
import assert from "node:assert/strict";
import { readBoard, takeTicket } from "../../kiosk/demo/visitor.mjs";
import { journey } from "./journey.mjs";

journey("no-show", {}, async (world) => {
    await world.addStaff({ login: "elif", name: "Elif Yılmaz", languages: ["tr"] });
    await world.addKiosk();
    await world.addBoard();
    await world.startScheduler();
    const kiosk = await world.startKiosk();
    const board = await world.startBoard();
    const desk = await world.openConsole("elif", { counter: 1 });
    const number = await takeTicket(kiosk, "tr", "social");

    await desk.locator(`tr[data-number="${number}"]`).getByText("Türkçe").waitFor();
    await desk.locator(".call-next-button").click();
    const called = desk.locator(".current-called");
    for (const times of [1, 2, 3]) {
        await called.getByText(new RegExp(`${times}\\D* kez`)).waitFor();
        await desk.locator('.action-amber[aria-disabled="false"]').waitFor();
        if (times < 3) {
            await desk.locator(".action-amber").click();
        }
    }
    await readBoard(board, number);
    await desk.locator(".action-brick").click();
    await desk.locator(".nobody").waitFor();

    const staff = await world.signIn("elif");
    const { tickets } = await staff.queue();
    assert.deepEqual(tickets, [], "a no-show waits no longer");
    const calls = (await staff.get(`/v1/centers/${staff.center}/calls`)).calls.filter((call) => call.number === number);
    assert.deepEqual(calls.map((call) => call.repeat).sort(), [0, 1, 2], "it was called three times, and each call is kept");
});
