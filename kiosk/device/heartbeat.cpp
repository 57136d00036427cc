#include "heartbeat.h"

#include <algorithm>
#include <limits>

namespace zahide::device {

void Heartbeat::note_printer(ports::PrinterStatus status)
{
    if (status == m_printer)
        return;
    m_printer = status;
    soon();
}

void Heartbeat::note_screen(std::string screen)
{
    m_screen = std::move(screen); // goes along with the next report; a report a touch would be too much
}

protocol::StatusReport Heartbeat::next(Ticks now, Milliseconds interval, std::int64_t undelivered, ScreenTold screen)
{
    m_asking = true;
    m_due = now + interval;
    protocol::StatusReport report;
    report.version = m_context.options.version;
    report.printer_state = std::string(to_string(m_printer.state));
    report.printer_paper = std::string(to_string(m_printer.paper));
    report.outbox = static_cast<std::int32_t>(std::min<std::int64_t>(undelivered, std::numeric_limits<std::int32_t>::max()));
    if (screen == ScreenTold::yes)
        report.screen = m_screen;
    if (!m_context.options.incident.empty())
        report.incident = m_context.options.incident;
    return report;
}

Draft Heartbeat::draft_of(protocol::StatusReport const& report) const
{
    return Draft { Method::post, "/v1/devices/" + m_context.options.device.value() + "/status", protocol::encode(report),
        IdempotencyKey(Uuid::generate(m_context.random)) };
}

void Heartbeat::answered(Ticks now, Answer const& answer)
{
    m_asking = false;
    switch (verdict_of(answer)) {
    case Verdict::done:
        m_refusal_told = false;
        return;
    case Verdict::again:
        return; // in time
    case Verdict::refused:
    case Verdict::never:
        if (!m_refusal_told)
            m_context.trouble(refusal_error("the status report", answer));
        m_refusal_told = true;
        return;
    case Verdict::lost:
    case Verdict::session_over:
        m_due = now; // with the next link or session
        return;
    }
}

} // namespace zahide::device
