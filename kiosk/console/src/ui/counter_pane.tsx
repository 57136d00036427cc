import type { Catalogue, Counter, Ticket } from "../api/wire";
import type { Queue } from "../queue/queue";
import { minutesSince } from "../queue/queue";
import { useDesk } from "./desk_context";
import { Icon, type IconName } from "./icon";
import { TicketMarks } from "./ticket_marks";
import { TicketNumber } from "./ticket_number";
import type { CounterActions } from "./use_counter_actions";

interface CounterPaneProps {
    readonly queue: Queue;
    readonly catalogue: Catalogue;
    readonly counter: Counter | null;
    readonly current: Ticket | null;
    readonly actions: CounterActions;
    /** The scheduler's clock, ms. */
    readonly now: number;
    readonly onTransfer: () => void;
}

export function CounterPane(props: CounterPaneProps) {
    const { desk, state, text } = useDesk();
    const { queue, catalogue, counter, current, actions } = props;
    const title = counter === null ? text("console_counter_choose") : text("console_now_title", { counter: state.messages.localized(counter.name) });
    return (
        <section class="pane" aria-labelledby="counter-title">
            <h2 id="counter-title">{title}</h2>
            <label class="choice counter-choice">
                <span class="only-read">{text("console_counter_change")}</span>
                <select value={counter?.number ?? ""} onChange={(event) => desk.prefer({ counter: Number(event.currentTarget.value) })}>
                    {counter === null && <option value="">{text("console_counter_choose")}</option>}
                    {queue.counters.map((one) => (
                        <option key={one.number} value={one.number}>
                            {state.messages.localized(one.name)}
                            {one.staff ? ` · \u2068${one.staff.name}\u2069` : ""}
                        </option>
                    ))}
                </select>
            </label>
            {counter !== null && <Current {...props} current={current} catalogue={catalogue} />}
            {counter !== null && <CallNext current={current} actions={actions} />}
        </section>
    );
}

function Current({ catalogue, current, actions, now, onTransfer }: CounterPaneProps) {
    const { state, text } = useDesk();
    if (current === null) {
        return <p class="nobody">{text("console_now_nobody")}</p>;
    }
    const service = catalogue.services.find((one) => one.id === current.service);
    const isCalled = current.state === "called";
    return (
        <>
            <div class={isCalled ? "current current-called" : "current"}>
                <TicketNumber number={current.number} />
                <p class="current-line">
                    <strong>{state.messages.languageName(current.language)}</strong>
                    <span>{state.messages.localized(service?.name)}</span>
                </p>
                <p class="current-line">
                    {isCalled ? text("console_now_called_times", { count: current.calls }) : text("console_state_serving")}
                    {current.called_at !== null && <span>{text("console_minutes_ago", { minutes: minutesSince(current.called_at, now) })}</span>}
                </p>
                <TicketMarks ticket={current} />
            </div>
            <div class="actions">
                {isCalled ? (
                    <>
                        <Action icon="player-play" tone="green" label={text("console_start")} busy={actions.busy} onPress={() => actions.step(current, "start")} />
                        <Action icon="bell-ringing" tone="amber" label={text("console_recall")} busy={actions.busy} onPress={() => actions.step(current, "recall")} />
                        <Action icon="user-x" tone="brick" label={text("console_no_show")} busy={actions.busy} onPress={() => actions.step(current, "no-show")} />
                    </>
                ) : (
                    <Action icon="check" tone="green" label={text("console_finish")} busy={actions.busy} onPress={() => actions.step(current, "finish")} />
                )}
                <Action icon="player-pause" tone="plum" label={text("console_park")} busy={actions.busy} onPress={() => actions.step(current, "park")} />
                <Action icon="arrows-left-right" tone="indigo" label={text("console_transfer")} busy={actions.busy} onPress={onTransfer} />
            </div>
        </>
    );
}

interface ActionProps {
    readonly icon: IconName;
    readonly tone: "green" | "amber" | "brick" | "plum" | "indigo";
    readonly label: string;
    readonly busy: boolean;
    readonly onPress: () => void;
}

/** aria-disabled instead of disabled: the focus stays where it is while a wish is under way. */
function Action({ icon, tone, label, busy, onPress }: ActionProps) {
    return (
        <button type="button" class={`action action-${tone}`} aria-disabled={busy} onClick={(event) => isFirstClick(event) && onPress()}>
            <Icon name={icon} />
            {label}
        </button>
    );
}

function CallNext({ current, actions }: { readonly current: Ticket | null; readonly actions: CounterActions }) {
    const { state, text } = useDesk();
    const off = actions.busy || !actions.canCall;
    const number = current === null ? "" : state.messages.number(current.number);
    return (
        <div class="call-next">
            <button
                type="button"
                class="primary call-next-button"
                aria-disabled={off}
                aria-describedby="call-next-why"
                aria-keyshortcuts={state.preferences.shortcut ? "n" : undefined}
                onClick={(event) => isFirstClick(event) && actions.callNext()}
            >
                <Icon name="player-track-next" />
                <span>{text("console_call_next")}</span>
                {state.preferences.shortcut && (
                    <kbd aria-hidden="true" dir="ltr">
                        N
                    </kbd>
                )}
            </button>
            <p id="call-next-why" class="why">
                {current?.state === "called" && text("console_call_next_decide", { number })}
                {current?.state === "serving" && text("console_call_next_finishes", { number })}
            </p>
        </div>
    );
}

/** The second click of a double click is not a wish. */
export function isFirstClick(event: MouseEvent): boolean {
    return event.detail <= 1;
}
