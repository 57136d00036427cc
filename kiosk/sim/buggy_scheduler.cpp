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

/// The planted bugs of what is held and booked.
class BuggyBookings final : public ports::Bookings {
public:
    BuggyBookings(ports::Bookings& bookings, Mutant mutant)
        : m_bookings(bookings)
        , m_mutant(mutant)
    {
    }
    [[nodiscard]] Result<std::vector<domain::Occupation>> taken(CenterId const& center, Instant from, Instant to, Instant now) const override
    {
        return m_bookings.taken(center, from, to, now);
    }
    [[nodiscard]] Result<void> insert_hold(domain::Hold const& hold, std::vector<domain::Occupation> const& occupations) override
    {
        auto held = hold;
        if (m_mutant == Mutant::hold_never_ends)
            held.expires_at = end_of_time;
        if (hold.lending && m_mutant == Mutant::slot_expires)
            held.expires_at = hold.made_at + Minutes(10);
        if (hold.lending && m_mutant == Mutant::slot_offered)
            return m_bookings.insert_hold(held, {});
        if (m_mutant == Mutant::booked_in_part)
            return m_bookings.insert_hold(held, { occupations.front() });
        return m_bookings.insert_hold(held, occupations);
    }
    [[nodiscard]] Result<std::optional<domain::Hold>> find_hold(HoldId const& id) const override { return m_bookings.find_hold(id); }
    [[nodiscard]] Result<std::vector<domain::Hold>> holds_of(CenterId const& center, std::string const& owner) const override
    {
        return m_bookings.holds_of(center, owner);
    }
    [[nodiscard]] Result<std::vector<domain::Hold>> lent(CenterId const& center) const override { return m_bookings.lent(center); }
    [[nodiscard]] Result<bool> is_code_lent(CenterId const& center, domain::AppointmentCode const& code) const override
    {
        return m_bookings.is_code_lent(center, code);
    }
    [[nodiscard]] Result<void> extend_hold(domain::Hold const& hold) override { return m_bookings.extend_hold(hold); }
    [[nodiscard]] Result<void> release_hold(HoldId const& id) override
    {
        return m_mutant == Mutant::hold_never_ends ? Result<void>() : m_bookings.release_hold(id);
    }
    [[nodiscard]] Result<std::vector<CenterId>> release_expired(Instant now) override { return m_bookings.release_expired(now); }
    [[nodiscard]] Result<std::optional<Instant>> next_expiry() const override { return m_bookings.next_expiry(); }
    [[nodiscard]] Result<void> book(domain::Appointment const& appointment) override { return m_bookings.book(appointment); }
    [[nodiscard]] Result<void> move(domain::Appointment const& appointment, HoldId const& former_claim) override
    {
        return m_bookings.move(appointment, former_claim);
    }
    [[nodiscard]] Result<void> update(domain::Appointment const& appointment) override
    {
        auto changed = appointment;
        if (m_mutant == Mutant::cancelled_stays && changed.state == domain::AppointmentState::cancelled)
            changed.state = domain::AppointmentState::noshow;
        return m_bookings.update(changed);
    }
    [[nodiscard]] Result<std::optional<domain::Appointment>> find(AppointmentId const& id) const override { return m_bookings.find(id); }
    [[nodiscard]] Result<std::optional<domain::Appointment>> find_by_code(CenterId const& center, domain::AppointmentCode const& code) const override
    {
        return m_bookings.find_by_code(center, code);
    }
    [[nodiscard]] Result<std::vector<domain::Appointment>> starting(CenterId const& center, Instant from, Instant to) const override
    {
        return m_bookings.starting(center, from, to);
    }
    [[nodiscard]] Result<void> remove_before(CenterId const& center, Instant at) override { return m_bookings.remove_before(center, at); }

private:
    ports::Bookings& m_bookings;
    Mutant m_mutant;
};

class StorageWithBuggyBookings final : public ports::Storage {
public:
    StorageWithBuggyBookings(std::unique_ptr<ports::Storage> storage, Mutant mutant)
        : m_storage(std::move(storage))
        , m_mutant(mutant)
    {
    }
    [[nodiscard]] std::vector<Result<void>> transact(std::span<ports::Unit const> batch) override
    {
        std::vector<ports::Unit> units;
        for (auto const& unit : batch) {
            units.emplace_back([&unit, mutant = m_mutant](ports::Transaction& transaction) {
                BuggyBookings bookings(transaction.bookings(), mutant);
                auto buggy = transaction.with(bookings);
                return unit(buggy);
            });
        }
        return m_storage->transact(units);
    }
    [[nodiscard]] Result<void> read(ports::Reader const& reader) const override { return m_storage->read(reader); }

private:
    std::unique_ptr<ports::Storage> m_storage;
    Mutant m_mutant;
};

bool is_of_bookings(Mutant mutant)
{
    return mutant == Mutant::hold_never_ends || mutant == Mutant::booked_in_part || mutant == Mutant::cancelled_stays || mutant == Mutant::slot_expires
        || mutant == Mutant::slot_offered;
}

} // namespace

std::unique_ptr<ports::Storage> make_buggy(std::unique_ptr<ports::Storage> storage, Mutant mutant)
{
    if (is_of_bookings(mutant))
        return std::make_unique<StorageWithBuggyBookings>(std::move(storage), mutant);
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
