#include "domain/queue.h"

#include <algorithm>
#include <tuple>

namespace zahide::domain {

namespace {

template<class Value>
bool contains(std::vector<Value> const& values, Value const& value)
{
    return std::ranges::find(values, value) != values.end();
}

bool serves_in(ServingSkills const& skills, ServiceId const& service, LanguageTag const& language)
{
    bool const interpreted = skills.interpreted.empty() || contains(skills.interpreted, service);
    return skills.languages.empty() || contains(skills.languages, language) || (interpreted && contains(skills.interpreters, language));
}

bool is_wanted_gender(Gender gender, GenderPreference preference)
{
    switch (preference) {
    case GenderPreference::any:
        return true;
    case GenderPreference::woman:
        return gender != Gender::man;
    case GenderPreference::man:
        return gender != Gender::woman;
    }
    return true;
}

bool is_urgent(Ticket const& ticket)
{
    return ticket.urgency.reveal() == Urgency::private_talk;
}

bool is_early(Ticket const& ticket, Instant now)
{
    return ticket.due_at && *ticket.due_at > now;
}

/// The first differing part decides; smaller goes first.
auto rank(Ticket const& ticket, QueueOrder const& order)
{
    bool const urgent = is_urgent(ticket);
    bool const starving = !urgent && ticket.overtaken >= order.overtaken_max;
    bool const by_arrival_alone = urgent || starving;
    int const priority_class = by_arrival_alone || ticket.priority.reveal() != Priority::none ? 0 : 1;
    bool const early = is_early(ticket, order.now);
    bool const due = ticket.due_at.has_value() && !early;
    int const appointment_class = by_arrival_alone ? 1 : (due ? 0 : (early ? 2 : 1));
    Instant const since = by_arrival_alone || !ticket.due_at ? ticket.arrival_at : *ticket.due_at;
    return std::tuple(urgent ? 0 : 1, starving ? 0 : 1, priority_class, appointment_class, since, ticket.number);
}

bool came_before(Ticket const& left, Ticket const& right)
{
    return std::tie(left.arrival_at, left.number) < std::tie(right.arrival_at, right.number);
}

} // namespace

bool can_serve(ServingSkills const& skills, Ticket const& ticket)
{
    if (!ticket.meant_for.empty())
        return skills.staff && contains(ticket.meant_for, *skills.staff);
    bool const service = skills.services.empty() || contains(skills.services, ticket.service.reveal());
    bool const language = ticket.appointment || serves_in(skills, ticket.service.reveal(), ticket.language.reveal());
    return service && language && is_wanted_gender(skills.gender, ticket.gender.reveal());
}

bool is_before(Ticket const& left, Ticket const& right, QueueOrder const& order)
{
    return rank(left, order) < rank(right, order);
}

std::vector<Ticket> in_call_order(std::vector<Ticket> tickets, QueueOrder const& order)
{
    std::ranges::sort(tickets, [&order](Ticket const& left, Ticket const& right) { return is_before(left, right, order); });
    return tickets;
}

std::vector<TicketId> overtaken_by(Ticket const& called, std::span<Ticket const> tickets, ServingSkills const& skills, Instant now)
{
    std::vector<TicketId> overtaken;
    if (is_urgent(called))
        return overtaken;
    for (auto const& ticket : tickets) {
        if (ticket.state == TicketState::waiting && ticket.id != called.id && came_before(ticket, called) && !is_early(ticket, now)
            && can_serve(skills, ticket))
            overtaken.push_back(ticket.id);
    }
    return overtaken;
}

std::optional<NextCall> choose_next(std::span<Ticket const> tickets, ServingSkills const& skills, QueueOrder const& order)
{
    Ticket const* first = nullptr;
    for (auto const& ticket : tickets) {
        if (ticket.state != TicketState::waiting || !can_serve(skills, ticket))
            continue;
        if (first == nullptr || is_before(ticket, *first, order))
            first = &ticket;
    }
    if (first == nullptr)
        return std::nullopt;
    return NextCall { first->id, overtaken_by(*first, tickets, skills, order.now) };
}

} // namespace zahide::domain
