#include "domain/slot_lease.h"

#include <algorithm>

namespace zahide::domain {

namespace {

bool can_speak(Roster const& roster, ProfessionalId const& id, LanguageTag const& language)
{
    auto const* person = roster.find_professional(id);
    return person != nullptr && std::ranges::find(person->languages, language) != person->languages.end();
}

bool is_share_left(std::int64_t lent, std::int64_t free)
{
    return (lent + 1) * lending_share <= free + lent;
}

/// Whether a day could have another slot to lend, were everybody free on it.
Result<bool> is_any_share_left(Planner const& planner, BookingWish const& wish, LocalDate today, Instant now, std::vector<LocalDate> const& lent)
{
    for (std::int32_t day = 0; day < lending_days; ++day) {
        auto const date = today.plus_days(day);
        bool const is_early_enough = ZAHIDE_TRY(planner.offers_max(wish, date, now + lending_lead)) > 0;
        if (is_early_enough && is_share_left(std::ranges::count(lent, date), ZAHIDE_TRY(planner.offers_max(wish, date, now))))
            return true;
    }
    return false;
}

} // namespace

bool serves(SlotLease const& lease, BookingWish const& wish)
{
    auto const preference = wish.gender.reveal();
    bool const meets = preference == GenderPreference::any || (preference == GenderPreference::woman && lease.gender == Gender::woman)
        || (preference == GenderPreference::man && lease.gender == Gender::man);
    return meets && lease.service == wish.service.reveal() && std::ranges::find(lease.languages, wish.language.reveal()) != lease.languages.end();
}

std::vector<LanguageTag> languages_served(Assignment const& assignment, Roster const& roster, Catalogue const& catalogue)
{
    std::vector<LanguageTag> served;
    for (auto const& language : catalogue.languages) {
        bool const all = std::ranges::all_of(assignment.professionals, [&](auto const& id) { return can_speak(roster, id, language); });
        if (assignment.interpreter ? !all && can_speak(roster, *assignment.interpreter, language) : all)
            served.push_back(language);
    }
    return served;
}

Gender gender_in_room(Assignment const& assignment, Roster const& roster)
{
    auto everybody = assignment.professionals;
    if (assignment.interpreter)
        everybody.push_back(*assignment.interpreter);
    std::optional<Gender> common;
    for (auto const& id : everybody) {
        auto const* person = roster.find_professional(id);
        auto const gender = person != nullptr ? person->gender : Gender::unknown;
        if (common.value_or(gender) != gender)
            return Gender::unknown;
        common = gender;
    }
    return common.value_or(Gender::unknown);
}

Instant book_until(ServiceNeeds const& needs, Instant start)
{
    return start - std::max(needs.notice, lent_notice);
}

Result<std::optional<Offer>> first_lendable(Planner const& planner, BookingWish const& wish, LocalDate today, Instant now, std::vector<LocalDate> const& lent)
{
    if (!ZAHIDE_TRY(is_any_share_left(planner, wish, today, now, lent)))
        return std::optional<Offer>();
    auto const offers = ZAHIDE_TRY(planner.offers(wish, today, lending_days));
    for (auto const& offer : offers) {
        auto const date = offer.local.date;
        auto const free = std::ranges::count_if(offers, [date](Offer const& other) { return other.local.date == date; });
        if (offer.start >= now + lending_lead && is_share_left(std::ranges::count(lent, date), free))
            return std::optional(offer);
    }
    return std::optional<Offer>();
}

} // namespace zahide::domain
