// The network between a device and the scheduler: a TCP proxy that cuts, stalls, slows, breaks at a byte and repeats.
import { once } from "node:events";
import { createConnection, createServer } from "node:net";

const pieceBytes = 64;

/** One direction of a connection: what comes in is kept while the line is stalled, and drips out while it is slow. */
class Flow {
    constructor(from, to, line, name, link) {
        Object.assign(this, { from, to, line, name, link, kept: [], passed: 0, ended: false });
        from.on("data", (bytes) => {
            this.kept.push(bytes);
            this.pump();
        });
        from.on("end", () => {
            this.ended = true;
            this.pump();
        });
        to.on("drain", () => this.pump());
    }

    /** Passes on what the line lets through now. */
    pump() {
        if (this.line.isStalled || this.timer !== undefined || this.to.destroyed) {
            return;
        }
        while (this.kept.length > 0) {
            const { bytesPerSecond, breaks } = this.line;
            const bytes = this.kept.shift();
            const left = breaks?.direction === this.name ? Math.max(0, breaks.byte - this.passed) : Infinity;
            const size = Math.min(bytes.length, left, bytesPerSecond === undefined ? Infinity : pieceBytes);
            this.to.write(bytes.subarray(0, size));
            this.passed += size;
            if (size === left) {
                this.line.broken += 1;
                return this.link.destroy();
            }
            if (size < bytes.length) {
                this.kept.unshift(bytes.subarray(size));
            }
            if (bytesPerSecond !== undefined) {
                this.timer = setTimeout(() => {
                    this.timer = undefined;
                    this.pump();
                }, (1_000 * size) / bytesPerSecond);
                return;
            }
        }
        if (this.ended) {
            this.to.end();
        }
    }
}

/** A device's connection and the one to the scheduler that stands for it. */
class Link {
    constructor(line, device) {
        this.line = line;
        this.device = device;
        this.scheduler = createConnection({ port: line.target, host: "127.0.0.1", allowHalfOpen: true });
        this.flows = [new Flow(device, this.scheduler, line, "request", this), new Flow(this.scheduler, device, line, "response", this)];
        this.said = [];
        device.on("data", (bytes) => this.said.push(bytes));
        for (const socket of [device, this.scheduler]) {
            socket.unref();
            socket.on("error", () => {}); // told by "close"
        }
        // Who has given up is still heard: what was on its way arrives late.
        device.on("close", () => this.finish());
        this.scheduler.on("close", () => {
            if (!line.isStalled) {
                device.destroy();
            }
            line.links.delete(this);
        });
        line.links.add(this);
    }

    finish() {
        const request = Buffer.concat(this.said);
        if (this.line.isRepeating && request.subarray(0, 5).toString("latin1") === "POST ") {
            this.line.repeat(request);
        }
        if (!this.line.isStalled) {
            this.scheduler.end();
        }
    }

    pump() {
        for (const flow of this.flows) {
            flow.pump();
        }
        if (this.device.destroyed && !this.scheduler.destroyed) {
            this.scheduler.end();
        }
    }

    destroy() {
        this.device.resetAndDestroy();
        this.scheduler.destroy();
    }
}

export class Line {
    /** A line to that port of this machine. */
    static async open(target) {
        const line = new Line(target);
        line.server.listen(0, "127.0.0.1");
        await once(line.server, "listening");
        line.server.unref(); // a walk that fails ends all the same
        line.port = line.server.address().port;
        return line;
    }

    constructor(target) {
        this.target = target;
        this.links = new Set();
        this.broken = 0; ///< connections that ended at the byte they were to end at
        this.repeated = 0; ///< requests that came once more
        this.server = createServer({ allowHalfOpen: true }, (device) => (this.isCut ? device.resetAndDestroy() : new Link(this, device)));
        this.through();
    }

    #set({ isCut = false, isStalled = false, isRepeating = false, bytesPerSecond, breaks }) {
        Object.assign(this, { isCut, isStalled, isRepeating, bytesPerSecond, breaks });
        for (const link of [...this.links]) {
            isCut ? link.destroy() : link.pump();
        }
    }

    /** All well; what was held up goes on. */
    through() {
        this.#set({});
    }

    /** Every connection breaks, and no other one comes about. */
    cut() {
        this.#set({ isCut: true });
    }

    /** Connections are accepted and nothing passes, either way; nobody is told. */
    stall() {
        this.#set({ isStalled: true });
    }

    slow(bytesPerSecond) {
        this.#set({ bytesPerSecond });
    }

    /** Each connection breaks when so many bytes of that direction ("request", "response") have passed. */
    breakAt(direction, byte) {
        this.#set({ breaks: { direction, byte } });
    }

    /** Each request that changes something comes to the scheduler twice; the second answer goes nowhere. */
    repeatRequests() {
        this.#set({ isRepeating: true });
    }

    repeat(request) {
        this.repeated += 1;
        const again = createConnection({ port: this.target, host: "127.0.0.1" }, () => again.write(request));
        again.on("error", () => {});
        again.unref().resume();
    }
}
