import type { Device } from "../api/wire";

/** What keeps a kiosk from giving papers, or soon will. */
export interface PrinterTrouble {
    readonly device: string;
    readonly part: "printer" | "paper";
    /** The scheduler's word for it. */
    readonly state: string;
}

const fineStates: ReadonlySet<string> = new Set(["ready", "unknown"]);
const finePapers: ReadonlySet<string> = new Set(["ok", "unknown"]);

/** One line a kiosk: the printer's own trouble tells more than the paper's, which it may come from. */
export function printerTroubles(devices: readonly Device[]): readonly PrinterTrouble[] {
    return devices.flatMap((device): readonly PrinterTrouble[] => {
        const printer = device.kind === "kiosk" ? device.status?.printer : undefined;
        if (printer === undefined) {
            return [];
        }
        if (!fineStates.has(printer.state)) {
            return [{ device: device.id, part: "printer", state: printer.state }];
        }
        return finePapers.has(printer.paper) ? [] : [{ device: device.id, part: "paper", state: printer.paper }];
    });
}
