#include "process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace zahide::faults {

namespace {

[[noreturn]] void become(std::vector<std::string> const& command, int input, int output, std::string const& error_file)
{
    int const errors = ::open(error_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    ::dup2(input, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(errors, STDERR_FILENO);
    std::vector<char*> arguments;
    for (auto const& word : command)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

} // namespace

Process::Process(std::vector<std::string> const& command, std::string const& error_file)
{
    std::array<int, 2> input {};
    std::array<int, 2> output {};
    if (::pipe2(input.data(), O_CLOEXEC) != 0 || ::pipe2(output.data(), O_CLOEXEC) != 0)
        std::abort();
    m_pid = ::fork();
    if (m_pid == 0)
        become(command, input[0], output[1], error_file);
    ::close(input[0]);
    ::close(output[1]);
    m_input = input[1];
    m_output = output[0];
}

Process::~Process()
{
    if (running()) {
        kill_now(SIGKILL);
        wait();
    }
    close_input();
    ::close(m_output);
}

std::optional<std::string> Process::take_line()
{
    auto const end = m_read.find('\n');
    if (end == std::string::npos)
        return std::nullopt;
    auto line = m_read.substr(0, end);
    m_read.erase(0, end + 1);
    return line;
}

std::optional<std::string> Process::read_line(Clock const& clock, Ticks deadline)
{
    while (true) {
        if (auto line = take_line())
            return line;
        auto const left = std::chrono::ceil<std::chrono::milliseconds>(deadline - clock.ticks()).count();
        if (left <= 0)
            return std::nullopt;
        pollfd descriptor { m_output, POLLIN, 0 };
        int const ready = ::poll(&descriptor, 1, static_cast<int>(left));
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return std::nullopt;
        std::array<char, 4096> buffer {};
        auto const count = ::read(m_output, buffer.data(), buffer.size());
        if (count <= 0)
            return std::nullopt;
        m_read.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

void Process::write(std::string const& text) const
{
    if (::write(m_input, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        std::abort();
}

void Process::close_input()
{
    if (m_input >= 0)
        ::close(std::exchange(m_input, -1));
}

void Process::kill_now(int signal) const
{
    if (running())
        ::kill(m_pid, signal);
}

int Process::wait()
{
    int status = 0;
    while (::waitpid(m_pid, &status, 0) < 0 && errno == EINTR) { }
    m_pid = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::optional<std::string> output_of(std::vector<std::string> const& command, std::string const& input, std::string const& error_file)
{
    // Small programs with small outputs, so one after the other is enough.
    std::array<int, 2> output {};
    std::array<int, 2> given {};
    if (::pipe2(output.data(), O_CLOEXEC) != 0 || ::pipe2(given.data(), O_CLOEXEC) != 0)
        std::abort();
    pid_t const pid = ::fork();
    if (pid == 0)
        become(command, given[0], output[1], error_file);
    ::close(output[1]);
    ::close(given[0]);
    bool const written = ::write(given[1], input.data(), input.size()) == static_cast<ssize_t>(input.size());
    ::close(given[1]);
    std::string text;
    std::array<char, 4096> buffer {};
    for (ssize_t count = 0; (count = ::read(output[0], buffer.data(), buffer.size())) > 0;)
        text.append(buffer.data(), static_cast<std::size_t>(count));
    ::close(output[0]);
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) { }
    if (!written || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return std::nullopt;
    return text;
}

} // namespace zahide::faults
