// What makes a word plain, and what is kept of it.
#include "plain_setter.h"

#include <algorithm>

namespace zahide::text {

namespace {

using unicode::CharacterProperties;
using unicode::LineClass;

constexpr char32_t ethiopic_word_space = 0x1361;

bool ends_plain_word(char32_t codepoint)
{
    return codepoint == U' ' || codepoint == ethiopic_word_space;
}

/// Punctuation behind a space belongs to the word before it: no line ends between them.
bool leans_back(char32_t codepoint)
{
    return PlainSetter::leaning.find(codepoint) != std::u32string_view::npos;
}

bool starts_plain_word(char32_t before, char32_t codepoint)
{
    return ends_plain_word(before) && !ends_plain_word(codepoint) && !leans_back(codepoint);
}

/// Whether a line may end before a word that starts so, after any word of which ends_openly() holds (UAX #14 LB18).
bool starts_openly(CharacterProperties const& first)
{
    return first.cluster == unicode::ClusterClass::other
        && (first.line == LineClass::letter || first.line == LineClass::number || first.line == LineClass::opening);
}

/// Of the last character before the spaces. Quotes and opening brackets reach over spaces (LB14, LB15).
bool ends_openly(CharacterProperties const& last)
{
    return last.line == LineClass::letter || last.line == LineClass::number || last.line == LineClass::infix || last.line == LineClass::exclamation
        || last.line == LineClass::closing;
}

/// Whether a character of several scripts takes the script of what stands before the word.
bool leans_on_script_before(std::span<CharacterProperties const> word)
{
    for (CharacterProperties const& known : word) {
        bool const common = known.script == unicode::script_common;
        if (common && known.script_extensions)
            return true;
        if (!common && known.script != unicode::script_inherited)
            return false;
    }
    return false;
}

/// Whether the levels of a word with digits are the same whatever stands before it in a right-to-left paragraph: letters before it turn its
/// European digits into Arabic ones (UAX #9 W2), and those take signs along only as what they were (W4, W5).
bool digits_stand_alone(std::span<CharacterProperties const> word)
{
    using unicode::BidiClass;
    auto const has = [word](BidiClass bidi) { return std::ranges::find(word, bidi, &CharacterProperties::bidi) != word.end(); };
    bool const european = has(BidiClass::EN);
    return !european || !(has(BidiClass::AN) || has(BidiClass::ES) || has(BidiClass::ET));
}

/// Whether all letters go from right to left, so that everything has level 1 but digits, which have level 2.
bool has_only_digits_turned(Paragraph const& paragraph)
{
    using unicode::BidiClass;
    return paragraph.base == 1 && std::ranges::all_of(paragraph.classes, [](BidiClass bidi) {
        switch (bidi) {
        case BidiClass::R:
        case BidiClass::AL:
        case BidiClass::EN:
        case BidiClass::ES:
        case BidiClass::ET:
        case BidiClass::AN:
        case BidiClass::CS:
        case BidiClass::NSM:
        case BidiClass::WS:
        case BidiClass::ON:
            return true;
        case BidiClass::L:
        case BidiClass::BN:
        case BidiClass::B:
        case BidiClass::S:
        case BidiClass::LRE:
        case BidiClass::LRO:
        case BidiClass::RLE:
        case BidiClass::RLO:
        case BidiClass::PDF:
        case BidiClass::LRI:
        case BidiClass::RLI:
        case BidiClass::FSI:
        case BidiClass::PDI:
            return false;
        }
        return false;
    });
}

/// Whether the word's own characters leave nothing open; `start` and `end` are its ends in the paragraph.
bool stands_alone(Paragraph const& paragraph, std::uint32_t start, std::uint32_t end)
{
    std::uint32_t letters_end = end;
    while (letters_end > start && ends_plain_word(paragraph.text[letters_end - 1]))
        --letters_end;
    if (letters_end == start || end - start > plain_word_characters_max)
        return false;
    auto const word = paragraph.known.subspan(start, end - start);
    if (!starts_openly(word.front()) || leans_on_script_before(word) || (paragraph.rtl() && !digits_stand_alone(word)))
        return false;
    bool const open_end = letters_end < end && paragraph.text[letters_end] == ethiopic_word_space;
    std::uint32_t last = letters_end - 1;
    while (last > start && paragraph.known[last].line == LineClass::mark)
        --last;
    if (!open_end && !ends_openly(paragraph.known[last]))
        return false;
    for (std::uint32_t index = start; index < letters_end; ++index) {
        if (paragraph.cluster_starts[index] != 0 && paragraph.text[index] != U' ' && unicode::reset_at_line_end(paragraph.classes[index]))
            return false;
    }
    return true;
}

} // namespace

/// The word's clusters without their advances. False if it isn't cut safely from its neighbors or a line may end within a cluster.
bool PlainSetter::gather_clusters(Paragraph const& paragraph, std::uint32_t start, std::uint32_t end)
{
    auto const cut_safely = [&](std::uint32_t position) {
        Edge const edge = paragraph.edges[position];
        return edge.cluster && !edge.unsafe;
    };
    if (!cut_safely(start) || (end < paragraph.size() && !cut_safely(end)))
        return false;
    for (std::uint32_t index = start; index < end; ++index) {
        bool const breaks = index > start && paragraph.breaks[index] != unicode::LineBreak::none;
        if (!paragraph.edges[index].cluster) {
            if (breaks)
                return false;
            continue;
        }
        PlainCluster cluster;
        cluster.offset = static_cast<std::uint16_t>(paragraph.offsets[index] - paragraph.offsets[start]);
        cluster.white = unicode::reset_at_line_end(paragraph.classes[index]);
        cluster.breaks_before = breaks;
        cluster.unsafe = paragraph.edges[index].unsafe;
        m_parts.clusters.push_back(cluster);
    }
    return true;
}

/// What of an item lies in the word: its glyphs, and the advances of their clusters. False if a cluster has several advances, whose
/// sum would be rounded otherwise.
bool PlainSetter::gather_segment(Paragraph const& paragraph, Piece const& item, std::uint32_t start, std::uint32_t end)
{
    std::uint32_t const from = std::max(start, item.start);
    std::uint32_t const to = std::min(end, item.end);
    PlainSegment segment;
    auto const& fonts = paragraph.stack->fonts();
    segment.font_place = static_cast<std::uint8_t>(std::ranges::find(fonts, item.font) - fonts.begin());
    segment.digits_in_rtl = item.level == 2;
    segment.start = static_cast<std::uint16_t>(paragraph.offsets[from] - paragraph.offsets[start]);
    segment.end = static_cast<std::uint16_t>(paragraph.offsets[to] - paragraph.offsets[start]);
    segment.first_glyph = static_cast<std::uint32_t>(m_parts.glyphs.size());
    for (ShapedGlyph glyph : std::span(paragraph.glyphs).subspan(item.first_glyph, item.glyph_count)) {
        if (glyph.cluster < from || glyph.cluster >= to)
            continue;
        glyph.cluster = paragraph.offsets[glyph.cluster] - paragraph.offsets[start];
        auto const cluster = std::ranges::lower_bound(m_parts.clusters, glyph.cluster, {}, &PlainCluster::offset);
        if (glyph.advance != 0 && cluster->advance != 0)
            return false;
        cluster->advance += glyph.advance;
        cluster->font_place = segment.font_place;
        segment.width += glyph.advance;
        m_parts.glyphs.push_back(glyph);
    }
    segment.glyph_count = static_cast<std::uint32_t>(m_parts.glyphs.size()) - segment.first_glyph;
    m_parts.segments.push_back(segment);
    return true;
}

bool PlainSetter::gather_parts(Paragraph const& paragraph, std::uint32_t start, std::uint32_t end)
{
    if (!gather_clusters(paragraph, start, end))
        return false;
    auto const after = [](std::uint32_t position, Piece const& item) { return position < item.end; };
    auto item = std::upper_bound(paragraph.items.begin(), paragraph.items.end(), start, after);
    for (; item != paragraph.items.end() && item->start < end; ++item) {
        if (!gather_segment(paragraph, *item, start, end))
            return false;
    }
    return true;
}

void PlainSetter::learn_word(std::string_view utf8, Paragraph const& paragraph, std::uint32_t start, std::uint32_t end)
{
    std::uint32_t const from = paragraph.offsets[start] - paragraph.offsets[0];
    std::uint32_t const to = paragraph.offsets[end] - paragraph.offsets[0];
    auto const key = PlainWords::key_of(utf8.substr(from, to - from), m_context);
    if (m_known.find(key))
        return;
    m_parts.clear();
    bool const plain = stands_alone(paragraph, start, end) && gather_parts(paragraph, start, end);
    if (!plain)
        m_parts.clear();
    if (!m_known.has_room(m_parts.glyphs.size()))
        m_known.rotate();
    m_known.add(key, plain, m_parts);
}

bool PlainSetter::is_plain(Paragraph const& paragraph) const
{
    if (paragraph.rtl() != m_rtl || paragraph.breaks_mandatory || paragraph.soft_hyphens)
        return false;
    if (!paragraph.one_direction && !has_only_digits_turned(paragraph))
        return false;
    FontIndex const first = paragraph.stack->font(0);
    return std::ranges::all_of(paragraph.items, [&](Piece const& item) {
        if (item.script != paragraph.language->script || !m_fonts.face(item.font).spaces_part_words())
            return false;
        // Letters in another font would take the punctuation behind them along.
        auto const known = paragraph.known.subspan(item.start, item.end - item.start);
        auto const common = [](CharacterProperties const& properties) { return properties.script == unicode::script_common; };
        return item.font == first || std::ranges::all_of(known, common);
    });
}

void PlainSetter::learn(std::string_view utf8, Paragraph const& paragraph)
{
    std::uint32_t start = 0;
    for (std::uint32_t index = 1; index <= paragraph.size(); ++index) {
        bool const ends = index == paragraph.size() || starts_plain_word(paragraph.text[index - 1], paragraph.text[index]);
        if (!ends)
            continue;
        learn_word(utf8, paragraph, start, index);
        start = index;
    }
}

void PlainSetter::learn_new_word(std::string_view utf8, Paragraph const& paragraph)
{
    if (is_plain(paragraph))
        learn_word(utf8, paragraph, 0, paragraph.size());
    else if (m_known.has_room(0))
        m_known.add(PlainWords::key_of(utf8, m_context), false, {});
}

} // namespace zahide::text
