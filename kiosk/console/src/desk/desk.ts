import { Requests, type Failure, type Outcome, type Wire, type Wish } from "../api/requests";
import { loginSentenceFor, sentenceFor } from "../api/sentences";
import type { Appointment, Catalogue, Device, QueueSnapshot, Staff, Ticket } from "../api/wire";
import { loadCatalogue, type ConsoleLanguage } from "../i18n/languages";
import { Messages, type MessageKey, type Values } from "../i18n/messages";
import { Feed, type FeedWire } from "../live/feed";
import type { StreamEvent } from "../live/event_parser";
import type { Preferences } from "../preferences";
import type { Filter } from "../queue/filter";
import { fromSnapshot, withChange, withReply } from "../queue/queue";
import { AppointmentBook, closedBook } from "./appointment_book";
import { appointmentFrom, changeFrom, deviceFrom } from "./events";
import type { DeskState, Page } from "./state";

export interface World extends Wire, FeedWire {
    nowMs(): number;
    remember(preferences: Preferences): void;
}

/** A second click within this time after the answer is the same click to whoever clicked. */
export const settleMs = 350;
/** Changes that come in a burst ask for one snapshot. */
const refreshAfterMs = 120;
const askAgainAfterMs = 3_000;

/** What an answer to a wish may hold that the pages show. */
export interface Reply {
    readonly ticket?: Ticket | null;
    /** A ticket that is the answer itself names it by its id only. */
    readonly appointment?: Appointment | string | null;
    /** Of several at once: their ids. */
    readonly tickets?: readonly string[];
}

/**
 * The one owner of what the pages show. It decides nothing about tickets: it sends wishes to the scheduler, hears what
 * became of them and of everybody else's, and tells its listeners that there is a new state.
 */
export class Desk {
    readonly appointments: AppointmentBook;
    private m_state: DeskState;
    private readonly m_requests: Requests;
    private readonly m_feed: Feed;
    private readonly m_listeners = new Set<() => void>();
    private m_cancelRefresh: (() => void) | null = null;
    private m_refreshing = false;
    private m_refreshAgain = false;
    private m_announced = 0;
    private m_devicesHeard = 0;

    constructor(
        private readonly world: World,
        messages: Messages,
        preferences: Preferences,
        page: Page,
    ) {
        this.m_requests = new Requests(world);
        this.m_feed = new Feed(world, {
            opened: () => this.fresh(),
            alive: () => this.fresh(),
            heard: (event) => this.hear(event),
            lost: () => this.stale(),
            refused: () => this.signedOut("console_login_ended"),
        });
        this.m_state = {
            messages,
            preferences,
            page,
            session: { kind: "unknown", unreachable: false },
            catalogue: null,
            queue: null,
            devices: null,
            book: closedBook,
            freshness: { kind: "starting" },
            filter: { kind: "all" },
            busy: new Set(),
            notices: [],
            announcement: null,
            heardAt: world.nowMs(),
        };
        this.appointments = new AppointmentBook(this.asBookOwner(), this.m_requests);
        if (page === "appointments") {
            this.appointments.open();
        }
    }

    get state(): DeskState {
        return this.m_state;
    }

    /** Calls back after every change; the result ends it. */
    subscribe(listener: () => void): () => void {
        this.m_listeners.add(listener);
        return () => void this.m_listeners.delete(listener);
    }

    // --- Signing in and out

    /** Finds out whether this browser is signed in already. */
    async begin(): Promise<void> {
        const outcome = await this.m_requests.get<{ staff: Staff }>("/v1/staff-sessions/current");
        if (outcome.ok) {
            return this.enter(outcome.value.staff);
        }
        if (outcome.failure.kind === "problem" && outcome.failure.problem.status < 500) {
            return this.signedOut(null);
        }
        this.change({ session: { kind: "unknown", unreachable: true } });
        this.world.after(askAgainAfterMs, () => void this.begin());
    }

    async signIn(login: string, password: string): Promise<void> {
        await this.exclusively("login", async () => {
            const outcome = await this.m_requests.send<{ staff: Staff }>(this.m_requests.wish("POST", "/v1/staff-sessions", { login, password }));
            if (outcome.ok) {
                return this.enter(outcome.value.staff);
            }
            this.change({ session: { kind: "out", sentence: loginSentenceFor(outcome.failure) } });
        });
    }

    async signOut(): Promise<void> {
        await this.exclusively("login", async () => {
            const outcome = await this.m_requests.send(this.m_requests.wish("DELETE", "/v1/staff-sessions/current"));
            if (outcome.ok || (outcome.failure.kind === "problem" && outcome.failure.problem.status === 401)) {
                return this.signedOut(null);
            }
            this.complain("login", outcome.failure, null);
        });
    }

    private async enter(staff: Staff): Promise<void> {
        this.change({ session: { kind: "in", staff }, notices: [], freshness: { kind: "starting" } });
        await this.loadAll(staff);
    }

