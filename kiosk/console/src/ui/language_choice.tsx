import { asConsoleLanguage, consoleLanguages, endonyms } from "../i18n/languages";
import { useDesk } from "./desk_context";
import { Icon } from "./icon";

export function LanguageChoice() {
    const { desk, state, text } = useDesk();
    return (
        <label class="choice language-choice">
            <Icon name="language" />
            <span class="only-read">{text("console_language")}</span>
            <select
                value={state.preferences.language}
                onChange={(event) => {
                    const language = asConsoleLanguage(event.currentTarget.value);
                    if (language !== null) {
                        void desk.speak(language);
                    }
                }}
            >
                {consoleLanguages.map((language) => (
                    <option key={language} value={language} lang={language}>
                        {endonyms[language]}
                    </option>
                ))}
            </select>
        </label>
    );
}
