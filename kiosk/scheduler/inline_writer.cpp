#include "scheduler/writer.h"

namespace zahide::scheduler {

InlineWriter::InlineWriter(ports::Storage& storage, Committed committed)
    : m_storage(storage)
    , m_committed(std::move(committed))
{
}

Result<void> InlineWriter::submit(ports::Unit unit, Finished finished)
{
    auto results = m_storage.transact({ &unit, 1 });
    bool const kept = results.front().has_value();
    finished(std::move(results.front()));
    if (kept && m_committed)
        m_committed();
    return {};
}

} // namespace zahide::scheduler
