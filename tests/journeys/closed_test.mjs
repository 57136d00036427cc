// A closed center: the kiosk says so in every language, and gives no number.
import assert from "node:assert/strict";
import { journey } from "./journey.mjs";

journey("closed", { opening: "never" }, async (world) => {
    await world.addKiosk();
    await world.startScheduler();
    const kiosk = await world.startKiosk();
    const reasons = { tr: "Tadilat", en: "Repairs", ar: "أعمال صيانة", fa: "تعمیرات" };
    await kiosk.inspector.wait("attract");
    await kiosk.inspector.tap("start");
    for (const [language, reason] of Object.entries(reasons)) {
        await kiosk.inspector.wait("language");
        await kiosk.inspector.tap(`language:${language}`);
        await kiosk.inspector.wait("closed");
        const { elements } = await kiosk.inspector.tree();
        assert.ok(elements.find((element) => element.id === "reason").label.includes(reason), `${language}: it says why`);
        assert.equal(elements.find((element) => element.id === "take-number"), undefined);
        await kiosk.inspector.tap("back");
    }
    assert.equal(kiosk.papers().length, 0);
});
