#include "scheduler/writer_queue.h"

#include <algorithm>
#include <iterator>

namespace zahide::scheduler {

WriterQueue::WriterQueue(ports::Storage& storage, Committed committed)
    : m_storage(storage)
    , m_committed(std::move(committed))
    , m_thread([this] { write_until_stopped(); })
{
}

WriterQueue::~WriterQueue()
{
    {
        std::lock_guard const lock(m_mutex);
        m_course = Course::stopping;
    }
    m_changed.notify_one();
    m_thread.join();
}

Result<void> WriterQueue::submit(ports::Unit unit, Finished finished)
{
    {
        std::lock_guard const lock(m_mutex);
        if (m_waiting.size() >= units_waiting_max)
            return fail(ErrorCode::limit, "too much is waiting to be written", {}, "try again in a moment", Retry::later);
        m_waiting.push_back({ std::move(unit), std::move(finished) });
    }
    m_changed.notify_one();
    return {};
}

void WriterQueue::write_until_stopped()
{
    while (true) {
        std::vector<Item> batch;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return !m_waiting.empty() || m_course == Course::stopping; });
            if (m_waiting.empty())
                return;
            auto const count = std::min(m_waiting.size(), units_in_batch_max);
            auto const end = m_waiting.begin() + static_cast<std::ptrdiff_t>(count);
            batch.assign(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(end));
            m_waiting.erase(m_waiting.begin(), end);
        }
        write(std::move(batch));
    }
}

void WriterQueue::write(std::vector<Item> items)
{
    std::vector<ports::Unit> units;
    units.reserve(items.size());
    for (auto& item : items)
        units.push_back(std::move(item.unit));
    auto results = m_storage.transact(units);
    bool const any_kept = std::ranges::any_of(results, [](Result<void> const& result) { return result.has_value(); });
    for (std::size_t index = 0; index < items.size(); ++index)
        items[index].finished(std::move(results[index]));
    if (any_kept && m_committed)
        m_committed();
}

} // namespace zahide::scheduler
