#pragma once

#include "domain/availability.h"
#include "stretches.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace zahide::domain {

/// A wish with what it means: pointers into the catalogue.
struct KnownWish {
    ServiceNeeds const* needs = nullptr;
    LanguageTag language;
    GenderPreference gender = GenderPreference::any;
};

/// As Planner::offers() fails.
[[nodiscard]] Result<KnownWish> known_wish(Catalogue const& catalogue, BookingWish const& wish);

/// Whom a wish allows and what they can: who they are to each other, without time.
class Team {
public:
    struct Person {
        Professional const* professional = nullptr;
        bool speaks = false; ///< the visitor's language
    };
    /// Indices into people(), or into what was given instead of it.
    struct Choice {
        std::vector<std::size_t> professionals; ///< role by role, as ServiceNeeds::roles
        std::optional<std::size_t> interpreter;
    };

    /// Those of the roster whose gender the wish allows and whose role it can use, by id.
    Team(Roster const& roster, KnownWish const& wish);

    [[nodiscard]] std::vector<Person> const& people() const { return m_people; }

    /// Of these people the first that will do, earlier ones before later ones: without an interpreter if at all possible,
    /// else with the one that leaves the earliest professionals. Nothing if they can't do it. Exact: as each person has one
    /// role, the roles' choices depend on each other only by the interpreter, and all of these are tried.
    [[nodiscard]] std::optional<Choice> choose(std::vector<std::size_t> const& free) const;

private:
    [[nodiscard]] std::optional<std::vector<std::size_t>> fill_roles(std::vector<std::size_t> const& free, std::optional<std::size_t> interpreter) const;
    [[nodiscard]] bool understands(std::size_t person, std::optional<std::size_t> interpreter) const;

    ServiceNeeds const* m_needs;
    std::vector<Person> m_people;
    std::vector<std::vector<bool>> m_common; ///< [person][person]: whether they share a language
};

/// Who of a team, and which rooms, are free when. Made for some days, for all starts on them.
class JointSearch {
public:
    struct Days {
        LocalDate first;
        LocalDate last;
    };
    struct Source {
        Catalogue const* catalogue;
        Roster const* roster;
        unicode::Zone const* zone;
        std::vector<Occupation> const* taken;
    };

    JointSearch(Source const& source, KnownWish const& wish, Days days);

    /// Starts on a day that are on the grid and exist, while the center is open; in order.
    [[nodiscard]] std::vector<Instant> starts_on(LocalDate date) const;
    [[nodiscard]] bool is_open(Instant start) const;
    /// Somebody and something for all that is needed, whoever comes first by id; nothing if not all of it is free.
    [[nodiscard]] std::optional<Assignment> find(Instant start) const;
    /// The same, whom Filling prefers.
    [[nodiscard]] std::optional<Assignment> find_preferred(Instant start) const;

private:
    struct Timeline {
        std::vector<Span> there;
        std::vector<Span> taken;
    };
    void lay_out(Source const& source, Days days);
    [[nodiscard]] bool is_free(Timeline const& timeline, Instant start) const;
    [[nodiscard]] std::vector<std::size_t> free_people(Instant start) const;
    [[nodiscard]] std::optional<std::size_t> free_room(Instant start) const;
    [[nodiscard]] std::optional<Assignment> assignment(Instant start, std::vector<std::size_t> const& people) const;
    [[nodiscard]] Milliseconds taken_on_day_of(std::size_t person, Instant start) const;

    Catalogue const* m_catalogue;
    unicode::Zone const* m_zone;
    ServiceNeeds const* m_needs;
    Team m_team;
    std::vector<Room const*> m_rooms; ///< of the kind that is needed, by id
    std::vector<Span> m_open;
    std::vector<Timeline> m_people_times;
    std::vector<Timeline> m_room_times;
};

} // namespace zahide::domain
