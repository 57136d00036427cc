import { useState } from "preact/hooks";
import { useDesk } from "./desk_context";
import { Icon } from "./icon";
import { Question } from "./question";

/**
 * After a backup was put back nobody is given a time until each kiosk has told what it promised since, which takes a minute
 * where they are all on. One that never will can be gone on without.
 */
export function RestoreAlerts() {
    const { desk, state, text } = useDesk();
    const [asked, setAsked] = useState<string | null>(null);
    const awaited = (state.devices ?? []).filter((device) => device.awaited_since !== undefined);
    const scope = `restore ${asked ?? ""}`;

    function goOn(device: string): void {
        // A refusal is told by the notice behind the dialog.
        void desk.act(scope, [desk.wish(`/v1/devices/${device}/go-on-without`)]).then(() => setAsked(null));
    }

    return (
        <div role="status" class="restore-alerts">
            {awaited.map(({ id }) => (
                <div key={id} class="banner banner-warning">
                    <Icon name="alert-triangle" />
                    <p>
                        <strong>{text("console_restore_awaited", { device: id })}</strong>
                        <span>{text("console_restore_meaning")}</span>
                    </p>
                    <button type="button" class="quiet" onClick={() => setAsked(id)}>
                        {text("console_restore_go_on")}
                    </button>
                </div>
            ))}
            {asked !== null && (
                <Question
                    title={text("console_restore_confirm", { device: asked })}
                    busy={state.busy.has(scope)}
                    onYes={() => goOn(asked)}
                    onNo={() => setAsked(null)}
                >
                    <p>{text("console_restore_risk")}</p>
                </Question>
            )}
        </div>
    );
}
