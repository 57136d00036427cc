#include "domain/localized_text.h"

namespace zahide::domain {

std::string_view LocalizedText::in(LanguageTag const& language) const
{
    for (auto const& wanted : { language, LanguageTag("en"), LanguageTag("tr") }) {
        auto const found = by_language.find(wanted);
        if (found != by_language.end())
            return found->second;
    }
    return by_language.empty() ? std::string_view() : by_language.begin()->second;
}

} // namespace zahide::domain
