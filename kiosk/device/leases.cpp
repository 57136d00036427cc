#include "leases.h"

#include "base/verify.h"
#include "domain/limits.h"

#include <algorithm>
#include <utility>

namespace zahide::device {

namespace {

constexpr Milliseconds return_age_max = std::chrono::hours(7 * 24);

} // namespace

Result<void> Leases::load()
{
    m_leases = ZAHIDE_TRY(m_context.store.leases());
    m_requests = ZAHIDE_TRY(m_context.store.lease_requests());
    return {};
}

bool Leases::usable(ports::StoredLease const& lease, LocalDate date) const
{
    return !m_context.is_behind && lease.local_date == date && lease.next <= lease.last && lease.machine == m_context.options.machine
        && m_context.now() < lease.expires_at;
}

std::int32_t Leases::left(LocalDate date) const
{
    std::int32_t count = 0;
    for (auto const& lease : m_leases) {
        if (usable(lease, date))
            count += lease.last.value() - lease.next.value() + 1;
    }
    return count;
}

ports::StoredLease const* Leases::pick(LocalDate date) const
{
    auto const found = std::ranges::find_if(m_leases, [&](auto const& lease) { return usable(lease, date); });
    return found == m_leases.end() ? nullptr : &*found;
}

void Leases::used(LeaseId const& lease)
{
    auto const found = std::ranges::find_if(m_leases, [&](auto const& one) { return one.id == lease; });
    ZAHIDE_VERIFY(found != m_leases.end() && found->next <= found->last);
    found->next = TicketNumber(found->next.value() + 1);
}

std::int64_t Leases::give_back_past(LocalDate today)
{
    ports::DeviceBatch batch;
    for (auto const& lease : m_leases) {
        if (lease.local_date >= today || lease.next > lease.last || lease.machine != m_context.options.machine)
            continue;
        batch.emplace_back(ports::GiveUpNumbers { lease.id, lease.next });
        batch.emplace_back(ports::AddOutbox { return_of(lease) });
    }
    if (batch.empty() || !m_context.storage_works || !m_context.transact(batch))
        return 0;
    if (auto const loaded = load(); !loaded)
        m_context.trouble(loaded.error());
    return static_cast<std::int64_t>(batch.size() / 2);
}

ports::OutboxEntry Leases::return_of(ports::StoredLease const& lease) const
{
    auto const now = m_context.now();
    // Of use for the statistics only, so it needn't arrive at any price.
    return { {}, IdempotencyKey(Uuid::generate(m_context.random)), "/v1/devices/" + m_context.options.device.value() + "/number-returns",
        Personal<std::string>(protocol::encode(protocol::NumberReturn { lease.id, lease.next, lease.last })), now, now + return_age_max };
}

ports::DeviceBatch Leases::giving_up_all() const
{
    ports::DeviceBatch batch;
    for (auto const& lease : m_leases) {
        if (lease.next <= lease.last)
            batch.emplace_back(ports::GiveUpNumbers { lease.id, lease.next });
    }
    for (auto const& request : m_requests)
        batch.emplace_back(ports::DropLeaseRequest { request.local_date });
    return batch;
}

void Leases::given_up()
{
    m_is_answer_void = m_asking.has_value();
    if (auto const loaded = load(); !loaded)
        m_context.trouble(loaded.error());
}

std::optional<Draft> Leases::next(Ticks now, std::optional<LocalDate> today)
{
    if (m_asking || !today || !m_retry.may_try(now))
        return std::nullopt;
    for (std::int32_t ahead = 0; ahead <= domain::limits::lease_days_ahead_max; ++ahead) {
        auto const date = today->plus_days(ahead);
        if (left(date) >= m_context.limits().numbers_low)
            continue;
        auto const request = request_for(date);
        if (!request) {
            m_retry.failed(now, m_context.limits(), m_context.random);
            return std::nullopt;
        }
        m_asking = date;
        auto body = protocol::encode(protocol::LeaseRequest { date, request->machine });
        return Draft { Method::post, "/v1/devices/" + m_context.options.device.value() + "/number-leases", std::move(body), request->key };
    }
    return std::nullopt;
}

/// The request of that day that is still without an answer, or a new one, kept before it is sent: asked again after a
/// crash, it brings the same numbers instead of further ones.
Result<ports::StoredLeaseRequest> Leases::request_for(LocalDate date)
{
    auto const known = std::ranges::find_if(m_requests, [date](auto const& request) { return request.local_date == date; });
    if (known != m_requests.end() && known->machine == m_context.options.machine)
        return *known;
    ports::StoredLeaseRequest const request { date, IdempotencyKey(Uuid::generate(m_context.random)), m_context.options.machine };
    ZAHIDE_TRY_VOID(m_context.transact({ ports::KeepLeaseRequest { request } }));
    std::erase_if(m_requests, [date](auto const& old) { return old.local_date == date; });
    m_requests.push_back(request);
    return request;
}

void Leases::answered(Ticks now, Answer const& answer)
{
    ZAHIDE_VERIFY(m_asking.has_value());
    if (std::exchange(m_is_answer_void, false)) {
        m_asking.reset();
        return;
    }
    switch (verdict_of(answer)) {
    case Verdict::done:
        if (auto const taken = take(answer); taken) {
            m_retry.succeeded();
        } else {
            m_context.trouble(taken.error());
            m_retry.refused(now, m_context.limits(), m_context.random);
        }
        break;
    case Verdict::again:
        m_retry.failed(now, m_context.limits(), m_context.random);
        break;
    case Verdict::refused:
    case Verdict::never:
        m_context.trouble(refusal_error("to lend ticket numbers", answer));
        forget_request();
        m_retry.refused(now, m_context.limits(), m_context.random);
        break;
    case Verdict::lost:
    case Verdict::session_over:
        break; // asked again, with the same key
    }
    m_asking.reset();
}

void Leases::forget_request()
{
    if (m_context.transact({ ports::DropLeaseRequest { *m_asking } }))
        std::erase_if(m_requests, [this](auto const& request) { return request.local_date == *m_asking; });
}

Result<void> Leases::take(Answer const& answer)
{
    auto const lent = protocol::decode<protocol::LentNumbers>(answer.body);
    auto checked = lent ? check(*lent) : Result<void>(fail(lent.error()));
    if (!checked) {
        forget_request();
        return checked;
    }
    ports::StoredLease const lease { lent->lease, lent->local_date, lent->first, lent->last, lent->first, lent->expires_at, m_context.options.machine };
    ZAHIDE_TRY_VOID(m_context.transact({ ports::AddLease { lease } }));
    m_leases.push_back(lease);
    std::erase_if(m_requests, [&lease](auto const& request) { return request.local_date == lease.local_date; });
    return {};
}

Result<void> Leases::check(protocol::LentNumbers const& lent) const
{
    auto const wrong = [](char const* what) {
        return fail(ErrorCode::invalid, std::string("the scheduler lent ticket numbers that can't be used: ") + what, "number-leases",
            "compare the clocks of this device and of the scheduler");
    };
    if (lent.local_date != *m_asking)
        return wrong("of another day");
    if (lent.first.value() < 1 || lent.last < lent.first || lent.last.value() > domain::limits::ticket_number_max)
        return wrong("their range is empty or too high");
    for (auto const& lease : m_leases) {
        if (lease.local_date == lent.local_date && lease.first <= lent.last && lent.first <= lease.last)
            return wrong("lent before"); // a scheduler that was put back to an old state
    }
    if (lent.expires_at <= m_context.now())
        return wrong("expired already");
    return {};
}

} // namespace zahide::device
