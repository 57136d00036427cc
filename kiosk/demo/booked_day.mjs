// The demo's visitor with an appointment: books in Persian, comes back with the paper, and once finds a time taken.
import { choices, chooseLanguage, chooseWhatFor, confirmTime, leave, readNumber, typeCode } from "./visitor.mjs";
import { portrait } from "./world.mjs";

/** From home to the paper of an appointment, a picture of each screen; its code. */
async function book(kiosk, album, language) {
    const { inspector } = kiosk;
    await chooseLanguage(kiosk, language);
    await album.screen(kiosk, `home-appointments-${language}`);
    await inspector.tap("book");
    await inspector.wait("book-service");
    await album.screen(kiosk, `book-service-${language}`);
    await inspector.tap("service:legal");
    await inspector.wait("book-who");
    await album.screen(kiosk, `book-who-${language}`);
    await inspector.tap("who:any");
    await inspector.wait("book-day");
    await album.screen(kiosk, `book-day-${language}`);
    await inspector.tap((await choices(kiosk, "day:"))[0]);
    await inspector.wait("book-time");
    await album.screen(kiosk, `book-time-${language}`);
    await inspector.tap((await choices(kiosk, "time:"))[1]);
    await inspector.wait("book-confirm");
    await album.screen(kiosk, `book-confirm-${language}`);
    const { code } = await confirmTime(kiosk);
    await album.screen(kiosk, `booked-${language}`);
    await album.paper(kiosk, 1, `appointment-${language}`);
    await leave(kiosk);
    return code;
}

/** Back with the paper: the code, the appointment, and the number for today. */
async function comeBack(kiosk, album, language, code) {
    const { inspector } = kiosk;
    await chooseLanguage(kiosk, language);
    await inspector.tap("have-appointment");
    await inspector.wait("code");
    await typeCode(kiosk, code.slice(0, 5));
    await album.screen(kiosk, `code-${language}`);
    await typeCode(kiosk, code.slice(5));
    await inspector.tap("find-code");
    await inspector.wait("appointment");
    await album.screen(kiosk, `appointment-found-${language}`);
    await inspector.tap("check-in");
    await readNumber(kiosk);
    await album.screen(kiosk, `done-appointment-${language}`);
    await album.paper(kiosk, 2, `ticket-appointment-${language}`);
    await leave(kiosk);
}

/** Somebody at the desk is quicker than the visitor at the kiosk. */
async function loseTheTime(kiosk, desk, album, language) {
    const { inspector } = kiosk;
    await chooseLanguage(kiosk, language);
    await chooseWhatFor(kiosk, "social", "any");
    const day = (await choices(kiosk, "day:"))[1];
    await inspector.tap(day);
    await inspector.wait("book-time");
    const date = day.slice("day:".length);
    const [offer] = await desk.freeTimes({ service: "social", language, from: date, days: 1 });
    await desk.book({ service: "social", language: "tr", start: offer.start });
    await inspector.tap(`time:${offer.local.slice(11, 16)}`);
    await inspector.wait("taken");
    await album.screen(kiosk, `taken-${language}`);
}

export async function bookedDay(world, album) {
    await world.addStaff({ login: "elif", name: "Elif Yılmaz", languages: ["tr", "ar"] });
    await world.addKiosk("kiosk-1", portrait);
    await world.startScheduler();
    const kiosk = await world.startKiosk("kiosk-1");
    const desk = await world.openConsole("elif", { counter: 3 });
    const code = await book(kiosk, album, "fa");
    const client = await world.signIn("elif");
    const later = (await client.freeTimes({ service: "psychological", language: "tr", gender: "woman" }))[2];
    await client.book({ service: "psychological", language: "tr", gender: "woman", start: later.start });
    await comeBack(kiosk, album, "fa", code);
    await desk.locator('nav a[href="#/appointments"]').click();
    await desk.locator(".state-arrived").waitFor();
    await desk.locator("tr[data-appointment]").nth(1).waitFor();
    await album.page(desk, "console-appointments-tr");
    await desk.locator(".new-appointment").click();
    await desk.locator("dialog .time").first().waitFor();
    await album.page(desk, "console-booking-tr");
    await desk.keyboard.press("Escape");
    await desk.locator(".language-choice select").selectOption("ar");
    await desk.locator("html[lang=ar]").waitFor();
    await album.page(desk, "console-appointments-ar");
    await loseTheTime(kiosk, client, album, "fa");
}
