#pragma once

#include "text/layout.h"
#include "text/style.h"

#include "hash_slots.h"
#include "paragraph.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace zahide::text {

/// A shaped cluster of a plain word.
struct PlainCluster {
    std::int32_t advance = 0; ///< in font units
    std::uint16_t offset = 0; ///< of its first byte in the word
    std::uint8_t font_place = 0; ///< in the stack
    bool white = false; ///< hangs at a line's end
    bool breaks_before = false; ///< a line may end before it
    bool unsafe = false; ///< breaking before it changes shapes
};

/// A part of a word in one font and direction.
struct PlainSegment {
    std::uint8_t font_place = 0; ///< in the stack
    bool digits_in_rtl = false; ///< which go from left to right, at level 2
    std::uint16_t start = 0; ///< of its bytes in the word
    std::uint16_t end = 0;
    std::uint32_t first_glyph = 0; ///< of the word's
    std::uint32_t glyph_count = 0;
    std::int64_t width = 0; ///< in font units
};

/// What is learned of a word. Glyphs stand in visual order, their clusters are byte offsets in the word; the rest in the order of the text.
struct PlainParts {
    std::vector<ShapedGlyph> glyphs;
    std::vector<PlainCluster> clusters;
    std::vector<PlainSegment> segments;
    void clear()
    {
        glyphs.clear();
        clusters.clear();
        segments.clear();
    }
};

/// What a word's entry says of it. `plain` is false for a word that is known not to be one: nothing else is kept of it.
struct PlainWord {
    bool plain = false;
    std::uint32_t first_glyph = 0;
    std::uint32_t glyph_count = 0;
    std::uint32_t first_cluster = 0;
    std::uint32_t cluster_count = 0;
    std::uint32_t first_segment = 0;
    std::uint32_t segment_count = 0;
};

/// A word that is looked for. `context` stands for what it depends on beside its bytes: language, weight and direction.
struct PlainWordKey {
    std::string_view utf8;
    std::uint32_t context = 0;
    std::uint64_t hash = 0;
};

/// Words by their bytes and their context, in two generations as WordCache's. Words are numbered in the younger generation; a number
/// is valid until rotate() or clear().
class PlainWords {
public:
    PlainWords(std::size_t words_max, std::size_t glyphs_max);

    [[nodiscard]] static PlainWordKey key_of(std::string_view utf8, std::uint32_t context);
    /// The word's number. A word of the older generation moves to the younger, if there is room.
    [[nodiscard]] std::optional<std::uint32_t> find(PlainWordKey const& key);
    /// Whether a word with this many glyphs can be added without rotate().
    [[nodiscard]] bool has_room(std::size_t glyphs) const;
    /// There must be room.
    std::uint32_t add(PlainWordKey const& key, bool plain, PlainParts const& parts);
    /// Forgets the older generation and starts a new one.
    void rotate();
    void clear();
    /// How often numbers became invalid.
    [[nodiscard]] std::uint64_t rotations() const { return m_rotations; }

    [[nodiscard]] PlainWord const& word(std::uint32_t number) const { return m_young.entries[number].word; }
    [[nodiscard]] std::span<ShapedGlyph const> glyphs(PlainWord const& word) const
    {
        return std::span(m_young.glyphs).subspan(word.first_glyph, word.glyph_count);
    }
    [[nodiscard]] std::span<PlainCluster const> clusters(PlainWord const& word) const
    {
        return std::span(m_young.clusters).subspan(word.first_cluster, word.cluster_count);
    }
    [[nodiscard]] std::span<PlainSegment const> segments(PlainWord const& word) const
    {
        return std::span(m_young.segments).subspan(word.first_segment, word.segment_count);
    }
    [[nodiscard]] std::size_t size() const { return m_young.entries.size() + m_old.entries.size(); }

private:
    struct Entry {
        std::uint64_t hash = 0;
        std::uint32_t context = 0;
        std::uint32_t text_start = 0;
        std::uint32_t text_size = 0;
        PlainWord word;
    };
    struct Generation {
        HashSlots slots;
        std::vector<Entry> entries;
        std::vector<char> text;
        std::vector<ShapedGlyph> glyphs;
        std::vector<PlainCluster> clusters;
        std::vector<PlainSegment> segments;
        void clear();
        [[nodiscard]] std::optional<std::uint32_t> find(PlainWordKey const& key) const;
    };

    std::uint32_t add(PlainWordKey const& key, bool plain, std::span<ShapedGlyph const> glyphs, std::span<PlainCluster const> clusters,
        std::span<PlainSegment const> segments);

    std::size_t m_words_max; ///< of a generation, half of all
    std::size_t m_glyphs_max;
    std::uint64_t m_rotations = 0;
    Generation m_young;
    Generation m_old;
};

} // namespace zahide::text
