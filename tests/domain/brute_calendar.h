#pragma once

#include "domain/availability.h"
#include "domain/catalogue.h"

#include <iosfwd>
#include <map>
#include <utility>
#include <vector>

/// Joint availability written a second time, by its meaning and with no thought of speed: everything that could be is
/// tried, minute by minute. Times of calendars are multiples of five minutes.
namespace zahide::domain::test {

class Calendar {
public:
    explicit Calendar(unicode::Zone where)
        : zone(std::move(where))
    {
    }

    Catalogue catalogue;
    Roster roster;
    unicode::Zone zone;
    std::vector<Occupation> taken;
    Instant now;
    LocalDate first_day;
    std::int32_t days = 2;

    [[nodiscard]] Planner planner() const { return { catalogue, roster, zone, taken, now }; }
    /// The first instant of a wall-clock time, remembered.
    [[nodiscard]] Instant instant(LocalDate date, LocalTime time) const;

private:
    mutable std::map<LocalDateTime, Instant> m_known;
};

/// A start at which somebody could be found, and whether only with an interpreter.
struct BruteOffer {
    Instant start;
    WithInterpreter interpreter;
    friend bool operator==(BruteOffer const&, BruteOffer const&) = default;
};

/// For rapidcheck, which prints what differs.
void showValue(BruteOffer const& offer, std::ostream& stream);

/// Whether these people and this room can be taken at that time for that wish, all needs met and nothing more.
[[nodiscard]] bool is_valid(Calendar const& calendar, BookingWish const& wish, Instant start, Assignment const& assignment);

/// Every start of the calendar's days, in order.
[[nodiscard]] std::vector<BruteOffer> brute_offers(Calendar const& calendar, BookingWish const& wish);

/// Every instant of these days at which the wall clock shows a multiple of five minutes.
[[nodiscard]] std::vector<Instant> all_instants(Calendar const& calendar);

/// For rapidcheck: a center with few people around a day on which its zone's clock may change.
[[nodiscard]] Calendar any_calendar();
[[nodiscard]] BookingWish any_wish();

} // namespace zahide::domain::test
