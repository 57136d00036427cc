#include "slot_leases.h"

#include "protocol/slot_lease.h"

#include <algorithm>
#include <utility>

namespace zahide::device {

Result<void> SlotLeases::load()
{
    std::vector<Lent> lent;
    std::vector<HoldId> promised;
    for (auto& stored : ZAHIDE_TRY(m_context.store.slot_leases())) {
        auto lease = stored.json.empty() ? fail(ErrorCode::not_found, "promised") : protocol::decode<domain::SlotLease>(stored.json);
        if (lease)
            lent.push_back({ std::move(*lease), std::move(stored.machine) });
        else
            promised.push_back(stored.id); // or one that can't be read: it is neither promised nor given back
    }
    std::ranges::sort(lent, {}, [](Lent const& one) { return std::pair(one.lease.start, one.lease.id); });
    m_request = ZAHIDE_TRY(m_context.store.slot_request());
    m_lent = std::move(lent);
    m_promised = std::move(promised);
    return {};
}

bool SlotLeases::is_usable(Lent const& lent) const
{
    return !m_context.is_behind && lent.machine == m_context.options.machine && m_context.now() < lent.lease.book_until;
}

std::int32_t SlotLeases::count() const
{
    return static_cast<std::int32_t>(std::ranges::count_if(m_lent, [this](Lent const& lent) { return is_usable(lent); }));
}

std::vector<domain::SlotLease> SlotLeases::usable() const
{
    std::vector<domain::SlotLease> all;
    for (auto const& lent : m_lent) {
        if (is_usable(lent))
            all.push_back(lent.lease);
    }
    return all;
}

std::vector<domain::Offer> SlotLeases::offers(AskTimes const& asked) const
{
    std::vector<domain::Offer> offers;
    auto const* zone = m_cache.zone();
    auto const today = m_cache.today();
    if (zone == nullptr || !today)
        return offers;
    auto const from = asked.from.value_or(*today);
    for (auto const& lease : usable()) {
        auto const local = zone->local(lease.start);
        bool const is_asked_for = from <= local.date && local.date < from.plus_days(asked.days) && domain::serves(lease, asked.wish);
        if (is_asked_for && (offers.empty() || offers.back().start != lease.start))
            offers.push_back({ lease.start, lease.end, local, lease.interpreter });
    }
    return offers;
}

std::optional<domain::SlotLease> SlotLeases::find(domain::BookingWish const& wish, Instant start) const
{
    for (auto& lease : usable()) {
        if (lease.start == start && domain::serves(lease, wish))
            return std::move(lease);
    }
    return std::nullopt;
}

std::optional<domain::SlotLease> SlotLeases::find(HoldId const& id) const
{
    for (auto& lease : usable()) {
        if (lease.id == id)
            return std::move(lease);
    }
    return std::nullopt;
}

void SlotLeases::promised(HoldId const& id)
{
    std::erase_if(m_lent, [&id](Lent const& lent) { return lent.lease.id == id; });
    m_promised.push_back(id);
    m_kept.reset();
    m_is_in_doubt = m_is_in_doubt || m_asking;
    m_due.reset();
}

/// Where nothing can be booked or nothing is lent, only what is still there goes back, and once that there is nothing.
bool SlotLeases::are_wanted() const
{
    auto const* catalogue = m_cache.catalogue();
    if (catalogue == nullptr)
        return false;
    bool const can_book = std::ranges::any_of(catalogue->services, [](domain::Service const& service) { return service.needs.has_value(); });
    return m_request || m_is_in_doubt || !m_lent.empty() || (can_book && catalogue->rules.slots_per_service > 0);
}

bool SlotLeases::goes_back(Lent const& lent) const
{
    // With a long notice it can't be promised any more long before that.
    return m_kept != lent.lease.id && m_context.now() >= std::min(lent.lease.start - domain::lent_return, lent.lease.book_until);
}

std::optional<Draft> SlotLeases::next(Ticks now)
{
    bool const is_time = !m_due || now >= *m_due || std::ranges::any_of(m_lent, [this](Lent const& lent) { return goes_back(lent); });
    if (m_asking || !is_time || !are_wanted() || !m_retry.may_try(now))
        return std::nullopt;
    auto const asked = request();
    if (!asked) {
        m_retry.failed(now, m_context.limits(), m_context.random);
        return std::nullopt;
    }
    m_asking = true;
    m_is_in_doubt = false;
    return Draft { Method::post, "/v1/devices/" + m_context.options.device.value() + "/slot-leases", asked->body, asked->key };
}

ports::StoredSlotRequest SlotLeases::request_keeping(std::vector<HoldId> kept) const
{
    protocol::SlotLeaseRequest const message { m_context.options.machine, std::move(kept) };
    return { IdempotencyKey(Uuid::generate(m_context.random)), protocol::encode(message), m_context.options.machine };
}

ports::DeviceBatch SlotLeases::giving_up_all()
{
    ports::DeviceBatch batch;
    for (auto const& lent : m_lent)
        batch.emplace_back(ports::DropSlotLease { lent.lease.id });
    if (m_request)
        batch.emplace_back(ports::KeepSlotRequest { request_keeping(m_promised) });
    return batch;
}

void SlotLeases::given_up()
{
    m_is_answer_void = m_asking;
    m_kept.reset();
    m_due.reset();
    if (auto const loaded = load(); !loaded)
        m_context.trouble(loaded.error());
}

/// The request without an answer yet, or a new one. It is on the disk before it leaves, and what it gives back is promised
/// to nobody from then on; no other one is made until it is answered, so that none comes to the scheduler too late.
Result<ports::StoredSlotRequest> SlotLeases::request()
{
    if (m_request && m_request->machine == m_context.options.machine)
        return *m_request;
    auto kept = m_promised;
    ports::DeviceBatch batch;
    for (auto const& lent : m_lent) {
        if (goes_back(lent) || lent.machine != m_context.options.machine)
            batch.emplace_back(ports::DropSlotLease { lent.lease.id });
        else
            kept.push_back(lent.lease.id);
    }
    auto request = request_keeping(kept);
    batch.emplace_back(ports::KeepSlotRequest { request });
    ZAHIDE_TRY_VOID(m_context.transact(batch));
    std::erase_if(m_lent, [&kept](Lent const& lent) { return std::ranges::find(kept, lent.lease.id) == kept.end(); });
    m_request = request;
    return request;
}

void SlotLeases::answered(Ticks now, Answer const& answer)
{
    m_asking = false;
    if (std::exchange(m_is_answer_void, false))
        return;
    switch (verdict_of(answer)) {
    case Verdict::done:
        if (auto const taken = take(answer); taken) {
            m_retry.succeeded();
            m_due = m_is_in_doubt ? std::nullopt : std::optional(now + m_context.limits().slot_refresh);
        } else {
            m_context.trouble(taken.error());
            m_retry.refused(now, m_context.limits(), m_context.random);
        }
        return;
    case Verdict::again:
        m_retry.failed(now, m_context.limits(), m_context.random);
        return;
    case Verdict::refused:
    case Verdict::never:
        m_context.trouble(refusal_error("to lend slots", answer));
        m_retry.refused(now, m_context.limits(), m_context.random);
        return;
    case Verdict::lost:
    case Verdict::session_over:
        return; // asked again, with the same key
    }
}

Result<void> SlotLeases::take(Answer const& answer)
{
    auto reply = ZAHIDE_TRY(protocol::decode<protocol::SlotLeases>(answer.body));
    std::erase_if(reply.leases, [this](domain::SlotLease const& lease) { return std::ranges::find(m_promised, lease.id) != m_promised.end(); });
    auto const is_lent = [&reply](Lent const& kept) { return std::ranges::find(reply.leases, kept.lease.id, &domain::SlotLease::id) != reply.leases.end(); };
    // Who didn't know all that is kept, may not know what was promised of it: it is asked again, once that is delivered.
    m_is_in_doubt = m_is_in_doubt || !std::ranges::all_of(m_lent, is_lent);
    ports::KeepSlotLeases change;
    std::vector<Lent> lent;
    for (auto& lease : reply.leases) {
        change.leases.push_back({ lease.id, lease.end, protocol::encode(lease), m_context.options.machine });
        lent.push_back({ std::move(lease), m_context.options.machine });
    }
    ZAHIDE_TRY_VOID(m_context.transact({ change }));
    std::ranges::sort(lent, {}, [](Lent const& one) { return std::pair(one.lease.start, one.lease.id); });
    m_lent = std::move(lent);
    m_request.reset();
    return {};
}

std::optional<Ticks> SlotLeases::wake(Ticks now) const
{
    if (m_asking || !are_wanted())
        return std::nullopt;
    auto const retry = m_retry.wake(now);
    return retry ? retry : m_due;
}

} // namespace zahide::device
