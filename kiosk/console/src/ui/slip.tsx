import { useEffect, useState } from "preact/hooks";
import type { Appointment, Catalogue } from "../api/wire";
import { grouped } from "../appointments/code";
import { dateAt } from "../appointments/local_date";
import { asConsoleLanguage, directionOf, loadCatalogue } from "../i18n/languages";
import { Messages } from "../i18n/messages";
import { useDesk } from "./desk_context";
import { Icon } from "./icon";

interface SlipProps {
    readonly appointment: Appointment;
    readonly catalogue: Catalogue;
}

/** The visitor's own words where the console has them. */
function useMessagesFor(language: string): Messages {
    const { messages } = useDesk().state;
    const [theirs, setTheirs] = useState<Messages | null>(null);
    useEffect(() => {
        const known = asConsoleLanguage(language);
        let wanted = true;
        if (known !== null) {
            void loadCatalogue(known).then((catalogue) => wanted && setTheirs(new Messages(known, catalogue)));
        }
        return () => void (wanted = false);
    }, [language]);
    return theirs ?? messages;
}

/**
 * What the visitor takes along: when, where, and the code, large. In the visitor's language; never what it is for. The
 * page's style prints this and nothing else of the page.
 */
export function Slip({ appointment, catalogue }: SlipProps) {
    const { text } = useDesk();
    const messages = useMessagesFor(appointment.language);
    const { center } = catalogue;
    const date = dateAt(Date.parse(appointment.start), center.zone);
    const second = messages.secondDate(date);
    const code = grouped(appointment.code ?? "");
    const own = messages.digits(code);
    const time = (instant: string) => messages.time(Date.parse(instant), center.zone);
    const place = messages.localized(center.waiting_place);
    return (
        <>
            <article class="slip" lang={messages.language} dir={directionOf(messages.language)}>
                <p>{messages.localized(center.name)}</p>
                <h3>{messages.text("console_slip_title")}</h3>
                <p class="slip-date">
                    {messages.date(date, "long")}
                    {second !== null && <small>{second}</small>}
                </p>
                <p class="slip-time">{time(appointment.start)}</p>
                <p class="slip-code">
                    <span class="only-read">{messages.text("console_code")}</span>
                    <bdi dir="ltr">{own}</bdi>
                    {own !== code && (
                        <bdi dir="ltr" class="slip-latin">
                            {code}
                        </bdi>
                    )}
                </p>
                {place !== "" && <p>{place}</p>}
                <p>{messages.text("console_slip_check_in", { from: time(appointment.check_in_from), until: time(appointment.check_in_until) })}</p>
                <p>{messages.text("console_slip_change")}</p>
            </article>
            <button type="button" class="primary slip-print" onClick={() => print()}>
                <Icon name="printer" />
                {text("console_print")}
            </button>
        </>
    );
}
