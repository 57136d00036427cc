import { useState } from "preact/hooks";
import { sentenceFor } from "../api/sentences";
import type { Appointment } from "../api/wire";
import { digitsTyped } from "../appointments/code";
import type { MessageKey } from "../i18n/messages";
import { useDesk } from "./desk_context";
import { Icon } from "./icon";

interface CodeSearchProps {
    readonly center: string;
    readonly onFound: (appointment: Appointment) => void;
}

const scope = "lookup";

/** Finds an appointment by what stands on its paper. The code goes in the body, and is forgotten with the answer. */
export function CodeSearch({ center, onFound }: CodeSearchProps) {
    const { desk, state, text } = useDesk();
    const [code, setCode] = useState("");
    const [wrong, setWrong] = useState<MessageKey | null>(null);

    async function search(event: SubmitEvent): Promise<void> {
        event.preventDefault();
        setWrong(null);
        const wish = desk.wish(`/v1/centers/${center}/appointments/lookup`, { code: digitsTyped(code) });
        const outcome = await desk.request<{ appointment: Appointment }>(scope, wish);
        if (outcome?.ok === true) {
            setCode("");
            onFound(outcome.value.appointment);
        } else if (outcome !== null) {
            setWrong(sentenceFor(outcome.failure));
        }
    }

    return (
        <form class="code-search" role="search" onSubmit={(event) => void search(event)}>
            <label>
                <span class="only-read">{text("console_find_code")}</span>
                <input
                    name="code"
                    inputMode="numeric"
                    autoComplete="off"
                    dir="ltr"
                    maxLength={20}
                    required
                    placeholder={text("console_find_code")}
                    value={code}
                    aria-invalid={wrong !== null}
                    aria-describedby="code-wrong"
                    onInput={(event) => setCode(event.currentTarget.value)}
                />
            </label>
            <button type="submit" class="chip-button" aria-disabled={state.busy.has(scope)}>
                <Icon name="search" />
                {text("console_find")}
            </button>
            <p id="code-wrong" role="alert">
                {wrong !== null && text(wrong)}
            </p>
        </form>
    );
}
