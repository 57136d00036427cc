#include "booking_fixture.h"
#include "brute_calendar.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace zahide::domain {
namespace {

using test::BruteOffer;
using test::Calendar;

std::vector<BruteOffer> offers_of(Calendar const& calendar, BookingWish const& wish)
{
    std::vector<BruteOffer> found;
    auto const offers = calendar.planner().offers(wish, calendar.first_day, calendar.days).value();
    for (auto const& offer : offers)
        found.push_back({ offer.start, offer.interpreter });
    return found;
}

TEST(PlannerProperty, Offers_AreWhatBruteForceFinds)
{
    EXPECT_TRUE(rc::check([] {
        auto const calendar = test::any_calendar();
        auto const wish = test::any_wish();
        auto const expected = test::brute_offers(calendar, wish);
        auto const found = offers_of(calendar, wish);
        RC_CLASSIFY(expected.empty(), "nothing to offer");
        RC_CLASSIFY(std::ranges::any_of(expected, [](BruteOffer const& offer) { return offer.interpreter == WithInterpreter::yes; }), "interpreted");
        RC_LOG() << calendar.zone.name() << " from " << calendar.first_day.text() << ", now " << calendar.now.text() << '\n';
        RC_ASSERT(found == expected);
    }));
}

TEST(PlannerProperty, Day_HasNoMoreOffersThanItsMost)
{
    EXPECT_TRUE(rc::check([] {
        auto const calendar = test::any_calendar();
        auto const wish = test::any_wish();
        auto const planner = calendar.planner();
        auto const offers = planner.offers(wish, calendar.first_day, calendar.days).value();
        auto const not_before = calendar.now + Minutes(*rc::gen::inRange(0, 3 * 24 * 60));
        for (std::int32_t day = 0; day < calendar.days; ++day) {
            auto const date = calendar.first_day.plus_days(day);
            auto const count = std::ranges::count_if(offers, [&](Offer const& offer) { return offer.local.date == date && offer.start >= not_before; });
            RC_CLASSIFY(count > 0, "something to offer");
            RC_ASSERT(count <= planner.offers_max(wish, date, not_before).value());
        }
    }));
}

TEST(PlannerProperty, Start_IsAssignedExactlyWhereItIsOffered)
{
    EXPECT_TRUE(rc::check([] {
        auto const calendar = test::any_calendar();
        auto const wish = test::any_wish();
        auto const planner = calendar.planner();
        auto const offers = planner.offers(wish, calendar.first_day, calendar.days).value();
        for (auto const at : test::all_instants(calendar)) {
            auto const offer = std::ranges::find(offers, at, &Offer::start);
            auto const assignment = planner.assign(wish, at);
            RC_ASSERT(assignment.has_value() == (offer != offers.end()));
            if (!assignment) {
                RC_ASSERT(assignment.error().where == "start" || assignment.error().reason == Reason::not_servable);
                continue;
            }
            RC_ASSERT(assignment->interpreter.has_value() == (offer->interpreter == WithInterpreter::yes));
            RC_ASSERT(offer->end == at + calendar.catalogue.services.front().needs->duration);
            RC_ASSERT(offer->local == calendar.zone.local(at));
            RC_ASSERT(test::is_valid(calendar, wish, at, *assignment));
        }
        RC_ASSERT(offers.empty() || planner.check_servable(wish).has_value());
    }));
}

TEST(PlannerProperty, NextOffers_AreTheFirstOnesFromThatInstant)
{
    EXPECT_TRUE(rc::check([] {
        auto calendar = test::any_calendar();
        calendar.catalogue.services.front().needs->days_ahead = *rc::gen::inRange(0, 31);
        auto const wish = test::any_wish();
        auto const planner = calendar.planner();
        auto const today = calendar.zone.local(calendar.now).date;
        auto expected = planner.offers(wish, today, 31).value();
        auto const from = calendar.now + Minutes(*rc::gen::inRange(-1000, 10'000));
        auto const count = static_cast<std::size_t>(*rc::gen::inRange(0, 13));
        std::erase_if(expected, [from](Offer const& offer) { return offer.start < from; });
        expected.resize(std::min(expected.size(), count));
        RC_ASSERT(planner.next_offers(wish, from, count).value() == expected);
    }));
}

/// Books at that start until nobody is left for it, and cancels in another order.
TEST(PlannerProperty, Booked_IsOfferedNoLongerAndCancelledAgain)
{
    EXPECT_TRUE(rc::check([] {
        auto calendar = test::any_calendar();
        auto const wish = test::any_wish();
        auto const before = offers_of(calendar, wish);
        RC_CLASSIFY(before.empty(), "nothing to offer");
        if (before.empty())
            return;
        auto const start = (*rc::gen::elementOf(before)).start;
        auto const& needs = *calendar.catalogue.services.front().needs;
        auto const taken_before = calendar.taken;
        std::vector<Resource> resources;
        std::vector<std::vector<Occupation>> bookings;
        while (auto const assignment = calendar.planner().assign(wish, start)) {
            bookings.push_back(occupations_of(*assignment, needs, start));
            for (auto const& occupation : bookings.back()) {
                RC_ASSERT(std::ranges::find(resources, occupation.resource) == resources.end());
                resources.push_back(occupation.resource);
                calendar.taken.push_back(occupation);
            }
        }
        auto const after = offers_of(calendar, wish);
        RC_ASSERT(std::ranges::find(after, start, &BruteOffer::start) == after.end());
        RC_ASSERT(calendar.planner().assign(wish, start).error().reason == Reason::slot_taken);
        RC_ASSERT(after == test::brute_offers(calendar, wish));
        auto const cancelled = *rc::gen::elementOf(bookings);
        std::erase_if(calendar.taken, [&](Occupation const& one) { return std::ranges::find(cancelled, one) != cancelled.end(); });
        auto const again = offers_of(calendar, wish);
        RC_ASSERT(std::ranges::find(again, start, &BruteOffer::start) != again.end());
        calendar.taken = taken_before;
        RC_ASSERT(offers_of(calendar, wish) == before);
    }));
}

/// Many wishes booked and cancelled in any order: nobody and nothing is ever in two places.
TEST(PlannerProperty, AnyBookings_NeverOverlap)
{
    EXPECT_TRUE(rc::check([] {
        auto calendar = test::any_calendar();
        auto const& needs = *calendar.catalogue.services.front().needs;
        calendar.taken.clear();
        std::vector<std::vector<Occupation>> bookings;
        for (int round = *rc::gen::inRange(0, 30); round > 0; --round) {
            if (!bookings.empty() && *rc::gen::inRange(0, 4) == 0) {
                bookings.erase(bookings.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(bookings)));
            } else {
                auto const wish = test::any_wish();
                auto const offers = offers_of(calendar, wish);
                if (offers.empty())
                    continue;
                auto const start = (*rc::gen::elementOf(offers)).start;
                bookings.push_back(occupations_of(calendar.planner().assign(wish, start).value(), needs, start));
            }
            calendar.taken.clear();
            for (auto const& booking : bookings)
                calendar.taken.insert(calendar.taken.end(), booking.begin(), booking.end());
        }
        for (auto const& left : calendar.taken) {
            auto const meets = [&left](Occupation const& right) { return left.resource == right.resource && left.from < right.to && right.from < left.to; };
            RC_ASSERT(std::ranges::count_if(calendar.taken, meets) == 1); // itself
        }
    }));
}

TEST(PlannerProperty, Filling_TakesWhoHasMostOrLeastOfThoseWhoWillDo)
{
    EXPECT_TRUE(rc::check([] {
        auto calendar = test::any_calendar();
        auto& needs = *calendar.catalogue.services.front().needs;
        needs.roles = { { ProfessionalRole::lawyer, 1 } };
        auto const wish = test::any_wish();
        for (auto& professional : calendar.roster.professionals) { // so that there often is a choice
            professional.role = ProfessionalRole::lawyer;
            professional.languages = { wish.language.reveal() };
        }
        auto const offers = offers_of(calendar, wish);
        RC_CLASSIFY(offers.empty(), "nothing to offer");
        if (offers.empty())
            return;
        auto const start = (*rc::gen::elementOf(offers)).start;
        auto const date = calendar.zone.local(start).date;
        for (auto const& professional : calendar.roster.professionals) { // busy later that day, perhaps over midnight
            auto const from = start + needs.duration + needs.gap_after + Minutes(5 * *rc::gen::inRange(0, 60));
            calendar.taken.push_back({ { ResourceKind::professional, professional.id.value() }, from, from + Minutes(5 * *rc::gen::inRange(1, 6)) });
        }
        auto const minutes_of = [&](ProfessionalId const& id) {
            int minutes = 0;
            for (auto const at : test::all_instants(calendar)) {
                bool const busy = std::ranges::any_of(calendar.taken, [&](Occupation const& one) {
                    return one.resource == Resource { ResourceKind::professional, id.value() } && one.from <= at && at < one.to;
                });
                minutes += busy && calendar.zone.local(at).date == date ? 5 : 0;
            }
            return calendar.catalogue.rules.filling == Filling::fewest ? -minutes : minutes;
        };
        auto const chosen = calendar.planner().assign(wish, start).value();
        auto const who = chosen.professionals.front();
        for (auto const& other : calendar.roster.professionals) {
            Assignment instead = chosen;
            instead.professionals = { other.id };
            if (test::is_valid(calendar, wish, start, instead))
                RC_ASSERT(std::tuple(minutes_of(who), who) <= std::tuple(minutes_of(other.id), other.id));
        }
    }));
}

} // namespace
} // namespace zahide::domain
