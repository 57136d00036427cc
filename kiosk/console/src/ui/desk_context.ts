import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Desk } from "../desk/desk";
import type { DeskState } from "../desk/state";
import type { MessageKey, Values } from "../i18n/messages";

export const DeskContext = createContext<Desk | null>(null);

export interface DeskView {
    readonly desk: Desk;
    readonly state: DeskState;
    /** A message in the language of the page. */
    readonly text: (key: MessageKey, values?: Values) => string;
}

/** The desk and its present state; the component is drawn again when it changes. */
export function useDesk(): DeskView {
    const desk = useContext(DeskContext);
    if (desk === null) {
        throw new Error("useDesk() outside of a DeskContext");
    }
    const [state, setState] = useState(desk.state);
    useEffect(() => {
        setState(desk.state);
        return desk.subscribe(() => setState(desk.state));
    }, [desk]);
    return { desk, state, text: (key, values) => state.messages.text(key, values) };
}

/** This machine's clock, ms; drawn again every so often, so that waits grow without asking the scheduler. */
export function useNow(everyMs: number): number {
    const [now, setNow] = useState(Date.now());
    useEffect(() => {
        const timer = setInterval(() => setNow(Date.now()), everyMs);
        return () => clearInterval(timer);
    }, [everyMs]);
    return now;
}
