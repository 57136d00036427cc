#include "booking_kiosk.h"

namespace zahide::visitor {
namespace {

using device::BookingFailure;
using domain::PrintJobState;

TEST(Booking, WholeWay_EndsWithTimeDateAndCode)
{
    BookingKiosk kiosk;
    kiosk.reach_home("fa");
    kiosk.tap("book");
    EXPECT_EQ(kiosk.at(), Screen::book_service);
    EXPECT_NE(kiosk.find("service:service-2"), nullptr);
    EXPECT_EQ(kiosk.find("service:service-3"), nullptr); // no appointments for it
    kiosk.tap("service:service-1");
    EXPECT_EQ(kiosk.at(), Screen::book_who);
    auto const ask = BookingKiosk::asked<device::AskTimes>(kiosk.tap("who:woman"));
    EXPECT_EQ(ask.wish.service.reveal(), ServiceId("service-1"));
    EXPECT_EQ(ask.wish.language.reveal(), LanguageTag("fa"));
    EXPECT_EQ(ask.wish.gender.reveal(), domain::GenderPreference::woman);
    EXPECT_EQ(ask.days, 14);
    kiosk.answer(times({ "2026-11-24", "2026-11-25" }));
    EXPECT_EQ(kiosk.at(), Screen::book_day);
    Element const* day = kiosk.find("day:2026-11-25");
    ASSERT_NE(day, nullptr);
    EXPECT_EQ(day->figure, "۲۵");
    EXPECT_EQ(day->detail, "نوامبر\n۴ آذر ۱۴۰۵");
    kiosk.tap("day:2026-11-25");
    EXPECT_EQ(kiosk.at(), Screen::book_time);
    EXPECT_EQ(kiosk.find("morning")->icon, "sunrise");
    EXPECT_EQ(kiosk.find("afternoon")->icon, "sun");
    EXPECT_EQ(kiosk.find("time:10:15")->label, "۱۰:۱۵");
    EXPECT_EQ(kiosk.find("time:10:15")->detail, "10:15");
    auto const hold = BookingKiosk::asked<device::HoldTime>(kiosk.tap("time:10:15"));
    EXPECT_EQ(hold.start, kiosk.wanted.start);
    kiosk.answer(device::TimeHeld { hold_of(kiosk.wanted) });
    EXPECT_EQ(kiosk.at(), Screen::book_confirm);
    EXPECT_EQ(kiosk.find("interpreter")->icon, "message-language");
    EXPECT_NE(kiosk.find("kept")->label.find("۳"), std::string::npos);
    EXPECT_EQ(BookingKiosk::asked<device::BookTime>(kiosk.tap("yes")).hold, HoldId(Uuid({ 3 })));
    kiosk.answer(device::AppointmentMade { appointment_of(kiosk.wanted), kiosk.job });
    EXPECT_EQ(kiosk.at(), Screen::booked_printing);
    kiosk.pass(2'000);
    kiosk.flow.print_ended(kiosk.job, PrintJobState::printed, kiosk.now);
    EXPECT_EQ(kiosk.at(), Screen::booked);
    EXPECT_EQ(kiosk.find("number")->label, "۱۰:۱۵");
    EXPECT_NE(kiosk.find("code")->label.find("۵۷۲"), std::string::npos);
    EXPECT_NE(kiosk.find("code")->detail.find("572"), std::string::npos);
    EXPECT_EQ(kiosk.find("code")->spoken.substr(kiosk.find("code")->spoken.find(':')), ": 5 7 2 4 6 8 9 1 2");
    EXPECT_EQ(count<AbandonBooking>(kiosk.all), 0U);
    EXPECT_EQ(count<Wiped>(kiosk.tap("finish")), 1U);
    EXPECT_EQ(kiosk.flow.visit(), Visit());
}

TEST(Booking, NoServiceTakesAppointments_HomeOffersOnlyANumber)
{
    Kiosk kiosk;
    kiosk.reach_home();
    EXPECT_EQ(kiosk.find("book"), nullptr);
    EXPECT_EQ(kiosk.find("have-appointment"), nullptr);
    EXPECT_EQ(kiosk.find("take-number")->emphasis, Emphasis::primary);
}

TEST(Booking, PersonInsteadOfAService_IsATicketForReception)
{
    BookingKiosk kiosk;
    kiosk.reach_home();
    kiosk.tap("book");
    auto const effects = kiosk.tap("unsure");
    ASSERT_EQ(effects.size(), 1U);
    EXPECT_EQ(std::get<TakeTicket>(effects[0]).wish.service, ServiceId("reception"));
}

TEST(Booking, ManyDays_ComeOnPagesOfSixChoices)
{
    BookingKiosk kiosk;
    kiosk.reach_who();
    kiosk.tap("who:any");
    std::vector<std::string> dates;
    for (int day = 24; day <= 30; ++day)
        dates.push_back("2026-11-" + std::to_string(day));
    kiosk.answer(times(dates));
    std::set<std::string> seen;
    for (int page = 0; page < 2; ++page) {
        std::size_t cards = 0;
        for (Element const& element : kiosk.flow.screen().content) {
            cards += element.role == Role::card ? 1 : 0;
            if (element.intent == Intent::choose_day)
                seen.insert(element.subject);
        }
        EXPECT_LE(cards, Flow::choices_max);
        kiosk.tap("more-days");
    }
    EXPECT_EQ(seen.size(), 7U);
}

TEST(Booking, LongDay_IsPartedAtNoon)
{
    BookingKiosk kiosk;
    kiosk.reach_who();
    kiosk.tap("who:any");
    kiosk.answer(times({ "2026-11-24" }, { "09:00", "09:30", "10:00", "10:30", "11:00", "13:00", "13:30", "14:00", "14:30", "15:00" }));
    kiosk.tap("day:2026-11-24");
    EXPECT_NE(kiosk.find("time:11:00"), nullptr);
    EXPECT_EQ(kiosk.find("time:13:00"), nullptr);
    EXPECT_EQ(kiosk.find("afternoon"), nullptr);
    kiosk.tap("more-times");
    EXPECT_EQ(kiosk.find("morning"), nullptr);
    EXPECT_NE(kiosk.find("time:15:00"), nullptr);
    kiosk.tap("more-times");
    EXPECT_NE(kiosk.find("time:09:00"), nullptr);
}

TEST(Booking, TwoWeeksAreFull_OffersTheNextFreeTimes)
{
    BookingKiosk kiosk;
    kiosk.reach_who();
    kiosk.tap("who:any");
    kiosk.answer(device::Times { {}, { offer("2026-12-09", "09:30"), offer("2026-12-10", "14:15") } });
    EXPECT_EQ(kiosk.at(), Screen::book_next);
    EXPECT_EQ(kiosk.find("start:2026-12-10T14:15")->figure, "۱۴:۱۵");
    EXPECT_EQ(kiosk.find("start:2026-12-10T14:15")->icon, "sun");
    auto const hold = BookingKiosk::asked<device::HoldTime>(kiosk.tap("start:2026-12-09T09:30"));
    EXPECT_EQ(hold.start, offer("2026-12-09", "09:30").start);
}

TEST(Booking, NothingFreeAtAll_OffersAPerson)
{
    BookingKiosk kiosk;
    kiosk.reach_who();
    kiosk.tap("who:any");
    kiosk.answer(device::Times {});
    EXPECT_EQ(kiosk.at(), Screen::book_trouble);
    EXPECT_EQ(std::get<TakeTicket>(kiosk.tap("person")[0]).wish.service, ServiceId("reception"));
}

TEST(Booking, NotServable_OffersAPersonAndWhoeverThereIs)
{
    BookingKiosk kiosk;
    kiosk.reach_who();
    kiosk.tap("who:woman");
    kiosk.fail(BookingFailure::not_servable);
    EXPECT_EQ(kiosk.at(), Screen::book_trouble);
    EXPECT_NE(kiosk.find("person"), nullptr);
    auto const ask = BookingKiosk::asked<device::AskTimes>(kiosk.tap("with-anybody"));
    EXPECT_EQ(ask.wish.gender.reveal(), domain::GenderPreference::any);
    kiosk.fail(BookingFailure::not_servable);
    EXPECT_EQ(kiosk.find("with-anybody"), nullptr);
    kiosk.tap("back");
    EXPECT_EQ(kiosk.at(), Screen::book_who);
}

TEST(Booking, Unreachable_SaysWhatStillWorks)
{
    BookingKiosk kiosk;
    kiosk.reach_who("en");
    kiosk.tap("who:any");
    kiosk.fail(BookingFailure::unreachable);
    EXPECT_EQ(kiosk.find("detail")->label, words().find(LanguageTag("en"))->text(*i18n::find_key("kiosk_offline_not")));
    kiosk.tap("take-number");
    EXPECT_EQ(kiosk.at(), Screen::service);
    EXPECT_EQ(count<TakeTicket>(kiosk.tap("service:service-0")), 1U);
}

TEST(Booking, OfflineKiosk_SaysSoWithoutAsking)
{
    for (char const* card : { "book", "have-appointment" }) {
        Facts facts = booking_facts();
        facts.link = device::Link::offline;
        BookingKiosk kiosk(facts);
        kiosk.reach_home();
        EXPECT_TRUE(kiosk.tap(card).empty());
        EXPECT_EQ(kiosk.at(), Screen::book_trouble);
        EXPECT_NE(kiosk.find("take-number"), nullptr);
        kiosk.tap("back");
        EXPECT_EQ(kiosk.at(), Screen::home);
    }
}

TEST(Booking, OfflineKioskWithLentSlots_OffersWhatTheyAreFor)
{
    Facts facts = booking_facts();
    facts.link = device::Link::offline;
    domain::SlotLease slot;
    slot.service = ServiceId("service-1");
    slot.languages = { LanguageTag("ar") };
    facts.lent_slots = { slot };
    BookingKiosk kiosk(facts);
    kiosk.reach_home("ar");
    kiosk.tap("book");
    ASSERT_EQ(kiosk.at(), Screen::book_service);
    EXPECT_NE(kiosk.find("service:service-1"), nullptr);
    EXPECT_EQ(kiosk.find("service:service-0"), nullptr);
    kiosk.tap("back");
    kiosk.tap("have-appointment");
    EXPECT_EQ(kiosk.at(), Screen::book_trouble);
    BookingKiosk other(facts);
    other.reach_home("tr");
    other.tap("book");
    EXPECT_EQ(other.at(), Screen::book_trouble);
}

TEST(Booking, SlotGoneMeanwhile_OffersTheNextFreeOnes)
{
    BookingKiosk kiosk;
    kiosk.reach_times();
    kiosk.tap("time:10:15");
    kiosk.fail(BookingFailure::slot_taken, { offer("2026-11-25", "14:15"), offer("2026-11-26", "09:30") });
    EXPECT_EQ(kiosk.at(), Screen::taken);
    EXPECT_EQ(kiosk.find("title")->icon, "calendar-off");
    EXPECT_NE(kiosk.find("another-day"), nullptr);
    auto const hold = BookingKiosk::asked<device::HoldTime>(kiosk.tap("start:2026-11-26T09:30"));
    EXPECT_EQ(hold.start, offer("2026-11-26", "09:30").start);
    kiosk.answer(device::TimeHeld { hold_of(offer("2026-11-26", "09:30")) });
    EXPECT_EQ(kiosk.at(), Screen::book_confirm);
    kiosk.tap("another-time");
    EXPECT_EQ(kiosk.at(), Screen::book_time); // not back to the bad news
}

TEST(Booking, AnotherDayAfterATakenSlot_AsksAnew)
{
    BookingKiosk kiosk;
    kiosk.reach_times();
    kiosk.tap("time:10:15");
    kiosk.fail(BookingFailure::slot_taken, { offer("2026-11-25", "14:15") });
    BookingKiosk::asked<device::AskTimes>(kiosk.tap("another-day"));
    kiosk.answer(times({ "2026-11-27" }));
    EXPECT_EQ(kiosk.at(), Screen::book_day);
    kiosk.tap("back");
    EXPECT_EQ(kiosk.at(), Screen::book_who);
}

TEST(Booking, QuickAnswer_ShowsNoMoment)
{
    BookingKiosk kiosk;
    kiosk.reach_who();
    kiosk.tap("who:any");
    kiosk.pass(299);
    EXPECT_EQ(kiosk.at(), Screen::book_who);
    kiosk.answer(times({ "2026-11-24" }));
    EXPECT_EQ(kiosk.at(), Screen::book_day);
    kiosk.pass(1'000);
    EXPECT_EQ(kiosk.at(), Screen::book_day);
}

TEST(Booking, SlowAnswer_ShowsACalmMomentThatChangesNothingMeanwhile)
{
    BookingKiosk kiosk;
    kiosk.reach_who();
    kiosk.tap("who:any");
    kiosk.pass(300);
    EXPECT_EQ(kiosk.at(), Screen::moment);
    ScreenModel const before = kiosk.flow.screen();
    kiosk.pass(20'000);
    EXPECT_EQ(kiosk.flow.screen(), before);
    kiosk.answer(times({ "2026-11-24" }));
    EXPECT_EQ(kiosk.at(), Screen::book_day);
    kiosk.tap("back");
    EXPECT_EQ(kiosk.at(), Screen::book_who);
}

TEST(Booking, BackFromTheMoment_AbandonsTheQuestion)
{
    BookingKiosk kiosk;
    kiosk.reach_who();
    kiosk.tap("who:any");
    kiosk.pass(500);
    EXPECT_EQ(count<AbandonBooking>(kiosk.tap("back")), 1U);
    EXPECT_EQ(kiosk.at(), Screen::book_who);
    kiosk.answer(times({ "2026-11-24" })); // comes too late
    EXPECT_EQ(kiosk.at(), Screen::book_who);
    EXPECT_EQ(count<AskBooking>(kiosk.tap("who:man")), 1U);
}

TEST(Booking, DoubleTaps_AskOnce)
{
    BookingKiosk kiosk;
    kiosk.reach_who();
    kiosk.tap("who:any");
    kiosk.tap("who:any");
    kiosk.answer(times({ "2026-11-25" }));
    kiosk.tap("day:2026-11-25");
    kiosk.tap("time:10:15");
    kiosk.tap("time:10:15");
    kiosk.tap("time:14:15");
    kiosk.answer(device::TimeHeld { hold_of(kiosk.wanted) });
    kiosk.tap("yes");
    kiosk.tap("yes");
    EXPECT_EQ(count<AskBooking>(kiosk.all), 3U);
}

TEST(Booking, WhatIsBookedAlready_CannotBeTurnedBackFrom)
{
    BookingKiosk kiosk;
    kiosk.reach_confirm();
    kiosk.tap("yes");
    kiosk.tap("back");
    kiosk.tap("start-over");
    EXPECT_EQ(kiosk.at(), Screen::book_confirm);
    kiosk.pass(500);
    EXPECT_EQ(kiosk.at(), Screen::moment);
    EXPECT_EQ(kiosk.find("back")->touchable, Touchable::disabled);
    EXPECT_EQ(kiosk.find("start-over")->touchable, Touchable::disabled);
    EXPECT_EQ(count<AbandonBooking>(kiosk.all), 0U);
    kiosk.answer(device::AppointmentMade { appointment_of(kiosk.wanted), kiosk.job });
    EXPECT_EQ(kiosk.at(), Screen::booked_printing);
}

TEST(Booking, LeavingTheConfirmation_ReleasesTheHold)
{
    for (char const* way : { "another-time", "back", "start-over" }) {
        BookingKiosk kiosk;
        kiosk.reach_confirm();
        EXPECT_EQ(count<AbandonBooking>(kiosk.tap(way)), 1U) << way;
        EXPECT_FALSE(kiosk.flow.visit().booking.hold) << way;
        kiosk.pass(59'000);
        EXPECT_EQ(count<AbandonBooking>(kiosk.all), 1U) << way;
    }
}

TEST(Booking, Wipe_ReleasesTheHoldAndLeavesNothing)
{
    BookingKiosk kiosk;
    kiosk.reach_confirm();
    auto const effects = kiosk.pass(60'000);
    EXPECT_EQ(count<AbandonBooking>(effects), 1U);
    EXPECT_EQ(count<Wiped>(effects), 1U);
    EXPECT_EQ(kiosk.flow.visit(), Visit());
}

TEST(Booking, WipeOnEveryScreenOfIt_LeavesNothing)
{
    std::vector<std::function<void(BookingKiosk&)>> const ways { [](BookingKiosk& kiosk) { kiosk.reach_days(); },
        [](BookingKiosk& kiosk) { kiosk.reach_times(); }, [](BookingKiosk& kiosk) { kiosk.reach_confirm(); },
        [](BookingKiosk& kiosk) { kiosk.reach_booked(PrintJobState::printed); },
        [](BookingKiosk& kiosk) {
            kiosk.reach_home();
            kiosk.tap("have-appointment");
            kiosk.type("5724");
        },
        [](BookingKiosk& kiosk) { kiosk.reach_appointment(appointment_of(kiosk.wanted)); } };
    for (auto const& way : ways) {
        BookingKiosk kiosk;
        way(kiosk);
        kiosk.pass(120'000);
        EXPECT_EQ(kiosk.flow.visit(), Visit());
        for (Element const* element : kiosk.flow.screen().visible())
            EXPECT_EQ(element->label.find("572"), std::string::npos);
    }
}

TEST(Booking, AnswersAfterTheVisitorLeft_AreIgnored)
{
    std::vector<device::BookingAnswer> const answers { times({ "2026-11-24" }), device::TimeHeld {}, device::AppointmentMade {}, device::AppointmentFound {},
        device::CheckedIn {}, device::AppointmentCancelled {}, device::Released {}, device::BookingFailed {} };
    for (auto const& late : answers) {
        BookingKiosk kiosk;
        kiosk.reach_who();
        kiosk.tap("who:any");
        kiosk.pass(60'000);
        EXPECT_TRUE(kiosk.answer(late).empty());
        EXPECT_EQ(kiosk.at(), Screen::attract);
        EXPECT_EQ(kiosk.flow.visit(), Visit());
    }
}

TEST(Booking, AnswerToAnotherQuestion_IsIgnored)
{
    BookingKiosk kiosk;
    kiosk.reach_who();
    kiosk.tap("who:any");
    kiosk.answer(device::TimeHeld { hold_of(kiosk.wanted) });
    EXPECT_EQ(kiosk.at(), Screen::book_who);
    EXPECT_FALSE(kiosk.flow.visit().booking.hold);
    kiosk.answer(times({ "2026-11-24" }));
    EXPECT_EQ(kiosk.at(), Screen::book_day);
}

TEST(Booking, HoldThatRunsOut_SaysSoAndOffersTheDaysAgain)
{
    BookingKiosk kiosk;
    kiosk.reach_confirm();
    for (int touch = 0; touch < 5; ++touch) {
        kiosk.pass(30'000);
        kiosk.flow.touched(kiosk.now);
    }
    EXPECT_EQ(kiosk.at(), Screen::book_confirm);
    EXPECT_NE(kiosk.find("kept")->label, "");
    auto const effects = kiosk.pass(30'000);
    EXPECT_EQ(count<AbandonBooking>(effects), 1U);
    EXPECT_EQ(kiosk.at(), Screen::taken);
    BookingKiosk::asked<device::AskTimes>(kiosk.tap("another-day"));
}

TEST(Booking, MinutesLeft_CountDownToTheHoldsEnd)
{
    BookingKiosk kiosk;
    kiosk.reach_confirm("en");
    EXPECT_NE(kiosk.find("kept")->label.find("3"), std::string::npos);
    kiosk.pass(35'000);
    kiosk.flow.touched(kiosk.now);
    kiosk.pass(25'000);
    EXPECT_NE(kiosk.find("kept")->label.find("2"), std::string::npos);
    kiosk.flow.touched(kiosk.now);
    kiosk.pass(35'000);
    kiosk.flow.touched(kiosk.now);
    kiosk.pass(25'000);
    EXPECT_NE(kiosk.find("kept")->label.find("one minute"), std::string::npos);
}

TEST(Booking, AnswerWhileLookingForHelp_IsFoundOnTheWayBack)
{
    for (std::int64_t const wait_ms : { 0, 500 }) {
        BookingKiosk kiosk;
        kiosk.reach_who();
        kiosk.tap("who:any");
        kiosk.pass(wait_ms);
        kiosk.tap("help");
        kiosk.answer(times({ "2026-11-24" }));
        EXPECT_EQ(kiosk.at(), Screen::help);
        kiosk.tap("back");
        EXPECT_EQ(kiosk.at(), Screen::book_day);
        kiosk.tap("back");
        EXPECT_EQ(kiosk.at(), Screen::book_who);
    }
}

TEST(Booking, PaperThatCameWhileLookingForHelp_IsFoundOnTheWayBack)
{
    BookingKiosk kiosk;
    kiosk.reach_confirm();
    kiosk.tap("yes");
    kiosk.pass(500);
    kiosk.tap("help");
    kiosk.answer(device::AppointmentMade { appointment_of(kiosk.wanted), kiosk.job });
    kiosk.flow.print_ended(kiosk.job, PrintJobState::printed, kiosk.now);
    kiosk.tap("back");
    EXPECT_EQ(kiosk.at(), Screen::booked);
}

TEST(Booking, LanguageChangedOnTheWay_AsksForTheTimesAnew)
{
    BookingKiosk kiosk;
    kiosk.reach_confirm("fa");
    kiosk.tap("languages");
    auto const effects = kiosk.tap("language:tr");
    EXPECT_EQ(count<AbandonBooking>(effects), 1U);
    ASSERT_TRUE(std::holds_alternative<AbandonBooking>(effects.front())); // let go before something new is asked
    EXPECT_EQ(BookingKiosk::asked<device::AskTimes>(effects).wish.language.reveal(), LanguageTag("tr"));
    kiosk.answer(times({ "2026-11-24" }));
    EXPECT_EQ(kiosk.at(), Screen::book_day);
    EXPECT_EQ(kiosk.flow.screen().language, LanguageTag("tr"));
}

TEST(Booking, FailedBooking_LetsTheTimeGo)
{
    BookingKiosk kiosk;
    kiosk.reach_confirm();
    kiosk.tap("yes");
    EXPECT_EQ(count<AbandonBooking>(kiosk.fail(BookingFailure::unreachable)), 1U);
    EXPECT_EQ(kiosk.at(), Screen::book_trouble);
    kiosk.tap("back");
    EXPECT_EQ(kiosk.at(), Screen::book_time);
}

TEST(Booking, PaperInDoubt_KeepsTheCodeOnTheScreenLonger)
{
    BookingKiosk kiosk;
    kiosk.reach_booked(PrintJobState::not_printed);
    EXPECT_EQ(kiosk.find("paper")->icon, "receipt-off");
    kiosk.pass(99'000);
    EXPECT_EQ(kiosk.at(), Screen::booked);
    EXPECT_NE(kiosk.find("code"), nullptr);
    kiosk.pass(21'000);
    EXPECT_EQ(kiosk.at(), Screen::attract);
}

TEST(Booking, PrivateTalkOnTheWay_LetsTheTimeGo)
{
    BookingKiosk kiosk;
    kiosk.reach_confirm();
    kiosk.tap("help");
    kiosk.tap("help-private");
    auto const effects = kiosk.tap("help-woman");
    EXPECT_EQ(count<AbandonBooking>(effects), 1U);
    EXPECT_EQ(count<TakeTicket>(effects), 1U);
    kiosk.give();
    EXPECT_EQ(kiosk.at(), Screen::printing);
}

} // namespace
} // namespace zahide::visitor
