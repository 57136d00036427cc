#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "config/device.h"
#include "paper/appointment.h"
#include "paper/ticket.h"
#include "ports/log.h"
#include "ports/printer.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace zahide::program {

using PaperContent = std::variant<paper::TicketContent, paper::AppointmentContent>;

/// Sets papers and gives them to the printer, one after another. Main thread, but for what the printer says.
class PaperDesk : private ports::PrinterListener {
public:
    /// Papers that wait while one is being printed; more than that are not printed.
    static constexpr std::size_t waiting_max = 8;

    /// `wake` is called from the printer's thread when take_messages() has something. The references outlive the desk.
    /// Fails where no printer could ever work; one that is not there now is no failure.
    [[nodiscard]] static Result<std::unique_ptr<PaperDesk>> create(config::PrinterConfig const& config, text::Engine& engine, i18n::Catalogue const& messages,
        Clock const& clock, ports::Log& log, std::function<void()> wake);
    ~PaperDesk() override;
    PaperDesk(PaperDesk const&) = delete;
    PaperDesk& operator=(PaperDesk const&) = delete;

    /// Every job is answered by exactly one PrintFinished of take_messages().
    void print(PrintJobId const& job, std::string label, PaperContent const& content);
    /// A job of which no paper can come: it ends as not printed.
    void give_up(PrintJobId const& job, domain::PrintTrouble trouble);
    [[nodiscard]] std::vector<ports::PrinterMessage> take_messages();
    [[nodiscard]] bool has_printer() const { return m_printer != nullptr; }

private:
    PaperDesk(ports::Log& log, std::function<void()> wake);
    void on_printer(ports::PrinterMessage const& message) override;
    void submit_next();
    ports::Log& m_log;
    std::function<void()> m_wake;
    std::optional<paper::TicketPress> m_press;
    std::deque<ports::PrintJob> m_waiting;
    std::optional<PrintJobId> m_printing; ///< at the printer now; the end of another one, given up before, does not free it
    std::mutex m_mutex;
    std::vector<ports::PrinterMessage> m_inbox; ///< guarded by m_mutex
    std::unique_ptr<ports::Printer> m_printer; ///< none in the config: null. Last, so that its thread ends first
};

} // namespace zahide::program
