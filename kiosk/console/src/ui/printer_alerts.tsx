import { printerTroubles } from "../queue/printers";
import { useDesk } from "./desk_context";
import { Icon } from "./icon";

/** Kiosks that print no papers, or soon will not: on every page, until it is mended. */
export function PrinterAlerts() {
    const { state, text } = useDesk();
    const { messages } = state;
    return (
        <div role="status" class="printer-alerts">
            {printerTroubles(state.devices ?? []).map(({ device, part, state: word }) => (
                <p key={device} class="banner">
                    <Icon name="printer" />
                    <strong>{text(`console_${part}_trouble`, { device, state: messages.wordFor(`console_${part}`, word) })}</strong>
                </p>
            ))}
        </div>
    );
}
