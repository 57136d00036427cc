// A staff member without a browser: whatever the console can do, the API does.
import { randomUUID } from "node:crypto";

export class ApiError extends Error {
    constructor(method, target, status, problem) {
        super(`${method} ${target}: ${status} ${problem.code ?? ""} ${problem.detail ?? ""}`);
        this.status = status;
        this.problem = problem;
    }
}

export class DeskClient {
    static async signIn(address, login, password) {
        const client = new DeskClient(address);
        const session = await client.post("/v1/staff-sessions", { login, password });
        client.token = session.token;
        client.center = session.staff.center;
        return client;
    }

    constructor(address) {
        this.address = address;
    }

    async #send(method, target, body, key) {
        const response = await fetch(this.address + target, {
            method,
            headers: {
                ...(this.token === undefined ? {} : { Authorization: `Bearer ${this.token}` }),
                ...(method === "GET" ? {} : { "Content-Type": "application/json", "Idempotency-Key": key }),
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            signal: AbortSignal.timeout(20_000),
        });
        const text = await response.text();
        const answer = text === "" ? {} : JSON.parse(text);
        if (!response.ok) {
            throw new ApiError(method, target, response.status, answer);
        }
        return answer;
    }

    get(target) {
        return this.#send("GET", target);
    }

    post(target, body = {}, key = randomUUID()) {
        return this.#send("POST", target, body, key);
    }

    queue() {
        return this.get(`/v1/centers/${this.center}/queue`);
    }

    issueTicket(part) {
        return this.post(`/v1/centers/${this.center}/tickets`, { priority: "none", gender: "any", ...part });
    }

    /** A day's appointments; today's if none is named. */
    async appointments(date) {
        return (await this.get(`/v1/centers/${this.center}/appointments${date === undefined ? "" : `?date=${date}`}`)).appointments;
    }

    roster() {
        return this.get(`/v1/centers/${this.center}/roster`);
    }

    /** The free starts of the days asked for. */
    async freeTimes({ service, language, gender = "any", from, days = 7 }) {
        const query = new URLSearchParams({ service, language, gender, days: String(days), ...(from === undefined ? {} : { from }) });
        return (await this.get(`/v1/centers/${this.center}/availability?${query}`)).starts;
    }

    /** Holds the time and books it. */
    async book({ service, language, gender = "any", start }) {
        const hold = await this.post(`/v1/centers/${this.center}/holds`, { service, language, gender, start });
        return (await this.post("/v1/appointments", { hold: hold.id })).appointment;
    }

    async callNext(counter) {
        return (await this.post(`/v1/counters/${counter}/call-next`)).ticket ?? null;
    }

    async step(ticket, action) {
        return (await this.post(`/v1/tickets/${ticket.id}/${action}`)).ticket;
    }
}
