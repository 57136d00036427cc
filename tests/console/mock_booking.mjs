// The appointments of the mock: one lawyer's hours, kept to the API's contract.
import { morningZone } from "../../kiosk/demo/configuration.mjs";
import { Refusal } from "./mock_refusal.mjs";

const everywhere = (tr, en, ar, fa) => ({ tr, en, ar, fa });
const minute = 60_000;
const day = 24 * 60 * minute;
/** Where the working day has just begun, whenever the tests run. */
export const zone = morningZone();
const zoneAhead = zone.hoursAhead * 60 * minute;
const hours = ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "13:30", "14:00", "14:30", "15:00"];
const length = 30 * minute;

export const roster = {
    center: "zahide-nine",
    professionals: [
        { id: "ayse", name: "Ayşe Demir", role: "lawyer", gender: "woman", languages: ["tr"], schedules: [], absences: [], staff: null },
        { id: "murat", name: "Murat Aksoy", role: "lawyer", gender: "man", languages: ["tr", "en"], schedules: [], absences: [], staff: null },
        { id: "farzana", name: "Farzana Rahimi", role: "interpreter", gender: "woman", languages: ["tr", "fa"], schedules: [], absences: [], staff: null },
    ],
    rooms: [{ id: "room-2", name: everywhere("Görüşme odası 2", "Meeting room 2", "غرفة المقابلة 2", "اتاق ملاقات 2"), kind: "consulting", closures: [] }],
};

const dateOf = (instant) => new Date(instant + zoneAhead).toISOString().slice(0, 10);
const startOf = (date, time) => Date.parse(`${date}T${time}:00Z`) - zoneAhead;
const transitions = { "check-in": { booked: "arrived", noshow: "arrived" }, "no-show": { booked: "noshow" }, cancel: { booked: "cancelled" }, reschedule: { booked: "booked" } };

export class MockBooking {
    appointments = [];
    holds = new Map();
    /** How many of the next wishes to hold a time find it taken. */
    taken = 0;
    /** No free time within the days asked for; the next ones are those of `later` days on. */
    later = 0;
    wrongCodes = 0;
    wrongCodesMax = 3;

    constructor({ publish, issueTicket }) {
        this.publish = publish;
        this.issueTicket = issueTicket;
    }

    static today() {
        return dateOf(Date.now());
    }

    static tomorrow() {
        return dateOf(Date.now() + day);
    }

    /** The instant at which it is that time on that day there, ISO 8601. */
    static instant(date, time) {
        return new Date(startOf(date, time)).toISOString();
    }

    /** An appointment that stands already. */
    add(date, time, part = {}) {
        const start = startOf(date, time);
        const number = this.appointments.length + 1;
        const appointment = {
            id: `appointment-${number}`, center: "zahide-nine", code: `12345678${number}`, state: "booked", service: "legal", language: "fa", gender: "any",
            start: new Date(start).toISOString(), end: new Date(start + length).toISOString(), interpreter: true, check_in: "now",
            check_in_from: new Date(start - 30 * minute).toISOString(), check_in_until: new Date(start + 10 * minute).toISOString(), channel: "kiosk",
            booked_at: new Date().toISOString(), moves: 0, arrived_at: null, ended_at: null, ticket: null, ticket_number: null,
            taken: { professionals: ["ayse"], interpreter: "farzana", room: "room-2" }, ...part,
        };
        this.appointments.push(appointment);
        this.#tell(appointment);
        return appointment;
    }

