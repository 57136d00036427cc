import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { asConsoleLanguage, consoleLanguages, directionOf, endonyms, loadCatalogue } from "../../kiosk/console/src/i18n/languages";
import { Messages } from "../../kiosk/console/src/i18n/messages";
import { readPreferences } from "../../kiosk/console/src/preferences";

// ctest and npm both run this with the console's folder as the working directory.
function sources(directory: string): string[] {
    return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
        const path = join(directory, entry.name);
        return entry.isDirectory() ? sources(path) : /\.tsx?$/.test(path) ? [readFileSync(path, "utf8")] : [];
    });
}

async function messagesOf(language: (typeof consoleLanguages)[number]): Promise<Messages> {
    return new Messages(language, await loadCatalogue(language));
}

test("Messages_EveryNameInTheSources_StandsInEveryLanguageAndFormats", async () => {
    const named = new Set(sources("src").flatMap((text) => text.match(/\bconsole_[a-z0-9_]+\b(?!\$)/g) ?? []));
    assert.ok(named.size > 80, "the sources were not found");
    const values = { count: 3, minutes: 11, number: "7", counter: "Masa 3", key: "N", time: "10:53", device: "kiosk-1", successor: "8", language: "x", name: "x", code: "x", from: "10:00", until: "10:40", state: "x" };
    for (const language of consoleLanguages) {
        const catalogue = await loadCatalogue(language);
        const messages = new Messages(language, catalogue);
        for (const key of named) {
            if (Object.keys(catalogue).some((one) => one.startsWith(`${key}_`)) && !(key in catalogue)) {
                continue; // the beginning of a name that is put together, such as console_printer_…
            }
            assert.notEqual(messages.text(key, values).trim(), "", `${language}: ${key}`);
        }
    }
});

test("Messages_PutTogetherNames_StandInEveryLanguage", async () => {
    const families = {
        console_state: ["waiting", "called", "serving", "parked", "done", "noshow", "cancelled", "transferred"],
        console_priority: ["none", "disabled", "elderly", "pregnant", "infant"],
        console_gender: ["any", "woman", "man"],
        console_appointment: ["pending", "booked", "arrived", "fulfilled", "cancelled", "noshow", "waitlist"],
        console_profession: ["interpreter", "lawyer", "psychologist", "social_worker"],
        console_column: ["time", "state", "service", "language", "interpreter", "room", "number"],
        console_role: ["front_desk", "coordinator", "professional"],
    };
    for (const language of consoleLanguages) {
        const messages = await messagesOf(language);
        for (const [prefix, codes] of Object.entries(families)) {
            for (const code of codes) {
                assert.notEqual(messages.wordFor(prefix, code), code === "any" ? "" : undefined, `${language}: ${prefix}_${code}`);
                assert.doesNotThrow(() => messages.text(`${prefix}_${code}`), `${language}: ${prefix}_${code}`);
            }
        }
    }
});

test("Messages_WhatBecameOfACopy_IsSaidInEveryLanguage", async () => {
    for (const language of consoleLanguages) {
        const messages = await messagesOf(language);
        for (const state of ["asked", "printed", "sent", "not_printed", "unknown", "expired"]) {
            assert.match(messages.text(`console_copy_${state}`, { device: "kiosk-1" }), /kiosk-1/, `${language}: ${state}`);
        }
    }
});

test("Messages_InsertedText_IsIsolatedFromItsSurroundings", async () => {
    const said = (await messagesOf("ar")).text("console_help_come", { device: "kiosk-1" });
    assert.ok(said.includes("\u2068kiosk-1\u2069"), said);
});

test("Messages_Digits_FollowTheLanguage", async () => {
    assert.equal((await messagesOf("tr")).number(1214), "1214");
    assert.equal((await messagesOf("ar")).number(214), "٢١٤");
    assert.equal((await messagesOf("fa")).number(456), "۴۵۶");
    assert.equal((await messagesOf("tr")).time(Date.parse("2026-11-23T07:53:00Z"), "Europe/Istanbul"), "10:53");
});

test("Messages_Dates_AreGregorianFirstAndSolarHijriSecondInPersian", async () => {
    assert.equal((await messagesOf("tr")).date("2026-11-24", "long"), "24 Kasım 2026 Salı");
    assert.equal((await messagesOf("fa")).date("2026-11-24", "long"), "سه‌شنبه ۲۴ نوامبر ۲۰۲۶");
    assert.equal((await messagesOf("fa")).secondDate("2026-11-24"), "۳ آذر ۱۴۰۵");
    assert.equal((await messagesOf("ar")).secondDate("2026-11-24"), null);
});

test("Messages_ArabicPlurals_AllSixDiffer", async () => {
    const messages = await messagesOf("ar");
    const said = [0, 1, 2, 3, 11, 100].map((count) => messages.text("console_queue_count", { count }).replace(/[٠-٩]+/g, "#"));
    assert.ok(new Set(said).size >= 5, said.join(" | "));
});

test("Messages_Missing_IsAnErrorAndNoEmptyPlace", async () => {
    assert.throws(() => new Messages("tr", {}).text("console_logout"), /console_logout/);
});

test("Languages_Locale_FilesSayWhatTheConsoleKnows", async () => {
    for (const language of consoleLanguages) {
        const catalogue = await loadCatalogue(language);
        assert.equal(catalogue["@@direction"], directionOf(language));
        assert.equal(catalogue["@@endonym"], endonyms[language]);
    }
    assert.equal(asConsoleLanguage("ar-SY"), "ar");
    assert.equal(asConsoleLanguage("de"), null);
});

test("Preferences_NothingRemembered_TakeTheBrowsersLanguage", () => {
    const empty = { getItem: () => null } as unknown as Storage;
    assert.deepEqual(readPreferences(empty, ["de-DE", "fa-IR"]), { language: "fa", counter: null, shortcut: true });
    assert.equal(readPreferences(empty, ["de"]).language, "tr");
});

test("Preferences_Broken_AreForgotten", () => {
    const broken = { getItem: () => '{"language":7,"counter":"x"' } as unknown as Storage;
    assert.deepEqual(readPreferences(broken, []), { language: "tr", counter: null, shortcut: true });
});
