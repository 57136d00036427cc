#include "world.h"

#include <algorithm>

namespace zahide::scheduler {
namespace {

using EventsTest = SchedulerTest;
INSTANTIATE_TEST_SUITE_P(Over, EventsTest, ::testing::Values(Kind::memory, Kind::sqlite), name_of_kind);

template<class What>
std::vector<What> only(EventsView const& view)
{
    std::vector<What> found;
    for (auto const& event : view.events) {
        if (auto const* what = std::get_if<What>(&event.what))
            found.push_back(*what);
    }
    return found;
}

TEST_P(EventsTest, Staff_HearOfTicketsAndCalls)
{
    auto const before = m_world.scheduler().newest_revision().value();
    auto const ticket = desk_ticket();
    next(ayse, 1);
    auto const view = asked(mehmet, EventsQuery { before });
    EXPECT_EQ(view.resumption, Resumption::goes_on);
    auto const tickets = only<TicketChanged>(view);
    ASSERT_EQ(tickets.size(), 1U) << "the present state, once";
    EXPECT_EQ(tickets[0].ticket.id, ticket.id);
    EXPECT_EQ(tickets[0].ticket.state, domain::TicketState::called);
    ASSERT_EQ(only<CallMade>(view).size(), 1U);
    EXPECT_TRUE(only<WaitsChanged>(view).empty());
    EXPECT_EQ(view.reached, m_world.scheduler().newest_revision().value());
    EXPECT_TRUE(asked(mehmet, EventsQuery { view.reached }).events.empty());
}

TEST_P(EventsTest, Board_HearsOfNumbersAndNeverOfServicesOrForeignLanguages)
{
    auto const before = m_world.scheduler().newest_revision().value();
    auto const persian = desk_ticket(wish("legal", "fa"));
    next(ayse, 1);
    auto const arabic = desk_ticket(wish("social", "ar"));
    next(mehmet, 2);
    moved(persian.id, DeskMove::no_show);
    auto const view = asked(board, EventsQuery { before });
    ASSERT_EQ(view.events.size(), 3U);
    auto const calls = only<CallMade>(view);
    ASSERT_EQ(calls.size(), 2U);
    EXPECT_EQ(calls[0].call.call.number, persian.number);
    EXPECT_EQ(calls[0].call.language, std::nullopt);
    EXPECT_EQ(calls[0].call.call.language.reveal(), LanguageTag());
    EXPECT_EQ(calls[1].call.language, LanguageTag("ar"));
    auto const ends = only<CallEnded>(view);
    ASSERT_EQ(ends.size(), 1U);
    EXPECT_EQ(ends[0].number, persian.number);
    EXPECT_EQ(ends[0].call, calls[0].call.call.id);
    EXPECT_EQ(arabic.number, calls[1].call.call.number);
}

TEST_P(EventsTest, CallsThatComeAtOnce_AreAllTold)
{
    auto const before = m_world.scheduler().newest_revision().value();
    std::vector<TicketNumber> numbers;
    for (int round = 0; round < 30; ++round) {
        numbers.push_back(desk_ticket().number);
        auto const called = next(ayse, 1);
        moved(called->id, DeskMove::start);
        moved(called->id, DeskMove::finish);
    }
    std::vector<TicketNumber> heard;
    auto after = before;
    for (bool more = true; more;) {
        auto const view = asked(board, EventsQuery { after });
        for (auto const& made : only<CallMade>(view))
            heard.push_back(made.call.call.number);
        after = view.reached;
        more = view.more;
    }
    EXPECT_EQ(heard, numbers);
}

TEST_P(EventsTest, Kiosk_HearsTheWaitsOnceAndTheCatalogue)
{
    auto const before = m_world.scheduler().newest_revision().value();
    desk_ticket();
    desk_ticket();
    auto catalogue = sample_catalogue(center);
    catalogue.languages.pop_back();
    auto const changed = done(system_itself, SaveCatalogue { catalogue });
    auto const view = asked(kiosk, EventsQuery { before });
    ASSERT_EQ(view.events.size(), 2U);
    EXPECT_EQ(only<WaitsChanged>(view).front().waits.services.at(ServiceId("legal")).waiting, 2);
    EXPECT_EQ(only<CatalogueChanged>(view).front().revision, changed.revision);
}

TEST_P(EventsTest, Kiosk_HearsTheWaitsWhenSomebodyBeginsOrEndsToWait)
{
    auto const waits_after = [this](auto const& step) {
        auto const before = m_world.scheduler().newest_revision().value();
        step();
        return only<WaitsChanged>(asked(kiosk, EventsQuery { before })).size();
    };
    auto const ticket = desk_ticket();
    EXPECT_EQ(waits_after([&] { next(ayse, 1); }), 1U);
    EXPECT_EQ(waits_after([&] { done(ayse, MoveTicket { ticket.id, DeskMove::start }); }), 0U);
    EXPECT_EQ(waits_after([&] { done(ayse, MoveTicket { ticket.id, DeskMove::finish }); }), 0U);
}

TEST_P(EventsTest, OtherCenters_AreNotHeard)
{
    auto const before = m_world.scheduler().newest_revision().value();
    desk_ticket();
    EXPECT_TRUE(asked(stranger, EventsQuery { before }).events.empty());
}

TEST_P(EventsTest, RevisionThatIsNotOurs_StartsAnew)
{
    desk_ticket();
    auto const newest = m_world.scheduler().newest_revision().value();
    auto const ahead = asked(ayse, EventsQuery { Revision(newest.value() + 1) });
    EXPECT_EQ(ahead.resumption, Resumption::starts_anew) << "as after the restore of a backup";
    EXPECT_EQ(ahead.reached, newest);
    ASSERT_TRUE(ports::transact_one(m_world.storage(), [](ports::Transaction& transaction) { return transaction.feed().trim(1); }));
    EXPECT_EQ(asked(ayse, EventsQuery { Revision(1) }).resumption, Resumption::starts_anew);
    EXPECT_EQ(asked(ayse, EventsQuery { Revision(newest.value() - 1) }).resumption, Resumption::goes_on);
}

TEST_P(EventsTest, ManyEvents_ComeInParts)
{
    auto const before = m_world.scheduler().newest_revision().value();
    for (std::size_t count = 0; count < events_told_max + 10; ++count)
        done(ayse, IssueTicket { center, wish() });
    auto const first = asked(ayse, EventsQuery { before });
    EXPECT_TRUE(first.more);
    EXPECT_EQ(first.events.size(), events_told_max);
    auto const second = asked(ayse, EventsQuery { first.reached });
    EXPECT_FALSE(second.more);
    EXPECT_EQ(second.events.size(), 10U);
}

} // namespace
} // namespace zahide::scheduler
