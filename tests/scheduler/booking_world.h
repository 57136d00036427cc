#pragma once

#include "world.h"

#include <algorithm>

/// The world with people and rooms to book: two lawyers, a psychologist, an interpreter for Persian and one for Arabic.
namespace zahide::scheduler {

inline Instant at(char const* local_time, LocalDate date = today)
{
    return Instant::parse(date.text() + "T" + local_time + ":00+03:00").value();
}

inline domain::ServiceNeeds needs_of(domain::ProfessionalRole role)
{
    domain::ServiceNeeds needs;
    needs.roles = { { role, 1 } };
    needs.room_kind = "consulting";
    return needs;
}

inline domain::Catalogue booking_catalogue()
{
    auto catalogue = sample_catalogue(center);
    catalogue.services[0].needs = needs_of(domain::ProfessionalRole::lawyer);
    catalogue.services[1].needs = needs_of(domain::ProfessionalRole::psychologist);
    for (auto const day : { Weekday::monday, Weekday::tuesday, Weekday::wednesday, Weekday::thursday, Weekday::friday })
        catalogue.opening.push_back({ day, LocalTime::from_minutes(9 * 60), LocalTime::from_minutes(17 * 60) });
    return catalogue;
}

inline domain::Professional person(char const* id, domain::ProfessionalRole role, domain::Gender gender, std::vector<LanguageTag> languages)
{
    domain::Professional it;
    it.id = ProfessionalId(id);
    it.name = id;
    it.role = role;
    it.gender = gender;
    it.languages = std::move(languages);
    domain::Schedule schedule;
    schedule.valid_from = today.plus_days(-30);
    for (int day = 1; day <= 7; ++day)
        schedule.hours.push_back({ static_cast<Weekday>(day), LocalTime::from_minutes(9 * 60), LocalTime::from_minutes(17 * 60) });
    it.schedules = { schedule };
    return it;
}

inline domain::Room room(char const* id)
{
    return { RoomId(id), domain::LocalizedText { { { LanguageTag("tr"), id } } }, "consulting", {} };
}

inline domain::Roster booking_roster()
{
    using domain::Gender;
    using domain::ProfessionalRole;
    LanguageTag const tr("tr");
    domain::Roster roster;
    roster.center = center;
    roster.professionals = { person("deniz", ProfessionalRole::lawyer, Gender::woman, { tr }), person("kerem", ProfessionalRole::lawyer, Gender::man, { tr }),
        person("zeynep", ProfessionalRole::psychologist, Gender::woman, { tr }),
        person("ali", ProfessionalRole::interpreter, Gender::man, { tr, LanguageTag("fa") }),
        person("leyla", ProfessionalRole::interpreter, Gender::woman, { tr, LanguageTag("ar") }) };
    roster.professionals.front().staff = StaffUserId("lawyer");
    roster.rooms = { room("room-1"), room("room-2") };
    return roster;
}

inline domain::BookingWish booking(char const* service = "legal", char const* language = "fa", domain::GenderPreference gender = domain::GenderPreference::any)
{
    return { Personal(ServiceId(service)), Personal(LanguageTag(language)), Personal(gender) };
}

class BookingTest : public SchedulerTest {
protected:
    void SetUp() override
    {
        done(system_itself, SaveCatalogue { m_catalogue });
        done(system_itself, SaveRoster { m_roster });
    }

    domain::Hold hold(Instant start, domain::BookingWish wish = booking(), domain::Principal const& who = kiosk)
    {
        return done(who, HoldSlot { center, std::move(wish), start });
    }

    domain::Appointment booked(Instant start, domain::BookingWish wish = booking(), domain::Principal const& who = kiosk)
    {
        return done(who, BookAppointment { hold(start, std::move(wish), who).id });
    }

    domain::Appointment stored(AppointmentId const& id) { return asked(ayse, AppointmentQuery { id }); }

    bool is_offered(Instant start, domain::BookingWish wish = booking())
    {
        auto const date = booking_zone().local(start).date;
        auto const offers = asked(second_kiosk, AvailabilityQuery { center, std::move(wish), date, 1 }).offers;
        return std::ranges::find(offers, start, &domain::Offer::start) != offers.end();
    }

    template<class Command>
    Reason reason(domain::Principal const& principal, Command const& command)
    {
        refused(principal, command);
        return m_refusal.reason;
    }

    static unicode::Zone booking_zone() { return unicode::Zone::create("Europe/Istanbul").value(); }

    domain::Catalogue m_catalogue = booking_catalogue();
    domain::Roster m_roster = booking_roster();
};

} // namespace zahide::scheduler