    private signedOut(sentence: MessageKey | null): void {
        this.m_feed.stop();
        this.m_cancelRefresh?.();
        this.change({ session: { kind: "out", sentence }, queue: null, catalogue: null, devices: null, book: closedBook, notices: [], announcement: null });
    }

    // --- What the scheduler knows

    private async loadAll(staff: Staff): Promise<void> {
        const catalogue = await this.m_requests.get<Catalogue>(`/v1/centers/${staff.center}/catalogue`);
        const queue = await this.m_requests.get<QueueSnapshot>(`/v1/centers/${staff.center}/queue`);
        if (!this.isIn(staff)) {
            return;
        }
        if (!catalogue.ok || !queue.ok) {
            this.notLoaded(catalogue.ok ? queue : catalogue, () => void this.loadAll(staff));
            return;
        }
        this.change({ catalogue: catalogue.value, queue: fromSnapshot(queue.value, null, this.world.nowMs()) });
        this.m_feed.start(queue.value.revision);
        this.change({ book: { ...this.m_state.book, day: null, roster: null } });
        this.appointments.refreshSoon(0);
        await this.loadDevices();
    }

    /** When a device was last heard of is told by no event: whoever goes by it asks anew. */
    async refreshDevices(): Promise<void> {
        await this.loadDevices();
    }

    private async loadDevices(): Promise<void> {
        const heard = this.m_devicesHeard;
        const outcome = await this.m_requests.get<{ devices: Device[] }>("/v1/devices");
        if (outcome.ok && heard !== this.m_devicesHeard) {
            return this.loadDevices(); // the answer may be older than what was heard meanwhile
        }
        if (outcome.ok && this.m_state.session.kind === "in") {
            this.change({ devices: outcome.value.devices });
        }
    }

    private notLoaded(outcome: Outcome<unknown>, again: () => void): void {
        if (!outcome.ok && outcome.failure.kind === "problem" && outcome.failure.problem.status === 401) {
            return this.signedOut("console_login_ended");
        }
        this.stale();
        this.world.after(askAgainAfterMs, again);
    }

    private isIn(staff: Staff): boolean {
        return this.m_state.session.kind === "in" && this.m_state.session.staff === staff;
    }

    private hear(event: StreamEvent): void {
        if (event.kind === "reset" || event.kind === "catalogue") {
            const { session } = this.m_state;
            if (session.kind === "in") {
                void this.loadAll(session.staff);
            }
            return;
        }
        const device = deviceFrom(event);
        if (device !== null) {
            this.m_devicesHeard += 1;
            const others = (this.m_state.devices ?? []).filter((one) => one.id !== device.id);
            this.change({ devices: [...others, device].sort((left, right) => left.id.localeCompare(right.id)) });
            return;
        }
        const told = appointmentFrom(event);
        if (told !== null) {
            this.appointments.heard(told.appointment, told.revision);
            return;
        }
        const change = changeFrom(event);
        if (change !== null && this.m_state.queue !== null) {
            this.change({ queue: withChange(this.m_state.queue, change) });
        }
        if (change !== null || event.kind === "call") {
            this.refreshSoon();
        }
    }

    /** A change tells what became of one ticket; who comes before whom is the scheduler's to say. */
    private refreshSoon(): void {
        this.m_cancelRefresh?.();
        this.m_cancelRefresh = this.world.after(refreshAfterMs, () => void this.refresh());
    }

    private async refresh(): Promise<void> {
        if (this.m_refreshing) {
            this.m_refreshAgain = true;
            return;
        }
        const { session } = this.m_state;
        if (session.kind !== "in") {
            return;
        }
        this.m_refreshing = true;
        const outcome = await this.m_requests.get<QueueSnapshot>(`/v1/centers/${session.staff.center}/queue`);
        this.m_refreshing = false;
        if (outcome.ok && this.isIn(session.staff)) {
            this.change({ queue: fromSnapshot(outcome.value, this.m_state.queue, this.world.nowMs()) });
        } else if (!outcome.ok) {
            this.notLoaded(outcome, () => void this.refresh());
        }
        if (this.m_refreshAgain) {
            this.m_refreshAgain = false;
            this.refreshSoon();
        }
    }

    private fresh(): void {
        const wasStale = this.m_state.freshness.kind === "stale";
        this.change({ freshness: { kind: "live" }, heardAt: this.world.nowMs() });
        if (wasStale) {
            this.refreshSoon();
            this.appointments.refreshSoon();
            void this.loadDevices();
        }
    }

    private stale(): void {
        if (this.m_state.freshness.kind !== "stale") {
            this.change({ freshness: { kind: "stale", since: this.m_state.heardAt } });
        }
    }

    /** Asks at once instead of after the pause. */
    tryNow(): void {
        this.m_feed.hurry();
        void this.refresh();
        this.appointments.refreshSoon(0);
    }

