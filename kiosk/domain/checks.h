#pragma once

#include "base/result.h"
#include "domain/localized_text.h"
#include "domain/service_needs.h"

#include <string>

/// What check() of a catalogue and of a roster have in common.
namespace zahide::domain {

[[nodiscard]] inline auto wrong(std::string what, std::string where, std::string mend)
{
    return fail(ErrorCode::invalid, std::move(what), std::move(where), std::move(mend));
}

[[nodiscard]] Result<void> check_text(LocalizedText const& text, std::string const& where);
/// A text in at least one language.
[[nodiscard]] Result<void> check_name(LocalizedText const& text, std::string const& where);

/// `where` is the needs' own place: the field is put after it.
[[nodiscard]] Result<void> check_needs(ServiceNeeds const& needs, std::string const& where);

} // namespace zahide::domain
