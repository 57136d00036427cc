#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace zahide::ports {

enum class Severity : std::uint8_t { debug, info, warning, error };

/// One named value of a log line. Personal<T> and Secret have no way into it.
struct LogField {
    std::string_view name;
    std::string value;
};

/// Where a program tells its operator what happens. Safe to call from any thread; never blocks for long.
/// Nothing of a visitor goes in: no number's owner, no service, no language, no token, no body, no query.
class Log {
public:
    virtual ~Log() = default;
    /// `event` is one short sentence; fields follow as name=value on the same line.
    virtual void write(Severity severity, std::string_view event, std::initializer_list<LogField> fields) = 0;

    void info(std::string_view event, std::initializer_list<LogField> fields = {}) { write(Severity::info, event, fields); }
    void warning(std::string_view event, std::initializer_list<LogField> fields = {}) { write(Severity::warning, event, fields); }
    void error(std::string_view event, std::initializer_list<LogField> fields = {}) { write(Severity::error, event, fields); }
};

} // namespace zahide::ports
