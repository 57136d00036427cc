#pragma once

#include "domain/availability.h"
#include "domain/catalogue.h"

#include <string>
#include <vector>

/// A small center whose appointments a test can count on its fingers.
namespace zahide::domain::test {

inline LocalTime time(char const* text)
{
    return LocalTime::parse(text).value();
}

inline LocalDate day(char const* text)
{
    return LocalDate::parse(text).value();
}

inline std::vector<WorkingHours> on_workdays(char const* from, char const* to)
{
    std::vector<WorkingHours> hours;
    for (auto const weekday : { Weekday::monday, Weekday::tuesday, Weekday::wednesday, Weekday::thursday, Weekday::friday })
        hours.push_back({ weekday, time(from), time(to) });
    return hours;
}

inline Professional person(char const* id, ProfessionalRole role, Gender gender, std::vector<std::string> const& languages)
{
    Professional professional;
    professional.id = ProfessionalId(id);
    professional.name = id;
    professional.role = role;
    professional.gender = gender;
    for (auto const& language : languages)
        professional.languages.emplace_back(language);
    professional.schedules = { { day("2026-01-01"), std::nullopt, 1, on_workdays("09:00", "17:00"), on_workdays("12:30", "13:30") } };
    return professional;
}

inline Room room(char const* id, char const* kind)
{
    return { RoomId(id), { { { LanguageTag("en"), id } } }, kind, {} };
}

/// Languages tr en ar fa; open on workdays 09:00–17:00; services legal (lawyer 45, consulting room, interpreter when
/// needed) and intake (no appointments).
inline Catalogue catalogue_of(char const* zone = "Europe/Istanbul")
{
    Catalogue catalogue;
    catalogue.center = { CenterId("zahide-nine"), { { { LanguageTag("tr"), "Zahide Nine" } } }, zone, std::nullopt, {} };
    for (auto const* const language : { "tr", "en", "ar", "fa" })
        catalogue.languages.emplace_back(language);
    Service legal;
    legal.id = ServiceId("legal");
    legal.name = { { { LanguageTag("tr"), "Hukuk" } } };
    legal.needs = ServiceNeeds {};
    legal.needs->roles = { { ProfessionalRole::lawyer, 1 } };
    legal.needs->room_kind = "consulting";
    Service intake;
    intake.id = ServiceId("intake");
    intake.name = { { { LanguageTag("tr"), "Danışma" } } };
    catalogue.services = { legal, intake };
    for (auto const& hours : on_workdays("09:00", "17:00"))
        catalogue.opening.push_back({ hours.weekday, hours.from, hours.to });
    return catalogue;
}

inline BookingWish wish_of(char const* service, char const* language, GenderPreference gender = GenderPreference::any)
{
    return { Personal(ServiceId(service)), Personal(LanguageTag(language)), Personal(gender) };
}

} // namespace zahide::domain::test
