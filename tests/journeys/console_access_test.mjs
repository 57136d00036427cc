// The console as the real scheduler serves it: axe finds nothing, and nothing breaks its Content-Security-Policy.
import assert from "node:assert/strict";
import { axeFindings } from "../console/axe.mjs";
import { launchBrowser } from "../../kiosk/demo/browser.mjs";
import { journey } from "./journey.mjs";

journey("console-access", {}, async (world) => {
    await world.addStaff({ login: "elif", name: "Elif Yılmaz", languages: ["tr"] });
    await world.startScheduler();
    const staff = await world.signIn("elif");
    for (const [language, priority] of [["ar", "disabled"], ["tr", "none"], ["fa", "infant"]]) {
        await staff.issueTicket({ service: "legal", language, priority });
    }
    await staff.callNext(3);
    world.browser = await launchBrowser();
    for (const language of ["tr", "ar"]) {
        const context = await world.browser.newContext({ locale: language });
        const login = await context.newPage();
        const broken = [];
        login.on("console", (message) => /Content Security Policy/.test(message.text()) && broken.push(message.text()));
        await login.goto(`${world.address}/console/`);
        await login.locator(`html[lang=${language}] form`).waitFor();
        assert.deepEqual(await axeFindings(login), [], `login, ${language}`);
        const queue = await world.openConsole("elif", { counter: 3, language });
        await queue.locator(".current").waitFor();
        assert.deepEqual(await axeFindings(queue), [], `queue, ${language}`);
        assert.deepEqual(broken, []);
    }
});
