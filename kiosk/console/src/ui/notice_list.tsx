import { useDesk } from "./desk_context";
import { Icon } from "./icon";

/** What became of wishes that were not granted, in the language of the page. */
export function NoticeList() {
    const { desk, state, text } = useDesk();
    return (
        <div role="alert" class="notices">
            {state.notices.map((notice) => (
                <div key={notice.scope} class="banner banner-warning">
                    <Icon name="alert-triangle" />
                    <p>
                        <strong>{text(notice.sentence)}</strong>
                        {notice.code !== null && <small>{text("console_error_code", { code: notice.code })}</small>}
                    </p>
                    {notice.again !== null && (
                        <button type="button" class="quiet" onClick={() => void desk.act(notice.scope, notice.again ?? [])}>
                            {text("console_try_again")}
                        </button>
                    )}
                    <button type="button" class="quiet" onClick={() => desk.dismiss(notice.scope)}>
                        {text("console_close")}
                    </button>
                </div>
            ))}
        </div>
    );
}
