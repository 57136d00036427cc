import type { MessageKey } from "../i18n/messages";
import type { Page } from "../desk/state";
import { useDesk } from "./desk_context";
import { Icon, type IconName } from "./icon";
import { LanguageChoice } from "./language_choice";

const pages: readonly { readonly page: Page; readonly icon: IconName; readonly name: MessageKey }[] = [
    { page: "queue", icon: "users", name: "console_nav_queue" },
    { page: "appointments", icon: "calendar", name: "console_nav_appointments" },
    { page: "kiosks", icon: "device-desktop", name: "console_nav_kiosks" },
];

export function SideBar() {
    const { desk, state, text } = useDesk();
    const { session, preferences } = state;
    return (
        <header class="side">
            <div class="brand">
                <span class="brand-mark">
                    <Icon name="home-heart" />
                </span>
                <span>Zahide Nine</span>
            </div>
            <nav aria-label={text("console_nav_label")}>
                {pages.map(({ page, icon, name }) => (
                    <a key={page} href={`#/${page}`} {...(state.page === page ? { "aria-current": "page" as const } : {})}>
                        <Icon name={icon} />
                        <span>{text(name)}</span>
                    </a>
                ))}
            </nav>
            <div class="side-end">
                <label class="switch">
                    <input type="checkbox" checked={preferences.shortcut} onChange={(event) => desk.prefer({ shortcut: event.currentTarget.checked })} />
                    <span>{text("console_shortcut", { key: "N" })}</span>
                </label>
                <LanguageChoice />
                {session.kind === "in" && (
                    <p class="who">
                        <strong>{session.staff.name}</strong>
                        <span>{state.messages.wordFor("console_role", session.staff.role)}</span>
                    </p>
                )}
                <button class="side-button" type="button" onClick={() => void desk.signOut()}>
                    <Icon name="logout" />
                    <span>{text("console_logout")}</span>
                </button>
            </div>
        </header>
    );
}
