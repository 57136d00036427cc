#pragma once

#include "unicode/characters.h"

#include <span>
#include <vector>

namespace zahide::unicode {

/// Every character's script resolved as UAX #24 §5 suggests: marks take their base's, common characters the one before
/// them (at the start, the one after), closing brackets their opening one's. `fallback` is for a text that has no
/// script of its own, a number for instance. `scripts` keeps its memory.
void resolve_scripts(std::span<char32_t const> text, std::span<CharacterProperties const> known, Script fallback, std::vector<Script>& scripts);

} // namespace zahide::unicode
