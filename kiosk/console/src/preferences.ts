import { asConsoleLanguage, type ConsoleLanguage } from "./i18n/languages";

/** What this browser remembers for the person at the desk. Nothing of a visitor. */
export interface Preferences {
    readonly language: ConsoleLanguage;
    readonly counter: number | null;
    /** Whether a single key calls the next one: WCAG 2.1.4 wants it to be switched off at will. */
    readonly shortcut: boolean;
}

const place = "zahide-console";

export function readPreferences(storage: Storage, browserLanguages: readonly string[]): Preferences {
    const kept = parsed(storage.getItem(place));
    const fromBrowser = browserLanguages.map(asConsoleLanguage).find((language) => language !== null);
    return {
        language: asConsoleLanguage(typeof kept["language"] === "string" ? kept["language"] : null) ?? fromBrowser ?? "tr",
        counter: typeof kept["counter"] === "number" ? kept["counter"] : null,
        shortcut: kept["shortcut"] !== false,
    };
}

export function writePreferences(storage: Storage, preferences: Preferences): void {
    try {
        storage.setItem(place, JSON.stringify(preferences));
    } catch {
        // A full or forbidden storage only means that it is asked again next time.
    }
}

function parsed(text: string | null): Record<string, unknown> {
    try {
        const value: unknown = JSON.parse(text ?? "{}");
        return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
    } catch {
        return {};
    }
}
