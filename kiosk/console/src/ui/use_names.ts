import type { Appointment, Catalogue, Roster } from "../api/wire";
import { useDesk } from "./desk_context";

const isolate = (text: string) => `\u2068${text}\u2069`;

/** What is said of an appointment or a hold, in words. */
export interface Names {
    readonly service: (id: string) => string;
    readonly people: (ids: readonly string[]) => string;
    readonly room: (id: string | null | undefined) => string;
    /** 10:30–11:15 */
    readonly hours: (one: Pick<Appointment, "start" | "end">) => string;
}

export function useNames(catalogue: Catalogue, roster: Roster | null): Names {
    const { messages } = useDesk().state;
    const time = (instant: string) => messages.time(Date.parse(instant), catalogue.center.zone);
    return {
        service: (id) => messages.localized(catalogue.services.find((one) => one.id === id)?.name) || id,
        people: (ids) => ids.map((id) => isolate(roster?.professionals.find((one) => one.id === id)?.name ?? id)).join(", "),
        room: (id) => (id ? messages.localized(roster?.rooms.find((one) => one.id === id)?.name) || id : ""),
        hours: ({ start, end }) => `${time(start)}–${time(end)}`,
    };
}
