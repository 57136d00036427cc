// A closed center: the kiosk says so in every language, and gives no number.
import assert from "node:assert/strict";
import { journey } from "./journey.mjs";

journey("closed", { opening: "never" }, async (world) => {
    await world.addKiosk();
    await world.startScheduler();
    const kiosk = await world.startKiosk();
    await kiosk.inspector.wait("closed");
    const tree = await kiosk.inspector.tree();
    assert.equal(tree.elements.find((element) => element.id === "take-number"), undefined);
    assert.equal(kiosk.papers().length, 0);
});
