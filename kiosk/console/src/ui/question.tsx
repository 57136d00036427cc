import type { ComponentChildren } from "preact";
import { Dialog } from "./dialog";
import { useDesk } from "./desk_context";

interface QuestionProps {
    readonly title: string;
    readonly busy: boolean;
    readonly onYes: () => void;
    readonly onNo: () => void;
    readonly children?: ComponentChildren;
}

/** Asks before something that can't be taken back. "No" stands first, so that Enter by mistake does nothing. */
export function Question({ title, busy, onYes, onNo, children }: QuestionProps) {
    const { text } = useDesk();
    return (
        <Dialog title={title} onClose={onNo}>
            {children}
            <div class="answers">
                <button type="button" class="quiet" autofocus onClick={onNo}>
                    {text("console_no")}
                </button>
                <button type="button" class="primary danger" aria-disabled={busy} onClick={onYes}>
                    {text("console_yes")}
                </button>
            </div>
        </Dialog>
    );
}
