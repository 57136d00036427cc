#pragma once

#include "context.h"
#include "ports/printer.h"
#include "protocol/device.h"

#include <optional>
#include <string>

namespace zahide::device {

/// The report of how the device is, from time to time and whenever that changes. Never kept for later: only the present counts.
class Heartbeat {
public:
    explicit Heartbeat(Context& context)
        : m_context(context)
    {
    }

    void note_printer(ports::PrinterStatus status);
    void note_screen(std::string screen);
    /// Reports as soon as there is a link.
    void soon() { m_due.reset(); }

    /// Whether the report says what is on the screen: before the first catalogue there is only that nothing is known yet.
    enum class ScreenTold : std::uint8_t { no, yes };
    [[nodiscard]] bool is_due(Ticks now) const { return !m_asking && (!m_due || now >= *m_due); }
    /// What is reported now that it is due; the next one is due after the interval.
    [[nodiscard]] protocol::StatusReport next(Ticks now, Milliseconds interval, std::int64_t undelivered, ScreenTold screen);
    [[nodiscard]] Draft draft_of(protocol::StatusReport const& report) const;
    void answered(Ticks now, Answer const& answer);
    [[nodiscard]] std::optional<Ticks> wake(Ticks now) const { return !m_asking && m_due && *m_due > now ? m_due : std::nullopt; }

private:
    Context& m_context;
    ports::PrinterStatus m_printer;
    std::optional<std::string> m_screen;
    std::optional<Ticks> m_due; ///< nothing: at once
    bool m_asking = false;
    bool m_refusal_told = false;
};

} // namespace zahide::device
