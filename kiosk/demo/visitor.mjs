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

/** From home to the days with free times. */
export async function chooseWhatFor(screen, service, who) {
    const { inspector } = screen;
    await inspector.tap("book");
    await inspector.wait("book-service");
    await inspector.tap(`service:${service}`);
    await inspector.wait("book-who");
    await inspector.tap(`who:${who}`);
    await inspector.wait("book-day");
}

/** The ids of the elements of that beginning on the present screen, in order. */
export async function choices(screen, beginning) {
    const { elements } = await screen.inspector.tree();
    return elements.map((element) => element.id).filter((id) => id.startsWith(beginning));
}

/** Takes a day (0: the first one offered), and then a time of it; the time's local text, 2026-11-24T10:30. */
export async function chooseTime(screen, day, time) {
    const { inspector } = screen;
    const dayId = (await choices(screen, "day:"))[day];
    await inspector.tap(dayId);
    await inspector.wait("book-time");
    const timeId = (await choices(screen, "time:"))[time];
    await inspector.tap(timeId);
    return `${dayId.slice("day:".length)}T${timeId.slice("time:".length)}`;
}

/** From the question whether it shall be so to the paper: the code, nine digits, and what stands on the screen. */
export async function confirmTime(screen) {
    const { inspector } = screen;
    await inspector.wait("book-confirm");
    await inspector.tap("yes");
    await inspector.wait("booked", 30_000);
    const tree = await inspector.tree();
    const code = tree.elements.find((element) => element.id === "code");
    if (code === undefined) {
        throw new Error(`no code on the screen: ${tree.elements.map((one) => one.id).join(" ")}`);
    }
    return { code: latinDigits(code.label).replace(/\D/g, ""), tree };
}

export async function typeCode(screen, digits) {
    for (const digit of digits) {
        await screen.inspector.tap(`digit:${digit}`);
    }
}

/** From home to the appointment that the code on the paper opens. */
export async function openAppointment(screen, code) {
    const { inspector } = screen;
    await inspector.tap("have-appointment");
    await inspector.wait("code");
    await typeCode(screen, code);
    await inspector.tap("find-code");
    await inspector.wait("appointment");
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
