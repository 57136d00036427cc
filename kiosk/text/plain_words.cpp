#include "plain_words.h"

#include "byte_hash.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace zahide::text {

PlainWords::PlainWords(std::size_t words_max, std::size_t glyphs_max)
    : m_words_max(words_max / 2)
    , m_glyphs_max(glyphs_max / 2)
{
}

void PlainWords::Generation::clear()
{
    slots.clear();
    entries.clear();
    text.clear();
    glyphs.clear();
    clusters.clear();
    segments.clear();
}

std::optional<std::uint32_t> PlainWords::Generation::find(PlainWordKey const& key) const
{
    return slots.find(key.hash, [&](std::uint32_t number) {
        Entry const& entry = entries[number];
        return entry.hash == key.hash && entry.context == key.context && std::string_view(text.data() + entry.text_start, entry.text_size) == key.utf8;
    });
}

PlainWordKey PlainWords::key_of(std::string_view utf8, std::uint32_t context)
{
    return { utf8, context, hash_of_bytes(utf8, context) };
}

std::optional<std::uint32_t> PlainWords::find(PlainWordKey const& key)
{
    if (auto const found = m_young.find(key))
        return found;
    auto const found = m_old.find(key);
    if (!found)
        return std::nullopt;
    PlainWord const& word = m_old.entries[*found].word;
    if (!has_room(word.glyph_count))
        return std::nullopt;
    auto const glyphs = std::span(std::as_const(m_old.glyphs)).subspan(word.first_glyph, word.glyph_count);
    auto const clusters = std::span(std::as_const(m_old.clusters)).subspan(word.first_cluster, word.cluster_count);
    auto const segments = std::span(std::as_const(m_old.segments)).subspan(word.first_segment, word.segment_count);
    return add(key, word.plain, glyphs, clusters, segments);
}

bool PlainWords::has_room(std::size_t glyphs) const
{
    return m_young.entries.size() < m_words_max && m_young.glyphs.size() + glyphs <= m_glyphs_max;
}

std::uint32_t PlainWords::add(PlainWordKey const& key, bool plain, PlainParts const& parts)
{
    return add(key, plain, parts.glyphs, parts.clusters, parts.segments);
}

std::uint32_t PlainWords::add(
    PlainWordKey const& key, bool plain, std::span<ShapedGlyph const> glyphs, std::span<PlainCluster const> clusters, std::span<PlainSegment const> segments)
{
    Generation& young = m_young;
    Entry entry;
    entry.hash = key.hash;
    entry.context = key.context;
    entry.text_start = static_cast<std::uint32_t>(young.text.size());
    entry.text_size = static_cast<std::uint32_t>(key.utf8.size());
    entry.word.plain = plain;
    entry.word.first_glyph = static_cast<std::uint32_t>(young.glyphs.size());
    entry.word.glyph_count = static_cast<std::uint32_t>(glyphs.size());
    entry.word.first_cluster = static_cast<std::uint32_t>(young.clusters.size());
    entry.word.cluster_count = static_cast<std::uint32_t>(clusters.size());
    entry.word.first_segment = static_cast<std::uint32_t>(young.segments.size());
    entry.word.segment_count = static_cast<std::uint32_t>(segments.size());
    young.text.insert(young.text.end(), key.utf8.begin(), key.utf8.end());
    young.glyphs.insert(young.glyphs.end(), glyphs.begin(), glyphs.end());
    young.clusters.insert(young.clusters.end(), clusters.begin(), clusters.end());
    young.segments.insert(young.segments.end(), segments.begin(), segments.end());
    young.entries.push_back(entry);
    young.slots.add(key.hash, [&young](std::uint32_t number) { return young.entries[number].hash; });
    return static_cast<std::uint32_t>(young.entries.size() - 1);
}

void PlainWords::rotate()
{
    std::swap(m_young, m_old);
    m_young.clear();
    ++m_rotations;
}

void PlainWords::clear()
{
    m_young.clear();
    m_old.clear();
    ++m_rotations;
}

} // namespace zahide::text
