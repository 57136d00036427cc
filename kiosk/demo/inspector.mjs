// The other end of a kiosk's or board's --inspect socket: JSON lines, one answer a question.
import { createConnection } from "node:net";
import { createInterface } from "node:readline";

const answerWithinMs = 20_000;

export class Inspector {
    static async connect(path) {
        const socket = createConnection(path);
        await new Promise((resolve, reject) => {
            socket.once("connect", resolve);
            socket.once("error", reject);
        });
        return new Inspector(socket);
    }

    constructor(socket) {
        this.socket = socket;
        this.waiting = [];
        socket.on("error", () => {}); // told by "close"
        socket.on("close", () => this.#abandon());
        createInterface({ input: socket }).on("line", (line) => this.waiting.shift()?.resolve(JSON.parse(line)));
    }

    #abandon() {
        for (const { reject } of this.waiting.splice(0)) {
            reject(new Error("the program closed its --inspect socket"));
        }
    }

    async ask(question) {
        const answer = await new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error(`no answer to ${JSON.stringify(question)}`)), answerWithinMs);
            const settle = (settleWith) => (value) => {
                clearTimeout(timer);
                settleWith(value);
            };
            this.waiting.push({ resolve: settle(resolve), reject: settle(reject) });
            this.socket.write(`${JSON.stringify(question)}\n`);
        });
        if (!answer.ok) {
            throw new Error(`${JSON.stringify(question)}: ${answer.error}`);
        }
        return answer;
    }

    tree() {
        return this.ask({ do: "tree" });
    }

    stats() {
        return this.ask({ do: "stats" });
    }

    tap(id) {
        return this.ask({ do: "tap", id });
    }

    wait(screen, timeout_ms = 15_000) {
        return this.ask({ do: "wait", screen, timeout_ms });
    }

    /** A touch that leads to a screen which goes by itself: both are asked at once, so that it is seen however late we are. */
    tapInto(id, screen) {
        return Promise.all([this.tap(id), this.wait(screen)]);
    }

    /** A picture of what a tree asked for now would tell: a wait is answered only after a frame. Of the next screen, if this one goes meanwhile. */
    async shot(file) {
        const { screen } = await this.tree();
        await this.wait(screen, 2_000).catch(() => {});
        return this.ask({ do: "shot", file });
    }

    /** The element of that id on the present screen, or undefined. */
    async find(id) {
        return (await this.tree()).elements.find((element) => element.id === id);
    }

    close() {
        this.socket.destroy();
    }
}
