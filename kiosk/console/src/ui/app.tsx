import { useEffect, useLayoutEffect } from "preact/hooks";
import type { Catalogue } from "../api/wire";
import type { Page } from "../desk/state";
import { directionOf } from "../i18n/languages";
import type { MessageKey } from "../i18n/messages";
import { inState, type Queue } from "../queue/queue";
import { AppointmentsPage } from "./appointments_page";
import { useDesk } from "./desk_context";
import { FreshnessBanner } from "./freshness_banner";
import { KiosksPage } from "./kiosks_page";
import { LoginPage } from "./login_page";
import { NoticeList } from "./notice_list";
import { PrinterAlerts } from "./printer_alerts";
import { QueuePage } from "./queue_page";
import { RestoreAlerts } from "./restore_alerts";
import { SideBar } from "./side_bar";

const pageNames: Readonly<Record<Page, MessageKey>> = {
    queue: "console_nav_queue",
    appointments: "console_nav_appointments",
    kiosks: "console_nav_kiosks",
};

export function App() {
    const { state, text } = useDesk();
    const { language } = state.preferences;
    const waiting = state.queue === null ? 0 : inState(state.queue, "waiting").length;

    useLayoutEffect(() => {
        document.documentElement.lang = language;
        document.documentElement.dir = directionOf(language);
    }, [language]);

    useEffect(() => {
        const name = text(pageNames[state.page]);
        const count = state.session.kind === "in" && waiting > 0 ? `(${state.messages.number(waiting)}) ` : "";
        document.title = state.session.kind === "in" ? `${count}${name} · Zahide Nine` : `${text("console_login_title")} · Zahide Nine`;
    }, [state.messages, state.page, state.session, waiting]);

    switch (state.session.kind) {
        case "unknown":
            return <Waiting unreachable={state.session.unreachable} />;
        case "out":
            return <LoginPage sentence={state.session.sentence} />;
        case "in":
            return <Inside />;
    }
}

function Waiting({ unreachable }: { readonly unreachable: boolean }) {
    const { text } = useDesk();
    return (
        <main class="waiting-page">
            <h1 class="only-read">Zahide Nine</h1>
            <p role="status">{text(unreachable ? "console_error_network" : "console_loading")}</p>
        </main>
    );
}

function Inside() {
    const { state, text } = useDesk();
    const { announcement, queue, catalogue } = state;
    return (
        <div class="frame">
            <a class="skip" href="#content" onClick={focusContent}>
                {text("console_skip_to_content")}
            </a>
            <SideBar />
            <div class="body">
                <FreshnessBanner />
                <RestoreAlerts />
                <PrinterAlerts />
                <NoticeList />
                {queue === null || catalogue === null ? (
                    <main id="content" tabIndex={-1} class="waiting-page">
                        <h1 class="only-read">{text("console_app_title")}</h1>
                        <p role="status">{text("console_loading")}</p>
                    </main>
                ) : (
                    <ShownPage queue={queue} catalogue={catalogue} />
                )}
            </div>
            <p class="only-read" aria-live="polite">
                {announcement === null ? "" : text(announcement.key, announcement.values)}
            </p>
        </div>
    );
}

function ShownPage({ queue, catalogue }: { readonly queue: Queue; readonly catalogue: Catalogue }) {
    switch (useDesk().state.page) {
        case "queue":
            return <QueuePage queue={queue} catalogue={catalogue} />;
        case "appointments":
            return <AppointmentsPage catalogue={catalogue} />;
        case "kiosks":
            return <KiosksPage />;
    }
}

/** The address's hash names the page, so the link moves the focus itself. */
function focusContent(event: Event): void {
    event.preventDefault();
    document.getElementById("content")?.focus();
}
