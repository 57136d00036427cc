#pragma once

#include "base/enum_names.h"
#include "base/ids.h"
#include "base/personal.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/catalogue.h"
#include "domain/person.h"
#include "domain/roster.h"
#include "unicode/zone.h"

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace zahide::domain {

enum class ResourceKind : std::uint8_t { professional, room };

/// What an appointment takes some of the time of.
struct Resource {
    ResourceKind kind = ResourceKind::professional;
    std::string id; ///< a ProfessionalId's or a RoomId's
    friend auto operator<=>(Resource const&, Resource const&) = default;
    friend bool operator==(Resource const&, Resource const&) = default;
};

/// A resource's time that is taken: from ≤ t < to, gaps included.
struct Occupation {
    Resource resource;
    Instant from;
    Instant to;
    friend bool operator==(Occupation const&, Occupation const&) = default;
};

/// What somebody wants an appointment for.
struct BookingWish {
    Personal<ServiceId> service;
    Personal<LanguageTag> language;
    Personal<GenderPreference> gender; ///< holds for everybody in the room, the interpreter included
    friend bool operator==(BookingWish const&, BookingWish const&) = default;
};

/// Whether somebody interprets.
enum class WithInterpreter : std::uint8_t { no, yes };

/// A start at which everything that is needed is free at once.
struct Offer {
    Instant start;
    Instant end;
    LocalDateTime local; ///< the start on the center's wall clock
    WithInterpreter interpreter = WithInterpreter::no;
    friend bool operator==(Offer const&, Offer const&) = default;
};

/// Who and what is taken for an appointment.
struct Assignment {
    std::vector<ProfessionalId> professionals; ///< without the interpreter
    std::optional<ProfessionalId> interpreter;
    std::optional<RoomId> room;

    [[nodiscard]] std::vector<Resource> resources() const;
    friend bool operator==(Assignment const&, Assignment const&) = default;
};

/// Joint availability: the starts at which every need of a service can be met at once. An interpreter is taken only if no
/// choice of free professionals speaks the visitor's language; one interpreter serves all of them, and speaks the
/// visitor's language and one that each professional speaks who does not; where a service has none join, all speak it
/// themselves. Appointments lie inside the center's opening hours and everybody's working hours; the gaps around them may
/// lie outside, but not in others' appointments. Of the free ones, Rules::filling says who is taken, professionals before
/// the interpreter; ties and rooms go by id, so that the same question has the same answer.
///
/// Pure; reads what it was made from, which outlives it. Any thread.
class Planner {
public:
    /// `taken`: holds and appointments of others, in any order: all that overlap the days asked for and the gaps' length
    /// around them; for assign() the whole day of the start, by which Rules::filling chooses.
    Planner(Catalogue const& catalogue, Roster const& roster, unicode::Zone const& zone, std::vector<Occupation> taken, Instant now);

    /// Free starts of `days` days from `from`, in order; days in the past or beyond ServiceNeeds::days_ahead have none. Of a
    /// wall-clock time that happens twice the first counts, of one that never happens nothing.
    /// Fails with `not_found` for an unknown service, with `invalid` for one without appointments or a language that
    /// is not the center's.
    [[nodiscard]] Result<std::vector<Offer>> offers(BookingWish const& wish, LocalDate from, std::int32_t days) const;

    /// So many offers can the day have at most from that instant on, were everybody there and free: found without a search.
    /// Fails as offers().
    [[nodiscard]] Result<std::int64_t> offers_max(BookingWish const& wish, LocalDate date, Instant not_before) const;

    /// The first free starts at or after that instant, at most `count_max`, within what can be booked.
    [[nodiscard]] Result<std::vector<Offer>> next_offers(BookingWish const& wish, Instant from, std::size_t count_max) const;

    /// Who would be taken at that start. Fails as offers(), and with `invalid` at "start" (in the past, too soon or too far
    /// ahead, off the grid, in a gap of the clock, while the center is closed), or with `conflict`
    /// when it is no longer free (Reason::slot_taken) or never will be (Reason::not_servable).
    [[nodiscard]] Result<Assignment> assign(BookingWish const& wish, Instant start) const;

    /// Whether anybody at all could ever serve the wish, were all free: someone of each role with hours to
    /// come, an interpreter where needed, a room of the kind. Fails as offers(), and with `conflict` (Reason::not_servable).
    [[nodiscard]] Result<void> check_servable(BookingWish const& wish) const;

private:
    Catalogue const* m_catalogue;
    Roster const* m_roster;
    unicode::Zone m_zone;
    std::vector<Occupation> m_taken;
    Instant m_now;
};

/// The stretches of a day on which the professional works, by the wall clock, in order and without overlap: schedules less
/// breaks and absences. Closures and opening hours of the center are not looked at.
[[nodiscard]] std::vector<WorkingHours> working_hours_on(Professional const& professional, LocalDate date);

/// What an appointment takes: every resource from the start less the gap before to the end and the gap after.
[[nodiscard]] std::vector<Occupation> occupations_of(Assignment const& assignment, ServiceNeeds const& needs, Instant start);

} // namespace zahide::domain

template<>
struct zahide::EnumNames<zahide::domain::ResourceKind> {
    using Value = zahide::domain::ResourceKind;
    static constexpr std::array<EnumName<Value>, 2> entries { { { Value::professional, "professional" }, { Value::room, "room" } } };
};
