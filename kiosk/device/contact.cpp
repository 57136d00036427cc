#include "contact.h"

#include "protocol/device.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace zahide::device {

namespace {

/// A clock that is off by less is left alone.
constexpr Milliseconds clock_difference_max = Minutes(2);
/// An offset is measured anew when it has changed by so much.
constexpr Milliseconds offset_change_min = Seconds(30);
constexpr Milliseconds fresh_for = Minutes(2);

Milliseconds distance(Milliseconds one, Milliseconds other)
{
    return one > other ? one - other : other - one;
}

} // namespace

Result<void> Contact::load()
{
    m_context.clock_offset = ZAHIDE_TRY(m_context.store.clock_offset());
    m_promises_at_start = promises_now();
    return {};
}

std::optional<std::int32_t> Contact::promises_now() const
{
    auto const last = m_context.options.kind == domain::DeviceKind::kiosk ? m_context.store.last_sequence() : fail(ErrorCode::not_found, "no promises");
    if (!last)
        return std::nullopt;
    return static_cast<std::int32_t>(std::min<std::int64_t>(last->value(), std::numeric_limits<std::int32_t>::max()));
}

void Contact::complete(Ticks now, protocol::StatusReport& report)
{
    m_asked = { m_context.clock.now(), now };
    report.clock = m_asked.wall;
    m_told = m_was_heard ? promises_now() : m_promises_at_start;
    report.promises = m_told;
}

void Contact::heard(Ticks now, protocol::StatusNoted const& noted)
{
    if (noted.now)
        take_time(*noted.now);
    // Later on, what was promised since may have been delivered before the report arrived.
    auto const known = m_was_heard ? promises_now() : m_told;
    if (known && noted.promises_seen && *noted.promises_seen > *known) {
        begin_anew(*noted.promises_seen);
        return;
    }
    m_was_heard = true;
    if (noted.now)
        m_heard_at = now;
}

void Contact::retry()
{
    if (m_promises_seen && m_context.storage_works)
        begin_anew(*m_promises_seen);
}

bool Contact::is_fresh(Ticks now) const
{
    return m_heard_at && now - *m_heard_at <= fresh_for;
}

bool Contact::clock_was_set()
{
    auto const moment = present();
    auto const before = std::exchange(m_last_look, moment);
    if (!before)
        return false;
    auto const passed = std::chrono::duration_cast<Milliseconds>(moment.ticks - before->ticks);
    Milliseconds const jump = (moment.wall - before->wall) - passed;
    bool const was_set = distance(jump, Milliseconds(0)) > clock_difference_max;
    if (was_set) {
        m_heard_at.reset();
        follow(jump);
    }
    return was_set;
}

/// The scheduler's time was known, and stays known, however this machine's clock is set.
void Contact::follow(Milliseconds jump)
{
    if (m_context.clock_offset.count() == 0)
        return; // this clock was believed: which of its two times is right only the scheduler knows
    Milliseconds const offset = m_context.clock_offset - jump;
    m_context.clock_offset = distance(offset, Milliseconds(0)) > clock_difference_max ? offset : Milliseconds(0);
    static_cast<void>(m_context.transact({ ports::KeepClockOffset { m_context.clock_offset } })); // if not, the next contact tells
}

void Contact::take_time(Instant scheduler_time)
{
    // The middle of the way there and back.
    auto const moment = present();
    auto const passed = std::chrono::duration_cast<Milliseconds>(moment.ticks - m_asked.ticks);
    if (distance(moment.wall - m_asked.wall, passed) > clock_difference_max)
        return; // set meanwhile; the next report will tell
    Milliseconds const measured = scheduler_time - (m_asked.wall + passed / 2);
    Milliseconds const offset = distance(measured, Milliseconds(0)) > clock_difference_max ? measured : Milliseconds(0);
    auto const before = m_context.clock_offset;
    if (offset == before || (offset.count() != 0 && distance(offset, before) < offset_change_min))
        return;
    m_context.clock_offset = offset;
    static_cast<void>(m_context.transact({ ports::KeepClockOffset { offset } })); // if not, the next contact tells again
    if (offset.count() != 0)
        m_context.trouble(Error { ErrorCode::conflict,
            "this machine's clock is off by " + std::to_string(std::chrono::duration_cast<Minutes>(-offset).count()) + " minutes: the scheduler's time is used",
            "clock", "set the clock, and let it be kept by NTP", Retry::later });
}

void Contact::begin_anew(std::int32_t promises_seen)
{
    m_promises_seen = promises_seen;
    auto const told = m_told.value_or(0);
    m_context.is_behind = true;
    m_heard_at.reset();
    auto batch = m_leases.giving_up_all();
    std::ranges::move(m_slots.giving_up_all(), std::back_inserter(batch));
    batch.emplace_back(ports::RaiseSequence { ports::OutboxSequence(promises_seen) });
    ports::OutboxEntry const entry { {}, IdempotencyKey(Uuid::generate(m_context.random)), "/v1/devices/" + m_context.options.device.value() + "/renewals",
        Personal<std::string>(protocol::encode(protocol::Renewal { told, promises_seen })), m_context.now(), std::nullopt };
    batch.emplace_back(ports::AddOutbox { entry });
    if (!m_context.transact(batch))
        return; // tried again; until then nothing is given
    m_promises_seen.reset();
    m_context.is_behind = false;
    m_was_heard = true;
    m_outbox.added();
    m_leases.given_up();
    m_slots.given_up();
    m_context.trouble(Error { ErrorCode::conflict, "this disk is an old image put back, or a copy of another device's: what was lent to it is given up",
        "promises " + std::to_string(told) + " of " + std::to_string(promises_seen), "give each device a disk and a key of its own", Retry::no });
}

} // namespace zahide::device
