import { useEffect, useRef } from "preact/hooks";

/**
 * Gives the focus back to where it was before the first of several dialogs opened, once the last of them has closed; to the
 * page's content if that place is gone. The browser does it for one dialog that is closed, not for one that gives way to another.
 */
export function useReturnFocus(isOpen: boolean): void {
    const opener = useRef<Element | null>(null);
    if (isOpen && opener.current === null) {
        opener.current = document.activeElement; // before the dialog is there and takes it
    }
    useEffect(() => {
        if (!isOpen && opener.current !== null) {
            const place = opener.current.isConnected ? opener.current : document.getElementById("content");
            opener.current = null;
            (place as HTMLElement | null)?.focus();
        }
    }, [isOpen]);
}
