import { EventParser, type StreamEvent } from "./event_parser";

/** The world outside, so that tests run without network and time. */
export interface FeedWire {
    fetch(target: string, init: RequestInit): Promise<Response>;
    /** Calls back once; the result takes it back. */
    after(milliseconds: number, callback: () => void): () => void;
}

export interface FeedListener {
    /** The stream is open: from here on nothing is missed. */
    opened(): void;
    heard(event: StreamEvent): void;
    /** Bytes came, be it only the sign of life every 15 s. */
    alive(): void;
    lost(): void;
    /** The session is over; the feed has stopped. */
    refused(): void;
}

/** The scheduler sends a comment every 15 s; without any byte for this long the line is dead, whatever TCP says. */
export const silenceMaxMs = 40_000;
export const reconnectPausesMs: readonly number[] = [250, 1_000, 2_000, 5_000];

/** Follows GET /v1/events for as long as it runs: reconnects, and resumes after the last event heard. */
export class Feed {
    private m_lastId: string | null = null;
    private m_failures = 0;
    private m_abort: AbortController | null = null;
    private m_cancelTimer: (() => void) | null = null;
    private m_running = false;

    constructor(
        private readonly wire: FeedWire,
        private readonly listener: FeedListener,
    ) {}

    /** Listens to what follows `revision`. */
    start(revision: number): void {
        this.stop();
        this.m_lastId = String(revision);
        this.m_running = true;
        this.m_failures = 0;
        void this.connect();
    }

    stop(): void {
        this.m_running = false;
        this.m_cancelTimer?.();
        this.m_cancelTimer = null;
        this.m_abort?.abort();
        this.m_abort = null;
    }

    /** Doesn't wait for the pause to end. */
    hurry(): void {
        if (this.m_running && this.m_abort === null) {
            this.m_cancelTimer?.();
            void this.connect();
        }
    }

    private async connect(): Promise<void> {
        const abort = new AbortController();
        this.m_abort = abort;
        this.watchSilence(abort);
        const refused = await this.follow(abort).catch(() => false);
        if (this.m_abort !== abort) {
            return; // stopped, or started anew
        }
        abort.abort();
        this.m_abort = null;
        this.m_cancelTimer?.();
        if (refused) {
            this.m_running = false;
            this.listener.refused();
            return;
        }
        this.listener.lost();
        const pause = reconnectPausesMs[Math.min(this.m_failures, reconnectPausesMs.length - 1)] ?? 0;
        this.m_failures += 1;
        this.m_cancelTimer = this.wire.after(pause, () => void this.connect());
    }

    /** Ends with the connection; true if the scheduler doesn't know us any more. */
    private async follow(abort: AbortController): Promise<boolean> {
        const response = await this.wire.fetch("/v1/events", {
            headers: { Accept: "text/event-stream", ...(this.m_lastId === null ? {} : { "Last-Event-ID": this.m_lastId }) },
            credentials: "same-origin",
            cache: "no-store",
            signal: abort.signal,
        });
        if (response.status === 401 || response.status === 403) {
            return true;
        }
        if (!response.ok || response.body === null) {
            return false;
        }
        this.m_failures = 0;
        this.listener.opened();
        const parser = new EventParser();
        const decoder = new TextDecoder();
        const reader = response.body.getReader();
        for (;;) {
            const { done, value } = await reader.read();
            if (done || this.m_abort !== abort) {
                return false;
            }
            this.watchSilence(abort);
            this.listener.alive();
            for (const event of parser.push(decoder.decode(value, { stream: true }))) {
                this.m_lastId = event.id ?? this.m_lastId;
                this.listener.heard(event);
            }
        }
    }

    private watchSilence(abort: AbortController): void {
        this.m_cancelTimer?.();
        this.m_cancelTimer = this.wire.after(silenceMaxMs, () => abort.abort());
    }
}
