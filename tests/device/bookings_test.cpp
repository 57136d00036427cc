#include "world.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace zahide::device_tests {
namespace {

domain::BookingWish wish()
{
    return { Personal(ServiceId("legal")), Personal(LanguageTag("fa")), Personal(domain::GenderPreference::woman) };
}

template<class Kind>
Kind only(std::optional<device::BookingAnswer> const& answer)
{
    EXPECT_TRUE(answer.has_value()) << "no answer came";
    auto const* const kind = answer ? std::get_if<Kind>(&*answer) : nullptr;
    EXPECT_NE(kind, nullptr) << "another kind of answer, index " << (answer ? answer->index() : 99U);
    return kind != nullptr ? *kind : Kind {};
}

device::BookingFailure failure(std::optional<device::BookingAnswer> const& answer)
{
    return only<device::BookingFailed>(answer).why;
}

class DeviceBookings : public testing::Test {
protected:
    void SetUp() override { world.settle(); }

    HoldId hold(int start = 0) { return only<device::TimeHeld>(world.ask(device::HoldTime { wish(), BookingDesk::start_of(start) })).hold.id; }
    device::AppointmentMade book(int start = 0) { return only<device::AppointmentMade>(world.ask(device::BookTime { hold(start) })); }
    /// Everything that is still owed to the scheduler gets its time.
    void come_to_rest() { world.pass(Milliseconds(120'000)); }
    void expect_nothing_left()
    {
        EXPECT_TRUE(desk().holds.empty());
        EXPECT_EQ(desk().booked(), 0) << "an appointment stays that nobody has a paper for";
        EXPECT_TRUE(world.disk.bookings.empty());
    }
    BookingDesk& desk() { return world.scheduler.desk; }

    World world;
};

TEST_F(DeviceBookings, Times_AreAskedForTheWish)
{
    auto const times = only<device::Times>(world.ask(device::AskTimes { wish(), LocalDate::create(2026, 11, 24).value(), 7 }));
    ASSERT_EQ(times.starts.size(), 1U);
    EXPECT_EQ(times.starts[0].start, BookingDesk::start_of(0));
    EXPECT_EQ(desk().asked_for, "/v1/centers/zahide-nine/availability?service=legal&language=fa&gender=woman&from=2026-11-24&days=7");
}

TEST_F(DeviceBookings, Booked_HasItsPaperJournalledAndNothingElseOnTheDisk)
{
    auto const id = hold();
    auto const made = only<device::AppointmentMade>(world.ask(device::BookTime { id }));
    EXPECT_EQ(desk().booked(), 1);
    EXPECT_EQ(made.appointment.start, BookingDesk::start_of(0));
    ASSERT_TRUE(made.appointment.code.has_value());
    ASSERT_EQ(world.disk.print_jobs.size(), 1U);
    EXPECT_EQ(world.disk.print_jobs[0].id, made.print_job);
    EXPECT_EQ(world.disk.print_jobs[0].ticket, std::nullopt);
    EXPECT_EQ(world.disk.print_jobs[0].state, domain::PrintJobState::journalled);
    EXPECT_TRUE(world.disk.bookings.empty());
    EXPECT_TRUE(world.disk.outbox.empty());
    EXPECT_TRUE(world.device().print_finished(made.print_job, { domain::PrintJobState::printed, domain::PrintTrouble::none }).has_value());
    world.device().abandon_booking();
    come_to_rest();
    EXPECT_EQ(desk().booked(), 1) << "whoever has the paper keeps the appointment";
    EXPECT_EQ(desk().releases, 0);
}

TEST_F(DeviceBookings, BeforeABookingIsSent_ItStandsInTheStore)
{
    auto const id = hold();
    ASSERT_TRUE(world.device().ask_booking(device::BookTime { id }).has_value());
    ASSERT_EQ(world.disk.bookings.size(), 1U);
    EXPECT_EQ(world.disk.bookings[0].hold, id);
    world.feed(device::TimerFired {});
    ASSERT_EQ(world.sends.size(), 1U);
    EXPECT_EQ(world.sends[0].key, world.disk.bookings[0].key);
}

TEST_F(DeviceBookings, RepliesLost_TheSameKeyIsSentAgainAndItIsDoneOnce)
{
    auto const id = hold();
    world.news.clear();
    ASSERT_TRUE(world.device().ask_booking(device::BookTime { id }).has_value());
    world.feed(device::TimerFired {});
    auto const key = world.sends.at(0).key;
    ASSERT_TRUE(world.step(Fate::reply_lost));
    EXPECT_TRUE(world.sends.empty()) << "not at once";
    world.clock.pass(world.options.limits.booking_retry);
    world.feed(device::TimerFired {});
    ASSERT_FALSE(world.sends.empty());
    EXPECT_EQ(world.sends[0].key, key);
    EXPECT_LE(world.sends[0].deadline, world.options.limits.booking_try);
    world.settle();
    only<device::AppointmentMade>(world.answer());
    EXPECT_EQ(desk().appointments.size(), 1U);
    EXPECT_EQ(desk().booked(), 1);
}

TEST_F(DeviceBookings, SessionOver_IsRenewedAndTheQuestionAnswered)
{
    auto const id = hold();
    world.scheduler.valid_tokens.clear();
    only<device::AppointmentMade>(world.ask(device::BookTime { id }));
    EXPECT_EQ(desk().booked(), 1);
}

TEST_F(DeviceBookings, NoAnswerAtAll_IsUnreachableInTimeAndTheBookingUndoneLater)
{
    auto const id = hold();
    auto const asked_at = world.clock.ticks();
    EXPECT_EQ(failure(world.ask(device::BookTime { id }, Fate::reply_lost)), device::BookingFailure::unreachable);
    EXPECT_LE(world.clock.ticks() - asked_at, world.options.limits.booking_deadline);
    EXPECT_EQ(desk().booked(), 1) << "the scheduler did book it";
    EXPECT_EQ(world.disk.bookings.size(), 1U);
    come_to_rest();
    expect_nothing_left();
    EXPECT_EQ(desk().cancels, 1);
    EXPECT_TRUE(world.disk.print_jobs.empty());
}

TEST_F(DeviceBookings, RequestsLost_ReleaseTheHoldAndBookNothing)
{
    auto const id = hold();
    EXPECT_EQ(failure(world.ask(device::BookTime { id }, Fate::request_lost)), device::BookingFailure::unreachable);
    come_to_rest();
    expect_nothing_left();
    EXPECT_TRUE(desk().appointments.empty()) << "to ask what became of it must not make it";
}

TEST_F(DeviceBookings, CrashWhileBooking_IsUndoneAfterTheRestart)
{
    auto const id = hold();
    ASSERT_TRUE(world.device().ask_booking(device::BookTime { id }).has_value());
    world.feed(device::TimerFired {});
    ASSERT_TRUE(world.step(Fate::reply_lost));
    ASSERT_EQ(desk().booked(), 1);
    world.restart();
    world.settle();
    come_to_rest();
    expect_nothing_left();
    EXPECT_EQ(world.answer(), std::nullopt);
}

TEST_F(DeviceBookings, CrashAtEveryStepOfUndoing_StillEndsWithNothingLeft)
{
    for (int crash_at = 0; crash_at < 12; ++crash_at) {
        World other(static_cast<std::uint64_t>(crash_at) + 1);
        other.settle();
        auto const held = only<device::TimeHeld>(other.ask(device::HoldTime { wish(), BookingDesk::start_of(0) })).hold.id;
        EXPECT_EQ(failure(other.ask(device::BookTime { held }, Fate::reply_lost)), device::BookingFailure::unreachable);
        for (int steps = 0; steps < crash_at; ++steps) {
            other.clock.pass(Milliseconds(20'000));
            other.feed(device::TimerFired {});
            other.step(steps % 2 == 0 ? Fate::reply_lost : Fate::answered);
        }
        other.restart();
        other.pass(Milliseconds(120'000));
        EXPECT_EQ(other.scheduler.desk.booked(), 0) << "crashed after step " << crash_at;
        EXPECT_TRUE(other.scheduler.desk.holds.empty());
        EXPECT_TRUE(other.disk.bookings.empty());
        EXPECT_EQ(other.scheduler.desk.cancels, 1);
    }
}

TEST_F(DeviceBookings, AbandonedWhileHeld_GivesTheTimeBack)
{
    static_cast<void>(hold());
    ASSERT_EQ(desk().holds.size(), 1U);
    world.device().abandon_booking();
    world.feed(device::TimerFired {});
    world.settle();
    expect_nothing_left();
    EXPECT_EQ(desk().releases, 1);
}

TEST_F(DeviceBookings, AbandonedWhileAskingToHold_GivesTheTimeBackWhenItComes)
{
    ASSERT_TRUE(world.device().ask_booking(device::HoldTime { wish(), BookingDesk::start_of(0) }).has_value());
    world.feed(device::TimerFired {});
    world.device().abandon_booking();
    world.feed(device::TimerFired {});
    world.settle();
    EXPECT_EQ(desk().releases, 1);
    expect_nothing_left();
    EXPECT_EQ(world.answer(), std::nullopt) << "nobody asks any more";
}

TEST_F(DeviceBookings, AbandonedWhileBooking_IsUndoneAndNotAnswered)
{
    for (auto const fate : { Fate::answered, Fate::reply_lost, Fate::request_lost }) {
        auto const id = hold();
        world.news.clear();
        ASSERT_TRUE(world.device().ask_booking(device::BookTime { id }).has_value());
        world.feed(device::TimerFired {});
        world.device().abandon_booking();
        ASSERT_TRUE(world.step(fate));
        come_to_rest();
        expect_nothing_left();
        EXPECT_EQ(world.answer(), std::nullopt);
        EXPECT_TRUE(world.disk.print_jobs.empty());
    }
}

TEST_F(DeviceBookings, AbandonedWhileMoving_ReleasesTheHoldAndKeepsTheAppointment)
{
    auto const made = book();
    auto const other = hold(1);
    ASSERT_TRUE(world.device().ask_booking(device::MoveAppointment { made.appointment.id, other }).has_value());
    world.feed(device::TimerFired {});
    world.device().abandon_booking();
    ASSERT_TRUE(world.step(Fate::request_lost));
    come_to_rest();
    EXPECT_TRUE(desk().holds.empty());
    EXPECT_EQ(desk().booked(), 1);
    EXPECT_EQ(desk().appointments.at(made.appointment.id).start, BookingDesk::start_of(0));
}

TEST_F(DeviceBookings, AnotherTimeChosen_TheFirstIsFreeBeforeItIsHeld)
{
    static_cast<void>(hold(0));
    static_cast<void>(hold(1));
    EXPECT_EQ(desk().holds.size(), 1U);
    // Turned back, and the same time chosen once more in one step: it must not meet its own hold.
    world.news.clear();
    world.device().abandon_booking();
    only<device::TimeHeld>(world.ask(device::HoldTime { wish(), BookingDesk::start_of(1) }));
    EXPECT_EQ(desk().holds.size(), 1U);
    only<device::Times>(world.ask(device::AskTimes { wish(), std::nullopt, 14 }));
    EXPECT_TRUE(desk().holds.empty());
}

TEST_F(DeviceBookings, TurnedBack_IsAnsweredWhateverComesOfIt)
{
    only<device::Released>(world.ask(device::ReleaseTime { hold() }));
    expect_nothing_left();
    auto const id = hold();
    only<device::Released>(world.ask(device::ReleaseTime { id }, Fate::request_lost));
    come_to_rest();
    expect_nothing_left();
    only<device::Released>(world.ask(device::ReleaseTime { id })); // gone already
}

TEST_F(DeviceBookings, SomebodyQuicker_BringsTheNextFreeStarts)
{
    desk().holds.emplace(HoldId(Uuid::generate(world.random)), BookingDesk::start_of(0));
    auto const failed = only<device::BookingFailed>(world.ask(device::HoldTime { wish(), BookingDesk::start_of(0) }));
    EXPECT_EQ(failed.why, device::BookingFailure::slot_taken);
    ASSERT_EQ(failed.next.size(), 1U);
    EXPECT_EQ(failed.next[0].start, BookingDesk::start_of(3));
}

TEST_F(DeviceBookings, HoldThatHasGone_IsToldAndNothingIsLeft)
{
    auto const id = hold();
    desk().holds.clear(); // its time was over
    EXPECT_EQ(failure(world.ask(device::BookTime { id })), device::BookingFailure::hold_gone);
    EXPECT_TRUE(world.disk.bookings.empty());
    EXPECT_EQ(desk().releases, 0) << "there is nothing to give back";
}

TEST_F(DeviceBookings, RefusedHoldIsUndone_TheSameHoldIsNotBookedMeanwhile)
{
    auto const id = hold();
    EXPECT_EQ(failure(world.ask(device::BookTime { id }, Fate::request_lost)), device::BookingFailure::unreachable);
    auto const again = world.device().ask_booking(device::BookTime { id });
    ASSERT_TRUE(again.has_value());
    world.feed(device::TimerFired {});
    EXPECT_EQ(failure(world.answer()), device::BookingFailure::hold_gone);
    come_to_rest();
    expect_nothing_left();
}

TEST_F(DeviceBookings, Code_FindsMovesAndCancels)
{
    auto const made = book();
    auto const found = only<device::AppointmentFound>(world.ask(device::FindAppointment { *made.appointment.code }));
    EXPECT_EQ(found.appointment.id, made.appointment.id);
    auto const moved = only<device::AppointmentMade>(world.ask(device::MoveAppointment { found.appointment.id, hold(2) }));
    EXPECT_EQ(moved.appointment.start, BookingDesk::start_of(2));
    EXPECT_EQ(moved.appointment.code, made.appointment.code);
    EXPECT_NE(moved.print_job, made.print_job);
    EXPECT_EQ(world.disk.print_jobs.size(), 2U);
    only<device::AppointmentCancelled>(world.ask(device::CancelAppointment { found.appointment.id }));
    EXPECT_EQ(desk().booked(), 0);
    EXPECT_EQ(failure(world.ask(device::CancelAppointment { found.appointment.id })), device::BookingFailure::not_any_more);
    EXPECT_EQ(failure(world.ask(device::CheckIn { found.appointment.id })), device::BookingFailure::not_any_more);
    EXPECT_EQ(failure(world.ask(device::CheckIn { AppointmentId(Uuid::generate(world.random)) })), device::BookingFailure::not_any_more);
}

TEST_F(DeviceBookings, CodeThatIsNone_AndTooManyOfThem_AreToldApart)
{
    Personal const code(domain::AppointmentCode::generate(world.random));
    EXPECT_EQ(failure(world.ask(device::FindAppointment { code })), device::BookingFailure::unknown_code);
    int const limit = 429;
    world.scheduler.forced_status["/v1/centers/zahide-nine/appointments/lookup"] = limit;
    auto const before = world.clock.ticks();
    world.news.clear();
    ASSERT_TRUE(world.device().ask_booking(device::FindAppointment { code }).has_value());
    world.feed(device::TimerFired {});
    auto const send = world.sends.at(0);
    world.sends.clear();
    world.feed(device::Replied { send.id, limit, BookingDesk::problem(Reason::too_many_tries).second });
    EXPECT_EQ(failure(world.answer()), device::BookingFailure::too_many_tries);
    EXPECT_EQ(world.clock.ticks(), before) << "at once: to try again makes it worse";
}

TEST_F(DeviceBookings, CheckedIn_HasTheSchedulersNumberAndItsPaperJournalled)
{
    auto const made = book();
    auto const checked_in = only<device::CheckedIn>(world.ask(device::CheckIn { made.appointment.id }));
    EXPECT_EQ(checked_in.promise.number, TicketNumber(412));
    EXPECT_EQ(checked_in.promise.local_date.text(), "2026-11-24");
    ASSERT_EQ(world.disk.print_jobs.size(), 2U);
    EXPECT_EQ(world.disk.print_jobs[1].id, checked_in.promise.print_job);
    EXPECT_TRUE(world.disk.tickets.empty()) << "the number is none of this device's";
    EXPECT_TRUE(world.scheduler.tickets.empty()) << "the scheduler knows it already";
}

TEST_F(DeviceBookings, CheckInOutsideItsTime_IsToldApart)
{
    auto const made = book();
    desk().check_in_refusal = BookingDesk::problem(Reason::too_early);
    EXPECT_EQ(failure(world.ask(device::CheckIn { made.appointment.id })), device::BookingFailure::too_early);
    desk().check_in_refusal = BookingDesk::problem(Reason::too_late);
    EXPECT_EQ(failure(world.ask(device::CheckIn { made.appointment.id })), device::BookingFailure::too_late);
    desk().check_in_refusal = BookingDesk::problem(Reason::not_servable);
    EXPECT_EQ(failure(world.ask(device::CheckIn { made.appointment.id })), device::BookingFailure::not_servable);
}

TEST_F(DeviceBookings, StartThatIsNotAllowedAnyMore_IsTakenForThisVisitor)
{
    ASSERT_TRUE(world.device().ask_booking(device::HoldTime { wish(), BookingDesk::start_of(0) }).has_value());
    world.feed(device::TimerFired {});
    auto const send = world.sends.at(0);
    world.sends.clear();
    auto const reply = BookingDesk::problem(fail(ErrorCode::invalid, "it is in the past", "start").value());
    world.feed(device::Replied { send.id, reply.first, reply.second });
    EXPECT_EQ(failure(world.answer()), device::BookingFailure::slot_taken);
}

TEST_F(DeviceBookings, Copies_AreMadeWhileTheVisitorStandsThere)
{
    auto const made = book();
    EXPECT_EQ(world.device().journal_copy(made.appointment.id).error().code, ErrorCode::conflict) << "it is being printed";
    ASSERT_TRUE(world.device().print_finished(made.print_job, { domain::PrintJobState::unknown, domain::PrintTrouble::no_answer }).has_value());
    auto const copy = world.device().journal_copy(made.appointment.id);
    ASSERT_TRUE(copy.has_value()) << copy.error().line();
    EXPECT_EQ(world.disk.print_jobs.back().mark, domain::PrintMark::copy);
    ASSERT_TRUE(world.device().print_finished(*copy, { domain::PrintJobState::printed, domain::PrintTrouble::none }).has_value());

    auto const checked_in = only<device::CheckedIn>(world.ask(device::CheckIn { made.appointment.id }));
    ASSERT_TRUE(
        world.device().print_finished(checked_in.promise.print_job, { domain::PrintJobState::not_printed, domain::PrintTrouble::paper_out }).has_value());
    auto const ticket_copy = world.device().journal_copy(checked_in.promise.id);
    ASSERT_TRUE(ticket_copy.has_value()) << ticket_copy.error().line();
    ASSERT_TRUE(world.device().print_finished(*ticket_copy, { domain::PrintJobState::printed, domain::PrintTrouble::none }).has_value());
    EXPECT_EQ(world.device().journal_copy(made.appointment.id).error().code, ErrorCode::not_found);

    world.device().abandon_booking();
    EXPECT_EQ(world.device().journal_copy(checked_in.promise.id).error().code, ErrorCode::not_found);
}

TEST_F(DeviceBookings, PapersFoundAfterARestart_AreUnknown)
{
    static_cast<void>(book());
    world.restart();
    ASSERT_EQ(world.disk.print_jobs.size(), 1U);
    EXPECT_EQ(world.disk.print_jobs[0].state, domain::PrintJobState::unknown);
    come_to_rest();
    EXPECT_EQ(desk().booked(), 1) << "its paper may be in somebody's hand";
}

TEST_F(DeviceBookings, DiskFull_AsksNothingThatEndsInAPaper)
{
    auto const id = hold();
    world.disk.full = true;
    EXPECT_EQ(world.device().ask_booking(device::BookTime { id }).error().code, ErrorCode::unavailable);
    EXPECT_EQ(world.device().ask_booking(device::CheckIn { AppointmentId(Uuid::generate(world.random)) }).error().code, ErrorCode::unavailable);
    EXPECT_TRUE(world.sends.empty());
    only<device::Times>(world.ask(device::AskTimes { wish(), std::nullopt, 14 }));
}

TEST_F(DeviceBookings, DiskFullWhenTheAnswerComes_UndoesTheBookingInsteadOfPromisingIt)
{
    auto const id = hold();
    world.news.clear();
    ASSERT_TRUE(world.device().ask_booking(device::BookTime { id }).has_value());
    world.feed(device::TimerFired {});
    world.disk.full = true;
    world.settle();
    EXPECT_EQ(failure(world.answer()), device::BookingFailure::failed);
    EXPECT_TRUE(world.disk.print_jobs.empty());
    world.disk.full = false;
    come_to_rest();
    EXPECT_EQ(desk().booked(), 0);
}

TEST_F(DeviceBookings, OutOfReachAlready_IsToldAfterOneTry)
{
    world.pass(Milliseconds(60'000), Fate::request_lost);
    ASSERT_EQ(world.device().connectivity().link, device::Link::offline);
    world.news.clear();
    ASSERT_TRUE(world.device().ask_booking(device::AskTimes { wish(), std::nullopt, 14 }).has_value());
    world.feed(device::TimerFired {});
    world.settle(Fate::request_lost);
    EXPECT_EQ(failure(world.answer()), device::BookingFailure::unreachable);
}

TEST_F(DeviceBookings, NeverReached_IsToldAtOnce)
{
    World other(3);
    other.settle(Fate::request_lost);
    other.news.clear();
    ASSERT_TRUE(other.device().ask_booking(device::AskTimes { wish(), std::nullopt, 14 }).has_value());
    other.feed(device::TimerFired {});
    EXPECT_EQ(failure(other.answer()), device::BookingFailure::unreachable);
}

TEST_F(DeviceBookings, SchedulerBusy_IsAskedAgainUntilTheTimeIsOver)
{
    world.scheduler.forced_status["/v1/centers/zahide-nine/availability"] = 503;
    EXPECT_EQ(failure(world.ask(device::AskTimes { wish(), std::nullopt, 14 })), device::BookingFailure::unreachable);
    world.scheduler.forced_status.clear();
    only<device::Times>(world.ask(device::AskTimes { wish(), std::nullopt, 14 }));
}

TEST_F(DeviceBookings, AnswerThatIsNone_IsAFailureAndTheBookingUndone)
{
    auto const id = hold();
    world.news.clear();
    ASSERT_TRUE(world.device().ask_booking(device::BookTime { id }).has_value());
    world.feed(device::TimerFired {});
    auto const send = world.sends.at(0);
    world.sends.clear();
    static_cast<void>(world.scheduler.answer(send));
    world.feed(device::Replied { send.id, 201, "<html>" });
    EXPECT_EQ(failure(world.answer()), device::BookingFailure::failed);
    come_to_rest();
    expect_nothing_left();
}

TEST_F(DeviceBookings, OneQuestionAtATime_TheSecondIsRefused)
{
    ASSERT_TRUE(world.device().ask_booking(device::AskTimes { wish(), std::nullopt, 14 }).has_value());
    EXPECT_EQ(world.device().ask_booking(device::AskTimes { wish(), std::nullopt, 14 }).error().code, ErrorCode::conflict);
}

TEST_F(DeviceBookings, ForbiddenToUndo_IsTriedAgainAfterItWasMended)
{
    auto const id = hold();
    EXPECT_EQ(failure(world.ask(device::BookTime { id }, Fate::reply_lost)), device::BookingFailure::unreachable);
    world.scheduler.forced_status["/v1/holds/"] = 403;
    come_to_rest();
    EXPECT_EQ(desk().booked(), 1);
    EXPECT_EQ(world.disk.bookings.size(), 1U);
    world.scheduler.forced_status.clear();
    come_to_rest();
    expect_nothing_left();
}

} // namespace
} // namespace zahide::device_tests
