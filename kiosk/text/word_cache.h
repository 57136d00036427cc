#pragma once

#include "hash_slots.h"
#include "paragraph.h"

#include <cstdint>
#include <span>
#include <vector>

namespace zahide::text {

/// What a word's glyphs depend on. `context` is the word with what is known of its neighborhood.
struct WordKey {
    std::span<char32_t const> context;
    std::uint16_t start_in_context = 0; ///< the word itself
    std::uint16_t size = 0;
    bool starts_item = false; ///< nothing is shaped together with it on that side
    bool ends_item = false;
    bool rtl = false;
    FontIndex font;
    unicode::Script script;
    hb_language_t language = nullptr;
};

/// Shaped words by what they depend on, their clusters counted from the word's start. Two generations: what was not asked for
/// during the last one is forgotten with it, be it that the younger one is full or that rotate() was called.
class WordCache {
public:
    WordCache(std::size_t words_max, std::size_t glyphs_max);

    /// The word's glyphs, or nothing known (an empty span is a word without glyphs). Valid until the next call.
    struct Found {
        bool known = false;
        std::span<ShapedGlyph const> glyphs;
    };
    [[nodiscard]] Found find(WordKey const& key);
    void insert(WordKey const& key, std::span<ShapedGlyph const> glyphs, std::uint32_t first_cluster);
    void rotate();
    [[nodiscard]] std::size_t size() const { return m_young.entries.size() + m_old.entries.size(); }

private:
    struct Entry {
        std::uint64_t hash = 0;
        WordKey key; ///< its context stands in Generation::text from text_start
        std::uint32_t text_start = 0;
        std::uint32_t first_glyph = 0;
        std::uint32_t glyph_count = 0;
    };
    struct Generation {
        HashSlots slots;
        std::vector<Entry> entries;
        std::vector<char32_t> text;
        std::vector<ShapedGlyph> glyphs;
        void clear();
        [[nodiscard]] Entry const* find(std::uint64_t hash, WordKey const& key) const;
    };
    void add(std::uint64_t hash, WordKey const& key, std::span<ShapedGlyph const> glyphs, std::uint32_t first_cluster);

    std::size_t m_words_max; ///< of a generation, half of all
    std::size_t m_glyphs_max;
    Generation m_young;
    Generation m_old;
};

} // namespace zahide::text
