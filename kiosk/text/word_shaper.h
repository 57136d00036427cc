#pragma once

#include "shape.h"
#include "word_cache.h"

namespace zahide::text {

/// Shapes items word by word where words are known, and gives the glyphs that shaping the whole item gives.
///
/// A word ends after the spaces (or Ethiopic word spaces) behind it. Its glyphs may be used again between other neighbors where
/// HarfBuzz says so: in scripts whose letters don't join, if neither of its ends was UNSAFE_TO_CONCAT. A joining letter's start
/// always is, since a letter before it would join; there a word is used again only with the same few characters on both sides, and
/// if neither of its ends was UNSAFE_TO_BREAK. At an item's end what stands behind it belongs to what the word depends on, too.
class WordShaper {
public:
    WordShaper(Shaper& shaper, std::size_t words_max, std::size_t glyphs_max)
        : m_shaper(shaper)
        , m_cache(words_max, glyphs_max)
    {
    }

    /// Shapes all items and notes their clusters' advances and edges, as Shaper::shape_items() does.
    void shape_items(Paragraph& paragraph);
    /// Forgets the words that were not asked for since the last call.
    void trim() { m_cache.rotate(); }
    [[nodiscard]] WordCache const& cache() const { return m_cache; }

private:
    struct Word {
        std::uint32_t start = 0;
        std::uint32_t end = 0;
    };
    void split(Paragraph const& paragraph, Piece const& item);
    [[nodiscard]] WordKey key_of(Paragraph const& paragraph, Piece const& item, Word const& word) const;
    void shape_item(Paragraph& paragraph, Piece& item);
    [[nodiscard]] bool shape_words(Paragraph& paragraph, Piece const& item, std::size_t first, std::size_t count);
    void keep_words(Paragraph const& paragraph, Piece const& item, std::size_t first, std::size_t count);
    [[nodiscard]] bool safe_between(std::uint32_t position) const;

    Shaper& m_shaper;
    WordCache m_cache;
    bool m_joining = false; ///< the item's letters join
    std::vector<Word> m_words; ///< the item's
    std::vector<ShapedGlyph> m_shaped; ///< of the words shaped last, and of their neighborhood
};

} // namespace zahide::text
