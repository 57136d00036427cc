#include "word_cache.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace zahide::text {

namespace {

constexpr std::uint64_t multiplier = 0x9E3779B97F4A7C15U;

std::uint64_t hash_of(WordKey const& key)
{
    std::uint64_t hash = key.context.size() << 32U ^ static_cast<std::uint64_t>(key.font.value()) << 16U ^ key.start_in_context;
    for (char32_t const codepoint : key.context)
        hash = (std::rotl(hash, 5) ^ codepoint) * multiplier;
    return hash ^ hash >> 29U;
}

bool same(WordKey const& left, WordKey const& right)
{
    return left.start_in_context == right.start_in_context && left.size == right.size && left.starts_item == right.starts_item
        && left.ends_item == right.ends_item && left.rtl == right.rtl && left.font == right.font && left.script == right.script
        && left.language == right.language;
}

} // namespace

WordCache::WordCache(std::size_t words_max, std::size_t glyphs_max)
    : m_words_max(words_max / 2)
    , m_glyphs_max(glyphs_max / 2)
{
}

void WordCache::Generation::clear()
{
    slots.clear();
    entries.clear();
    text.clear();
    glyphs.clear();
}

WordCache::Entry const* WordCache::Generation::find(std::uint64_t hash, WordKey const& key) const
{
    auto const found = slots.find(hash, [&](std::uint32_t number) {
        Entry const& entry = entries[number];
        return entry.hash == hash && same(entry.key, key)
            && std::ranges::equal(std::span(text).subspan(entry.text_start, entry.key.context.size()), key.context);
    });
    return found ? &entries[*found] : nullptr;
}

WordCache::Found WordCache::find(WordKey const& key)
{
    std::uint64_t const hash = hash_of(key);
    if (Entry const* const entry = m_young.find(hash, key))
        return { true, std::span(m_young.glyphs).subspan(entry->first_glyph, entry->glyph_count) };
    Entry const* const entry = m_old.find(hash, key);
    if (entry == nullptr)
        return {};
    std::span const glyphs = std::span(std::as_const(m_old.glyphs)).subspan(entry->first_glyph, entry->glyph_count);
    if (m_young.entries.size() < m_words_max && m_young.glyphs.size() + glyphs.size() <= m_glyphs_max)
        add(hash, key, glyphs, 0); // it lives on
    return { true, glyphs };
}

void WordCache::insert(WordKey const& key, std::span<ShapedGlyph const> glyphs, std::uint32_t first_cluster)
{
    std::uint64_t const hash = hash_of(key);
    if (m_young.find(hash, key) != nullptr || glyphs.size() > m_glyphs_max)
        return;
    if (m_young.entries.size() >= m_words_max || m_young.glyphs.size() + glyphs.size() > m_glyphs_max)
        rotate();
    add(hash, key, glyphs, first_cluster);
}

void WordCache::add(std::uint64_t hash, WordKey const& key, std::span<ShapedGlyph const> glyphs, std::uint32_t first_cluster)
{
    Generation& young = m_young;
    Entry entry { hash, key, static_cast<std::uint32_t>(young.text.size()), static_cast<std::uint32_t>(young.glyphs.size()),
        static_cast<std::uint32_t>(glyphs.size()) };
    young.text.insert(young.text.end(), key.context.begin(), key.context.end());
    for (ShapedGlyph glyph : glyphs) {
        glyph.cluster -= first_cluster;
        young.glyphs.push_back(glyph);
    }
    young.entries.push_back(entry);
    young.slots.add(hash, [&young](std::uint32_t number) { return young.entries[number].hash; });
}

void WordCache::rotate()
{
    std::swap(m_young, m_old);
    m_young.clear();
}

} // namespace zahide::text
