// A visitor at the kiosk: touches what a person would touch, and reads what stands there.
import { until } from "./program.mjs";

/** From the greeting to that language's home. */
export async function chooseLanguage(screen, language) {
    const { inspector } = screen;
    await inspector.wait("attract");
    await inspector.tap("start");
    await inspector.wait("language");
    await inspector.tap(`language:${language}`);
    await inspector.wait("home");
}

/** From home to the number: what the screen says of it. */
export async function takeNumber(screen, service) {
    const { inspector } = screen;
    await inspector.tap("take-number");
    await inspector.wait("service");
    await inspector.tap(`service:${service}`);
    return readNumber(screen);
}

/** The number on the "done" screen: an integer, and the lines in which it is written there. */
export async function readNumber(screen) {
    await screen.inspector.wait("done", 30_000);
    const tree = await screen.inspector.tree();
    const element = tree.elements.find((one) => one.id === "number");
    if (element === undefined) {
        throw new Error(`no number on the screen: ${tree.elements.map((one) => one.id).join(" ")}`);
    }
    const lines = withoutIsolates(element.label).split("\n");
    const value = Number(lines.map(latinDigits).find((line) => /^\d+$/.test(line)));
    return { value, lines, tree };
}

/** Leaves the kiosk to the next one. */
export async function leave(screen) {
    await screen.inspector.tap("finish");
    await screen.inspector.wait("attract");
}

/** The whole way of somebody who knows what for. */
export async function takeTicket(screen, language, service) {
    await chooseLanguage(screen, language);
    const number = await takeNumber(screen, service);
    await leave(screen);
    return number.value;
}

/** Waits until that number stands large on the board; the board's elements by their ids then. */
export async function readBoard(board, number) {
    return until(
        async () => {
            const { elements } = await board.inspector.tree();
            const labels = Object.fromEntries(elements.map((element) => [element.id, withoutIsolates(element.label)]));
            return labels.number === String(number) ? labels : null;
        },
        `number ${number} on the board`,
        { withinMs: 30_000 },
    );
}

export function withoutIsolates(text) {
    return text.replace(/[\u2066-\u2069\u200e\u200f]/g, "");
}

/** Arabic-Indic and Persian digits as Latin ones. */
export function latinDigits(text) {
    return text.replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660).replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0);
}

/** A number in a language's digits. */
export function digitsOf(language, number) {
    const zero = { ar: 0x660, fa: 0x6f0 }[language] ?? 0x30;
    return String(number).replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
}
