import type { HelpRequest } from "../api/wire";
import { minutesSince } from "../queue/queue";
import { useDesk, useNow } from "./desk_context";
import { Icon } from "./icon";

/** Somebody at a kiosk asks for a person: stays until one of the staff takes it on. */
export function HelpAlerts({ requests }: { readonly requests: readonly HelpRequest[] }) {
    const { desk, state, text } = useDesk();
    const now = useNow(10_000) + (state.queue?.clockAheadMs ?? 0);
    return (
        <div role="alert" class="help-alerts">
            {requests.map((request) => {
                const scope = `help ${request.id}`;
                return (
                    <div key={request.id} class="banner banner-help">
                        <Icon name="bell-ringing" />
                        <p>
                            <strong>{text("console_help_come", { device: request.device })}</strong>
                            <span>
                                {text("console_help_language", { language: state.messages.languageName(request.language) })}
                                {request.asked_at !== undefined && ` · ${text("console_minutes_ago", { minutes: minutesSince(request.asked_at, now) })}`}
                            </span>
                        </p>
                        <button
                            type="button"
                            class="help-done"
                            aria-disabled={state.busy.has(scope)}
                            onClick={() => void desk.act(scope, [desk.wish(`/v1/help-requests/${request.id}/done`)])}
                        >
                            <Icon name="check" />
                            {text("console_help_done")}
                        </button>
                    </div>
                );
            })}
        </div>
    );
}
