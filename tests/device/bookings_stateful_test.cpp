#include "world.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace zahide::device_tests {
namespace {

/// What may happen between any two effects while visitors book.
enum class BookingHappening { go_on, answer, lose_request, lose_reply, crash, wait, abandon, turn_back, disk_full, disk_fine, session_ends };

constexpr int booking_happening_count = 11;

/// A visitor who holds a time and books it, then the next one.
class Visitors {
public:
    explicit Visitors(World& world)
        : m_world(world)
    {
    }

    void go_on(int start)
    {
        listen();
        if (m_hold)
            static_cast<void>(m_world.device().ask_booking(device::BookTime { *m_hold }));
        else
            static_cast<void>(m_world.device().ask_booking(device::HoldTime { wish(), BookingDesk::start_of(start) }));
        m_world.feed(device::TimerFired {});
    }
    void turn_back()
    {
        if (m_hold)
            static_cast<void>(m_world.device().ask_booking(device::ReleaseTime { *m_hold }));
        m_hold.reset();
        m_world.feed(device::TimerFired {});
    }
    void leave()
    {
        listen();
        m_hold.reset();
        m_world.device().abandon_booking();
        m_world.feed(device::TimerFired {});
    }
    void forget() { m_hold.reset(); }
    void listen()
    {
        for (auto const& effect : m_world.news) {
            auto const* const answered = std::get_if<device::BookingAnswered>(&effect);
            if (answered == nullptr)
                continue;
            m_hold.reset();
            if (auto const* const held = std::get_if<device::TimeHeld>(&answered->answer))
                m_hold = held->hold.id;
            if (auto const* const made = std::get_if<device::AppointmentMade>(&answered->answer))
                papers.emplace(made->appointment.id, made->print_job);
        }
        m_world.news.clear();
    }

    std::map<AppointmentId, PrintJobId> papers; ///< what visitors were told

private:
    static domain::BookingWish wish() { return { Personal(ServiceId("legal")), Personal(LanguageTag("fa")), Personal(domain::GenderPreference::any) }; }

    World& m_world;
    std::optional<HoldId> m_hold;
};

void happen(World& world, Visitors& visitors, BookingHappening happening, int how_much)
{
    switch (happening) {
    case BookingHappening::go_on:
        return visitors.go_on(how_much);
    case BookingHappening::answer:
        world.step(Fate::answered);
        return;
    case BookingHappening::lose_request:
        world.step(Fate::request_lost);
        return;
    case BookingHappening::lose_reply:
        world.step(Fate::reply_lost);
        return;
    case BookingHappening::crash:
        visitors.listen();
        if (!world.disk.full) { // a program that can't write doesn't start
            visitors.forget();
            world.restart();
        }
        return;
    case BookingHappening::wait:
        world.clock.pass(Milliseconds(how_much * 90));
        world.feed(device::TimerFired {});
        return;
    case BookingHappening::abandon:
        return visitors.leave();
    case BookingHappening::turn_back:
        return visitors.turn_back();
    case BookingHappening::disk_full:
        world.disk.full = true;
        return;
    case BookingHappening::disk_fine:
        world.disk.full = false;
        return;
    case BookingHappening::session_ends:
        world.scheduler.valid_tokens.clear();
        return;
    }
}

TEST(DevicePromises, WhateverHappens_NoAppointmentStaysWithoutAPaperAndNoneIsTakenFromWhoHasOne)
{
    bool const held = rc::check("booked are those that were handed out", [] {
        World world(static_cast<std::uint64_t>(*rc::gen::inRange(1, 1'000'000)));
        world.settle();
        Visitors visitors(world);
        auto const story = *rc::gen::container<std::vector<std::pair<int, int>>>(rc::gen::pair(
            rc::gen::weightedOneOf<int>({ { 7, rc::gen::just(0) }, { 9, rc::gen::just(1) }, { 8, rc::gen::inRange(1, booking_happening_count) } }),
            rc::gen::inRange(0, 100)));
        for (auto const& [what, how_much] : story)
            happen(world, visitors, static_cast<BookingHappening>(what), how_much);

        world.disk.full = false;
        visitors.leave();
        world.restart();
        world.pass(Milliseconds(600'000));
        visitors.listen();

        auto const& appointments = world.scheduler.desk.appointments;
        RC_CLASSIFY(!visitors.papers.empty(), "somebody got a paper");
        RC_CLASSIFY(appointments.size() > visitors.papers.size(), "something was undone");
        for (auto const& [id, view] : appointments)
            RC_ASSERT((view.state == domain::AppointmentState::booked) == visitors.papers.contains(id));
        for (auto const& [id, job] : visitors.papers) {
            RC_ASSERT(appointments.contains(id));
            RC_ASSERT(std::ranges::count(world.disk.print_jobs, job, &ports::StoredPrintJob::id) == 1);
        }
        RC_ASSERT(world.disk.bookings.empty());
    });
    EXPECT_TRUE(held);
}

} // namespace
} // namespace zahide::device_tests
