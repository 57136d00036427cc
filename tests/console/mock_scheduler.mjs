// A scheduler for the console's own tests: keeps to the API's contract, and can be told to misbehave.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { freePort } from "../../kiosk/demo/configuration.mjs";
import { MockBooking, zone } from "./mock_booking.mjs";
import { Refusal } from "./mock_refusal.mjs";

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
/** As strict as the real one. */
const pagePolicy = "default-src 'self'; img-src 'self' data:; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const everywhere = (tr, en, ar, fa) => ({ tr, en, ar, fa });
const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
const open = new Set(["waiting", "called", "serving", "parked"]);

export const catalogue = {
    revision: 1,
    center: { id: "zahide-nine", name: everywhere("Zahide Nine Semt Konağı", "Zahide Nine Center", "مركز زاهدة نينه", "مرکز زاهده ننه"), zone: zone.name, public_url: null, waiting_place: everywhere("Giriş katındaki bekleme salonu", "Waiting room on the ground floor", "صالة الانتظار في الطابق الأرضي", "سالن انتظار در طبقهٔ همکف") },
    languages: ["tr", "en", "ar", "fa"],
    services: [
        { id: "legal", name: everywhere("Hukuk", "Legal help", "مساعدة قانونية", "کمک حقوقی"), detail: {}, icon: "scale", color: "#34408f", walk_in: true, reception: false, appointments: { minutes: 30, days_ahead: 30 } },
        { id: "psychological", name: everywhere("Ruh sağlığı", "Mental health", "الصحة النفسية", "سلامت روان"), detail: {}, icon: "heart", color: "#7a2e5d", walk_in: true, reception: false, appointments: { minutes: 45, days_ahead: 14 } },
        { id: "social", name: everywhere("Sosyal destek", "Social support", "دعم اجتماعي", "حمایت اجتماعی"), detail: {}, icon: "friends", color: "#1f6044", walk_in: true, reception: false },
        { id: "reception", name: everywhere("Danışma", "Reception", "الاستقبال", "پذیرش"), detail: {}, icon: "person", color: "#0b5563", walk_in: true, reception: true },
    ],
    counters: [1, 2, 3].map((number) => ({ number, name: everywhere(`Masa ${number}`, `Desk ${number}`, `مكتب ${number}`, `میز ${number}`) })),
    opening: [],
    closures: [],
    rules: { calls_before_no_show: 3 },
};

const staff = { id: "staff-1", name: "Elif Yılmaz", role: "front_desk", center: "zahide-nine", services: [], languages: ["tr", "ar", "en"] };
const transitions = {
    recall: { called: "called" },
    start: { called: "serving" },
    finish: { serving: "done" },
    "no-show": { called: "noshow" },
    park: { waiting: "parked", called: "parked", serving: "parked" },
    resume: { parked: "waiting", noshow: "waiting" },
    cancel: { waiting: "cancelled", called: "cancelled", parked: "cancelled", noshow: "cancelled" },
};

