#pragma once

#include "base/ids.h"
#include "base/time.h"
#include "domain/person.h"
#include "domain/ticket.h"

#include <optional>
#include <span>
#include <vector>

namespace zahide::domain {

/// Whom somebody at a counter can serve.
struct ServingSkills {
    std::vector<ServiceId> services; ///< empty: every service
    std::vector<LanguageTag> languages; ///< empty: every language
    std::vector<LanguageTag> interpreters; ///< languages of the interpreters present, for what is done jointly
    Gender gender = Gender::unknown;
    std::optional<StaffUserId> staff = std::nullopt; ///< who it is, for what is meant for certain people
    std::vector<ServiceId> interpreted {}; ///< services for which the interpreters join; empty: every service
};

/// How the queue is ordered at a moment.
struct QueueOrder {
    Instant now;
    std::int32_t overtaken_max = 4; ///< Rules::overtaken_max
};

/// Whether the waiter could be called by somebody with these skills. A ticket that is meant for certain people is theirs
/// alone: they were chosen for what they can. An appointment's ticket asks no language: whoever speaks it comes as well.
/// A preference for a woman or a man is met when the
/// gender is known and fits; while it is unknown the desk sees the preference and decides.
[[nodiscard]] bool can_serve(ServingSkills const& skills, Ticket const& ticket);

/// Whether `left` is called ahead of `right`. In this order: talks in private; who was overtaken as often as the rule
/// allows; priority class; appointments whose time has come, by time; walk-ins by arrival; appointments whose time has
/// not come. Equal ones by number, so that the order is total.
[[nodiscard]] bool is_before(Ticket const& left, Ticket const& right, QueueOrder const& order);

/// The tickets in the order in which they would be called if everybody could serve everybody.
[[nodiscard]] std::vector<Ticket> in_call_order(std::vector<Ticket> tickets, QueueOrder const& order);

/// Whom to call, and who is overtaken by that.
struct NextCall {
    TicketId ticket;
    std::vector<TicketId> overtaken; ///< waited longer, could have been called as well, and were not
};

/// The first waiting ticket that these skills can serve; nothing if there is none. Tickets in other states are skipped.
///
/// Fairness: each call of a later arrival counts in `Ticket::overtaken` of those it passed and that the same person
/// could have called; at `overtaken_max` a waiter goes ahead of everything but talks in private. So no waiter is
/// overtaken more than `overtaken_max` times by anything but talks in private.
[[nodiscard]] std::optional<NextCall> choose_next(std::span<Ticket const> tickets, ServingSkills const& skills, QueueOrder const& order);

/// Who is overtaken when this one of the tickets is called by somebody with these skills: nobody by a talk in private,
/// and an appointment not before its time has come.
[[nodiscard]] std::vector<TicketId> overtaken_by(Ticket const& called, std::span<Ticket const> tickets, ServingSkills const& skills, Instant now);

} // namespace zahide::domain
