#pragma once

#include "base/result.h"
#include "ports/storage.h"
#include "scheduler/writer.h"

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

namespace zahide::scheduler {

/// The one writer: a thread that takes whatever units have queued up, transacts them as one batch (so that one sync to
/// disk serves them all), and tells each how it went. Submit from any thread. Destroying it first carries out what was
/// submitted.
class WriterQueue final : public Writer {
public:
    static constexpr std::size_t units_waiting_max = 4096;
    static constexpr std::size_t units_in_batch_max = 256;

    WriterQueue(ports::Storage& storage, Committed committed);
    ~WriterQueue() override;
    WriterQueue(WriterQueue const&) = delete;
    WriterQueue& operator=(WriterQueue const&) = delete;

    /// Fails with `limit`, retry later, when units_waiting_max are waiting already. `finished` is called on the writer thread.
    [[nodiscard]] Result<void> submit(ports::Unit unit, Finished finished) override;

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
