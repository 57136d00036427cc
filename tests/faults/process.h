#pragma once

#include "base/clock.h"

#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace zahide::faults {

/// A program of ours, running: its standard output line by line, its standard error in a file.
class Process {
public:
    /// `command[0]` is the program's path.
    Process(std::vector<std::string> const& command, std::string const& error_file);
    /// Kills what still runs.
    ~Process();
    Process(Process const&) = delete;
    Process& operator=(Process const&) = delete;

    /// The next line of its standard output; nothing when it ends or `deadline` comes first.
    [[nodiscard]] std::optional<std::string> read_line(Clock const& clock, Ticks deadline);
    void write(std::string const& text) const;
    void close_input();
    void kill_now(int signal) const;
    /// Waits for its end; gives its exit code, or -signal.
    int wait();
    [[nodiscard]] bool running() const { return m_pid > 0; }

private:
    std::optional<std::string> take_line();

    pid_t m_pid = -1;
    int m_input = -1;
    int m_output = -1;
    std::string m_read;
};

/// Runs a program to its end and gives what it wrote to its standard output; nothing if it failed.
[[nodiscard]] std::optional<std::string> output_of(std::vector<std::string> const& command, std::string const& input, std::string const& error_file);

} // namespace zahide::faults
