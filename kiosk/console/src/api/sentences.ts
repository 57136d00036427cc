import type { MessageKey } from "../i18n/messages";
import type { Failure } from "./requests";

/** Failures that have a word of their own, whatever their status. */
const byCode: Readonly<Record<string, MessageKey>> = {
    slot_taken: "console_error_slot_taken",
    hold_gone: "console_error_hold_gone",
    not_servable: "console_error_not_servable",
    unknown_code: "console_error_unknown_code",
    too_many_tries: "console_error_too_many_tries",
    too_early: "console_error_too_early",
    too_late: "console_error_too_late",
    awaiting_devices: "console_error_awaiting_devices",
};

/** Why something can't be done just now, by what stands in its way. */
const conflicts: Readonly<Record<string, MessageKey>> = {
    counter: "console_error_counter",
    device: "console_error_copy_device",
};

/** What to tell the person at the desk about a failure: a message of the catalogue, never the scheduler's English. */
export function sentenceFor(failure: Failure): MessageKey {
    if (failure.kind === "unreachable") {
        return "console_error_unsure";
    }
    const own = byCode[failure.problem.code];
    if (own !== undefined) {
        return own;
    }
    switch (failure.problem.status) {
        case 400:
            return failure.problem.field === "code" ? "console_error_code_form" : "console_error_invalid";
        case 413:
        case 422:
            return "console_error_invalid";
        case 401:
            return "console_login_ended";
        case 403:
            return "console_error_forbidden";
        case 404:
            return failure.problem.field === "device" ? "console_error_copy_device" : "console_error_not_found";
        case 409:
            return conflicts[failure.problem.field ?? ""] ?? "console_error_conflict";
        case 429:
            return "console_error_too_many";
        default:
            return "console_error_internal";
    }
}

/** The same for signing in, where 401 means something else. */
export function loginSentenceFor(failure: Failure): MessageKey {
    if (failure.kind === "unreachable") {
        return "console_error_network";
    }
    switch (failure.problem.status) {
        case 400:
        case 401:
        case 403:
        case 422:
            return "console_login_wrong";
        case 429:
            return "console_login_too_many";
        default:
            return "console_error_internal";
    }
}
