/** One event of a stream. `data` is as sent. */
export interface StreamEvent {
    readonly id: string | null;
    readonly kind: string;
    readonly data: string;
}

/** A line longer than this is no event of ours; the connection is given up. */
export const lineLengthMax = 1_000_000;

/** Turns the pieces of an event stream into events (WHATWG HTML § 9.2.6, without `retry`). One for a connection. */
export class EventParser {
    private m_rest = "";
    private m_id: string | null = null;
    private m_kind = "";
    private m_data: string[] = [];
    private m_afterCarriageReturn = false;

    /** Events that are complete with this piece. Throws a RangeError on a line beyond the limit. */
    push(piece: string): StreamEvent[] {
        const events: StreamEvent[] = [];
        this.m_rest += this.m_afterCarriageReturn && piece.startsWith("\n") ? piece.slice(1) : piece;
        if (piece.length > 0) {
            this.m_afterCarriageReturn = piece.endsWith("\r");
        }
        const lines = this.m_rest.split(/\r\n|\n|\r/);
        this.m_rest = lines.pop() ?? "";
        if (this.m_rest.length > lineLengthMax) {
            throw new RangeError("a line of the event stream is too long");
        }
        for (const line of lines) {
            const event = this.takeLine(line);
            if (event !== null) {
                events.push(event);
            }
        }
        return events;
    }

    private takeLine(line: string): StreamEvent | null {
        if (line === "") {
            return this.dispatch();
        }
        const colon = line.indexOf(":");
        if (colon === 0) {
            return null; // a comment: the scheduler's sign of life
        }
        const field = colon < 0 ? line : line.slice(0, colon);
        const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
        if (field === "event") {
            this.m_kind = value;
        } else if (field === "data") {
            this.m_data.push(value);
        } else if (field === "id" && !value.includes("\0")) {
            this.m_id = value;
        }
        return null;
    }

    private dispatch(): StreamEvent | null {
        const event = this.m_data.length === 0 ? null : { id: this.m_id, kind: this.m_kind || "message", data: this.m_data.join("\n") };
        this.m_kind = "";
        this.m_data = [];
        return event;
    }
}
