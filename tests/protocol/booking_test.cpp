#include "generators.h"
#include "protocol/booking.h"
#include "protocol/slot_lease.h"

namespace zahide::protocol {
namespace {

domain::WorkingHours any_hours()
{
    return { static_cast<Weekday>(*rc::gen::inRange(1, 8)), LocalTime::from_minutes(*rc::gen::inRange(0, 700)),
        LocalTime::from_minutes(*rc::gen::inRange(700, 1441)) };
}

LocalTime any_time()
{
    return LocalTime::from_minutes(*rc::gen::inRange(0, 1440));
}

domain::Absence any_absence()
{
    return { any_date(), any_date(), maybe(any_time), maybe(any_time) };
}

domain::Roster any_roster()
{
    domain::Professional const professional { any_slug<ProfessionalId>(), any_text(), any_of<domain::ProfessionalRole>(), any_of<domain::Gender>(),
        { LanguageTag("tr"), any_slug<LanguageTag>() },
        { { any_date(), maybe(any_date), *rc::gen::inRange(1, 9), { any_hours(), any_hours() }, { any_hours() } } }, { any_absence() },
        maybe(any_slug<StaffUserId>) };
    domain::Room const room { any_slug<RoomId>(), any_localized(), any_text(), { any_absence() } };
    return { any_slug<CenterId>(), { professional, professional }, { room } };
}

domain::BookingWish any_wish()
{
    return { Personal(any_slug<ServiceId>()), Personal(any_slug<LanguageTag>()), Personal(any_of<domain::GenderPreference>()) };
}

domain::WithInterpreter any_interpreter()
{
    return *rc::gen::element(domain::WithInterpreter::no, domain::WithInterpreter::yes);
}

domain::Offer any_offer()
{
    return { any_instant(), any_instant(), { any_date(), any_time() }, any_interpreter() };
}

Personal<domain::AppointmentCode> any_code()
{
    auto const digits = std::to_string(*rc::gen::inRange(10'000'000, 100'000'000));
    for (char check = '0'; check <= '9'; ++check) {
        if (auto const code = domain::AppointmentCode::parse(digits + check))
            return Personal(*code);
    }
    ADD_FAILURE() << "no check digit fits";
    return {};
}

TakenView any_taken()
{
    return { { any_slug<ProfessionalId>(), any_slug<ProfessionalId>() }, maybe(any_slug<ProfessionalId>), maybe(any_slug<RoomId>) };
}

HoldView any_hold()
{
    return { any_id<HoldId>(), any_instant(), any_instant(), any_instant(), any_interpreter(), maybe(any_taken) };
}

AppointmentView any_appointment()
{
    AppointmentView view;
    view.id = any_id<AppointmentId>();
    view.center = any_slug<CenterId>();
    view.code = maybe(any_code);
    view.state = any_of<domain::AppointmentState>();
    view.wish = any_wish();
    view.start = any_instant();
    view.end = any_instant();
    view.interpreter = any_interpreter();
    view.check_in = any_of<domain::CheckInTime>();
    view.check_in_from = any_instant();
    view.check_in_until = any_instant();
    view.channel = any_of<domain::Channel>();
    view.booked_at = any_instant();
    view.moves = *rc::gen::inRange(0, 9);
    view.arrived_at = maybe(any_instant);
    view.ended_at = maybe(any_instant);
    view.ticket = maybe(any_id<TicketId>);
    view.ticket_number = maybe(any_number);
    view.taken = maybe(any_taken);
    return view;
}

TEST(Codec, Bookings_ComeBackAsTheyWent)
{
    EXPECT_TRUE(rc::check([] {
        expect_same_after_the_wire(AvailabilityReply { { any_offer(), any_offer() }, {} });
        expect_same_after_the_wire(AvailabilityReply { {}, { any_offer() } });
        expect_same_after_the_wire(NewHold { any_wish(), any_instant() });
        expect_same_after_the_wire(any_hold());
        expect_same_after_the_wire(HoldReference { any_id<HoldId>() });
        expect_same_after_the_wire(CodeLookup { any_code() });
        expect_same_after_the_wire(SlotLeaseRequest { any_text(), { any_id<HoldId>(), any_id<HoldId>() } });
        expect_same_after_the_wire(LentBooking { any_wish(), any_instant(), any_code(), any_instant() });
        expect_same_after_the_wire(SlotLeases { { { any_id<HoldId>(), any_slug<ServiceId>(), any_instant(), any_instant(), any_instant(),
            { any_slug<LanguageTag>() }, any_of<domain::Gender>(), any_interpreter(), any_code() } } });
        expect_same_after_the_wire(SlotTaken { { any_offer() } });
    }));
}

TEST(Codec, Appointments_ComeBackAsTheyWent)
{
    EXPECT_TRUE(rc::check([] {
        expect_same_after_the_wire(any_appointment());
        expect_same_after_the_wire(AppointmentReply { any_appointment() });
        expect_same_after_the_wire(AppointmentEvent { any_appointment() });
        expect_same_after_the_wire(CheckInReply { any_appointment(), any_ticket() });
        expect_same_after_the_wire(AppointmentList { Revision(9), any_instant(), any_date(), { any_appointment(), any_appointment() } });
    }));
}

TEST(Decode, IllFormedCode_IsRefusedWithoutRepeatingIt)
{
    for (auto const* code : { "123", "12345678", "1234567890", "12345678x", "" }) {
        auto const lookup = decode<CodeLookup>(std::string(R"({"code":")") + code + "\"}");
        ASSERT_FALSE(lookup) << code;
        EXPECT_EQ(lookup.error().code, ErrorCode::invalid);
        EXPECT_EQ(lookup.error().where, "code");
        EXPECT_TRUE(*code == '\0' || lookup.error().line().find(code) == std::string::npos) << code;
    }
    EXPECT_FALSE(decode<CodeLookup>(R"({"code":123456789})"));
}

TEST(Decode, LocalTimesThatAreNone_AreRefused)
{
    for (auto const* local : { "2026-11-24", "2026-11-24 09:30", "2026-11-24T", "2026-11-24T25:00", "2026-02-30T09:30", "T09:30", "" }) {
        auto const text
            = std::string(R"({"next_starts":[{"start":"2026-11-24T06:30:00Z","end":"2026-11-24T07:15:00Z","interpreter":false,"local":")") + local + "\"}]}";
        auto const taken = decode<SlotTaken>(text);
        ASSERT_FALSE(taken) << local;
        EXPECT_EQ(taken.error().where, "next_starts[0].local");
    }
}

TEST(Codec, Rosters_ComeBackAsTheyWent)
{
    EXPECT_TRUE(rc::check([] { expect_same_after_the_wire(any_roster()); }));
}

} // namespace
} // namespace zahide::protocol
