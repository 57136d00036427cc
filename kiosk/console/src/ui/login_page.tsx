import { useRef } from "preact/hooks";
import type { MessageKey } from "../i18n/messages";
import { useDesk } from "./desk_context";
import { Icon } from "./icon";
import { LanguageChoice } from "./language_choice";

export function LoginPage({ sentence }: { readonly sentence: MessageKey | null }) {
    const { desk, state, text } = useDesk();
    const login = useRef<HTMLInputElement>(null);
    const password = useRef<HTMLInputElement>(null);
    const busy = state.busy.has("login");

    function submit(event: Event): void {
        event.preventDefault();
        const missing = [login, password].find((field) => field.current?.value === "");
        if (missing !== undefined) {
            missing.current?.focus();
            return;
        }
        void desk.signIn(login.current?.value.trim() ?? "", password.current?.value ?? "").then(() => password.current?.select());
    }

    return (
        <main class="login">
            <div class="login-brand">
                <Icon name="home-heart" />
                <span>Zahide Nine</span>
            </div>
            <form class="card login-card" onSubmit={submit} noValidate>
                <h1>{text("console_login_title")}</h1>
                {sentence !== null && (
                    <p id="login-sentence" class="sentence" role="alert">
                        <Icon name="alert-triangle" />
                        {text(sentence)}
                    </p>
                )}
                <label class="field">
                    <span>{text("console_login_name")}</span>
                    <input ref={login} name="login" autoComplete="username" autoCapitalize="none" spellcheck={false} dir="ltr" required aria-describedby="login-sentence" />
                </label>
                <label class="field">
                    <span>{text("console_login_password")}</span>
                    <input ref={password} name="password" type="password" autoComplete="current-password" dir="ltr" required aria-describedby="login-sentence" />
                </label>
                <button class="primary" type="submit" aria-disabled={busy}>
                    {text("console_login_submit")}
                </button>
            </form>
            <LanguageChoice />
        </main>
    );
}
