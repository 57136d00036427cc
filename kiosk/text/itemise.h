#pragma once

#include "paragraph.h"

namespace zahide::text {

/// Splits a paragraph into items of one level, script and font. A font is chosen for a whole grapheme cluster: the
/// stack's first that has all of it; spaces, digits and punctuation stay in the font of the letters before them if that has them.
class Itemiser {
public:
    explicit Itemiser(FontFaces& fonts)
        : m_fonts(fonts)
    {
    }
    /// Needs known, levels, scripts and cluster_starts; fills items.
    void itemise(Paragraph& paragraph);

private:
    /// `letters` is the place in the stack of the font of the letters before, and of these if there are any.
    [[nodiscard]] std::size_t font_of_cluster(Paragraph const& paragraph, std::uint32_t start, std::uint32_t end, std::size_t& letters);

    FontFaces& m_fonts;
};

} // namespace zahide::text
