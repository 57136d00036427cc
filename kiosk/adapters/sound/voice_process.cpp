#include "voice_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

extern char** environ; // NOLINT: POSIX

namespace zahide::sound {

namespace {

constexpr std::size_t wave_bytes_max = 8U << 20U; // three minutes of speech
constexpr time_t voice_seconds_max = 15;
/// Where the voice program finds the file to write, high enough to be none of the standard ones.
constexpr int wave_descriptor = 9;

/// A file descriptor that is closed in the end.
class Descriptor {
public:
    explicit Descriptor(int value = -1)
        : m_value(value)
    {
    }
    Descriptor(Descriptor&& other) noexcept
        : m_value(std::exchange(other.m_value, -1))
    {
    }
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() { close(); }

    void close()
    {
        if (m_value >= 0)
            ::close(m_value);
        m_value = -1;
    }
    [[nodiscard]] int value() const { return m_value; }

private:
    int m_value;
};

tl::unexpected<Error> system_error(char const* what, int number)
{
    return fail(ErrorCode::unavailable, std::string(what) + ": " + std::strerror(number), "espeak-ng", "install espeak-ng, or set sound = false", Retry::later);
}

/// A file in memory: writing it can neither block nor raise SIGPIPE.
Result<Descriptor> memory_file(std::string const& content)
{
    Descriptor file(memfd_create("zahide-voice", MFD_CLOEXEC));
    if (file.value() < 0 || write(file.value(), content.data(), content.size()) != static_cast<ssize_t>(content.size())
        || lseek(file.value(), 0, SEEK_SET) != 0)
        return system_error("there is no memory for the voice program", errno);
    return file;
}

/// A running voice program; killed and waited for at the end of its life, if it has not been before.
class VoiceProcess {
public:
    static Result<VoiceProcess> start(VoiceRequest const& request)
    {
        Descriptor const text = ZAHIDE_TRY(memory_file(request.text));
        Descriptor wave = ZAHIDE_TRY(memory_file({}));
        std::array<int, 2> ends { -1, -1 };
        if (pipe2(ends.data(), O_CLOEXEC) != 0)
            return system_error("no pipe for the voice program", errno);
        Descriptor output(ends[0]);
        Descriptor const input(ends[1]);
        // Not --stdout: espeak-ng 1.51 also prints complaints there ("Invalid phoneme code"), between the samples.
        std::array<std::string, 8> words { request.program, "-v", request.voice, "-s", std::to_string(request.words_per_minute), "--stdin", "-w",
            "/dev/fd/" + std::to_string(wave_descriptor) };
        std::array<char*, 9> arguments {};
        for (std::size_t index = 0; index < words.size(); ++index)
            arguments.at(index) = words.at(index).data();
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, text.value(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, input.value(), STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, wave.value(), wave_descriptor);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        pid_t process = -1;
        int const result = posix_spawnp(&process, request.program.c_str(), &actions, nullptr, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        if (result != 0)
            return system_error("the voice program can't be started", result);
        return VoiceProcess(process, std::move(output), std::move(wave));
    }

    VoiceProcess(VoiceProcess&& other) noexcept
        : m_process(std::exchange(other.m_process, -1))
        , m_output(std::move(other.m_output))
        , m_wave(std::move(other.m_wave))
    {
    }
    VoiceProcess& operator=(VoiceProcess&&) = delete;

    ~VoiceProcess()
    {
        if (m_process < 0)
            return;
        kill(m_process, SIGKILL);
        static_cast<void>(wait());
    }

    /// What it prints; its end is the process's end.
    [[nodiscard]] int output() const { return m_output.value(); }

    /// The file it has written, once it has ended.
    [[nodiscard]] Result<std::vector<std::uint8_t>> wave() const
    {
        off_t const size = lseek(m_wave.value(), 0, SEEK_END);
        if (size < 0 || static_cast<std::size_t>(size) > wave_bytes_max)
            return fail(ErrorCode::limit, "the voice program gives more than three minutes of speech", "espeak-ng", "shorten the message");
        std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
        if (pread(m_wave.value(), bytes.data(), bytes.size(), 0) != size)
            return system_error("the voice program's file can't be read", errno);
        return bytes;
    }

    /// The exit status, or -1 when a signal ended it.
    int wait()
    {
        int status = 0;
        while (waitpid(m_process, &status, 0) < 0 && errno == EINTR) { }
        m_process = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    VoiceProcess(pid_t process, Descriptor output, Descriptor wave)
        : m_process(process)
        , m_output(std::move(output))
        , m_wave(std::move(wave))
    {
    }
    pid_t m_process;
    Descriptor m_output;
    Descriptor m_wave;
};

enum class Ending : std::uint8_t { ended, cancelled };

/// Becomes readable when the voice program has had its time.
Result<Descriptor> start_deadline()
{
    Descriptor timer(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
    itimerspec const once { {}, { voice_seconds_max, 0 } };
    if (timer.value() < 0 || timerfd_settime(timer.value(), 0, &once, nullptr) != 0)
        return system_error("no timer for the voice program", errno);
    return timer;
}

/// Reads and drops what the program prints, until it has ended.
Result<Ending> wait_for_end(int descriptor, Signal const& cancel)
{
    Descriptor const deadline = ZAHIDE_TRY(start_deadline());
    std::array<std::uint8_t, 1024> block {};
    while (true) {
        std::array<pollfd, 3> watched { { { descriptor, POLLIN, 0 }, { cancel.descriptor(), POLLIN, 0 }, { deadline.value(), POLLIN, 0 } } };
        if (poll(watched.data(), watched.size(), -1) < 0) {
            if (errno == EINTR)
                continue;
            return system_error("the voice program can't be waited for", errno);
        }
        if (watched[1].revents != 0)
            return Ending::cancelled;
        if (watched[2].revents != 0)
            return fail(ErrorCode::unavailable, "the voice program takes too long", "espeak-ng", "look whether the machine is overloaded", Retry::later);
        ssize_t const count = read(descriptor, block.data(), block.size());
        if (count < 0 && errno != EINTR)
            return system_error("the voice program can't be read", errno);
        if (count == 0)
            return Ending::ended;
    }
}

} // namespace

Result<Signal> Signal::create()
{
    int const descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (descriptor < 0)
        return system_error("no event descriptor", errno);
    return Signal(descriptor);
}

Signal::Signal(Signal&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

Signal::~Signal()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

void Signal::raise() const
{
    static_cast<void>(eventfd_write(m_descriptor, 1));
}

void Signal::lower() const
{
    eventfd_t value = 0;
    static_cast<void>(eventfd_read(m_descriptor, &value));
}

bool Signal::is_raised() const
{
    pollfd watched { m_descriptor, POLLIN, 0 };
    return poll(&watched, 1, 0) > 0;
}

Result<Samples> run_voice(VoiceRequest const& request, Signal const& cancel)
{
    VoiceProcess process = ZAHIDE_TRY(VoiceProcess::start(request));
    Ending const ending = ZAHIDE_TRY(wait_for_end(process.output(), cancel));
    if (ending == Ending::cancelled)
        return Samples {};
    if (int const status = process.wait(); status != 0)
        return fail(ErrorCode::unavailable, "the voice program failed with status " + std::to_string(status), "espeak-ng",
            "try it by hand: espeak-ng -v " + request.voice);
    return samples_of_wave(ZAHIDE_TRY(process.wave()));
}

} // namespace zahide::sound
