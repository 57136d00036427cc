import { isWorthAWord } from "../live/freshness";
import { useDesk, useNow } from "./desk_context";
import { Icon } from "./icon";

/** Says since when the page shows old things; empty while it is live, so that a screen reader hears the change. */
export function FreshnessBanner() {
    const { desk, state, text } = useDesk();
    const now = useNow(500);
    const { freshness } = state;
    const shown = freshness.kind === "stale" && isWorthAWord(freshness, now);
    return (
        <div role="status" class="freshness">
            {shown && (
                <p class="banner">
                    <Icon name="wifi-off" />
                    <strong>{text("console_stale_since", { time: state.messages.time(freshness.since, state.catalogue?.center.zone) })}</strong>
                    <span>{text("console_reconnecting")}</span>
                    <button type="button" class="quiet" onClick={() => desk.tryNow()}>
                        {text("console_try_again")}
                    </button>
                </p>
            )}
        </div>
    );
}
