#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/print_job.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace zahide::ports {

/// The widest picture a receipt printer takes here: 104 mm at 203 dpi.
inline constexpr int print_width_dots_max = 832;
/// The longest: a metre and a half, far beyond any paper of ours.
inline constexpr int print_rows_max = 12'000;
/// The longest label of a job.
inline constexpr std::size_t print_label_length_max = 40;

/// One bit a dot, most significant bit left, 1 = black, every row padded to whole bytes.
struct PrintPicture {
    int width_dots = 0;
    int rows = 0;
    std::vector<std::uint8_t> bytes;

    [[nodiscard]] std::size_t stride_bytes() const { return (static_cast<std::size_t>(width_dots) + 7) / 8; }
};

enum class PaperCut : std::uint8_t { cut, tear };

struct PrintJob {
    PrintJobId id;
    /// What a printer that makes files names them by, as is_slug() says, such as "2026-11-22-214". Nothing of a visitor.
    std::string label;
    PrintPicture picture;
    PaperCut cut = PaperCut::cut;
    /// From submit() to the outcome; when it is over the job ends as unknown or not printed.
    Milliseconds time_max { 20'000 };
};

enum class PrinterState : std::uint8_t {
    unknown, ///< not asked yet, or it can't answer
    ready,
    offline,
    cover_open,
    paper_out,
    error, ///< cutter or mechanics: somebody has to look
    not_there,
    not_allowed,
};

enum class PaperState : std::uint8_t { unknown, ok, near_end, out };

struct PrinterStatus {
    PrinterState state = PrinterState::unknown;
    PaperState paper = PaperState::unknown;

    friend bool operator==(PrinterStatus const&, PrinterStatus const&) = default;
};

/// Snake case, as the devices' status message has them.
[[nodiscard]] std::string_view to_string(PrinterState state);
[[nodiscard]] std::string_view to_string(PaperState paper);

/// The job's first byte is about to leave.
struct PrintStarted {
    PrintJobId id;
};

/// The job has ended, for good.
struct PrintFinished {
    PrintJobId id;
    domain::PrintOutcome outcome;
};

/// The printer's state or paper is no longer what it was; also the first message after the start.
struct PrinterStatusChanged {
    PrinterStatus status;
};

using PrinterMessage = std::variant<PrintStarted, PrintFinished, PrinterStatusChanged>;

/// Who hears of a printer. Called on the printer's own thread: put the message into a queue and return.
class PrinterListener {
public:
    virtual ~PrinterListener() = default;
    virtual void on_printer(PrinterMessage const& message) = 0;
};

/// A printer that takes one job at a time and cannot be told to forget it. Every submitted job gets exactly one
/// PrintFinished within its time_max plus one second, at the latest when the printer is destroyed (then as unknown, or
/// as not_printed where no byte had left). PrintStarted comes before it, except where no byte left at all.
/// Safe to call from any thread; no call waits for the printer.
class Printer {
public:
    virtual ~Printer() = default;
    /// Fails with `conflict` while a job is under way and with `invalid` on a picture or label outside the limits above;
    /// then no message follows.
    [[nodiscard]] virtual Result<void> submit(PrintJob job) = 0;
    /// Asks the printer how it is, once no job is under way; the answer comes as PrinterStatusChanged if it is news.
    virtual void request_status() = 0;
    /// What was heard last.
    [[nodiscard]] virtual PrinterStatus status() const = 0;
};

/// The checks of submit() that are the same for every printer.
[[nodiscard]] Result<void> check_print_job(PrintJob const& job);

} // namespace zahide::ports
