#include "backend.h"
#include "link.h"

#include <array>
#include <cerrno>
#include <mutex>
#include <optional>
#include <poll.h>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>

namespace zahide::printer {

namespace {

struct SubmittedJob {
    ports::PrintJob job;
    Ticks deadline;
};

void signal_descriptor(int descriptor)
{
    std::uint64_t const one = 1;
    (void)!::write(descriptor, &one, sizeof one);
}

/// The thread around a backend: one inbox with room for one job, messages out through the listener.
class Worker final : public ports::Printer {
public:
    Worker(Descriptor wake, Descriptor stop, Clock const& clock, ports::PrinterListener& listener)
        : m_wake(std::move(wake))
        , m_stop(std::move(stop))
        , m_clock(clock)
        , m_listener(listener)
    {
    }

    ~Worker() override
    {
        signal_descriptor(m_stop.get());
        if (m_thread.joinable())
            m_thread.join();
    }

    void start(std::unique_ptr<Backend> backend)
    {
        m_backend = std::move(backend);
        m_thread = std::thread([this] { run(); });
    }
    [[nodiscard]] int stop_descriptor() const { return m_stop.get(); }

    Result<void> submit(ports::PrintJob job) override
    {
        ZAHIDE_TRY_VOID(ports::check_print_job(job));
        {
            std::lock_guard const lock(m_mutex);
            if (m_busy)
                return fail(ErrorCode::conflict, "the printer is at work on another paper", {}, "wait for its end", Retry::later);
            m_busy = true;
            Ticks const deadline = m_clock.ticks() + job.time_max;
            m_inbox = SubmittedJob { std::move(job), deadline };
        }
        signal_descriptor(m_wake.get());
        return {};
    }

    void request_status() override
    {
        {
            std::lock_guard const lock(m_mutex);
            m_look_wanted = true;
        }
        signal_descriptor(m_wake.get());
    }

    ports::PrinterStatus status() const override
    {
        std::lock_guard const lock(m_mutex);
        return m_status;
    }

private:
    void run()
    {
        Ticks next_look = m_clock.ticks();
        bool first = true;
        while (!is_readable(m_stop.get())) {
            if (auto job = take_job()) {
                print(*job);
            } else if (take_look() || m_clock.ticks() >= next_look) {
                m_backend->look();
                next_look = m_clock.ticks() + m_backend->look_interval();
            } else {
                wait(next_look);
                continue;
            }
            publish_status(first);
            first = false;
        }
        // A job that came too late to be begun.
        if (auto const job = take_job())
            finish(job->job.id, { domain::PrintJobState::not_printed, domain::PrintTrouble::offline });
    }

    void print(SubmittedJob const& submitted)
    {
        PrintJobId const id = submitted.job.id;
        auto const outcome = m_backend->print(submitted.job, submitted.deadline, [&] { m_listener.on_printer(ports::PrintStarted { id }); });
        finish(id, outcome);
    }

    void finish(PrintJobId const& id, domain::PrintOutcome const& outcome)
    {
        {
            std::lock_guard const lock(m_mutex);
            m_busy = false;
        }
        m_listener.on_printer(ports::PrintFinished { id, outcome });
    }

    void publish_status(bool always)
    {
        ports::PrinterStatus const status = m_backend->status();
        {
            std::lock_guard const lock(m_mutex);
            if (status == m_status && !always)
                return;
            m_status = status;
        }
        m_listener.on_printer(ports::PrinterStatusChanged { status });
    }

    std::optional<SubmittedJob> take_job()
    {
        std::lock_guard const lock(m_mutex);
        return std::exchange(m_inbox, std::nullopt);
    }

    bool take_look()
    {
        std::lock_guard const lock(m_mutex);
        return std::exchange(m_look_wanted, false);
    }

    static bool is_readable(int descriptor)
    {
        pollfd waiting { descriptor, POLLIN, 0 };
        return ::poll(&waiting, 1, 0) > 0;
    }

    void wait(Ticks deadline)
    {
        std::array<pollfd, 2> waiting { pollfd { m_wake.get(), POLLIN, 0 }, pollfd { m_stop.get(), POLLIN, 0 } };
        ::poll(waiting.data(), waiting.size(), poll_time_ms(m_clock.ticks(), deadline));
        if (waiting[0].revents != 0) {
            std::uint64_t count = 0;
            (void)!::read(m_wake.get(), &count, sizeof count);
        }
    }

    Descriptor m_wake;
    Descriptor m_stop;
    Clock const& m_clock;
    ports::PrinterListener& m_listener;
    std::unique_ptr<Backend> m_backend;

    mutable std::mutex m_mutex; ///< guards what follows up to the thread
    std::optional<SubmittedJob> m_inbox;
    bool m_busy = false;
    bool m_look_wanted = false;
    ports::PrinterStatus m_status;

    std::thread m_thread;
};

} // namespace

Result<std::unique_ptr<ports::Printer>> create_printer(PrinterOptions options, Clock const& clock, ports::PrinterListener& listener, ports::Log& log)
{
    Descriptor wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    Descriptor stop(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!wake.is_open() || !stop.is_open())
        return fail(ErrorCode::limit, "no more open files: " + errno_text(errno), "printer", "raise the limit of open files");
    bool const is_ipp = std::holds_alternative<IppTarget>(options.target);
    bool const is_file = std::holds_alternative<FileTarget>(options.target) || std::holds_alternative<FolderTarget>(options.target);
    auto worker = std::make_unique<Worker>(std::move(wake), std::move(stop), clock, listener);
    auto backend = is_file ? make_file_backend(std::move(options), log)
        : is_ipp           ? make_ipp_backend(std::move(options), clock, log, worker->stop_descriptor())
                           : make_link_backend(std::move(options), clock, log, worker->stop_descriptor());
    worker->start(std::move(backend));
    return std::unique_ptr<ports::Printer>(std::move(worker));
}

} // namespace zahide::printer
