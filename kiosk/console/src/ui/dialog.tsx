import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useDesk } from "./desk_context";
import { Icon } from "./icon";

interface DialogProps {
    readonly title: string;
    readonly onClose: () => void;
    readonly size?: "normal" | "wide";
    /** Names what the dialog is about just now; when it changes, the focus goes to the title, so that nobody is left nowhere. */
    readonly step?: string;
    readonly children: ComponentChildren;
}

/** The browser's own modal dialog: it keeps the focus, closes on Escape, and gives the focus back. */
export function Dialog({ title, onClose, size = "normal", step, children }: DialogProps) {
    const { text } = useDesk();
    const dialog = useRef<HTMLDialogElement>(null);
    const heading = useRef<HTMLHeadingElement>(null);
    const before = useRef(step);
    useLayoutEffect(() => dialog.current?.showModal(), []);
    useLayoutEffect(() => {
        if (before.current !== step) {
            before.current = step;
            heading.current?.focus();
        }
    }, [step]);
    return (
        <dialog ref={dialog} class={`card dialog dialog-${size}`} aria-labelledby="dialog-title" onClose={onClose}>
            <header class="dialog-head">
                <h2 id="dialog-title" ref={heading} tabIndex={-1}>
                    {title}
                </h2>
                <button type="button" class="quiet dialog-close" aria-label={text("console_close")} onClick={() => dialog.current?.close()}>
                    <Icon name="x" />
                </button>
            </header>
            {children}
        </dialog>
    );
}
