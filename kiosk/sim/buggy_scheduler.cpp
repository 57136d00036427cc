#include "buggy_scheduler.h"

namespace zahide::sim {

namespace {

Instant const end_of_time = Instant::from_unix_ms(253'370'764'800'000); // the year 9999

Result<void> drop_answers(ports::Transaction& transaction)
{
    return transaction.answered_requests().remove_before(end_of_time);
}

/// Keeps no answer: what is asked again is done again.
class ForgetfulStorage final : public ports::Storage {
public:
    explicit ForgetfulStorage(std::unique_ptr<ports::Storage> storage)
        : m_storage(std::move(storage))
    {
    }
    [[nodiscard]] std::vector<Result<void>> transact(std::span<ports::Unit const> batch) override
    {
        auto results = m_storage->transact(batch);
        static_cast<void>(ports::transact_one(*m_storage, drop_answers));
        return results;
    }
    [[nodiscard]] Result<void> read(ports::Reader const& reader) const override { return m_storage->read(reader); }

private:
    std::unique_ptr<ports::Storage> m_storage;
};

} // namespace

std::unique_ptr<ports::Storage> make_buggy(std::unique_ptr<ports::Storage> storage, Mutant mutant)
{
    if (mutant == Mutant::key_ignored)
        return std::make_unique<ForgetfulStorage>(std::move(storage));
    return storage;
}

void forget_answers(ports::Storage& storage, Mutant mutant)
{
    if (mutant == Mutant::answers_forgotten)
        static_cast<void>(ports::transact_one(storage, drop_answers));
}

void BuggyHub::add(http::Listening listening)
{
    auto const* const device = std::get_if<domain::DevicePrincipal>(&listening.principal);
    if (m_mutant == Mutant::board_hears_all && device != nullptr && device->kind == domain::DeviceKind::board)
        listening.principal = domain::StaffPrincipal { StaffUserId("staff-1"), domain::StaffRole::front_desk, device->center };
    m_hub.add(std::move(listening));
}

Result<void> BuggyWriter::submit(ports::Unit unit, Finished finished)
{
    if (m_mutant != Mutant::answer_before_commit)
        return m_writer.submit(std::move(unit), std::move(finished));
    return m_writer.submit(std::move(unit), [finished = std::move(finished)](Result<void> result) {
        bool const is_disk = !result && result.error().code == ErrorCode::unavailable;
        finished(is_disk ? Result<void>() : std::move(result));
    });
}

} // namespace zahide::sim
