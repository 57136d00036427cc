#include "word_shaper.h"

#include <algorithm>

namespace zahide::text {

namespace {

/// HarfBuzz looks this far beyond what it shapes.
constexpr std::uint32_t context_max = 5;
/// How far beyond a space a font's rules are expected to reach in scripts that join: a letter with its marks.
constexpr std::uint32_t neighbors_max = 3;
/// Longer ones are shaped every time.
constexpr std::uint32_t word_characters_max = 64;

bool ends_word(char32_t codepoint)
{
    return codepoint == U' ' || codepoint == 0x1361;
}

/// Of the scripts that we serve; the words of another one that joins are shaped every time, as UNSAFE_TO_CONCAT tells.
bool joins(unicode::Script script)
{
    return script == unicode::Script::from_letters("Arab");
}

} // namespace

void WordShaper::split(Paragraph const& paragraph, Piece const& item)
{
    m_words.clear();
    std::uint32_t start = item.start;
    for (std::uint32_t index = item.start + 1; index < item.end; ++index) {
        if (!ends_word(paragraph.text[index - 1]) || ends_word(paragraph.text[index]) || paragraph.cluster_starts[index] == 0)
            continue;
        m_words.push_back({ start, index });
        start = index;
    }
    m_words.push_back({ start, item.end });
}

WordKey WordShaper::key_of(Paragraph const& paragraph, Piece const& item, Word const& word) const
{
    WordKey key;
    key.starts_item = word.start == item.start;
    key.ends_item = word.end == item.end;
    std::uint32_t const neighbors = m_joining ? neighbors_max : 0;
    std::uint32_t const before = key.starts_item ? context_max : std::min(neighbors, word.start - item.start);
    std::uint32_t const after = key.ends_item ? context_max : std::min(neighbors, item.end - word.end);
    std::uint32_t const start = word.start - std::min(before, word.start);
    std::uint32_t const end = std::min(word.end + after, paragraph.size());
    key.context = paragraph.text.subspan(start, end - start);
    key.start_in_context = static_cast<std::uint16_t>(word.start - start);
    key.size = static_cast<std::uint16_t>(word.end - word.start);
    // Whether the item goes on beyond what is seen of it makes a difference as well.
    key.starts_item = key.starts_item || (m_joining && start <= item.start);
    key.ends_item = key.ends_item || (m_joining && end >= item.end);
    key.rtl = item.rtl();
    key.font = item.font;
    key.script = item.script;
    key.language = paragraph.language->shaping;
    return key;
}

/// Whether a cluster of what was shaped last starts here, and what stands on either side of it can be taken alone.
bool WordShaper::safe_between(std::uint32_t position) const
{
    bool starts = false;
    for (ShapedGlyph const& glyph : m_shaped) {
        if (glyph.cluster != position)
            continue;
        starts = true;
        if (m_joining ? glyph.unsafe_to_break : glyph.unsafe_to_concat)
            return false;
    }
    return starts;
}

void WordShaper::keep_words(Paragraph const& paragraph, Piece const& item, std::size_t first, std::size_t count)
{
    bool safe_start = m_words[first].start == item.start || safe_between(m_words[first].start);
    for (std::size_t number = first; number < first + count; ++number) {
        Word const& word = m_words[number];
        bool const safe_end = word.end == item.end || safe_between(word.end);
        if (safe_start && safe_end && word.end - word.start <= word_characters_max) {
            auto const within = [&](ShapedGlyph const& glyph) { return glyph.cluster >= word.start && glyph.cluster < word.end; };
            auto const from = std::ranges::find_if(m_shaped, within);
            auto const to = std::find_if_not(from, m_shaped.end(), within);
            m_cache.insert(key_of(paragraph, item, word), std::span(from, to), word.start);
        }
        safe_start = safe_end;
    }
}

/// Shapes words with the characters around them, appends their glyphs and keeps them. False if they can't be taken out of what is
/// around them: then nothing is appended.
bool WordShaper::shape_words(Paragraph& paragraph, Piece const& item, std::size_t first, std::size_t count)
{
    std::uint32_t const start = m_words[first].start;
    std::uint32_t const end = m_words[first + count - 1].end;
    Piece piece = item;
    piece.start = start - std::min(neighbors_max, start - item.start);
    piece.end = end + std::min(neighbors_max, item.end - end);
    while (piece.start > item.start && paragraph.cluster_starts[piece.start] == 0)
        --piece.start;
    while (piece.end < item.end && paragraph.cluster_starts[piece.end] == 0)
        ++piece.end;
    m_shaper.shape_words(paragraph, piece, m_shaped);
    bool const safe = (start == item.start || safe_between(start)) && (end == item.end || safe_between(end));
    if (!safe)
        return false;
    for (ShapedGlyph const& glyph : m_shaped) {
        if (glyph.cluster >= start && glyph.cluster < end)
            paragraph.glyphs.push_back(glyph);
    }
    keep_words(paragraph, item, first, count);
    return true;
}

void WordShaper::shape_item(Paragraph& paragraph, Piece& item)
{
    m_joining = joins(item.script);
    split(paragraph, item);
    item.first_glyph = static_cast<std::uint32_t>(paragraph.glyphs.size());
    std::size_t const words = m_words.size();
    bool whole = false;
    // In the order of the glyphs, which is from the left. Neighbors that aren't known are shaped together.
    for (std::size_t place = 0; place < words && !whole;) {
        auto const number_at = [&](std::size_t at) { return item.rtl() ? words - 1 - at : at; };
        Word const& word = m_words[number_at(place)];
        if (auto const found = m_cache.find(key_of(paragraph, item, word)); found.known) {
            std::size_t const old_size = paragraph.glyphs.size();
            paragraph.glyphs.insert(paragraph.glyphs.end(), found.glyphs.begin(), found.glyphs.end());
            for (ShapedGlyph& glyph : std::span(paragraph.glyphs).subspan(old_size))
                glyph.cluster += word.start;
            ++place;
            continue;
        }
        std::size_t next = place + 1;
        while (next < words && !m_cache.find(key_of(paragraph, item, m_words[number_at(next)])).known)
            ++next;
        whole = !shape_words(paragraph, item, item.rtl() ? words - next : place, next - place);
        place = next;
    }
    if (whole) {
        paragraph.glyphs.resize(item.first_glyph);
        m_shaper.shape_words(paragraph, item, m_shaped);
        paragraph.glyphs.insert(paragraph.glyphs.end(), m_shaped.begin(), m_shaped.end());
        keep_words(paragraph, item, 0, words);
    }
    item.glyph_count = static_cast<std::uint32_t>(paragraph.glyphs.size()) - item.first_glyph;
}

void WordShaper::shape_items(Paragraph& paragraph)
{
    m_shaper.begin_items(paragraph);
    for (Piece& item : paragraph.items) {
        shape_item(paragraph, item);
        m_shaper.note_advances(paragraph, item);
    }
    paragraph.item_glyph_count = paragraph.glyphs.size();
}

} // namespace zahide::text
