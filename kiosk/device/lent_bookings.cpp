#include "lent_bookings.h"

#include "protocol/slot_lease.h"

#include <algorithm>

namespace zahide::device {

std::optional<BookingAnswer> LentBookings::go_on(BookingQuestion const& question)
{
    if (std::holds_alternative<AskTimes>(question))
        end();
    if (!m_is_alone)
        return std::nullopt;
    if (auto const* const asked = std::get_if<HoldTime>(&question)) {
        if (auto held = hold(*asked))
            return held;
        return BookingFailed { BookingFailure::slot_taken, m_slots.offers({ asked->wish, std::nullopt, domain::lending_days }) };
    }
    if (auto const* const released = std::get_if<ReleaseTime>(&question); released != nullptr && m_held && m_held->slot == released->hold) {
        let_go();
        return Released {};
    }
    if (auto const* const asked = std::get_if<BookTime>(&question); asked != nullptr && m_held && m_held->slot == asked->hold)
        return book();
    // Only the scheduler knows the appointment that would be moved here.
    if (auto const* const moved = std::get_if<MoveAppointment>(&question); moved != nullptr && m_held && m_held->slot == moved->hold) {
        let_go();
        return BookingFailed { BookingFailure::unreachable, {} };
    }
    return std::nullopt;
}

std::optional<BookingAnswer> LentBookings::stand_in(BookingQuestion const& question)
{
    if (auto const* const asked = std::get_if<AskTimes>(&question)) {
        auto offers = m_slots.offers(*asked);
        if (offers.empty())
            return std::nullopt;
        m_is_alone = true;
        return Times { std::move(offers), {} };
    }
    if (auto const* const asked = std::get_if<HoldTime>(&question)) {
        auto held = hold(*asked);
        m_is_alone = held.has_value();
        return held;
    }
    return std::nullopt;
}

void LentBookings::end()
{
    let_go();
    m_is_alone = false;
}

void LentBookings::let_go()
{
    m_held.reset();
    m_slots.keep(std::nullopt);
}

std::optional<BookingAnswer> LentBookings::hold(HoldTime const& asked)
{
    let_go();
    auto const lease = m_slots.find(asked.wish, asked.start);
    auto const* catalogue = m_cache.catalogue();
    if (!lease || catalogue == nullptr)
        return std::nullopt;
    m_held = Held { lease->id, asked.wish };
    m_slots.keep(lease->id);
    auto const until = std::min(m_context.now() + catalogue->rules.hold_at_kiosk, lease->book_until);
    return TimeHeld { { lease->id, lease->start, lease->end, until, lease->interpreter, std::nullopt } };
}

BookingAnswer LentBookings::book()
{
    auto const lease = m_slots.find(m_held->slot);
    if (!lease) {
        let_go();
        return BookingFailed { BookingFailure::hold_gone, {} };
    }
    auto made = promise(*lease);
    let_go();
    if (made)
        return std::move(*made);
    if (made.error().code != ErrorCode::unavailable) // a disk's trouble is told already
        m_context.trouble(made.error());
    return BookingFailed { BookingFailure::failed, {} };
}

/// The promise with its delivery and its paper, or nothing of it.
Result<BookingAnswer> LentBookings::promise(domain::SlotLease const& lease)
{
    if (m_outbox.size() >= m_context.limits().outbox_entries_max)
        return fail(ErrorCode::limit, "too much waits for delivery", {}, "connect this device to the scheduler", Retry::later);
    auto const view = view_of(lease);
    protocol::LentBooking const message { view.wish, lease.start, lease.code, view.booked_at, lease.loan };
    ports::OutboxEntry const entry { {}, IdempotencyKey(Uuid::generate(m_context.random)),
        "/v1/devices/" + m_context.options.device.value() + "/slot-leases/" + lease.id.value().text() + "/book",
        Personal<std::string>(protocol::encode(message)), view.booked_at, std::nullopt };
    auto const job = m_journal.draft(std::nullopt, domain::PrintMark::original);
    ZAHIDE_TRY_VOID(m_context.transact({ ports::PromiseSlot { lease.id }, ports::AddOutbox { entry }, ports::AddPrintJob { job } }));
    m_slots.promised(lease.id);
    m_outbox.added();
    m_journal.added(job, view.id);
    m_journal.show(view.id);
    return AppointmentMade { view, job.id };
}

protocol::AppointmentView LentBookings::view_of(domain::SlotLease const& lease) const
{
    auto const* catalogue = m_cache.catalogue();
    auto const rules = catalogue != nullptr ? catalogue->rules : domain::Rules {};
    protocol::AppointmentView view;
    view.id = domain::appointment_of(lease.id);
    view.center = m_context.options.center;
    view.code = lease.code;
    view.wish = m_held->wish;
    view.start = lease.start;
    view.end = lease.end;
    view.interpreter = lease.interpreter;
    view.check_in_from = lease.start - rules.check_in_before;
    view.check_in_until = lease.start + rules.check_in_after;
    view.booked_at = m_context.now();
    view.check_in = view.booked_at < view.check_in_from ? domain::CheckInTime::too_early : domain::CheckInTime::now;
    view.channel = domain::Channel::kiosk;
    return view;
}

} // namespace zahide::device
