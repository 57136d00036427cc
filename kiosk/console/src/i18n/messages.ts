import { IntlMessageFormat } from "intl-messageformat";
import type { LocalDate } from "../appointments/local_date";
import { type ConsoleLanguage, formatLocale } from "./languages";

/** The name of a message of locales/*.arb. A test finds every one that the sources name in every language. */
export type MessageKey = string;
export type Values = Readonly<Record<string, string | number>>;
export type Catalogue = Readonly<Record<string, string>>;

// UAX #9 § 2.4: an inserted value must not reorder what stands around it.
const firstStrongIsolate = "\u2068";
const popDirectionalIsolate = "\u2069";

/** The messages of one language, formatted. Asked for a message that is not there it throws: the tests see to it. */
export class Messages {
    private readonly m_formats = new Map<string, IntlMessageFormat>();

    constructor(
        readonly language: ConsoleLanguage,
        private readonly catalogue: Catalogue,
    ) {}

    text(key: MessageKey, values: Values = {}): string {
        let format = this.m_formats.get(key);
        if (format === undefined) {
            const message = this.catalogue[key];
            if (message === undefined) {
                throw new Error(`locales/${this.language}.arb: ${key} is missing`);
            }
            format = new IntlMessageFormat(message, formatLocale(this.language), undefined, { ignoreTag: true });
            this.m_formats.set(key, format);
        }
        return String(format.format(isolated(values)));
    }

    /** The name of a language in this language; its tag where there is none. */
    languageName(tag: string): string {
        const key = `console_language_${tag}`;
        return key in this.catalogue ? this.text(key) : tag;
    }

    /** A word for a code that the scheduler may extend, such as a printer's state; the code itself where there is none. */
    wordFor(prefix: string, code: string): string {
        const key = `${prefix}_${code}`;
        return key in this.catalogue ? this.text(key) : code;
    }

    number(value: number): string {
        return new Intl.NumberFormat(formatLocale(this.language), { useGrouping: false }).format(value);
    }

    time(instantMs: number, zone: string | undefined): string {
        return new Intl.DateTimeFormat(formatLocale(this.language), { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: zone }).format(instantMs);
    }

    /** A date in the Gregorian calendar, whatever the language's own. */
    date(date: LocalDate, style: "long" | "short"): string {
        const parts: Intl.DateTimeFormatOptions = style === "long" ? { weekday: "long", day: "numeric", month: "long", year: "numeric" } : { weekday: "short", day: "numeric", month: "short" };
        return this.dateIn("gregory", date, parts);
    }

    /** The same day in the calendar people of this language also go by; null where that is the Gregorian one. */
    secondDate(date: LocalDate): string | null {
        return this.language === "fa" ? this.dateIn("persian", date, { day: "numeric", month: "long", year: "numeric" }) : null;
    }

    private dateIn(calendar: string, date: LocalDate, parts: Intl.DateTimeFormatOptions): string {
        return new Intl.DateTimeFormat(formatLocale(this.language), { ...parts, calendar, timeZone: "UTC" }).format(Date.parse(`${date}T00:00:00Z`));
    }

    /** Each digit in the language's own. */
    digits(text: string): string {
        return text.replace(/\d/g, (digit) => this.number(Number(digit)));
    }

    /** The text in this language, else in the first one there is. */
    localized(text: Readonly<Record<string, string>> | undefined): string {
        return text?.[this.language] ?? text?.["tr"] ?? Object.values(text ?? {})[0] ?? "";
    }
}

function isolated(values: Values): Record<string, string | number> {
    return Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? firstStrongIsolate + value + popDirectionalIsolate : value]),
    );
}
