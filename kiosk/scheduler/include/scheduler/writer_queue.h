#pragma once

#include "base/result.h"
#include "ports/storage.h"
#include "scheduler/scheduler.h"

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace zahide::scheduler {

/// The one writer: a thread that takes whatever units have queued up, transacts them as one batch (so that one sync to
/// disk serves them all), and tells each how it went. Submit from any thread. Destroying it first carries out what was
/// submitted.
class WriterQueue {
public:
    /// Called on the writer thread once the unit is durable or has failed; must not block.
    using Finished = std::function<void(Result<void>)>;
    /// Called on the writer thread after each batch in which anything was kept: listeners may have something to read.
    using Committed = std::function<void()>;

    static constexpr std::size_t units_waiting_max = 4096;
    static constexpr std::size_t units_in_batch_max = 256;

    WriterQueue(ports::Storage& storage, Committed committed);
    ~WriterQueue();
    WriterQueue(WriterQueue const&) = delete;
    WriterQueue& operator=(WriterQueue const&) = delete;

    /// Fails with `limit`, retry later, when units_waiting_max are waiting already; `finished` is not called then.
    [[nodiscard]] Result<void> submit(ports::Unit unit, Finished finished);

    /// Submits a command whose answer is stored with its effect (Scheduler::answer). `told` is called on the writer thread
    /// with the answer, also when the queue is full (then on the caller's thread).
    template<class Command, class Encode>
    void answer(Scheduler const& scheduler, domain::Principal principal, Once once, Command command, Encode encode,
        std::function<void(Result<ports::StoredResponse>)> const& told)
    {
        auto response = std::make_shared<ports::StoredResponse>();
        auto work = [&scheduler, response, principal = std::move(principal), once = std::move(once), command = std::move(command), encode = std::move(encode)](
                        ports::Transaction& transaction) -> Result<void> {
            *response = ZAHIDE_TRY(scheduler.answer(transaction, principal, once, command, encode));
            return {};
        };
        auto finished = [response, told](Result<void> result) {
            if (result)
                told(std::move(*response));
            else
                told(fail(std::move(result).error()));
        };
        if (auto queued = submit(std::move(work), std::move(finished)); !queued)
            told(fail(std::move(queued).error()));
    }

private:
    struct Item {
        ports::Unit unit;
        Finished finished;
    };

    void write_until_stopped();
    void write(std::vector<Item> items);

    enum class Course : std::uint8_t { running, stopping };

    ports::Storage& m_storage;
    Committed m_committed;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Item> m_waiting;
    Course m_course = Course::running;
    std::thread m_thread;
};

} // namespace zahide::scheduler
