#include "cache.h"

#include "byte_hash.h"

#include <bit>

namespace zahide::text {

namespace {

std::uint64_t hash_of(std::string_view utf8, ParagraphStyle const& style)
{
    std::uint64_t hash = hash_of_bytes(style.language.value(), hash_of_bytes(utf8, 0));
    auto const mix = [&hash](std::uint64_t value) { hash = (hash ^ value) * 0x9E3779B97F4A7C15U; };
    mix(std::bit_cast<std::uint32_t>(style.size_px));
    mix(std::bit_cast<std::uint32_t>(style.width_px));
    mix(std::bit_cast<std::uint32_t>(style.line_height));
    mix(static_cast<std::uint64_t>(style.weight) << 48U | static_cast<std::uint64_t>(style.alignment) << 40U
        | static_cast<std::uint64_t>(style.direction) << 36U | static_cast<std::uint64_t>(style.ellipsis) << 32U | static_cast<std::uint32_t>(style.lines_max));
    return hash ^ hash >> 32U;
}

} // namespace

ParagraphCache::ParagraphCache(std::size_t paragraphs_max, std::size_t glyphs_max)
    : m_paragraphs_max(paragraphs_max)
    , m_glyphs_max(glyphs_max)
{
}

Layout const* ParagraphCache::find(std::string_view utf8, ParagraphStyle const& style)
{
    auto const [first, last] = m_by_hash.equal_range(hash_of(utf8, style));
    for (auto found = first; found != last; ++found) {
        Entries::iterator const entry = found->second;
        if (entry->text != utf8 || entry->style != style)
            continue;
        entry->generation = m_generation;
        m_entries.splice(m_entries.begin(), m_entries, entry);
        return &entry->layout;
    }
    return nullptr;
}

Layout const& ParagraphCache::insert(std::string_view utf8, ParagraphStyle const& style, Layout layout)
{
    m_glyph_count += layout.glyphs.size();
    m_entries.push_front({ hash_of(utf8, style), std::string(utf8), style, std::move(layout), m_generation });
    m_by_hash.emplace(m_entries.front().hash, m_entries.begin());
    while (m_entries.size() > 1 && (m_entries.size() > m_paragraphs_max || m_glyph_count > m_glyphs_max))
        forget(std::prev(m_entries.end()));
    return m_entries.front().layout;
}

void ParagraphCache::forget(Entries::iterator entry)
{
    auto const [first, last] = m_by_hash.equal_range(entry->hash);
    for (auto found = first; found != last; ++found) {
        if (found->second == entry) {
            m_by_hash.erase(found);
            break;
        }
    }
    m_glyph_count -= entry->layout.glyphs.size();
    m_entries.erase(entry);
}

void ParagraphCache::trim()
{
    while (!m_entries.empty() && m_entries.back().generation != m_generation)
        forget(std::prev(m_entries.end()));
    ++m_generation;
}

} // namespace zahide::text