export class MockScheduler {
    revision = 10;
    tickets = [];
    helpRequests = [];
    devices = [
        { id: "kiosk-1", center: "zahide-nine", kind: "kiosk", seen_at: minutesAgo(0), status: { version: "0.1.0", printer: { state: "ready", paper: "near_end" }, outbox: 0 } },
        { id: "board-1", center: "zahide-nine", kind: "board", seen_at: minutesAgo(12), status: { version: "0.1.0", printer: { state: "unknown", paper: "unknown" }, outbox: 0 } },
    ];
    /** Every domain POST that came in: {target, key, body}. */
    heard = [];
    /** How many of the next domain POSTs are carried out but never answered. */
    swallow = 0;
    /** How long ago an order of a copy was given when it is granted. */
    copyAgeMs = 0;
    /** How long an answer takes. */
    delayMs = 0;
    booking = new MockBooking({ publish: (kind, data) => this.#publish(kind, data), issueTicket: (part) => this.#addNext(part) });

    #streams = new Set();
    #told = [];
    #answers = new Map();
    #signedIn = new Set();
    #server;
    #sockets = new Set();

    constructor(consoleDirectory) {
        this.consoleDirectory = consoleDirectory;
        this.#server = createServer((request, response) => void this.#serve(request, response));
        this.#server.on("connection", (socket) => {
            this.#sockets.add(socket);
            socket.on("close", () => this.#sockets.delete(socket));
        });
    }

    async start(port) {
        this.port = port ?? (await freePort());
        await new Promise((resolve, reject) => this.#server.once("error", reject).listen(this.port, "127.0.0.1", resolve));
        return `http://127.0.0.1:${this.port}`;
    }

    /** As if the machine were gone; start(port) brings it back with what it knew. */
    async stop() {
        const closed = new Promise((resolve) => this.#server.close(resolve));
        for (const socket of this.#sockets) {
            socket.destroy();
        }
        this.#streams.clear();
        await closed;
    }

    add(number, minutes, part = {}) {
        const ticket = {
            id: `ticket-${number}`, visit: `visit-${number}`, center: "zahide-nine", number, local_date: "2026-11-23", state: "waiting", service: "legal", language: "tr",
            priority: "none", gender: "any", urgent: false, channel: "kiosk", given_at: minutesAgo(minutes), received_at: minutesAgo(minutes), arrival_at: minutesAgo(minutes),
            called_at: null, counter: null, calls: 0, called_by: null, transferred_to: null, note_codes: [], ...part,
        };
        this.tickets.push(ticket);
        this.#publish("ticket", { ticket });
        return ticket;
    }

    /** A kiosk's printer is otherwise than before. */
    tellPrinter(id, printer) {
        const device = this.devices.find((one) => one.id === id);
        device.status = { ...device.status, printer };
        this.#publish("device", { device });
    }

    /** A backup was put back, and the kiosk has not told yet what it promised since. */
    await(id) {
        const device = this.devices.find((one) => one.id === id);
        device.awaited_since = minutesAgo(1);
        this.#publish("device", { device });
    }

    #goOnWithout(id) {
        const device = this.devices.find((one) => one.id === id);
        delete device.awaited_since;
        this.#publish("device", { device });
        return { status: 204 };
    }

    addKiosk(id, printer = { state: "ready", paper: "ok" }, part = {}) {
        this.devices.push({ id, center: "zahide-nine", kind: "kiosk", seen_at: minutesAgo(0), status: { version: "0.1.0", printer, outbox: 0 }, ...part });
    }

    /** The kiosk says how the last copy of the number came out. */
    endCopy(number, end) {
        const ticket = this.tickets.find((one) => one.number === number);
        ticket.copy = { ...ticket.copy, end };
        this.#publish("ticket", { ticket });
    }

    askHelp(part = {}) {
        const request = { id: `help-${this.helpRequests.length + 1}`, center: "zahide-nine", device: "kiosk-1", kind: "come", state: "open", language: "ar", asked_at: minutesAgo(1), ...part };
        this.helpRequests.push(request);
        this.#publish("help", { help_request: request });
    }

    #publish(kind, data) {
        this.revision += 1;
        const event = { revision: this.revision, text: `id: ${this.revision}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n` };
        this.#told.push(event);
        for (const stream of this.#streams) {
            stream.write(event.text);
        }
    }

    async #serve(request, response) {
        const { pathname: target, searchParams: query } = new URL(request.url, "http://mock");
        try {
            if (target.startsWith("/console/")) {
                return await this.#file(target.slice("/console/".length), response);
            }
            if (target === "/v1/events") {
                return this.#follow(request, response);
            }
            const body = await bodyOf(request);
            const answer = request.method === "POST" && target !== "/v1/staff-sessions" ? this.#once(request, target, body) : this.#answer(request, target, body, query);
            if (answer === "swallowed") {
                return void request.socket.destroy();
            }
            setTimeout(() => reply(response, answer.status ?? 200, answer.body, answer.headers), this.delayMs);
        } catch (refusal) {
            const status = refusal.status ?? 500;
            const code = refusal.code ?? "internal";
            reply(response, status, { type: `urn:zahide:problem:${code}`, title: code, status, detail: "in English", code, ...refusal.more }, { "Content-Type": "application/problem+json" });
        }
    }

