import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useDesk } from "./desk_context";
import { Icon } from "./icon";

interface DialogProps {
    readonly title: string;
    readonly onClose: () => void;
    readonly children: ComponentChildren;
}

/** The browser's own modal dialog: it keeps the focus, closes on Escape, and gives the focus back. */
export function Dialog({ title, onClose, children }: DialogProps) {
    const { text } = useDesk();
    const dialog = useRef<HTMLDialogElement>(null);
    useEffect(() => dialog.current?.showModal(), []);
    return (
        <dialog ref={dialog} class="card dialog" aria-labelledby="dialog-title" onClose={onClose}>
            <header class="dialog-head">
                <h2 id="dialog-title">{title}</h2>
                <button type="button" class="quiet dialog-close" aria-label={text("console_close")} onClick={() => dialog.current?.close()}>
                    <Icon name="x" />
                </button>
            </header>
            {children}
        </dialog>
    );
}