    #tell(appointment) {
        this.publish("appointment", { appointment: { ...appointment, ticket_number: null } });
    }

    answer(target, query, revision) {
        const now = new Date().toISOString();
        switch (target) {
            case "/v1/centers/zahide-nine/roster":
                return roster;
            case "/v1/centers/zahide-nine/appointments": {
                const date = query.get("date") ?? MockBooking.today();
                return { revision, now, date, appointments: this.appointments.filter((one) => dateOf(Date.parse(one.start)) === date).sort((left, right) => left.start.localeCompare(right.start)) };
            }
            case "/v1/centers/zahide-nine/availability": {
                const offers = this.#offers(query.get("from"), Number(query.get("days")), query.get("language"));
                return this.later === 0 ? { starts: offers, next: [] } : { starts: [], next: this.#offers(dateOf(Date.now() + this.later * day), 1, query.get("language")) };
            }
            default:
                throw new Refusal(404, "not_found");
        }
    }

    #offers(from, days, language) {
        const taken = new Set([...this.appointments.filter((one) => one.state === "booked"), ...this.holds.values()].map((one) => Date.parse(one.start)));
        const dates = Array.from({ length: days }, (_, index) => dateOf(startOf(from, "12:00") + index * day));
        return dates
            .flatMap((date) => hours.map((time) => ({ start: startOf(date, time), local: `${date}T${time}` })))
            .filter(({ start }) => start > Date.now() && !taken.has(start))
            .map(({ start, local }) => ({ start: new Date(start).toISOString(), end: new Date(start + length).toISOString(), local, interpreter: language === "fa" }));
    }

    wish(target, body) {
        const [, , area, id, action] = target.split("/");
        if (target === "/v1/centers/zahide-nine/holds") {
            return { status: 201, body: this.#hold(body) };
        }
        if (area === "holds" && action === "release") {
            this.holds.delete(id);
            return { status: 204 };
        }
        if (target === "/v1/appointments") {
            const { wish, ...hold } = this.#takeHold(body.hold);
            const { start } = hold;
            return { status: 201, body: { appointment: this.add(dateOf(Date.parse(start)), new Date(Date.parse(start) + zoneAhead).toISOString().slice(11, 16), { ...wish, interpreter: hold.interpreter, taken: hold.taken, channel: "desk" }) } };
        }
        if (target === "/v1/centers/zahide-nine/appointments/lookup") {
            return { body: { appointment: this.#lookup(body.code) } };
        }
        return { body: this.#step(id, action, body) };
    }

    #hold({ service, language, gender, start }) {
        const at = Date.parse(start);
        if (this.taken > 0) {
            this.taken -= 1;
            throw new Refusal(409, "slot_taken", { next_starts: this.#offers(dateOf(at), 2, language).slice(3, 9) });
        }
        const id = `hold-${this.holds.size + 1}`;
        const interpreter = language === "fa";
        const taken = { professionals: [gender === "man" ? "murat" : "ayse"], interpreter: interpreter ? "farzana" : null, room: "room-2" };
        const hold = { id, start, end: new Date(at + length).toISOString(), expires_at: new Date(Date.now() + 10 * minute).toISOString(), interpreter, taken };
        this.holds.set(id, { ...hold, wish: { service, language, gender } });
        return hold;
    }

    #takeHold(id) {
        const hold = this.holds.get(id);
        if (hold === undefined) {
            throw new Refusal(404, "hold_gone", { field: "hold" });
        }
        this.holds.delete(id);
        return hold;
    }

    #lookup(code) {
        if (this.wrongCodes >= this.wrongCodesMax) {
            throw new Refusal(429, "too_many_tries");
        }
        if (!/^\d{9}$/.test(code)) {
            throw new Refusal(400, "invalid", { field: "code" });
        }
        const found = this.appointments.find((one) => one.code === code);
        if (found === undefined) {
            this.wrongCodes += 1;
            throw new Refusal(404, "unknown_code");
        }
        this.wrongCodes = 0;
        return found;
    }

    #step(id, action, body) {
        const appointment = this.appointments.find((one) => one.id === id);
        if (appointment === undefined) {
            throw new Refusal(404, "not_found");
        }
        const next = transitions[action]?.[appointment.state];
        if (next === undefined) {
            throw new Refusal(409, "conflict");
        }
        appointment.state = next;
        if (action === "reschedule") {
            const { start, end, taken } = this.#takeHold(body.hold);
            Object.assign(appointment, { start, end, taken, moves: appointment.moves + 1 });
        }
        const ticket = action === "check-in" ? this.issueTicket({ service: appointment.service, language: appointment.language, appointment: id, due_at: appointment.start }) : null;
        if (ticket !== null) {
            Object.assign(appointment, { ticket: ticket.id, ticket_number: ticket.number });
        }
        this.#tell(appointment);
        return { appointment, ...(ticket === null ? {} : { ticket }) };
    }
}
