// The pictures and papers that a demo leaves.
import { join } from "node:path";
import { until } from "./program.mjs";
import { copyPaper } from "./world.mjs";

/** Numbers the pictures in the order in which they are taken. */
export class Album {
    constructor(directory) {
        this.directory = directory;
        this.pictures = 0;
        this.tickets = 0;
    }

    next(name) {
        this.pictures += 1;
        return join(this.directory, `${String(this.pictures).padStart(2, "0")}-${name}.png`);
    }

    async screen(screen, name) {
        await screen.inspector.shot(this.next(name));
    }

    async page(page, name) {
        await page.screenshot({ path: this.next(name) });
    }

    /** The newest paper of the kiosk, once there are `count`. */
    async paper(kiosk, count, name) {
        await until(() => kiosk.papers().length >= count, `paper ${count} of ${kiosk.id}`);
        this.tickets += 1;
        const newest = kiosk.papers().at(-1);
        copyPaper(kiosk, newest, this.next(name), join(this.directory, `${name}.bin`));
    }
}
