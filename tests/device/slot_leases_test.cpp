#include "world.h"

#include "protocol/slot_lease.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace zahide::device_tests {
namespace {

domain::BookingWish lent_wish(char const* language = "fa")
{
    return { Personal(ServiceId("legal")), Personal(LanguageTag(language)), Personal(domain::GenderPreference::any) };
}

template<class Kind>
Kind answered_with(std::optional<device::BookingAnswer> const& answer)
{
    auto const* const kind = answer ? std::get_if<Kind>(&*answer) : nullptr;
    EXPECT_NE(kind, nullptr) << "another kind of answer, index " << (answer ? answer->index() : 99U);
    return kind != nullptr ? *kind : Kind {};
}

class DeviceSlotLeases : public testing::Test {
protected:
    void SetUp() override
    {
        domain::ServiceNeeds needs;
        needs.roles = { { domain::ProfessionalRole::lawyer, 1 } };
        for (auto& service : world.scheduler.catalogue.services)
            service.needs = needs;
        world.scheduler.catalogue.revision = Revision(world.scheduler.catalogue.revision.value() + 1);
        world.disk = {};
        world.restart();
        world.settle();
    }
    /// Long enough that the device knows it is alone.
    void lose_the_scheduler() { world.pass(Milliseconds(60'000), Fate::request_lost); }
    std::optional<device::BookingAnswer> ask(device::BookingQuestion question) { return world.ask(std::move(question), Fate::request_lost); }
    device::AppointmentMade book_alone()
    {
        auto const times = answered_with<device::Times>(ask(device::AskTimes { lent_wish(), std::nullopt, 14 }));
        EXPECT_FALSE(times.starts.empty());
        auto const held = answered_with<device::TimeHeld>(ask(device::HoldTime { lent_wish(), times.starts.at(0).start }));
        return answered_with<device::AppointmentMade>(ask(device::BookTime { held.hold.id }));
    }
    int left() { return world.device().connectivity().slots_left; }
    ScriptedScheduler& scheduler() { return world.scheduler; }

    World world;
};

TEST_F(DeviceSlotLeases, Online_SlotsAreLentAndKept)
{
    EXPECT_EQ(left(), 2);
    EXPECT_EQ(world.disk.slot_leases.size(), 2U);
    EXPECT_FALSE(world.disk.slot_request.has_value());
    world.restart();
    EXPECT_EQ(left(), 2);
    world.pass(Milliseconds(1'300'000));
    EXPECT_EQ(scheduler().slots.size(), 2U) << "what is kept stays lent";
}

TEST_F(DeviceSlotLeases, Alone_ASlotIsBookedAndDeliveredLater)
{
    lose_the_scheduler();
    auto const made = book_alone();
    ASSERT_TRUE(made.appointment.code.has_value());
    EXPECT_EQ(world.disk.outbox.size(), 1U);
    ASSERT_EQ(world.disk.print_jobs.size(), 1U);
    EXPECT_EQ(world.disk.print_jobs[0].id, made.print_job);
    EXPECT_TRUE(world.disk.bookings.empty());
    EXPECT_EQ(left(), 1);
    EXPECT_TRUE(world.device().print_finished(made.print_job, { domain::PrintJobState::printed, domain::PrintTrouble::none }).has_value());
    world.device().abandon_booking();
    world.restart();
    EXPECT_EQ(left(), 1);
    world.pass(Milliseconds(1'300'000));
    ASSERT_EQ(scheduler().lent_bookings.size(), 1U);
    auto const& [id, booking] = *scheduler().lent_bookings.begin();
    EXPECT_EQ(domain::appointment_of(id), made.appointment.id);
    EXPECT_EQ(booking.code, *made.appointment.code);
    EXPECT_EQ(booking.wish, lent_wish());
    ASSERT_TRUE(booking.loan.has_value()) << "a scheduler put back to a backup knows no other way whom it lent";
    EXPECT_EQ(booking.loan->assignment.interpreter, ProfessionalId("ali"));
    EXPECT_EQ(scheduler().desk.cancels, 0);
    EXPECT_TRUE(world.disk.outbox.empty());
    EXPECT_EQ(left(), 2) << "another one is lent in its place";
}

TEST_F(DeviceSlotLeases, Alone_EachSlotIsBookedOnceAndThenNone)
{
    lose_the_scheduler();
    auto const first = book_alone();
    world.device().abandon_booking();
    auto const second = book_alone();
    world.device().abandon_booking();
    EXPECT_NE(first.appointment.id, second.appointment.id);
    EXPECT_NE(first.appointment.code, second.appointment.code);
    EXPECT_EQ(answered_with<device::BookingFailed>(ask(device::AskTimes { lent_wish(), std::nullopt, 14 })).why, device::BookingFailure::unreachable);
}

TEST_F(DeviceSlotLeases, OtherKiosksAwaited_ALentSlotIsOfferedAtOnce)
{
    scheduler().forced_status["/v1/centers/zahide-nine/availability"] = 503;
    scheduler().forced_status["/v1/centers/zahide-nine/holds"] = 503;
    scheduler().forced_code = "awaiting_devices";
    ASSERT_TRUE(world.device().ask_booking(device::AskTimes { lent_wish(), std::nullopt, 14 }).has_value());
    world.feed(device::TimerFired {});
    world.settle();
    auto const times = answered_with<device::Times>(world.answer());
    ASSERT_FALSE(times.starts.empty()) << "no second try: it won't be over while the visitor stands there";
    auto const held = answered_with<device::TimeHeld>(world.ask(device::HoldTime { lent_wish(), times.starts.at(0).start }));
    static_cast<void>(answered_with<device::AppointmentMade>(world.ask(device::BookTime { held.hold.id })));
    world.pass(Milliseconds(1'300'000));
    EXPECT_EQ(scheduler().lent_bookings.size(), 1U);
}

TEST_F(DeviceSlotLeases, SchedulerThatKnowsNothingOfWhatIsKept_IsToldAgainAtOnceWhatIsLeft)
{
    scheduler().slots.clear();
    auto const before = scheduler().slot_requests;
    world.pass(world.options.limits.slot_refresh);
    EXPECT_EQ(scheduler().slot_requests, before + 2) << "it awaits this device until nothing unknown is kept";
    world.pass(Milliseconds(60'000));
    EXPECT_EQ(scheduler().slot_requests, before + 2);
}

TEST(DeviceSlotLeasesElsewhere, NothingCanBeBooked_TheSchedulerIsToldOnceInEachRunThatNothingIsKept)
{
    World world;
    world.settle();
    world.pass(world.options.limits.slot_refresh * 2);
    EXPECT_EQ(world.scheduler.slot_requests, 1);
    world.restart();
    world.pass(world.options.limits.slot_refresh * 2);
    EXPECT_EQ(world.scheduler.slot_requests, 2) << "it may have been awaited since before the restart";
}

TEST_F(DeviceSlotLeases, Alone_AnotherLanguageIsNotServed)
{
    lose_the_scheduler();
    EXPECT_EQ(answered_with<device::BookingFailed>(ask(device::AskTimes { lent_wish("ar"), std::nullopt, 14 })).why, device::BookingFailure::unreachable);
}

TEST_F(DeviceSlotLeases, AnotherMachine_PromisesNothing)
{
    lose_the_scheduler();
    world.options.machine = "machine-2";
    world.restart();
    EXPECT_EQ(left(), 0);
    EXPECT_EQ(answered_with<device::BookingFailed>(ask(device::AskTimes { lent_wish(), std::nullopt, 14 })).why, device::BookingFailure::unreachable);
}

TEST_F(DeviceSlotLeases, NearItsTime_ASlotGoesBackAndIsPromisedNoMore)
{
    auto const first = world.device().lent_slots().front();
    world.clock.jump(first.start - Minutes(100));
    world.pass(Milliseconds(1'300'000));
    EXPECT_FALSE(scheduler().slots.contains(first.id));
    auto const leases = world.device().lent_slots();
    EXPECT_EQ(std::ranges::find(leases, first.id, &domain::SlotLease::id), leases.end());
}

TEST_F(DeviceSlotLeases, LongNotice_ASlotGoesBackOnceItCanBePromisedNoMore)
{
    scheduler().slot_notice = Minutes(600);
    world.disk = {};
    world.restart();
    world.settle();
    auto const first = world.device().lent_slots().front();
    world.clock.jump(first.book_until);
    world.pass(Milliseconds(1'300'000));
    EXPECT_FALSE(scheduler().slots.contains(first.id)) << "nobody could have it for hours";
}

TEST_F(DeviceSlotLeases, AloneUntilShortBeforeIt_ASlotIsStillBookedAndThenNot)
{
    auto const first = world.device().lent_slots().front();
    lose_the_scheduler();
    world.clock.jump(first.book_until - Milliseconds(60'000));
    EXPECT_EQ(left(), 2);
    world.clock.jump(first.book_until);
    EXPECT_EQ(left(), 1);
}

TEST_F(DeviceSlotLeases, ReplyLost_TheSameRequestIsSentAndNothingElse)
{
    world.disk = {};
    world.scheduler.slots.clear();
    world.scheduler.slot_requests = 0;
    world.restart();
    while (world.scheduler.slot_requests == 0)
        ASSERT_TRUE(world.step(Fate::answered) || !world.sends.empty());
    world.restart(); // after the reply was on its way, or had come
    world.pass(Milliseconds(1'300'000));
    EXPECT_EQ(left(), 2);
    EXPECT_EQ(scheduler().slots.size(), 2U);
}

TEST_F(DeviceSlotLeases, SchedulerBackWhileSomebodyDecides_TheLentSlotIsStillTheirs)
{
    lose_the_scheduler();
    auto const times = answered_with<device::Times>(ask(device::AskTimes { lent_wish(), std::nullopt, 14 }));
    auto const held = answered_with<device::TimeHeld>(ask(device::HoldTime { lent_wish(), times.starts.at(0).start }));
    world.pass(Milliseconds(60'000), Fate::answered);
    auto const made = answered_with<device::AppointmentMade>(world.ask(device::BookTime { held.hold.id }));
    world.pass(Milliseconds(60'000), Fate::answered);
    EXPECT_TRUE(scheduler().lent_bookings.contains(held.hold.id));
    EXPECT_EQ(made.appointment.start, times.starts[0].start);
}

TEST_F(DeviceSlotLeases, OldImagePutBack_PromisesNoneOfTheSlotsItWasLent)
{
    auto const image = world.disk;
    lose_the_scheduler();
    auto const made = book_alone();
    world.device().abandon_booking();
    world.pass(Milliseconds(1'300'000));
    ASSERT_EQ(scheduler().lent_bookings.size(), 1U);
    world.disk = image;
    world.restart();
    scheduler().noted = protocol::StatusNoted { "first", Revision(50), Revision(0), world.clock.now(), 1 };
    world.settle();
    ASSERT_EQ(scheduler().renewals.size(), 1U);
    for (auto const& lent : world.device().lent_slots())
        EXPECT_NE(domain::appointment_of(lent.id), made.appointment.id);
    scheduler().noted = protocol::StatusNoted { "first", Revision(50), Revision(0), world.clock.now(), std::nullopt };
    world.pass(Milliseconds(1'300'000));
    EXPECT_EQ(left(), 2) << "others are lent";
    for (auto const& lent : world.device().lent_slots())
        EXPECT_FALSE(image.slot_leases.contains(lent.id));
}

TEST_F(DeviceSlotLeases, PromiseThatTheSchedulerRefuses_StaysLentAndIsPromisedToNobodyElse)
{
    lose_the_scheduler();
    auto const made = book_alone();
    world.device().abandon_booking();
    auto const is_promised = [&](HoldId const& id) { return domain::appointment_of(id) == made.appointment.id; };
    auto const promised = std::ranges::find_if(scheduler().slots, [&](auto const& slot) { return is_promised(slot.first); });
    ASSERT_NE(promised, scheduler().slots.end());
    auto const id = promised->first;
    scheduler().forced_status["/v1/devices/kiosk-1/slot-leases/" + id.value().text() + "/book"] = 409;
    auto const before = scheduler().slot_requests;
    world.pass(Milliseconds(1'300'000));
    world.restart();
    world.pass(Milliseconds(1'300'000));
    EXPECT_GT(scheduler().slot_requests, before + 1);
    EXPECT_TRUE(scheduler().slots.contains(id)) << "given back, though somebody has it on paper";
    for (auto const& lent : world.device().lent_slots())
        EXPECT_FALSE(is_promised(lent.id)) << "promised to the next visitor too";
}

TEST_F(DeviceSlotLeases, FullDisk_PromisesNothing)
{
    lose_the_scheduler();
    auto const times = answered_with<device::Times>(ask(device::AskTimes { lent_wish(), std::nullopt, 14 }));
    auto const held = answered_with<device::TimeHeld>(ask(device::HoldTime { lent_wish(), times.starts.at(0).start }));
    world.disk.full = true;
    EXPECT_EQ(answered_with<device::BookingFailed>(ask(device::BookTime { held.hold.id })).why, device::BookingFailure::failed);
    world.disk.full = false;
    EXPECT_TRUE(world.disk.outbox.empty());
    EXPECT_TRUE(world.disk.print_jobs.empty());
}

} // namespace
} // namespace zahide::device_tests
