import type { Device } from "../api/wire";
import { minutesSince } from "../queue/queue";
import { useDesk, useNow } from "./desk_context";

/** A device reports at least this often; beyond it something is wrong with it or its line. */
const heardWithinMinutes = 5;
/** For so long after it was last refused, another machine with the same key is worth a word. */
const rivalShownMinutes = 24 * 60;

export function KiosksPage() {
    const { state, text } = useDesk();
    const devices = state.devices ?? [];
    return (
        <main id="content" tabIndex={-1} class="kiosks-page">
            <h1>{text("console_kiosks_title")}</h1>
            {devices.length === 0 ? (
                <p class="card empty">{text(state.devices === null ? "console_loading" : "console_kiosks_empty")}</p>
            ) : (
                <ul class="devices">
                    {devices.map((device) => (
                        <DeviceCard key={device.id} device={device} />
                    ))}
                </ul>
            )}
        </main>
    );
}

function DeviceCard({ device }: { readonly device: Device }) {
    const { state, text } = useDesk();
    const now = useNow(10_000) + (state.queue?.clockAheadMs ?? 0);
    const { messages } = state;
    const minutes = device.seen_at ? minutesSince(device.seen_at, now) : null;
    const online = minutes !== null && minutes < heardWithinMinutes;
    const status = device.status ?? null;
    const hasRival = device.rival_at !== undefined && minutesSince(device.rival_at, now) < rivalShownMinutes;
    return (
        <li class="card device">
            <h2 dir="ltr">{device.id}</h2>
            <p class={online ? "lamp lamp-on" : "lamp lamp-off"}>{text(online ? "console_device_online" : "console_device_offline")}</p>
            <dl>
                <Row name={text("console_column_kind")} value={messages.wordFor("console_kind", device.kind)} />
                {minutes !== null && <Row name={text("console_column_heard")} value={text("console_minutes_ago", { minutes })} />}
                {status !== null && device.kind === "kiosk" && (
                    <>
                        <Row name={text("console_column_printer")} value={messages.wordFor("console_printer", status.printer.state)} />
                        <Row name={text("console_column_paper")} value={messages.wordFor("console_paper", status.printer.paper)} />
                        <Row name={text("console_column_outbox")} value={messages.number(status.outbox)} />
                    </>
                )}
                {status?.incident === "storage_renewed" && (
                    <Row name={text("console_column_incident")} value={text("console_incident_storage_renewed")} />
                )}
                {hasRival && <Row name={text("console_column_incident")} value={text("console_incident_rival")} />}
                {status !== null && <Row name={text("console_column_version")} value={status.version} />}
            </dl>
        </li>
    );
}

function Row({ name, value }: { readonly name: string; readonly value: string }) {
    return (
        <div>
            <dt>{name}</dt>
            <dd>
                <bdi>{value}</bdi>
            </dd>
        </div>
    );
}
