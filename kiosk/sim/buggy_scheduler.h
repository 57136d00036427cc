#pragma once

#include "http/event_hub.h"
#include "ports/storage.h"
#include "scheduler/writer.h"
#include "sim/options.h"

#include <memory>

/// The planted bugs on the scheduler's side: decorators of its ports.
namespace zahide::sim {

/// The storage itself, or one with the bug.
[[nodiscard]] std::unique_ptr<ports::Storage> make_buggy(std::unique_ptr<ports::Storage> storage, Mutant mutant);
/// Mutant::answers_forgotten, at every start.
void forget_answers(ports::Storage& storage, Mutant mutant);

class BuggyHub final : public http::EventHub {
public:
    BuggyHub(http::EventHub& hub, Mutant mutant)
        : m_hub(hub)
        , m_mutant(mutant)
    {
    }
    void add(http::Listening listening) override;
    void notify() override { m_hub.notify(); }

private:
    http::EventHub& m_hub;
    Mutant m_mutant;
};

class BuggyWriter final : public scheduler::Writer {
public:
    BuggyWriter(scheduler::Writer& writer, Mutant mutant)
        : m_writer(writer)
        , m_mutant(mutant)
    {
    }
    [[nodiscard]] Result<void> submit(ports::Unit unit, Finished finished) override;

private:
    scheduler::Writer& m_writer;
    Mutant m_mutant;
};

} // namespace zahide::sim
