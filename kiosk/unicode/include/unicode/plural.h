#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace zahide::unicode {

/// CLDR's plural categories.
enum class PluralCategory : std::uint8_t { zero, one, two, few, many, other };

[[nodiscard]] std::string_view to_string(PluralCategory category);
[[nodiscard]] std::optional<PluralCategory> plural_category(std::string_view name);

/// A language's cardinal plural rules (Unicode TR35, part 3). Safe to use from several threads.
class PluralRules {
public:
    /// Fails with `invalid` for a language that is not ours.
    [[nodiscard]] static Result<PluralRules> create(LanguageTag const& language);

    [[nodiscard]] PluralCategory category(std::int64_t number) const;
    /// The categories that whole numbers of this language fall into, in the enumeration's order.
    [[nodiscard]] std::vector<PluralCategory> const& categories() const;

private:
    struct Rules;
    explicit PluralRules(std::shared_ptr<Rules const> rules);
    std::shared_ptr<Rules const> m_rules;
};

} // namespace zahide::unicode
