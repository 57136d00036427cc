// A journey: real programs, driven from outside. What fails leaves its logs and pictures in build/journeys/<name>/.
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { lastLines } from "../../kiosk/demo/program.mjs";
import { World } from "../../kiosk/demo/world.mjs";

const build = resolve(process.env.ZAHIDE_BUILD ?? fileURLToPath(new URL("../../build", import.meta.url)));

/** `options`: World.create()'s; `walk(world, context)` fails by throwing. */
export function journey(name, options, walk) {
    test(name, async (context) => {
        const directory = join(build, "journeys", name);
        const world = await World.create({ build, directory, ...options });
        try {
            await walk(world, context);
        } catch (error) {
            await world.picture();
            for (const log of ["scheduler", ...world.screens.keys()]) {
                context.diagnostic(`${log}.log: ${lastLines(world.file(`${log}.log`), 5)}`);
            }
            context.diagnostic(`logs and pictures: build/journeys/${name}`);
            await world.stop().catch((late) => context.diagnostic(late.message));
            throw error;
        }
        await world.stop();
        rmSync(directory, { recursive: true, force: true });
    });
}