    #once(request, target, body) {
        this.#known(request);
        const key = request.headers["idempotency-key"];
        if (!key) {
            throw new Refusal(400, "invalid");
        }
        this.heard.push({ target, key, body });
        if (!this.#answers.has(key)) {
            this.#answers.set(key, this.#wish(target, body));
        }
        if (this.swallow > 0) {
            this.swallow -= 1;
            return "swallowed";
        }
        return this.#answers.get(key);
    }

    #known(request) {
        const session = /zahide_session=(\w+)/.exec(request.headers.cookie ?? "")?.[1];
        if (!this.#signedIn.has(session)) {
            throw new Refusal(401, "unauthorized");
        }
        return session;
    }

    #answer(request, target, body, query) {
        if (target === "/v1/staff-sessions" && request.method === "POST") {
            if (body.login !== "elif" || body.password !== "correct horse") {
                throw new Refusal(401, "unauthorized");
            }
            const session = `s${Math.random().toString(36).slice(2)}`;
            this.#signedIn.add(session);
            return { body: { staff, token: session, expires_at: minutesAgo(-600) }, headers: { "Set-Cookie": `zahide_session=${session}; HttpOnly; SameSite=Strict; Path=/` } };
        }
        const session = this.#known(request);
        if (target === "/v1/staff-sessions/current") {
            if (request.method === "DELETE") {
                this.#signedIn.delete(session);
                return { status: 204 };
            }
            return { body: { staff, expires_at: minutesAgo(-600) } };
        }
        if (target === "/v1/centers/zahide-nine/catalogue") {
            return { body: catalogue };
        }
        if (target === "/v1/centers/zahide-nine/queue") {
            const tickets = this.tickets.filter((ticket) => open.has(ticket.state)).sort((left, right) => Number(right.urgent) - Number(left.urgent) || left.number - right.number);
            const counters = catalogue.counters.map((counter) => ({ ...counter, staff: null, ticket: null }));
            return { body: { revision: this.revision, now: new Date().toISOString(), tickets, counters, help_requests: this.helpRequests.filter((one) => one.state === "open") } };
        }
        if (target === "/v1/devices") {
            return { body: { devices: this.devices } };
        }
        return { body: this.booking.answer(target, query, this.revision) };
    }

    #wish(target, body) {
        const [, , area, id, action] = target.split("/");
        if (area === "counters") {
            const waiting = this.tickets.filter((ticket) => ticket.state === "waiting").sort((left, right) => left.number - right.number);
            this.#clearCounter(Number(id), body.finish_current === true);
            const ticket = action === "call-next" ? waiting[0] : this.tickets.find((one) => one.id === body.ticket);
            return ticket === undefined ? { body: { ticket: null } } : { body: { ticket: this.#call(ticket, Number(id)) } };
        }
        if (area === "tickets" && action === "copies") {
            return { body: { ticket: this.#orderCopy(id, body.device) } };
        }
        if (area === "tickets") {
            return { body: action === "transfer" ? this.#transfer(id, body) : { ticket: this.#step(id, action) } };
        }
        if (area === "help-requests") {
            const request = this.helpRequests.find((one) => one.id === id);
            request.state = "done";
            this.#publish("help", { help_request: request });
            return { body: request };
        }
        if (area === "devices" && action === "go-on-without") {
            return this.#goOnWithout(id);
        }
        if (target.endsWith("/tickets/served")) {
            return { body: this.#markServed(body.tickets) };
        }
        if (area === "centers" && action === "tickets") {
            return { status: 201, body: this.#addNext({ ...body, channel: "desk" }) };
        }
        return this.booking.wish(target, body);
    }

    #clearCounter(counter, finishing) {
        for (const ticket of this.tickets.filter((one) => one.counter === counter && ["called", "serving"].includes(one.state))) {
            if (!finishing) {
                throw new Refusal(409, "conflict");
            }
            this.#step(ticket.id, "finish");
        }
    }

    #call(ticket, counter) {
        if (ticket.state !== "waiting" && ticket.state !== "parked") {
            throw new Refusal(409, "conflict");
        }
        Object.assign(ticket, { state: "called", counter, calls: 1, called_at: new Date().toISOString() });
        this.#publish("ticket", { ticket });
        return ticket;
    }

    #find(id) {
        const ticket = this.tickets.find((one) => one.id === id);
        if (ticket === undefined) {
            throw new Refusal(404, "not_found");
        }
        return ticket;
    }

    #transfer(id, body) {
        const ticket = this.#find(id);
        ticket.state = "transferred";
        this.#publish("ticket", { ticket });
        const { language, priority, arrival_at } = ticket;
        return { ticket, successor: this.#addNext({ service: body.service, language, priority, ...(body.keep_arrival ? { arrival_at } : {}) }) };
    }

    #orderCopy(id, named) {
        const ticket = this.#find(id);
        if (ticket.copy && !ticket.copy.end && Date.now() - Date.parse(ticket.copy.asked_at) < 180_000) {
            throw new Refusal(409, "conflict", { field: "ticket" });
        }
        const wanted = named ?? ticket.device;
        if (!wanted) {
            throw new Refusal(400, "invalid", { field: "device" });
        }
        const device = this.devices.find((one) => one.id === wanted && one.kind === "kiosk");
        if (device === undefined) {
            throw new Refusal(404, "not_found", { field: "device" });
        }
        const { state, paper } = device.status.printer;
        if (paper === "out" || !["ready", "unknown"].includes(state) || Date.now() - Date.parse(device.seen_at) > 120_000) {
            throw new Refusal(409, "conflict", { field: "device" });
        }
        ticket.copy = { id: `copy-${this.revision}`, device: wanted, asked_by: staff.id, asked_at: new Date(Date.now() - this.copyAgeMs).toISOString() };
        this.#publish("ticket", { ticket });
        return ticket;
    }

    #markServed(ids) {
        const named = ids.map((id) => this.#find(id));
        const left = named.filter((ticket) => !["waiting", "parked"].includes(ticket.state));
        const tickets = named.filter((ticket) => !left.includes(ticket));
        const reply = { tickets: tickets.map((ticket) => ticket.id), left: left.map(({ id, counter }) => ({ ticket: id, why: counter === null ? "ended" : "at_counter" })) };
        for (const ticket of tickets) {
            ticket.state = "done";
            this.#publish("ticket", { ticket });
        }
        return reply;
    }

    #addNext(part) {
        return this.add(Math.max(0, ...this.tickets.map((ticket) => ticket.number)) + 1, 0, part);
    }

    #step(id, action) {
        const ticket = this.#find(id);
        const next = transitions[action]?.[ticket.state];
        if (next === undefined) {
            throw new Refusal(409, "conflict");
        }
        ticket.state = next;
        ticket.calls += action === "recall" ? 1 : 0;
        this.#publish("ticket", { ticket });
        return ticket;
    }

    #follow(request, response) {
        this.#known(request);
        response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
        const heard = Number(request.headers["last-event-id"] ?? this.revision);
        response.write(`:\n\n${this.#told.filter((event) => event.revision > heard).map((event) => event.text).join("")}`);
        this.#streams.add(response);
        response.on("close", () => this.#streams.delete(response));
    }

    async #file(path, response) {
        const wanted = normalize(path === "" ? "index.html" : path);
        const content = await readFile(join(this.consoleDirectory, wanted)).catch(() => {
            throw new Refusal(404, "not_found");
        });
        response.writeHead(200, { "Content-Type": types[extname(wanted)] ?? "application/octet-stream", "Content-Security-Policy": pagePolicy });
        response.end(content);
    }
}

async function bodyOf(request) {
    const pieces = [];
    for await (const piece of request) {
        pieces.push(piece);
    }
    const text = Buffer.concat(pieces).toString("utf8");
    return text === "" ? {} : JSON.parse(text);
}

function reply(response, status, body, headers = {}) {
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(status === 204 ? undefined : JSON.stringify(body));
}