    private asBookOwner() {
        const desk = this;
        return {
            get center() {
                return desk.m_state.session.kind === "in" ? (desk.m_state.catalogue?.center ?? null) : null;
            },
            get book() {
                return desk.m_state.book;
            },
            nowMs: () => desk.world.nowMs(),
            after: (milliseconds: number, callback: () => void) => desk.world.after(milliseconds, callback),
            changeBook: (book: DeskState["book"]) => desk.change({ book }),
            notLoaded: (outcome: Outcome<unknown>, again: () => void) => desk.notLoaded(outcome, again),
        };
    }

    // --- Questions and wishes

    /** A question whose answer only one place on the page needs. */
    async ask<Value>(target: string): Promise<Outcome<Value>> {
        return this.unlessSignedOut(await this.m_requests.get<Value>(target));
    }

    /**
     * Sends a wish; why it was not granted is for who asks to say, there where it was asked. Null: something of the scope
     * is under way.
     */
    async request<Value extends object>(scope: string, wish: Wish): Promise<Outcome<Value> | null> {
        let outcome: Outcome<Value> | null = null;
        await this.exclusively(scope, async () => {
            outcome = this.unlessSignedOut(await this.m_requests.send<Value>(wish));
            if (outcome.ok) {
                this.take(outcome.value);
            }
        });
        return outcome;
    }

    private unlessSignedOut<Value>(outcome: Outcome<Value>): Outcome<Value> {
        if (!outcome.ok && outcome.failure.kind === "problem" && outcome.failure.problem.status === 401) {
            this.signedOut("console_login_ended");
        }
        return outcome;
    }

    /** Shows at once what an answer says. */
    private take(reply: Reply): void {
        if (reply.ticket && this.m_state.queue !== null) {
            this.change({ queue: withReply(this.m_state.queue, reply.ticket) });
        }
        if (typeof reply.appointment === "object" && reply.appointment !== null) {
            this.appointments.heard(reply.appointment, null);
        }
        this.refreshSoon();
    }

    wish(target: string, body: unknown = {}): Wish {
        return this.m_requests.wish("POST", target, body);
    }

    /**
     * Sends the wishes one after the other, each only if the one before it was granted. While something of the scope is
     * under way it does nothing. The last reply, or null if there is none.
     */
    async act<Value extends Reply>(scope: string, wishes: readonly Wish[]): Promise<Value | null> {
        let reply: Value | null = null;
        await this.exclusively(scope, async () => {
            this.dismiss(scope);
            for (const [index, wish] of wishes.entries()) {
                const outcome = await this.m_requests.send<Value>(wish);
                if (!outcome.ok) {
                    reply = null;
                    this.complain(scope, outcome.failure, wishes.slice(index));
                    return;
                }
                reply = outcome.value;
                this.take(outcome.value);
            }
        });
        return reply;
    }

    private async exclusively(scope: string, work: () => Promise<void>): Promise<void> {
        if (this.m_state.busy.has(scope)) {
            return;
        }
        this.change({ busy: new Set([...this.m_state.busy, scope]) });
        try {
            await work();
        } finally {
            this.world.after(settleMs, () => {
                this.change({ busy: new Set([...this.m_state.busy].filter((one) => one !== scope)) });
            });
        }
    }

    private complain(scope: string, failure: Failure, wishes: readonly Wish[] | null): void {
        if (failure.kind === "problem" && failure.problem.status === 401) {
            return this.signedOut("console_login_ended");
        }
        const unsure = failure.kind === "unreachable" || failure.problem.status >= 500;
        const notice = {
            scope,
            sentence: sentenceFor(failure),
            code: failure.kind === "problem" ? failure.problem.code : null,
            again: unsure ? wishes : null,
        };
        this.change({ notices: [...this.m_state.notices.filter((one) => one.scope !== scope), notice] });
        this.refreshSoon();
    }

    dismiss(scope: string): void {
        this.change({ notices: this.m_state.notices.filter((one) => one.scope !== scope) });
    }

    announce(key: MessageKey, values: Values): void {
        this.m_announced += 1;
        this.change({ announcement: { serial: this.m_announced, key, values } });
    }

    // --- What is this browser's own

    show(page: Page): void {
        this.change({ page });
        if (page === "appointments") {
            this.appointments.open();
        } else {
            this.appointments.close();
        }
    }

    filterBy(filter: Filter): void {
        this.change({ filter });
    }

    async speak(language: ConsoleLanguage): Promise<void> {
        const messages = new Messages(language, await loadCatalogue(language));
        this.prefer({ language }, messages);
    }

    prefer(part: Partial<Preferences>, messages: Messages = this.m_state.messages): void {
        const preferences = { ...this.m_state.preferences, ...part };
        this.world.remember(preferences);
        this.change({ preferences, messages });
    }

    private change(part: Partial<DeskState>): void {
        this.m_state = { ...this.m_state, ...part };
        for (const listener of [...this.m_listeners]) {
            listener();
        }
    }
}
