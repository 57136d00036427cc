// Everything a desk does with a ticket, by the console and the real scheduler: give, call, call again, start, set aside, take
// back, transfer, no-show; and a second desk sees each of it.
import assert from "node:assert/strict";
import { journey } from "./journey.mjs";

async function giveNumber(desk, service, language) {
    await desk.locator(".new-number").click();
    await desk.selectOption("dialog select[name=service]", service);
    await desk.selectOption("dialog select[name=language]", language);
    await desk.locator("dialog button[type=submit]").click();
    const number = Number(await desk.locator(".given .number").innerText());
    await desk.keyboard.press("Escape");
    await desk.locator("dialog").waitFor({ state: "detached" });
    return number;
}

const press = (desk, tone) => desk.locator(`.action-${tone}[aria-disabled="false"]`).click();
const row = (desk, number) => desk.locator(`tr[data-number="${number}"]`);

journey("desk-day", {}, async (world) => {
    await world.addStaff({ login: "elif", name: "Elif Yılmaz", languages: ["tr", "ar"] });
    await world.addStaff({ login: "deniz", name: "Deniz Kaya" });
    await world.startScheduler();
    const elif = await world.openConsole("elif", { counter: 3 });
    const deniz = await world.openConsole("deniz", { counter: 1 });

    const first = await giveNumber(elif, "legal", "ar");
    const second = await giveNumber(elif, "social", "fa");
    await row(elif, second).getByText("tercüman gerekli").waitFor();
    await row(deniz, first).waitFor();

    await elif.locator(".call-next-button").click();
    await elif.locator(".current-called .number").getByText(String(first)).waitFor();
    await row(deniz, first).getByText("Masa 3").waitFor();
    await press(elif, "amber");
    await elif.locator(".current-called").getByText(/2 kez/).waitFor();

    await press(elif, "green");
    await elif.locator(".current:not(.current-called)").waitFor();
    await press(elif, "plum");
    await elif.locator(".nobody").waitFor();
    await row(deniz, first).getByRole("button", { name: /Geri al/ }).click();
    await row(elif, first).getByRole("button", { name: /Geri al/ }).waitFor({ state: "detached" });

    await elif.locator('.call-next-button[aria-disabled="false"]').waitFor();
    await row(elif, first).locator(".row-call").click();
    await elif.locator(".current-called .number").getByText(String(first)).waitFor();
    await press(elif, "indigo");
    await elif.locator("dialog").getByText("Ruh sağlığı").click();
    await elif.locator("dialog button[type=submit]").click();
    const third = Number(await elif.locator(".given .number").innerText());
    assert.notEqual(third, first, "a transferred visitor gets a number of its own");
    await elif.keyboard.press("Escape");
    await row(deniz, third).getByText("Ruh sağlığı").waitFor();

    // Elif speaks no Persian, so the next one for her is the transferred one.
    await elif.locator('.call-next-button[aria-disabled="false"]').click();
    await elif.locator(".current-called .number").getByText(String(third)).waitFor();
    await press(elif, "brick");
    await elif.locator(".nobody").waitFor();

    // Deniz serves everybody.
    await deniz.locator('.call-next-button[aria-disabled="false"]').click();
    await deniz.locator(".current-called .number").getByText(String(second)).waitFor();
    await press(deniz, "green");
    await deniz.locator(".current:not(.current-called)").waitFor();
    await press(deniz, "green");
    await deniz.locator(".nobody").waitFor();
    await elif.locator("tr[data-number]").first().waitFor({ state: "detached" });
    const queue = await (await world.signIn("elif")).queue();
    assert.deepEqual(queue.tickets, []);
});
