#pragma once

#include "base/result.h"
#include "ports/storage.h"
#include "scheduler/scheduler.h"

#include <functional>
#include <memory>

namespace zahide::scheduler {

/// Whoever carries out what changes the storage, one unit after the other.
class Writer {
public:
    /// Called once the unit is durable or has failed; must not block.
    using Finished = std::function<void(Result<void>)>;
    /// Called after each batch in which anything was kept: listeners may have something to read.
    using Committed = std::function<void()>;

    virtual ~Writer() = default;

    /// Fails with `limit`, retry later, when too much waits already; `finished` is not called then.
    [[nodiscard]] virtual Result<void> submit(ports::Unit unit, Finished finished) = 0;

    /// Submits a command whose answer is stored with its effect (Scheduler::answer). `told` is called with the
    /// answer where `finished` would be, and on the caller's thread when too much waits.
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
};

/// Carries out each unit at once, on the caller's thread, as a batch of its own: for the simulator, whose steps are to be
/// the same each time.
class InlineWriter final : public Writer {
public:
    /// The storage outlives the writer.
    InlineWriter(ports::Storage& storage, Committed committed);
    [[nodiscard]] Result<void> submit(ports::Unit unit, Finished finished) override;

private:
    ports::Storage& m_storage;
    Committed m_committed;
};

} // namespace zahide::scheduler
