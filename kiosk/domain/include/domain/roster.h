#pragma once

#include "base/enum_names.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/localized_text.h"
#include "domain/person.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

/// Who works at a center and where they meet visitors: what appointments are made of.
namespace zahide::domain {

struct Catalogue;

enum class ProfessionalRole : std::uint8_t { interpreter, lawyer, psychologist, social_worker };

/// One stretch of a weekday by the center's wall clock: from ≤ t < to.
struct WorkingHours {
    Weekday weekday = Weekday::monday;
    LocalTime from;
    LocalTime to; ///< 24:00 is the end of the day
    friend bool operator==(WorkingHours const&, WorkingHours const&) = default;
};

/// Weekly hours with a validity.
struct Schedule {
    LocalDate valid_from;
    std::optional<LocalDate> valid_to; ///< inclusive; none: until further notice
    std::int32_t every_weeks = 1; ///< 2: every other week, counted from the week (Monday to Sunday) of valid_from
    std::vector<WorkingHours> hours;
    std::vector<WorkingHours> breaks; ///< taken out of the hours
    friend bool operator==(Schedule const&, Schedule const&) = default;
};

/// Days on which a person or a room is not there although hours say otherwise; with times, that part of each of the days.
struct Absence {
    LocalDate from_date;
    LocalDate to_date; ///< inclusive
    std::optional<LocalTime> from_time; ///< none: from the day's start
    std::optional<LocalTime> to_time; ///< none: to the day's end
    friend bool operator==(Absence const&, Absence const&) = default;
};

struct Professional {
    ProfessionalId id;
    std::string name; ///< seen by staff only
    ProfessionalRole role = ProfessionalRole::lawyer;
    Gender gender = Gender::unknown;
    std::vector<LanguageTag> languages;
    std::vector<Schedule> schedules; ///< a day's hours are the union over those that hold on it
    std::vector<Absence> absences;
    std::optional<StaffUserId> staff; ///< their login at the console, if they have one
    friend bool operator==(Professional const&, Professional const&) = default;
};

struct Room {
    RoomId id;
    LocalizedText name;
    std::string kind; ///< a slug: "consulting", "group"
    std::vector<Absence> closures;
    friend bool operator==(Room const&, Room const&) = default;
};

/// A value; whoever changes it saves a whole new one.
struct Roster {
    CenterId center;
    std::vector<Professional> professionals;
    std::vector<Room> rooms;

    [[nodiscard]] Professional const* find_professional(ProfessionalId const& id) const;
    [[nodiscard]] Room const* find_room(RoomId const& id) const;
    friend bool operator==(Roster const&, Roster const&) = default;
};

/// Fails with `invalid` and the field as `where` if the roster breaks a limit, names something twice, has hours that end
/// before they begin, or is of another center than the catalogue.
[[nodiscard]] Result<void> check(Roster const& roster, Catalogue const& catalogue);

} // namespace zahide::domain

template<>
struct zahide::EnumNames<zahide::domain::ProfessionalRole> {
    using Value = zahide::domain::ProfessionalRole;
    static constexpr std::array<EnumName<Value>, 4> entries { { { Value::interpreter, "interpreter" }, { Value::lawyer, "lawyer" },
        { Value::psychologist, "psychologist" }, { Value::social_worker, "social_worker" } } };
};
