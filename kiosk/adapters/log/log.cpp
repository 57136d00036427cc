#include "log/log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace zahide::log {

namespace {

spdlog::level::level_enum level_of(ports::Severity severity)
{
    switch (severity) {
    case ports::Severity::debug:
        return spdlog::level::debug;
    case ports::Severity::info:
        return spdlog::level::info;
    case ports::Severity::warning:
        return spdlog::level::warn;
    case ports::Severity::error:
        return spdlog::level::err;
    }
    return spdlog::level::err;
}

void append_escaped(std::string& line, std::string_view text)
{
    for (char const letter : text) {
        if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f)
            line += fmt::format("\\x{:02x}", static_cast<unsigned char>(letter));
        else
            line += letter;
    }
}

class ConsoleLog final : public ports::Log {
public:
    ConsoleLog(std::string_view program, ports::Severity least)
        : m_logger(std::string(program), std::make_shared<spdlog::sinks::stderr_sink_mt>())
    {
        m_logger.set_formatter(std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %-7l %n: %v", spdlog::pattern_time_type::utc));
        m_logger.set_level(level_of(least));
        m_logger.flush_on(spdlog::level::info);
    }

    void write(ports::Severity severity, std::string_view event, std::initializer_list<ports::LogField> fields) override
    {
        if (auto const level = level_of(severity); m_logger.should_log(level))
            m_logger.log(level, "{}", format_line(event, fields));
    }

private:
    spdlog::logger m_logger;
};

} // namespace

std::unique_ptr<ports::Log> make_console_log(std::string_view program, ports::Severity least)
{
    return std::make_unique<ConsoleLog>(program, least);
}

std::string format_line(std::string_view event, std::initializer_list<ports::LogField> fields)
{
    std::string line;
    append_escaped(line, event);
    for (auto const& field : fields) {
        line.append(" ").append(field.name).append("=");
        bool const quoted = field.value.empty() || field.value.find_first_of(" =\"") != std::string::npos;
        if (quoted)
            line += '"';
        append_escaped(line, field.value);
        if (quoted)
            line += '"';
    }
    return line;
}

} // namespace zahide::log
