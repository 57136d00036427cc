#pragma once

#include "base/clock.h"
#include "ports/log.h"
#include "ports/printer.h"
#include "printer/session.h"
#include "printer/target.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace zahide::printer {

/// Writes a paper's picture for people to look at, whole or not at all, durable on return. Safe to call from the
/// printer's thread.
using PreviewWriter = std::function<Result<void>(std::filesystem::path const&, ports::PrintPicture const&)>;

struct PrinterOptions {
    Target target;
    AnswerPolicy answers = AnswerPolicy::probe;
    SessionTimes times;
    /// For a network printer to take a connection.
    Milliseconds connect_time { 3'000 };
    /// Between two looks at an idle printer that answers, so that staff hear of the paper's near end.
    Milliseconds look_interval { 30'000 };
    /// Between two looks at one that is in trouble or not there.
    Milliseconds retry_interval { 15'000 };
    /// Between two looks at one that can't answer.
    Milliseconds mute_interval { 300'000 };
    /// For FolderTarget: makes LABEL-JOB.png beside LABEL-JOB.escpos; may be empty.
    PreviewWriter write_preview;
};

/// A printer with a thread of its own, which asks the printer at once how it is. `clock`, `listener` and `log` must
/// outlive it. A printer that is not there is no failure here: its status says so, the log says where and the mend,
/// and it is looked for again. Fails only where no printer could ever work.
[[nodiscard]] Result<std::unique_ptr<ports::Printer>> create_printer(
    PrinterOptions options, Clock const& clock, ports::PrinterListener& listener, ports::Log& log);

} // namespace zahide::printer
