#include "visitor/facts.h"

#include <algorithm>

namespace zahide::visitor {

bool Facts::can_book_alone(std::optional<ServiceId> const& service, LanguageTag const& language) const
{
    return std::ranges::any_of(lent_slots, [&](domain::SlotLease const& slot) {
        return (!service || slot.service == *service) && std::ranges::find(slot.languages, language) != slot.languages.end();
    });
}

} // namespace zahide::visitor
