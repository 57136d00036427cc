import { useEffect, useState } from "preact/hooks";
import type { Ticket } from "../api/wire";
import { type CopyPlace, copyPlaces, firstChoice } from "../queue/copies";
import { Dialog } from "./dialog";
import { type DeskView, useDesk } from "./desk_context";
import { Select } from "./select";
import { counterScope } from "./use_counter_actions";

interface CopyDialogProps {
    readonly ticket: Ticket;
    /** The scheduler's clock, ms. */
    readonly now: number;
    readonly onClose: () => void;
}

/** Asks a kiosk for a second paper of the same number, for whoever has lost it. How it came out, the number's row tells. */
export function CopyDialog({ ticket, now, onClose }: CopyDialogProps) {
    const { desk, state, text } = useDesk();
    const [chosen, setChosen] = useState<string | null>(null); // null: the kiosks are being asked for
    const places = copyPlaces(state.devices ?? [], now);
    useEffect(() => {
        void desk.refreshDevices().then(() => setChosen(firstChoice(copyPlaces(desk.state.devices ?? [], now), ticket) ?? ""));
    }, []);

    function submit(event: Event): void {
        event.preventDefault();
        if (!chosen || desk.state.busy.has(counterScope)) {
            return;
        }
        // A refusal is told by the notice behind the dialog.
        void desk.act(counterScope, [desk.wish(`/v1/tickets/${ticket.id}/copies`, { device: chosen })]).then(onClose);
    }

    return (
        <Dialog title={text("console_copy_title", { number: state.messages.number(ticket.number) })} onClose={onClose}>
            {chosen === null && <p role="status">{text("console_loading")}</p>}
            {chosen !== null && places.length === 0 && <p>{text("console_kiosks_empty")}</p>}
            {chosen !== null && places.length > 0 && (
                <form onSubmit={submit}>
                    <Select name="device" label={text("console_copy_where")} value={chosen} onChoose={setChosen}>
                        {[...(chosen === "" ? [{ value: "", label: text("console_copy_choose") }] : []), ...places.map((place) => ({ value: place.device, label: labelOf(place, { state, text }) }))]}
                    </Select>
                    <div class="answers">
                        <button type="button" class="quiet" onClick={onClose}>
                            {text("console_back")}
                        </button>
                        <button type="submit" class="primary" aria-disabled={chosen === "" || state.busy.has(counterScope)}>
                            {text("console_copy")}
                        </button>
                    </div>
                </form>
            )}
        </Dialog>
    );
}

/** A kiosk that prints nothing now is named as such; what was last heard of it may be old. */
function labelOf({ device, trouble }: CopyPlace, { state, text }: Pick<DeskView, "state" | "text">): string {
    if (trouble === null) {
        return device;
    }
    if (trouble === "silent") {
        return `\u2068${device}\u2069 · ${text("console_device_offline")}`;
    }
    return text(`console_${trouble.part}_trouble`, { device, state: state.messages.wordFor(`console_${trouble.part}`, trouble.state) });
}
