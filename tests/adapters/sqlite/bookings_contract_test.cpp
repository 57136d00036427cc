// Who works at a center and what is booked with them.

#include "storage_contract.h"

#include <algorithm>

namespace zahide {
namespace {

using BookingsContract = StorageContract;
INSTANTIATE_TEST_SUITE_P(Every, BookingsContract, ::testing::Values(Kind::memory, Kind::sqlite, Kind::sqlite_one_connection), name_of_kind);

Instant const ten = now + Minutes(60);
Instant const eleven = ten + Minutes(60);

domain::Roster sample_roster()
{
    auto const text = [](char const* value) { return domain::LocalizedText { { { LanguageTag("tr"), value }, { LanguageTag("fa"), "اتاق" } } }; };
    auto const time = [](int hour) { return LocalTime::from_minutes(hour * 60); };
    domain::Roster roster;
    roster.center = center;
    auto const professional = [](char const* id, domain::ProfessionalRole role, domain::Gender gender, std::vector<LanguageTag> languages) {
        domain::Professional it;
        it.id = ProfessionalId(id);
        it.name = id;
        it.role = role;
        it.gender = gender;
        it.languages = std::move(languages);
        return it;
    };
    auto zeynep = professional("zeynep", domain::ProfessionalRole::psychologist, domain::Gender::woman, { LanguageTag("tr"), LanguageTag("ar") });
    zeynep.staff = StaffUserId("ayse");
    zeynep.schedules = { { today, today.plus_days(60), 2, { { Weekday::monday, time(9), time(17) }, { Weekday::friday, time(9), time(24) } },
                             { { Weekday::monday, time(12), time(13) } } },
        { today.plus_days(61), std::nullopt, 1, { { Weekday::tuesday, time(8), time(12) } }, {} } };
    zeynep.absences = { { today, today.plus_days(1), time(10), std::nullopt }, { today.plus_days(3), today.plus_days(3), std::nullopt, time(12) } };
    auto const ali = professional("ali", domain::ProfessionalRole::interpreter, domain::Gender::man, { LanguageTag("fa") });
    roster.professionals = { zeynep, ali };
    roster.rooms = { { RoomId("room-2"), text("Oda 2"), "consulting", { { today, today.plus_days(9), std::nullopt, std::nullopt } } },
        { RoomId("room-1"), text("Oda 1"), "group", {} } };
    return roster;
}

domain::Resource person(char const* id)
{
    return { domain::ResourceKind::professional, id };
}

class Held {
public:
    explicit Held(Uuid id)
    {
        hold.id = HoldId(id);
        hold.center = center;
        hold.owner = "device:kiosk-1";
        hold.wish = { Personal(ServiceId("legal")), Personal(LanguageTag("fa")), Personal(domain::GenderPreference::woman) };
        hold.assignment = { { ProfessionalId("zeynep"), ProfessionalId("deniz") }, ProfessionalId("ali"), RoomId("room-1") };
        hold.made_at = now;
        hold.expires_at = now + Minutes(3);
        at(ten);
    }

    Held& at(Instant start)
    {
        hold.start = start;
        hold.end = start + Minutes(45);
        return *this;
    }

    /// With five minutes before and ten after.
    [[nodiscard]] std::vector<domain::Occupation> occupations() const
    {
        std::vector<domain::Occupation> all;
        auto const take = [&](domain::Resource resource) { all.push_back({ std::move(resource), hold.start - Minutes(5), hold.end + Minutes(10) }); };
        for (auto const& professional : hold.assignment.professionals)
            take({ domain::ResourceKind::professional, professional.value() });
        if (hold.assignment.interpreter)
            take({ domain::ResourceKind::professional, hold.assignment.interpreter->value() });
        if (hold.assignment.room)
            take({ domain::ResourceKind::room, hold.assignment.room->value() });
        return all;
    }

