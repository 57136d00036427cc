#include "scheduler/scheduler.h"
#include "views.h"

#include <algorithm>
#include <set>

// What a listener is told of the change feed.

namespace zahide::scheduler {

namespace {

using What = decltype(Event::what);

ports::Listener listener_of(domain::Principal const& principal)
{
    switch (domain::kind_of(principal)) {
    case domain::PrincipalKind::board:
        return ports::Listener::board;
    case domain::PrincipalKind::kiosk:
        return ports::Listener::kiosk;
    case domain::PrincipalKind::front_desk:
    case domain::PrincipalKind::coordinator:
    case domain::PrincipalKind::professional:
    case domain::PrincipalKind::visitor: // not permitted to listen
    case domain::PrincipalKind::system:
        return ports::Listener::staff;
    }
    return ports::Listener::staff;
}

/// Whether an entry is made needless by a later one of the same kind and subject: all but calls show the present state.
bool is_replaced_by_later(ports::FeedKind kind)
{
    return kind != ports::FeedKind::call && kind != ports::FeedKind::call_end;
}

std::vector<ports::FeedEntry> without_replaced(std::vector<ports::FeedEntry> entries)
{
    std::set<std::pair<ports::FeedKind, std::string>> later;
    std::vector<ports::FeedEntry> kept;
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        if (is_replaced_by_later(entry->change.kind) && !later.emplace(entry->change.kind, entry->change.subject).second)
            continue;
        kept.push_back(std::move(*entry));
    }
    std::ranges::reverse(kept);
    return kept;
}

/// Tells one entry in words; nothing if what it was about is gone or of another day.
class Teller {
public:
    Teller(ports::Transaction const& snapshot, CenterNow const& center, std::optional<std::vector<LanguageTag>> const& spoken, DeviceId device)
        : m_snapshot(snapshot)
        , m_center(center)
        , m_spoken(spoken)
        , m_device(std::move(device))
    {
    }

    [[nodiscard]] Result<std::optional<What>> tell(ports::FeedChange const& change) const
    {
        switch (change.kind) {
        case ports::FeedKind::ticket:
            return tell_ticket(change);
        case ports::FeedKind::call:
        case ports::FeedKind::call_end:
            return tell_call(change);
        case ports::FeedKind::help:
            return tell_help(change);
        case ports::FeedKind::device:
            return tell_device(change);
        case ports::FeedKind::catalogue:
            return std::optional<What>(CatalogueChanged { m_center.catalogue.revision });
        case ports::FeedKind::wait:
            return std::optional<What>(WaitsChanged { ZAHIDE_TRY(waits_of(m_snapshot, m_center)) });
        case ports::FeedKind::appointment:
            return tell_appointment(change);
        case ports::FeedKind::copies:
            return change.subject == m_device.value() ? std::optional<What>(CopiesAsked {}) : std::nullopt;
        }
        return std::optional<What>();
    }

private:
    [[nodiscard]] Result<std::optional<What>> tell_ticket(ports::FeedChange const& change) const
    {
        auto const id = ZAHIDE_TRY(Uuid::parse(change.subject));
        auto ticket = ZAHIDE_TRY(m_snapshot.tickets().find(TicketId(id)));
        return ticket ? std::optional<What>(TicketChanged { std::move(*ticket) }) : std::nullopt;
    }

    [[nodiscard]] Result<std::optional<What>> tell_call(ports::FeedChange const& change) const
    {
        auto const id = ZAHIDE_TRY(Uuid::parse(change.subject));
        auto call = ZAHIDE_TRY(m_snapshot.calls().find(CallId(id)));
        if (!call || call->local_date != m_center.local.date)
            return std::optional<What>();
        if (change.kind == ports::FeedKind::call_end)
            return std::optional<What>(CallEnded { call->id, call->number });
        return std::optional<What>(CallMade { view_of(std::move(*call), m_center.catalogue, m_spoken) });
    }

    [[nodiscard]] Result<std::optional<What>> tell_help(ports::FeedChange const& change) const
    {
        auto const id = ZAHIDE_TRY(Uuid::parse(change.subject));
        auto request = ZAHIDE_TRY(m_snapshot.help_requests().find(HelpRequestId(id)));
        return request ? std::optional<What>(HelpChanged { std::move(*request) }) : std::nullopt;
    }

    [[nodiscard]] Result<std::optional<What>> tell_device(ports::FeedChange const& change) const
    {
        auto device = ZAHIDE_TRY(m_snapshot.devices().find(DeviceId(change.subject)));
        return device ? std::optional<What>(DeviceChanged { std::move(*device) }) : std::nullopt;
    }

    [[nodiscard]] Result<std::optional<What>> tell_appointment(ports::FeedChange const& change) const
    {
        auto const id = ZAHIDE_TRY(Uuid::parse(change.subject));
        auto appointment = ZAHIDE_TRY(m_snapshot.bookings().find(AppointmentId(id)));
        if (!appointment)
            return std::optional<What>();
        auto const number = ZAHIDE_TRY(ticket_number_of(m_snapshot, *appointment));
        return std::optional<What>(AppointmentChanged { std::move(*appointment), number, m_center.catalogue.rules, m_center.now });
    }

    ports::Transaction const& m_snapshot;
    CenterNow const& m_center;
    std::optional<std::vector<LanguageTag>> const& m_spoken;
    DeviceId m_device; ///< who listens, if it is one
};

} // namespace

Result<EventsView> Scheduler::run(Transaction const& snapshot, Principal const& principal, EventsQuery const& query) const
{
    auto const own = domain::center_of(principal).value_or(CenterId());
    ZAHIDE_TRY_VOID(domain::permit(principal, domain::Action::listen, own));
    EventsView view;
    auto const newest = ZAHIDE_TRY(snapshot.feed().newest());
    if (query.after > newest || query.after < ZAHIDE_TRY(snapshot.feed().resumable_from())) {
        view.resumption = Resumption::starts_anew;
        view.reached = newest;
        return view;
    }
    view.reached = newest;
    if (query.after == newest)
        return view;
    auto entries = ZAHIDE_TRY(snapshot.feed().after(query.after, own, listener_of(principal), events_told_max));
    view.more = entries.size() == events_told_max;
    if (entries.empty())
        return view;
    if (view.more)
        view.reached = entries.back().revision;
    auto const center = ZAHIDE_TRY(center_now(snapshot, own, m_parts.clock.now()));
    auto const spoken = ZAHIDE_TRY(spoken_by(snapshot, principal));
    auto const* const device = std::get_if<domain::DevicePrincipal>(&principal);
    Teller const teller(snapshot, center, spoken, device != nullptr ? device->device : DeviceId());
    for (auto const& entry : without_replaced(std::move(entries))) {
        if (auto what = ZAHIDE_TRY(teller.tell(entry.change)))
            view.events.push_back({ entry.revision, std::move(*what) });
    }
    return view;
}

} // namespace zahide::scheduler
