#pragma once

#include "text/layout.h"
#include "text/style.h"

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace zahide::text {

/// Laid-out paragraphs by text and style, the least recently used first to go beyond the limits.
class ParagraphCache {
public:
    ParagraphCache(std::size_t paragraphs_max, std::size_t glyphs_max);

    /// The layout, or null. Allocates nothing.
    [[nodiscard]] Layout const* find(std::string_view utf8, ParagraphStyle const& style);
    /// Takes a layout in and makes room for it.
    Layout const& insert(std::string_view utf8, ParagraphStyle const& style, Layout layout);
    /// Forgets what was neither found nor inserted since the last trim().
    void trim();
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    [[nodiscard]] std::size_t glyph_count() const { return m_glyph_count; }

private:
    struct Entry {
        std::uint64_t hash = 0;
        std::string text;
        ParagraphStyle style;
        Layout layout;
        std::uint64_t generation = 0;
    };
    using Entries = std::list<Entry>; ///< the most recently used in front
    void forget(Entries::iterator entry);

    std::size_t m_paragraphs_max;
    std::size_t m_glyphs_max;
    std::size_t m_glyph_count = 0;
    std::uint64_t m_generation = 0;
    Entries m_entries;
    std::unordered_multimap<std::uint64_t, Entries::iterator> m_by_hash;
};

} // namespace zahide::text