    [[nodiscard]] domain::Appointment appointment(Uuid id, char const* code) const
    {
        domain::Appointment it;
        it.id = AppointmentId(id);
        it.center = hold.center;
        it.claim = hold.id;
        it.code = Personal(domain::AppointmentCode::parse(code).value());
        it.wish = hold.wish;
        it.start = hold.start;
        it.end = hold.end;
        it.assignment = hold.assignment;
        it.channel = domain::Channel::kiosk;
        it.device = DeviceId("kiosk-1");
        it.booked_at = now;
        return it;
    }

    domain::Hold hold;
};

constexpr char const* code_1 = "123456786";
constexpr char const* code_2 = "000005724";

class Bookings : public StorageContract {
protected:
    void keep(Held const& held)
    {
        write([&](Transaction& transaction) { return transaction.bookings().insert_hold(held.hold, held.occupations()); });
    }
    ErrorCode not_kept(Held const& held)
    {
        return refused([&](Transaction& transaction) { return transaction.bookings().insert_hold(held.hold, held.occupations()); }).code;
    }
    domain::Appointment book(Held const& held, char const* code)
    {
        auto appointment = held.appointment(fresh(), code);
        write([&](Transaction& transaction) { return transaction.bookings().book(appointment); });
        return appointment;
    }
    void update(domain::Appointment const& appointment)
    {
        write([&](Transaction& transaction) { return transaction.bookings().update(appointment); });
    }
    std::vector<domain::Occupation> taken(Instant from, Instant to, Instant at = now)
    {
        return read([&](Transaction const& it) { return it.bookings().taken(center, from, to, at); });
    }
    std::optional<domain::Appointment> stored(AppointmentId const& id)
    {
        return read([&](Transaction const& it) { return it.bookings().find(id); });
    }
    Held fresh_hold() { return Held(fresh()); }
};
INSTANTIATE_TEST_SUITE_P(Every, Bookings, ::testing::Values(Kind::memory, Kind::sqlite, Kind::sqlite_one_connection), name_of_kind);

TEST_P(BookingsContract, Roster_ComesBackAsItWasSavedAndOutlivesTheCatalogue)
{
    auto const ask = [](Transaction const& it) { return it.rosters().find(center); };
    EXPECT_EQ(read(ask), (domain::Roster { center, {}, {} }));
    auto roster = sample_roster();
    write([&](Transaction& transaction) { return transaction.rosters().save(roster); });
    EXPECT_EQ(read(ask), roster);
    write([](Transaction& transaction) { return transaction.catalogues().save(sample_catalogue()); });
    EXPECT_EQ(read(ask), roster) << "a new catalogue takes nobody away";
    roster.professionals.erase(roster.professionals.begin());
    roster.rooms[0].closures.clear();
    std::ranges::reverse(roster.rooms);
    write([&](Transaction& transaction) { return transaction.rosters().save(roster); });
    EXPECT_EQ(read(ask), roster);
    auto const saved = ports::transact_one(*m_storage, [&](Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY_VOID(transaction.rosters().save({ center, {}, {} }));
        EXPECT_TRUE(ZAHIDE_TRY(transaction.rosters().find(center)).rooms.empty());
        return fail(ErrorCode::conflict, "on purpose");
    });
    EXPECT_FALSE(saved);
    EXPECT_EQ(read(ask), roster) << "what was undone counts for nothing";
}

TEST_P(Bookings, LentHolds_ComeBackWithACodeThatNobodyElseHas)
{
    auto const lent = [this] { return read([](Transaction const& it) { return it.bookings().lent(center); }); };
    auto held = fresh_hold();
    held.hold.lending = domain::Lending { DeviceId("kiosk-1"), "machine-1", Personal(domain::AppointmentCode::parse(code_1).value()) };
    keep(held);
    EXPECT_EQ(lent(), (std::vector { held.hold }));
    auto const is_lent = [this](CenterId const& where, char const* code) {
        return read([&](Transaction const& it) { return it.bookings().is_code_lent(where, domain::AppointmentCode::parse(code).value()); });
    };
    EXPECT_TRUE(is_lent(center, code_1));
    EXPECT_FALSE(is_lent(center, code_2));
    EXPECT_FALSE(is_lent(CenterId("other"), code_1));
    auto other = fresh_hold();
    other.at(held.hold.end + Minutes(60));
    other.hold.lending = held.hold.lending;
    EXPECT_EQ(not_kept(other), ErrorCode::conflict);
    other.hold.lending.reset();
    keep(other);
    EXPECT_EQ(refused([&](Transaction& it) { return it.bookings().book(other.appointment(fresh(), code_1)); }).code, ErrorCode::conflict);
    auto const appointment = book(held, code_1);
    EXPECT_EQ(stored(appointment.id), appointment);
    EXPECT_TRUE(lent().empty());
    EXPECT_FALSE(is_lent(center, code_1));
}

TEST_P(Bookings, Hold_ComesBackAndTakesWhatItOccupies)
{
    auto const held = fresh_hold();
    keep(held);
    EXPECT_EQ(read([&](Transaction const& it) { return it.bookings().find_hold(held.hold.id); }), held.hold);
    EXPECT_EQ(read([&](Transaction const& it) { return it.bookings().holds_of(center, "device:kiosk-1"); }), std::vector { held.hold });
    EXPECT_TRUE(read([&](Transaction const& it) { return it.bookings().holds_of(center, "staff:ayse"); }).empty());
    EXPECT_EQ(taken(ten, eleven).size(), 4U);
    EXPECT_EQ(std::ranges::count(taken(ten, eleven), domain::Occupation { person("ali"), ten - Minutes(5), ten + Minutes(55) }), 1);
    EXPECT_TRUE(taken(ten - Minutes(60), ten - Minutes(5)).empty()) << "the end is not in it";
    EXPECT_TRUE(taken(ten + Minutes(55), eleven + Minutes(60)).empty());
    EXPECT_EQ(taken(ten + Minutes(50), ten + Minutes(51)).size(), 4U);
    EXPECT_TRUE(read([&](Transaction const& it) { return it.bookings().taken(CenterId("other"), ten, eleven, now); }).empty());
}

TEST_P(Bookings, SecondHoldOfAnyOneOfTheResources_TakesNothingAtAll)
{
    keep(fresh_hold());
    for (domain::Assignment const& shared : { domain::Assignment { { ProfessionalId("new"), ProfessionalId("zeynep") }, std::nullopt, std::nullopt },
             domain::Assignment { { ProfessionalId("new") }, ProfessionalId("ali"), std::nullopt },
             domain::Assignment { { ProfessionalId("new") }, std::nullopt, RoomId("room-1") },
             domain::Assignment { { ProfessionalId("new"), ProfessionalId("ali") }, std::nullopt, std::nullopt } }) {
        auto second = fresh_hold();
        second.at(ten + Minutes(50));
        second.hold.assignment = shared;
        EXPECT_EQ(not_kept(second), ErrorCode::conflict);
        EXPECT_FALSE(read([&](Transaction const& it) { return it.bookings().find_hold(second.hold.id); }));
        EXPECT_EQ(taken(ten, eleven + Minutes(60)).size(), 4U) << "never a part of a booking";
    }
    auto after = fresh_hold();
    keep(after.at(ten + Minutes(60)));
}

TEST_P(Bookings, HoldThatHasExpired_CountsAsFreeAndIsReleased)
{
    auto const held = fresh_hold();
    keep(held);
    auto const next_expiry = [this] { return read([](Transaction const& it) { return it.bookings().next_expiry(); }); };
    EXPECT_EQ(next_expiry(), held.hold.expires_at);
    EXPECT_TRUE(taken(ten, eleven, held.hold.expires_at).empty());
    EXPECT_EQ(taken(ten, eleven, held.hold.expires_at - Milliseconds(1)).size(), 4U);
    EXPECT_EQ(not_kept(fresh_hold()), ErrorCode::conflict) << "the constraint knows no clock";
    auto extended = held.hold;
    extended.expires_at = extended.expires_at + Minutes(3);
    extended.extensions = 1;
    write([&](Transaction& transaction) { return transaction.bookings().extend_hold(extended); });
    std::vector<CenterId> centers;
    auto const release = [&](Instant at) {
        write([&](Transaction& transaction) -> Result<void> {
            centers = ZAHIDE_TRY(transaction.bookings().release_expired(at));
            return {};
        });
    };
    release(held.hold.expires_at);
    EXPECT_TRUE(centers.empty());
    EXPECT_EQ(read([&](Transaction const& it) { return it.bookings().find_hold(held.hold.id); }), extended);
    release(extended.expires_at);
    EXPECT_EQ(centers, std::vector { center });
    EXPECT_EQ(next_expiry(), std::nullopt);
    keep(fresh_hold());
}

TEST_P(Bookings, ReleasedHold_IsFreeAgainButItsAppointmentIsNot)
{
    auto const held = fresh_hold();
    keep(held);
    auto const release = [&] { write([&](Transaction& transaction) { return transaction.bookings().release_hold(held.hold.id); }); };
    release();
    EXPECT_TRUE(taken(ten, eleven).empty());
    keep(held);
    book(held, code_1);
    release();
    EXPECT_EQ(taken(ten, eleven, now + Minutes(600)).size(), 4U) << "a hold that was booked is none any more";
}

TEST_P(Bookings, Appointment_ComesBackByIdCodeAndDay)
{
    auto const held = fresh_hold();
    keep(held);
    auto appointment = book(held, code_1);
    EXPECT_EQ(stored(appointment.id), appointment);
    auto const by_code = [&](char const* code) {
        return read([&](Transaction const& it) { return it.bookings().find_by_code(center, domain::AppointmentCode::parse(code).value()); });
    };
    EXPECT_EQ(by_code(code_1), appointment);
    EXPECT_FALSE(by_code(code_2));
    auto const starting = [&](Instant from, Instant to) { return read([&](Transaction const& it) { return it.bookings().starting(center, from, to); }); };
    EXPECT_EQ(starting(ten, eleven), std::vector { appointment });
    EXPECT_TRUE(starting(now, ten).empty());
    appointment.state = domain::AppointmentState::arrived;
    appointment.arrived_at = ten;
    update(appointment);
    EXPECT_EQ(stored(appointment.id), appointment);
    EXPECT_EQ(taken(ten, eleven).size(), 4U);
}

TEST_P(Bookings, Booking_NeedsAHoldAndACodeOfItsOwn)
{
    auto const held = fresh_hold();
    EXPECT_EQ(refused([&](Transaction& it) { return it.bookings().book(held.appointment(fresh(), code_1)); }).code, ErrorCode::conflict);
    keep(held);
    auto elsewhere = held.appointment(fresh(), code_1);
    elsewhere.center = CenterId("other");
    EXPECT_EQ(refused([&](Transaction& it) { return it.bookings().book(elsewhere); }).code, ErrorCode::conflict);
    book(held, code_1);
    EXPECT_EQ(refused([&](Transaction& it) { return it.bookings().book(held.appointment(fresh(), code_2)); }).code, ErrorCode::conflict) << "twice";
    auto second = fresh_hold();
    keep(second.at(eleven));
    EXPECT_EQ(refused([&](Transaction& it) { return it.bookings().book(second.appointment(fresh(), code_1)); }).code, ErrorCode::conflict);
    EXPECT_TRUE(read([&](Transaction const& it) { return it.bookings().find_hold(second.hold.id); })) << "what failed changed nothing";
}

TEST_P(Bookings, Move_TakesTheNewAndFreesTheOldOrNeither)
{
    auto const held = fresh_hold();
    keep(held);
    auto const before = book(held, code_1);
    auto later = fresh_hold();
    later.hold.assignment.interpreter.reset();
    auto moved = before;
    moved.claim = later.hold.id;
    moved.start = eleven;
    moved.end = eleven + Minutes(45);
    moved.moves = 1;
    moved.assignment = later.hold.assignment;
    EXPECT_EQ(refused([&](Transaction& it) { return it.bookings().move(moved, before.claim); }).code, ErrorCode::conflict) << "there is no such hold";
    EXPECT_EQ(stored(before.id), before);
    EXPECT_EQ(taken(ten, eleven).size(), 4U);
    keep(later.at(eleven));
    write([&](Transaction& it) { return it.bookings().move(moved, before.claim); });
    EXPECT_EQ(stored(before.id), moved);
    EXPECT_TRUE(taken(ten - Minutes(30), ten + Minutes(30)).empty());
    EXPECT_EQ(taken(eleven, eleven + Minutes(60), now + Minutes(600)).size(), 3U);
}

TEST_P(Bookings, CancelledAppointment_FreesItsTimeAndStillKnowsWithWhomItWas)
{
    auto const held = fresh_hold();
    keep(held);
    auto appointment = book(held, code_1);
    appointment.state = domain::AppointmentState::cancelled;
    appointment.ended_at = now;
    update(appointment);
    EXPECT_TRUE(taken(ten, eleven).empty());
    EXPECT_EQ(stored(appointment.id), appointment);
    keep(fresh_hold());
}

TEST_P(Bookings, AppointmentThatWasServedOrMissed_KeepsItsTime)
{
    auto const held = fresh_hold();
    keep(held);
    auto appointment = book(held, code_1);
    for (auto const state : { domain::AppointmentState::noshow, domain::AppointmentState::arrived, domain::AppointmentState::fulfilled }) {
        appointment.state = state;
        update(appointment);
        EXPECT_EQ(stored(appointment.id), appointment);
        EXPECT_EQ(taken(ten, eleven).size(), 4U) << name_of(state);
    }
}

TEST_P(Bookings, TicketOfAnAppointment_KnowsItAndWhomItIsMeantFor)
{
    auto const held = fresh_hold();
    keep(held);
    auto appointment = book(held, code_1);
    domain::Ticket it;
    write([&](Transaction& transaction) -> Result<void> {
        it = ticket(ZAHIDE_TRY(transaction.numbers().take_for_desk(center, today, 1)).first.value());
        it.due_at = ten;
        it.appointment = appointment.id;
        it.meant_for = { StaffUserId("ayse"), StaffUserId("mehmet") };
        ZAHIDE_TRY_VOID(put(transaction, it));
        appointment.ticket = it.id;
        return transaction.bookings().update(appointment);
    });
    EXPECT_EQ(read([&](Transaction const& snapshot) { return snapshot.tickets().find(it.id); }), it);
    EXPECT_EQ(stored(appointment.id), appointment);
    write([&](Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY_VOID(transaction.bookings().remove_before(center, eleven + Minutes(600)));
        return transaction.visits().remove_before(center, today.plus_days(1));
    });
    EXPECT_FALSE(stored(appointment.id));
    EXPECT_TRUE(taken(ten, eleven).empty());
}

TEST_P(Bookings, RemovedBefore_GoWithWhatTheyTookAndLaterOnesStay)
{
    auto const held = fresh_hold();
    keep(held);
    auto const old = book(held, code_1);
    auto second = fresh_hold();
    keep(second.at(eleven));
    auto const later = book(second, code_2);
    write([&](Transaction& transaction) { return transaction.bookings().remove_before(center, eleven); });
    EXPECT_FALSE(stored(old.id));
    EXPECT_TRUE(taken(ten, ten + Minutes(30)).empty());
    EXPECT_EQ(stored(later.id), later);
    EXPECT_EQ(taken(eleven, eleven + Minutes(30)).size(), 4U);
}

} // namespace
} // namespace zahide
