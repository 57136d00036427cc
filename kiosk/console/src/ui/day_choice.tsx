import { plusDays, type LocalDate } from "../appointments/local_date";
import { useDesk } from "./desk_context";
import { Icon } from "./icon";

/** Which day is shown: a step back and forth, any date, and today again. */
export function DayChoice({ today, shown }: { readonly today: LocalDate; readonly shown: LocalDate }) {
    const { desk, state, text } = useDesk();
    const show = (date: LocalDate) => desk.appointments.show(date === today ? null : date);
    const second = state.messages.secondDate(shown);
    return (
        <div class="day-choice" role="group" aria-label={text("console_day_choose")}>
            <button type="button" class="quiet" aria-label={text("console_day_before")} onClick={() => show(plusDays(shown, -1))}>
                <Icon name="chevron-left" />
            </button>
            <button type="button" class="quiet" aria-label={text("console_day_after")} onClick={() => show(plusDays(shown, 1))}>
                <Icon name="chevron-right" />
            </button>
            <h2 aria-live="polite">
                {state.messages.date(shown, "long")}
                {second !== null && <small>{second}</small>}
            </h2>
            <label class="choice">
                <span class="only-read">{text("console_day_choose")}</span>
                <input type="date" value={shown} required onChange={(event) => event.currentTarget.value !== "" && show(event.currentTarget.value)} />
            </label>
            {shown !== today && (
                <button type="button" class="chip-button" onClick={() => show(today)}>
                    {text("console_day_today")}
                </button>
            )}
        </div>
    );
}
