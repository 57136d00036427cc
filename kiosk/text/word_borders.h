#pragma once

#include <hb.h>

namespace zahide::text {

/// Fonts with larger substitution tables aren't asked: it takes milliseconds.
inline constexpr unsigned substitutions_asked_bytes_max = 64U * 1024;

/// Whether no rule of the font sees the space or the Ethiopic word space, be it as what it changes or as what stands beside that.
/// Then no rule matches across one, and since neither joins, the glyphs of a word are the same whatever words are around it.
/// Classes of "all other glyphs", which a rule may have, are beyond what HarfBuzz tells: tests look for them in the fonts that ship.
[[nodiscard]] bool spaces_part_words(hb_font_t* font);

} // namespace zahide::text
