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
    const staff = await world.signIn("elif");
    const calls = async () => (await staff.get(`/v1/centers/${staff.center}/calls`)).calls.filter((call) => call.number === number);
    assert.deepEqual((await calls()).map((call) => call.repeat), [2], "the third call stands");

    await desk.locator(".action-brick").click();
    await desk.locator(".nobody").waitFor();
    assert.deepEqual((await staff.queue()).tickets, [], "a no-show waits no longer");
    assert.deepEqual(await calls(), [], "and is called no longer");
});
