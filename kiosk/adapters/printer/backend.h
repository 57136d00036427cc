#pragma once

#include "ports/log.h"
#include "ports/printer.h"
#include "printer/printer.h"

#include <functional>
#include <memory>

namespace zahide::printer {

/// One kind of printer as the worker's thread sees it. Calls may take as long as their deadline says, but end soon
/// once the descriptor `stop` they were made with is readable.
class Backend {
public:
    virtual ~Backend() = default;
    /// Prints one paper; calls `started` before the first byte leaves.
    [[nodiscard]] virtual domain::PrintOutcome print(ports::PrintJob const& job, Ticks deadline, std::function<void()> const& started) = 0;
    /// Asks the printer how it is.
    virtual void look() = 0;
    /// What is known since the last print() or look().
    [[nodiscard]] virtual ports::PrinterStatus status() const = 0;
    /// When to look next.
    [[nodiscard]] virtual Milliseconds look_interval() const = 0;
};

[[nodiscard]] std::unique_ptr<Backend> make_link_backend(PrinterOptions options, Clock const& clock, ports::Log& log, int stop);
[[nodiscard]] std::unique_ptr<Backend> make_ipp_backend(PrinterOptions options, Clock const& clock, ports::Log& log, int stop);
[[nodiscard]] std::unique_ptr<Backend> make_file_backend(PrinterOptions options, ports::Log& log);

} // namespace zahide::printer
