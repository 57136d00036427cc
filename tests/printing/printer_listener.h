#pragma once

#include "base/clock.h"
#include "ports/log.h"
#include "ports/printer.h"
#include "virtual_printer.h"

#include <chrono>
#include <condition_variable>
#include <gtest/gtest.h>
#include <mutex>
#include <string>
#include <vector>

// What the tests of the shipped printer listen with.
namespace zahide::printing {

class SteadyClock final : public Clock {
public:
    Instant now() const override { return Instant::from_unix_ms(1'795'333'380'000); }
    Ticks ticks() const override { return steady_ticks(); }
};

class QuietLog final : public ports::Log {
public:
    void write(ports::Severity severity, std::string_view event, std::initializer_list<ports::LogField> fields) override
    {
        std::lock_guard const lock(m_mutex);
        if (severity == ports::Severity::warning) {
            m_warnings.emplace_back(event);
            for (auto const& field : fields)
                m_warnings.back() += " " + std::string(field.name) + "=" + field.value;
        }
    }
    std::vector<std::string> warnings()
    {
        std::lock_guard const lock(m_mutex);
        return m_warnings;
    }

private:
    std::mutex m_mutex;
    std::vector<std::string> m_warnings;
};

/// Collects messages and waits for them.
class Mailbox final : public ports::PrinterListener {
public:
    void on_printer(ports::PrinterMessage const& message) override
    {
        std::lock_guard const lock(m_mutex);
        if (auto const* finished = std::get_if<ports::PrintFinished>(&message))
            m_outcomes.push_back(finished->outcome);
        else if (auto const* status = std::get_if<ports::PrinterStatusChanged>(&message))
            m_statuses.push_back(status->status);
        else
            ++m_started;
        m_arrived.notify_all();
    }
    domain::PrintOutcome wait_outcome(std::size_t index)
    {
        std::unique_lock lock(m_mutex);
        if (!m_arrived.wait_for(lock, std::chrono::seconds(30), [&] { return m_outcomes.size() > index; }))
            ADD_FAILURE() << "no outcome in 30 s";
        return m_outcomes.size() > index ? m_outcomes[index] : domain::PrintOutcome {};
    }
    bool wait_status(ports::PrinterStatus const& wanted)
    {
        std::unique_lock lock(m_mutex);
        return m_arrived.wait_for(lock, std::chrono::seconds(10), [&] { return !m_statuses.empty() && m_statuses.back() == wanted; });
    }
    int started()
    {
        std::lock_guard const lock(m_mutex);
        return m_started;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::vector<domain::PrintOutcome> m_outcomes;
    std::vector<ports::PrinterStatus> m_statuses;
    int m_started = 0;
};

inline ports::PrintJob test_job(std::uint8_t number, int rows = 600)
{
    ports::PrintJob job { PrintJobId(Uuid({ number })), "2026-11-22-" + std::to_string(number), { 576, rows, {} }, ports::PaperCut::cut, Milliseconds(8'000) };
    job.picture.bytes.resize(job.picture.stride_bytes() * static_cast<std::size_t>(rows));
    for (std::size_t index = 0; index < job.picture.bytes.size(); ++index)
        job.picture.bytes[index] = static_cast<std::uint8_t>(0x20 + (index + number) % 95);
    return job;
}

} // namespace zahide::printing
