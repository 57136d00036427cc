/** A refusal as problem details; `more` are members beside the usual ones. */
export class Refusal extends Error {
    constructor(status, code, more = {}) {
        super(code);
        this.status = status;
        this.code = code;
        this.more = more;
    }
}
