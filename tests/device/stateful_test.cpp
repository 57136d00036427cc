#include "world.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace zahide::device_tests {
namespace {

/// What may happen to a device between any two effects.
enum class TicketHappening { take, answer, lose_request, lose_reply, crash, wait, clock_forward, clock_back, disk_full, disk_fine, lend_less };

constexpr int ticket_happening_count = 11;

void happen(World& world, TicketHappening happening, int how_much)
{
    switch (happening) {
    case TicketHappening::take:
        static_cast<void>(world.take());
        return;
    case TicketHappening::answer:
        world.step(Fate::answered);
        return;
    case TicketHappening::lose_request:
        world.step(Fate::request_lost);
        return;
    case TicketHappening::lose_reply:
        world.step(Fate::reply_lost);
        return;
    case TicketHappening::crash:
        if (!world.disk.full) // a program that can't write doesn't start
            world.restart();
        return;
    case TicketHappening::wait:
        world.clock.pass(Milliseconds(how_much * 700));
        world.feed(device::TimerFired {});
        return;
    case TicketHappening::clock_forward:
        world.clock.jump(world.clock.now() + Minutes(how_much * 13));
        return;
    case TicketHappening::clock_back:
        world.clock.jump(world.clock.now() - Minutes(how_much * 11));
        return;
    case TicketHappening::disk_full:
        world.disk.full = true;
        return;
    case TicketHappening::disk_fine:
        world.disk.full = false;
        return;
    case TicketHappening::lend_less:
        world.scheduler.block = 1 + how_much % 30;
        return;
    }
}

TEST(DevicePromises, WhateverHappens_NoNumberTwiceAndNoneLost)
{
    bool const held = rc::check("every ticket given is delivered once under its own number", [] {
        World world(static_cast<std::uint64_t>(*rc::gen::inRange(1, 1'000'000)));
        world.scheduler.block = 5;
        auto const story = *rc::gen::container<std::vector<std::pair<int, int>>>(
            rc::gen::pair(rc::gen::weightedOneOf<int>({ { 5, rc::gen::just(0) }, { 8, rc::gen::just(1) }, { 6, rc::gen::inRange(1, ticket_happening_count) } }),
                rc::gen::inRange(0, 100)));
        for (auto const& [what, how_much] : story)
            happen(world, static_cast<TicketHappening>(what), how_much);

        RC_CLASSIFY(world.given.size() > 5, "more than five tickets");
        world.disk.full = false;
        world.restart();
        world.pass(Milliseconds(300'000));

        std::set<std::pair<LocalDate, TicketNumber>> numbers;
        std::multiset<TicketId> delivered;
        for (auto const& ticket : world.scheduler.tickets) {
            RC_ASSERT(numbers.emplace(ticket.given->local_date, ticket.given->number).second);
            delivered.insert(ticket.given->id);
        }
        for (auto const& promise : world.given)
            RC_ASSERT(delivered.count(promise.id) == 1U);
        RC_ASSERT(delivered.size() == world.given.size());
        RC_ASSERT(world.disk.outbox.empty());
        RC_ASSERT(world.disk.parked.empty());
    });
    EXPECT_TRUE(held);
}

} // namespace
} // namespace zahide::device_tests
