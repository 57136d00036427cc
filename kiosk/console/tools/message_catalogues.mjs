import { readFileSync } from "node:fs";

const prefix = "console_";
const meta = new Set(["@@locale", "@@direction", "@@endonym"]);

/**
 * A Vite plugin: a locales/*.arb file as a module that holds the console's messages only, so that the kiosk's
 * texts are not sent to the desk.
 */
export function messageCatalogues() {
    return {
        name: "zahide-message-catalogues",
        enforce: "pre",
        load(id) {
            if (!id.endsWith(".arb")) {
                return null;
            }
            const all = JSON.parse(readFileSync(id, "utf8"));
            const wanted = Object.entries(all).filter(([key]) => meta.has(key) || key.startsWith(prefix));
            return { code: `export default ${JSON.stringify(Object.fromEntries(wanted))};`, map: null };
        },
    };
}
