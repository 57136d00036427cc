#include "domain/queue.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck.h>

namespace zahide::domain {
namespace {

Instant minute(int count)
{
    return Instant::from_unix_ms(1'800'000'000'000 + count * 60'000LL);
}

Ticket waiter(int number, int arrived_minute)
{
    std::array<std::uint8_t, 16> bytes {};
    bytes[0] = static_cast<std::uint8_t>(number >> 8);
    bytes[1] = static_cast<std::uint8_t>(number & 0xFF);
    Ticket ticket;
    ticket.id = TicketId(Uuid(bytes));
    ticket.number = TicketNumber(number);
    ticket.arrival_at = minute(arrived_minute);
    ticket.service = Personal(ServiceId("legal"));
    ticket.language = Personal(LanguageTag("ar"));
    return ticket;
}

std::vector<std::int32_t> numbers(std::vector<Ticket> const& tickets)
{
    std::vector<std::int32_t> found;
    for (auto const& ticket : tickets)
        found.push_back(ticket.number.value());
    return found;
}

TEST(QueueOrder, PrivateTalksPriorityDueAppointmentsArrival_InThatOrder)
{
    auto ordinary = waiter(1, 0);
    auto due = waiter(2, 5);
    due.due_at = minute(18);
    auto elderly = waiter(3, 10);
    elderly.priority = Personal(Priority::elderly);
    auto early = waiter(4, 1);
    early.due_at = minute(40);
    auto urgent = waiter(5, 15);
    urgent.urgency = Personal(Urgency::private_talk);
    auto later = waiter(6, 2);
    EXPECT_EQ(numbers(in_call_order({ ordinary, due, elderly, early, urgent, later }, { minute(20), 4 })), (std::vector { 5, 3, 2, 1, 6, 4 }));
}

TEST(QueueOrder, SameArrival_GoesByNumber)
{
    EXPECT_EQ(numbers(in_call_order({ waiter(9, 0), waiter(8, 0) }, { minute(1), 4 })), (std::vector { 8, 9 }));
}

TEST(QueueOrder, OvertakenAsOftenAsAllowed_GoesFirst)
{
    auto patient = waiter(1, 0);
    patient.overtaken = 4;
    auto elderly = waiter(2, 1);
    elderly.priority = Personal(Priority::elderly);
    EXPECT_EQ(numbers(in_call_order({ elderly, patient }, { minute(5), 4 })), (std::vector { 1, 2 }));
    EXPECT_EQ(numbers(in_call_order({ elderly, patient }, { minute(5), 5 })), (std::vector { 2, 1 }));
}

TEST(ChooseNext, OthersServicesAndLanguages_AreLeftToOthers)
{
    std::vector const tickets { waiter(1, 0) };
    QueueOrder const order { minute(5), 4 };
    EXPECT_TRUE(choose_next(tickets, {}, order));
    EXPECT_TRUE(choose_next(tickets, { { ServiceId("legal") }, { LanguageTag("ar") }, {}, Gender::unknown }, order));
    EXPECT_FALSE(choose_next(tickets, { { ServiceId("social") }, {}, {}, Gender::unknown }, order));
    EXPECT_FALSE(choose_next(tickets, { {}, { LanguageTag("tr") }, {}, Gender::unknown }, order));
    EXPECT_TRUE(choose_next(tickets, { {}, { LanguageTag("tr") }, { LanguageTag("ar") }, Gender::unknown }, order));
}

TEST(ChooseNext, PreferenceForAWoman_IsMetByAWomanOrDecidedByTheDesk)
{
    auto ticket = waiter(1, 0);
    ticket.gender = Personal(GenderPreference::woman);
    std::vector const tickets { ticket };
    EXPECT_TRUE(choose_next(tickets, { {}, {}, {}, Gender::woman }, { minute(1), 4 }));
    EXPECT_TRUE(choose_next(tickets, { {}, {}, {}, Gender::unknown }, { minute(1), 4 }));
    EXPECT_FALSE(choose_next(tickets, { {}, {}, {}, Gender::man }, { minute(1), 4 }));
}

TEST(ChooseNext, OnlyWhoWaits_IsCalled)
{
    for (auto const state : { TicketState::called, TicketState::serving, TicketState::parked, TicketState::done, TicketState::noshow, TicketState::cancelled,
             TicketState::transferred }) {
        auto ticket = waiter(1, 0);
        ticket.state = state;
        EXPECT_FALSE(choose_next(std::vector { ticket }, {}, { minute(1), 4 })) << name_of(state);
    }
}

TEST(ChooseNext, WhoIsPassed_IsNamedOnlyIfTheyCouldHaveBeenCalled)
{
    auto elderly = waiter(3, 9);
    elderly.priority = Personal(Priority::elderly);
    auto other_service = waiter(2, 1);
    other_service.service = Personal(ServiceId("social"));
    auto early = waiter(4, 2);
    early.due_at = minute(60);
    std::vector const tickets { waiter(1, 0), other_service, elderly, early };
    auto const next = choose_next(tickets, { { ServiceId("legal") }, {}, {}, Gender::unknown }, { minute(10), 4 });
    ASSERT_TRUE(next);
    EXPECT_EQ(next->ticket, elderly.id);
    EXPECT_EQ(next->overtaken, std::vector { tickets[0].id });
}

/// Arrivals and calls at random, as a day of a busy desk.
struct Day {
    std::vector<Ticket> tickets;
    std::int32_t overtaken_max = 0;
    int minutes = 0;

    void somebody_comes()
    {
        auto ticket = waiter(static_cast<int>(tickets.size()) + 1, minutes);
        auto const chance = *rc::gen::inRange(0, 10);
        if (chance < 4)
            ticket.priority = Personal(Priority::infant);
        else if (chance == 4)
            ticket.urgency = Personal(Urgency::private_talk);
        else if (chance == 5)
            ticket.due_at = minute(minutes + *rc::gen::inRange(0, 30));
        if (*rc::gen::inRange(0, 2) == 0)
            ticket.service = Personal(ServiceId("social"));
        if (*rc::gen::inRange(0, 3) == 0)
            ticket.language = Personal(LanguageTag("fa"));
        tickets.push_back(ticket);
    }
};

ServingSkills any_skills()
{
    ServingSkills skills;
    if (*rc::gen::inRange(0, 2) == 0)
        skills.services = { *rc::gen::element(ServiceId("legal"), ServiceId("social")) };
    if (*rc::gen::inRange(0, 2) == 0)
        skills.languages = { *rc::gen::element(LanguageTag("ar"), LanguageTag("fa")) };
    return skills;
}

TEST(QueueSkills, TicketMeantForSomebody_IsTheirsAloneWhateverTheySpeak)
{
    auto ticket = waiter(1, 0);
    ticket.appointment = AppointmentId(ticket.id.value());
    ticket.meant_for = { StaffUserId("avukat"), StaffUserId("avukat-2") };
    ServingSkills skills;
    skills.languages = { LanguageTag("tr") };
    skills.services = { ServiceId("social") };
    EXPECT_FALSE(can_serve({}, ticket));
    EXPECT_FALSE(can_serve(skills, ticket));
    skills.staff = StaffUserId("avukat-2");
    EXPECT_TRUE(can_serve(skills, ticket));
    skills.staff = StaffUserId("ayse");
    EXPECT_FALSE(can_serve(skills, ticket));
    std::vector const tickets { ticket, waiter(2, 5) };
    skills = {};
    skills.staff = StaffUserId("ayse");
    auto const next = choose_next(tickets, skills, { minute(10), 4 });
    ASSERT_TRUE(next);
    EXPECT_EQ(next->ticket, tickets.at(1).id);
    EXPECT_TRUE(next->overtaken.empty()) << "who is meant for somebody else is not overtaken";
}

TEST(QueueSkills, AppointmentMeantForNobodyCertain_AsksServiceAndGenderButNoLanguage)
{
    auto ticket = waiter(1, 0);
    ticket.appointment = AppointmentId(ticket.id.value());
    ServingSkills skills;
    skills.languages = { LanguageTag("tr") };
    EXPECT_TRUE(can_serve(skills, ticket));
    skills.services = { ServiceId("social") };
    EXPECT_FALSE(can_serve(skills, ticket));
    skills.services = { ServiceId("legal") };
    skills.gender = Gender::man;
    ticket.gender = Personal(GenderPreference::woman);
    EXPECT_FALSE(can_serve(skills, ticket));
    ticket.appointment.reset();
    ticket.gender = Personal(GenderPreference::any);
    EXPECT_FALSE(can_serve(skills, ticket)) << "a walk-in's language counts";
}

TEST(QueueFairness, AnyDay_OvertakesNobodyMoreOftenThanTheRuleAllows)
{
    EXPECT_TRUE(rc::check([] {
        Day day;
        day.overtaken_max = *rc::gen::inRange(0, 6);
        std::map<TicketId, int> passed; // counted here by its meaning: a later one went first who is no talk in private
        for (int event = *rc::gen::inRange(0, 120); event > 0; --event) {
            ++day.minutes;
            if (*rc::gen::inRange(0, 5) < 3) {
                day.somebody_comes();
                continue;
            }
            auto const skills = any_skills();
            auto const next = choose_next(day.tickets, skills, { minute(day.minutes), day.overtaken_max });
            if (!next)
                continue;
            auto const called = std::ranges::find(day.tickets, next->ticket, &Ticket::id);
            for (auto& ticket : day.tickets) {
                bool const not_due = ticket.due_at && *ticket.due_at > minute(day.minutes);
                if (ticket.state == TicketState::waiting && ticket.arrival_at < called->arrival_at && can_serve(skills, ticket) && !not_due
                    && called->urgency.reveal() == Urgency::ordinary)
                    ++passed[ticket.id];
                if (std::ranges::find(next->overtaken, ticket.id) != next->overtaken.end())
                    ++ticket.overtaken;
            }
            called->state = TicketState::called;
            for (auto const& [id, count] : passed)
                RC_ASSERT(count <= day.overtaken_max);
        }
    }));
}

TEST(QueueOrder, AnyTickets_AreTotallyOrderedAndTheFirstIsChosen)
{
    EXPECT_TRUE(rc::check([] {
        Day day;
        for (int count = *rc::gen::inRange(1, 20); count > 0; --count) {
            day.minutes += *rc::gen::inRange(0, 2);
            day.somebody_comes();
            day.tickets.back().overtaken = *rc::gen::inRange(0, 6);
        }
        QueueOrder const order { minute(day.minutes), 4 };
        auto const sorted = in_call_order(day.tickets, order);
        for (std::size_t left = 0; left < sorted.size(); ++left) {
            for (std::size_t right = 0; right < sorted.size(); ++right)
                RC_ASSERT(is_before(sorted[left], sorted[right], order) == (left < right));
        }
        RC_ASSERT(choose_next(day.tickets, {}, order)->ticket == sorted.front().id);
    }));
}

} // namespace
} // namespace zahide::domain
