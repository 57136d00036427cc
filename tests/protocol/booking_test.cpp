#include "generators.h"
#include "protocol/booking.h"

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

TEST(Codec, Rosters_ComeBackAsTheyWent)
{
    EXPECT_TRUE(rc::check([] { expect_same_after_the_wire(any_roster()); }));
}

} // namespace
} // namespace zahide::protocol
