#include "unicode/plural.h"

#include "base/verify.h"
#include "icu_locale.h"

#include <array>
#include <unicode/plurrule.h>
#include <utility>

namespace zahide::unicode {

namespace {

constexpr std::array<std::string_view, 6> category_names { "zero", "one", "two", "few", "many", "other" };

/// CLDR's rules for whole numbers repeat within this range for each of our languages.
constexpr std::int64_t sample_numbers_max = 200;

PluralCategory select(icu::PluralRules const& rules, std::int64_t number)
{
    auto const category = plural_category(utf8(rules.select(static_cast<double>(number))));
    ZAHIDE_VERIFY(category.has_value());
    return *category;
}

} // namespace

struct PluralRules::Rules {
    std::unique_ptr<icu::PluralRules const> icu;
    std::vector<PluralCategory> categories;
};

std::string_view to_string(PluralCategory category)
{
    return category_names.at(static_cast<std::size_t>(category));
}

std::optional<PluralCategory> plural_category(std::string_view name)
{
    for (std::size_t index = 0; index < category_names.size(); ++index) {
        if (category_names.at(index) == name)
            return static_cast<PluralCategory>(index);
    }
    return std::nullopt;
}

PluralRules::PluralRules(std::shared_ptr<Rules const> rules)
    : m_rules(std::move(rules))
{
}

Result<PluralRules> PluralRules::create(LanguageTag const& language)
{
    icu::Locale const locale = ZAHIDE_TRY(icu_locale(language));
    UErrorCode status = U_ZERO_ERROR;
    auto rules = std::make_shared<Rules>();
    rules->icu.reset(icu::PluralRules::forLocale(locale, status));
    if (U_FAILURE(status) || !rules->icu)
        return fail(ErrorCode::internal, "ICU gives no plural rules for " + language.value(), u_errorName(status), "install libicu72 completely");
    std::array<bool, category_names.size()> seen {};
    for (std::int64_t number = 0; number <= sample_numbers_max; ++number)
        seen.at(static_cast<std::size_t>(select(*rules->icu, number))) = true;
    for (std::size_t index = 0; index < seen.size(); ++index) {
        if (seen.at(index) || static_cast<PluralCategory>(index) == PluralCategory::other)
            rules->categories.push_back(static_cast<PluralCategory>(index));
    }
    return PluralRules(std::move(rules));
}

PluralCategory PluralRules::category(std::int64_t number) const
{
    return select(*m_rules->icu, number);
}

std::vector<PluralCategory> const& PluralRules::categories() const
{
    return m_rules->categories;
}

} // namespace zahide::unicode
