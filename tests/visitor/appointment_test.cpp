#include "booking_kiosk.h"

namespace zahide::visitor {
namespace {

using device::BookingFailure;
using domain::AppointmentState;
using domain::CheckInTime;
using domain::PrintJobState;

TEST(Code, DigitsAreShownInBothKinds_AndFoundByTheCode)
{
    BookingKiosk kiosk;
    kiosk.reach_home("ar");
    kiosk.tap("have-appointment");
    EXPECT_EQ(kiosk.at(), Screen::code);
    EXPECT_EQ(kiosk.find("digit:7")->label, "٧");
    EXPECT_EQ(kiosk.find("digit:7")->detail, "7");
    EXPECT_EQ(kiosk.find("find-code")->touchable, Touchable::disabled);
    EXPECT_EQ(kiosk.find("erase")->touchable, Touchable::disabled);
    kiosk.type("57246891");
    EXPECT_EQ(kiosk.find("place:3")->label, "٢");
    EXPECT_EQ(kiosk.find("place:9")->label, "");
    EXPECT_EQ(kiosk.find("place:9")->emphasis, Emphasis::primary);
    EXPECT_EQ(kiosk.find("find-code")->touchable, Touchable::disabled);
    kiosk.type("2");
    EXPECT_EQ(kiosk.find("find-code")->touchable, Touchable::yes);
    auto const find = BookingKiosk::asked<device::FindAppointment>(kiosk.tap("find-code"));
    EXPECT_EQ(find.code.reveal().text(), "572468912");
    kiosk.answer(device::AppointmentFound { appointment_of(kiosk.wanted) });
    EXPECT_EQ(kiosk.at(), Screen::appointment);
}

TEST(Code, WrongCheckDigit_IsSaidAtOnceAndAsksNobody)
{
    BookingKiosk kiosk;
    kiosk.reach_home("en");
    kiosk.tap("have-appointment");
    kiosk.type("572468921"); // two neighbours changed over
    EXPECT_EQ(kiosk.find("code-note")->label, words().find(LanguageTag("en"))->text(*i18n::find_key("kiosk_code_wrong")));
    EXPECT_EQ(kiosk.find("find-code")->touchable, Touchable::disabled);
    EXPECT_TRUE(kiosk.tap("find-code").empty());
    kiosk.tap("erase");
    kiosk.tap("erase");
    EXPECT_EQ(kiosk.find("code-note")->label, words().find(LanguageTag("en"))->text(*i18n::find_key("kiosk_code_hint")));
    kiosk.type("12");
    EXPECT_EQ(kiosk.find("find-code")->touchable, Touchable::yes);
}

TEST(Code, MoreThanNineDigits_AreNotTaken)
{
    BookingKiosk kiosk;
    kiosk.reach_home("en");
    kiosk.tap("have-appointment");
    kiosk.type("57246891234");
    EXPECT_EQ(kiosk.flow.visit().booking.typed.reveal(), "572468912");
}

TEST(Code, Unknown_IsSaidOnThePad)
{
    for (std::int64_t const wait_ms : { 0, 500 }) {
        BookingKiosk kiosk;
        kiosk.reach_home("en");
        kiosk.tap("have-appointment");
        kiosk.type("572468912");
        kiosk.tap("find-code");
        kiosk.pass(wait_ms);
        EXPECT_TRUE(kiosk.fail(BookingFailure::unknown_code).empty());
        EXPECT_EQ(kiosk.at(), Screen::code);
        EXPECT_EQ(kiosk.find("code-note")->label, words().find(LanguageTag("en"))->text(*i18n::find_key("kiosk_code_unknown")));
        kiosk.tap("back");
        EXPECT_EQ(kiosk.at(), Screen::home);
    }
}

TEST(Code, TooManyTries_SaysWhatToDo)
{
    BookingKiosk kiosk;
    kiosk.reach_home("en");
    kiosk.tap("have-appointment");
    kiosk.type("572468912");
    kiosk.tap("find-code");
    kiosk.fail(BookingFailure::too_many_tries);
    EXPECT_EQ(kiosk.at(), Screen::book_trouble);
    EXPECT_EQ(kiosk.find("title")->label, words().find(LanguageTag("en"))->text(*i18n::find_key("kiosk_code_too_many_title")));
    EXPECT_EQ(count<TakeTicket>(kiosk.tap("person")), 1U);
}

TEST(Appointment, InTime_ChecksInAndGivesTheNumber)
{
    BookingKiosk kiosk;
    kiosk.reach_appointment(appointment_of(kiosk.wanted));
    EXPECT_EQ(kiosk.find("time")->label, "۱۰:۱۵");
    EXPECT_EQ(kiosk.find("day")->detail, "۴ آذر ۱۴۰۵");
    EXPECT_EQ(BookingKiosk::asked<device::CheckIn>(kiosk.tap("check-in")).appointment, AppointmentId(Uuid({ 4 })));
    device::CheckedIn checked_in;
    checked_in.appointment = appointment_of(kiosk.wanted);
    checked_in.promise.id = TicketId(Uuid({ 7 }));
    checked_in.promise.number = TicketNumber(214);
    checked_in.promise.print_job = kiosk.job;
    kiosk.answer(checked_in);
    EXPECT_EQ(kiosk.at(), Screen::printing);
    EXPECT_EQ(kiosk.find("number")->label, "۲۱۴");
    kiosk.pass(2'000);
    kiosk.flow.print_ended(kiosk.job, PrintJobState::not_printed, kiosk.now);
    EXPECT_EQ(kiosk.at(), Screen::done);
    EXPECT_NE(kiosk.find("wait")->label.find("۱۰:۱۵"), std::string::npos);
    EXPECT_EQ(std::get<PrintCopy>(kiosk.tap("print-again")[0]).ticket, TicketId(Uuid({ 7 })));
}

TEST(Appointment, TooEarly_SaysFromWhenAndCanBeMovedOrCancelled)
{
    BookingKiosk kiosk;
    kiosk.reach_appointment(appointment_of(kiosk.wanted, CheckInTime::too_early), "en");
    EXPECT_EQ(kiosk.find("check-in")->touchable, Touchable::disabled);
    EXPECT_NE(kiosk.find("state")->label.find("09:45"), std::string::npos);
    EXPECT_NE(kiosk.find("state")->label.find("Wednesday"), std::string::npos);
    EXPECT_EQ(kiosk.find("move")->touchable, Touchable::yes);
    EXPECT_EQ(kiosk.find("cancel")->touchable, Touchable::yes);
    EXPECT_TRUE(kiosk.tap("check-in").empty());
}

TEST(Appointment, TooLate_LeadsToTheDesk)
{
    BookingKiosk kiosk;
    kiosk.reach_appointment(appointment_of(kiosk.wanted, CheckInTime::too_late), "en");
    for (char const* id : { "check-in", "move", "cancel" })
        EXPECT_EQ(kiosk.find(id)->touchable, Touchable::disabled) << id;
    EXPECT_NE(kiosk.find("state")->label.find("desk"), std::string::npos);
}

TEST(Appointment, CheckInThatComesTooEarlyAfterAll_SaysSoOnTheSameScreen)
{
    BookingKiosk kiosk;
    kiosk.reach_appointment(appointment_of(kiosk.wanted), "en");
    kiosk.tap("check-in");
    kiosk.pass(500);
    EXPECT_EQ(kiosk.at(), Screen::moment);
    kiosk.fail(BookingFailure::too_early);
    EXPECT_EQ(kiosk.at(), Screen::appointment);
    EXPECT_EQ(kiosk.find("check-in")->touchable, Touchable::disabled);
}

TEST(Appointment, OverOrArrived_SaysSoAndOffersNothing)
{
    for (AppointmentState const state : { AppointmentState::arrived, AppointmentState::fulfilled, AppointmentState::cancelled, AppointmentState::noshow }) {
        BookingKiosk kiosk;
        auto view = appointment_of(kiosk.wanted);
        view.state = state;
        kiosk.reach_appointment(view);
        EXPECT_NE(kiosk.find("state"), nullptr);
        for (char const* id : { "check-in", "move", "cancel" })
            EXPECT_EQ(kiosk.find(id), nullptr) << id;
    }
}

TEST(Appointment, Move_AsksWithTheSameWishAndBooksTheNewTime)
{
    BookingKiosk kiosk;
    kiosk.reach_appointment(appointment_of(kiosk.wanted, CheckInTime::too_early), "ar");
    auto const ask = BookingKiosk::asked<device::AskTimes>(kiosk.tap("move"));
    EXPECT_EQ(ask.wish.language.reveal(), LanguageTag("fa")); // the appointment's, not the screen's
    EXPECT_EQ(ask.wish.gender.reveal(), domain::GenderPreference::woman);
    kiosk.answer(times({ "2026-11-26" }));
    kiosk.tap("day:2026-11-26");
    kiosk.tap("time:14:15");
    auto const later = offer("2026-11-26", "14:15");
    kiosk.answer(device::TimeHeld { hold_of(later, domain::WithInterpreter::no) });
    EXPECT_EQ(kiosk.at(), Screen::book_confirm);
    EXPECT_NE(kiosk.find("before")->detail.find("١٠:١٥"), std::string::npos);
    EXPECT_EQ(kiosk.find("interpreter")->icon, "users");
    auto const move = BookingKiosk::asked<device::MoveAppointment>(kiosk.tap("yes"));
    EXPECT_EQ(move.appointment, AppointmentId(Uuid({ 4 })));
    EXPECT_EQ(move.hold, HoldId(Uuid({ 3 })));
    kiosk.answer(device::AppointmentMade { appointment_of(later), kiosk.job });
    kiosk.pass(2'000);
    kiosk.flow.print_ended(kiosk.job, PrintJobState::printed, kiosk.now);
    EXPECT_EQ(kiosk.at(), Screen::booked);
    EXPECT_EQ(kiosk.find("title")->label, words().find(LanguageTag("ar"))->text(*i18n::find_key("kiosk_booked_moved_title")));
}

TEST(Appointment, MoveGivenUp_LetsTheNewTimeGoAndKeepsTheOld)
{
    BookingKiosk kiosk;
    kiosk.reach_appointment(appointment_of(kiosk.wanted, CheckInTime::too_early));
    kiosk.tap("move");
    kiosk.answer(times({ "2026-11-26" }));
    kiosk.tap("day:2026-11-26");
    kiosk.tap("time:14:15");
    kiosk.answer(device::TimeHeld { hold_of(offer("2026-11-26", "14:15")) });
    EXPECT_EQ(count<AbandonBooking>(kiosk.tap("back")), 1U);
    kiosk.tap("back");
    kiosk.tap("back");
    EXPECT_EQ(kiosk.at(), Screen::appointment);
    EXPECT_EQ(kiosk.find("time")->label, "۱۰:۱۵");
}

TEST(Appointment, Cancel_AsksWhetherItIsSure)
{
    BookingKiosk kiosk;
    kiosk.reach_appointment(appointment_of(kiosk.wanted));
    EXPECT_TRUE(kiosk.tap("cancel").empty());
    EXPECT_EQ(kiosk.at(), Screen::cancel_sure);
    kiosk.tap("cancel-no");
    EXPECT_EQ(kiosk.at(), Screen::appointment);
    kiosk.tap("cancel");
    EXPECT_EQ(BookingKiosk::asked<device::CancelAppointment>(kiosk.tap("cancel-yes")).appointment, AppointmentId(Uuid({ 4 })));
    kiosk.answer(device::AppointmentCancelled { appointment_of(kiosk.wanted) });
    EXPECT_EQ(kiosk.at(), Screen::cancelled);
    EXPECT_EQ(kiosk.find("back")->touchable, Touchable::disabled);
    EXPECT_EQ(count<Wiped>(kiosk.tap("finish")), 1U);
    EXPECT_EQ(count<AbandonBooking>(kiosk.all), 0U);
}

TEST(Appointment, NotChangeableAnyMore_SaysSo)
{
    BookingKiosk kiosk;
    kiosk.reach_appointment(appointment_of(kiosk.wanted), "en");
    kiosk.tap("cancel");
    kiosk.tap("cancel-yes");
    kiosk.fail(BookingFailure::not_any_more);
    EXPECT_EQ(kiosk.find("title")->label, words().find(LanguageTag("en"))->text(*i18n::find_key("kiosk_changed_title")));
}

// Every way of an appointment, as far as screens go: everything that can be touched means something and can be said.
TEST(Appointment, EveryTouchableElement_HasAnIntentAndWords)
{
    std::vector<std::function<void(BookingKiosk&)>> const ways { [](BookingKiosk& kiosk) { kiosk.reach_home(); },
        [](BookingKiosk& kiosk) { kiosk.reach_who(); }, [](BookingKiosk& kiosk) { kiosk.reach_days(); }, [](BookingKiosk& kiosk) { kiosk.reach_times(); },
        [](BookingKiosk& kiosk) { kiosk.reach_confirm(); }, [](BookingKiosk& kiosk) { kiosk.reach_booked(PrintJobState::unknown); },
        [](BookingKiosk& kiosk) {
            kiosk.reach_home();
            kiosk.tap("have-appointment");
        },
        [](BookingKiosk& kiosk) { kiosk.reach_appointment(appointment_of(kiosk.wanted)); } };
    for (auto const& way : ways) {
        BookingKiosk kiosk;
        way(kiosk);
        std::size_t cards = 0;
        for (Element const* element : kiosk.flow.screen().visible()) {
            cards += element->role == Role::card ? 1 : 0;
            if (element->touchable == Touchable::no)
                continue;
            EXPECT_NE(element->intent, Intent::none) << element->id;
            EXPECT_FALSE(element->spoken.empty()) << element->id;
            EXPECT_FALSE(element->label.empty()) << element->id;
        }
        EXPECT_LE(cards, Flow::choices_max);
        ASSERT_NE(kiosk.find("help"), nullptr);
        EXPECT_EQ(kiosk.find("help")->touchable, Touchable::yes);
    }
}

} // namespace
} // namespace zahide::visitor
