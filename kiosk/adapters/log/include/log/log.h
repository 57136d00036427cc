#pragma once

#include "base/result.h"
#include "ports/log.h"

#include <memory>

namespace zahide::log {

/// Lines on standard error, "2026-11-22T07:43:05.120Z info  scheduler: event name=value": what a service manager keeps.
/// Safe to call from any thread.
[[nodiscard]] std::unique_ptr<ports::Log> make_console_log(std::string_view program, ports::Severity least);

/// One line of it, without time and severity: line breaks and control characters are escaped, so that no input forges a
/// line.
[[nodiscard]] std::string format_line(std::string_view event, std::initializer_list<ports::LogField> fields);

} // namespace zahide::log
