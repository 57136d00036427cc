#pragma once

#include "paragraph.h"
#include "unicode/characters.h"

namespace zahide::text {

/// Splits a paragraph into items of one level, script and font. A font is chosen for a whole grapheme cluster: the
/// stack's first that has all of it; spaces, digits and punctuation stay in their neighbor's font if that has them.
class Itemiser {
public:
    explicit Itemiser(FontFaces& fonts, unicode::CharacterTable& characters)
        : m_fonts(fonts)
        , m_characters(characters)
    {
    }
    /// Needs levels, scripts and cluster_starts; fills items.
    void itemise(Paragraph& paragraph);

private:
    [[nodiscard]] std::size_t font_of_cluster(Paragraph const& paragraph, std::uint32_t start, std::uint32_t end, std::size_t current);

    FontFaces& m_fonts;
    unicode::CharacterTable& m_characters;
};

} // namespace zahide::text
