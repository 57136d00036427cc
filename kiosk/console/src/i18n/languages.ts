import type { Catalogue } from "./messages";

/** The languages the console itself speaks. */
export const consoleLanguages = ["tr", "en", "ar", "fa"] as const;
export type ConsoleLanguage = (typeof consoleLanguages)[number];

/** What ICU needs to know beside the language: the digits people there read. */
const formatLocales: Readonly<Record<ConsoleLanguage, string>> = {
    tr: "tr",
    en: "en-GB",
    ar: "ar-u-nu-arab",
    fa: "fa-u-nu-arabext",
};

export const endonyms: Readonly<Record<ConsoleLanguage, string>> = { tr: "Türkçe", en: "English", ar: "العربية", fa: "فارسی" };

export function formatLocale(language: ConsoleLanguage): string {
    return formatLocales[language];
}

export function directionOf(language: ConsoleLanguage): "ltr" | "rtl" {
    return language === "ar" || language === "fa" ? "rtl" : "ltr";
}

export function asConsoleLanguage(tag: string | null | undefined): ConsoleLanguage | null {
    const base = (tag ?? "").toLowerCase().split("-")[0];
    return consoleLanguages.find((language) => language === base) ?? null;
}

/** Each language is fetched when it is chosen. */
export async function loadCatalogue(language: ConsoleLanguage): Promise<Catalogue> {
    const files: Readonly<Record<ConsoleLanguage, () => Promise<{ default: Catalogue }>>> = {
        tr: () => import("../../../../locales/tr.arb"),
        en: () => import("../../../../locales/en.arb"),
        ar: () => import("../../../../locales/ar.arb"),
        fa: () => import("../../../../locales/fa.arb"),
    };
    return (await files[language]()).default;
}
