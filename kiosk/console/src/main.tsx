import { render } from "preact";
import { Desk, type World } from "./desk/desk";
import { pageFromHash } from "./desk/state";
import { loadCatalogue } from "./i18n/languages";
import { Messages } from "./i18n/messages";
import { readPreferences, writePreferences } from "./preferences";
import { App } from "./ui/app";
import { DeskContext } from "./ui/desk_context";

const world: World = {
    fetch: (target, init) => fetch(target, init),
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    after: (milliseconds, callback) => {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
    },
    freshKey: () => uuid(crypto.getRandomValues(new Uint8Array(16))),
    nowMs: () => Date.now(),
    remember: (preferences) => writePreferences(localStorage, preferences),
};

/** RFC 9562 § 5.4. crypto.randomUUID() is missing where the center's own network serves the console without TLS. */
function uuid(bytes: Uint8Array): string {
    const hex = Array.from(bytes, (byte, index) => {
        const marked = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
        return marked.toString(16).padStart(2, "0");
    }).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

async function start(place: HTMLElement): Promise<void> {
    const preferences = readPreferences(localStorage, navigator.languages);
    const messages = new Messages(preferences.language, await loadCatalogue(preferences.language));
    const desk = new Desk(world, messages, preferences, pageFromHash(location.hash));
    addEventListener("hashchange", () => desk.show(pageFromHash(location.hash)));
    addEventListener("online", () => desk.tryNow());
    render(
        <DeskContext.Provider value={desk}>
            <App />
        </DeskContext.Provider>,
        place,
    );
    await desk.begin();
}

const place = document.getElementById("console");
if (place !== null) {
    void start(place);
}
