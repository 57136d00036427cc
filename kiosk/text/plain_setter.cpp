#include "plain_setter.h"

#include "line_chooser.h"

#include <algorithm>
#include <limits>

namespace zahide::text {

namespace {

/// Bytes of the space at a place, if there is one. A byte that is a space never belongs to another character, and neither do the
/// three of U+1361.
std::size_t space_bytes(std::string_view utf8, std::size_t index)
{
    if (utf8[index] == ' ')
        return 1;
    return utf8[index] == '\xE1' && utf8.substr(index, 3) == "\u1361" ? 3 : 0;
}

bool leans_back(std::string_view utf8, std::size_t index)
{
    auto const byte = static_cast<unsigned char>(utf8[index]);
    if (byte < 0x80)
        return PlainSetter::leaning.find(byte) != std::u32string_view::npos;
    if (byte != 0xD8 || index + 1 == utf8.size())
        return false;
    return PlainSetter::leaning.find(0x600U | (static_cast<unsigned char>(utf8[index + 1]) & 0x3FU)) != std::u32string_view::npos;
}

/// The end of the word that starts at `start`, behind the spaces after it.
std::size_t end_of_word(std::string_view utf8, std::size_t start)
{
    bool spaces = false;
    std::size_t index = start;
    while (index < utf8.size()) {
        std::size_t const space = space_bytes(utf8, index);
        if (space == 0 && spaces && !leans_back(utf8, index))
            break;
        spaces = space > 0;
        index += std::max<std::size_t>(space, 1);
    }
    return index;
}

} // namespace

void PlainSetter::choose_context(ParagraphStyle const& style, LanguageFacts const& language)
{
    // The direction that a plain paragraph has: any strong character in it agrees with it.
    auto const direction = style.direction == Direction::automatic ? language.direction : style.direction;
    m_rtl = direction == Direction::right_to_left;
    m_script = language.script;
    auto const same = [&](Context const& context) { return context.rtl == m_rtl && context.weight == style.weight && context.language == style.language; };
    auto found = std::ranges::find_if(m_contexts, same);
    if (found == m_contexts.end()) {
        if (m_contexts.size() >= plain_contexts_max) {
            m_contexts.clear();
            m_known.clear();
        }
        m_contexts.push_back({ style.language, style.weight, m_rtl });
        found = std::prev(m_contexts.end());
    }
    m_context = static_cast<std::uint32_t>(found - m_contexts.begin());
}

bool PlainSetter::find_words(std::string_view utf8, ParagraphStyle const& style, LanguageFacts const& language, Stack& stack)
{
    m_words.clear();
    m_new_words.clear();
    m_new_places.clear();
    m_stack = &stack;
    choose_context(style, language);
    if (utf8.empty() || utf8.size() > plain_bytes_max || m_known.size() == 0 || !m_fonts.face(stack.font(0)).spaces_part_words())
        return false;
    if (!m_known.has_room(new_words_max * plain_word_characters_max))
        m_known.rotate();
    m_rotations = m_known.rotations();
    m_size_bytes = static_cast<std::uint32_t>(utf8.size());
    for (std::size_t start = 0; start < utf8.size();) {
        std::size_t const end = end_of_word(utf8, start);
        auto const key = PlainWords::key_of(utf8.substr(start, end - start), m_context);
        auto const found = m_known.find(key);
        if (!found) {
            if (m_new_words.size() >= new_words_max)
                return false;
            m_new_words.push_back(key.utf8);
            m_new_places.push_back(static_cast<std::uint32_t>(m_words.size()));
        } else if (!m_known.word(*found).plain) {
            return false;
        }
        m_words.push_back({ static_cast<std::uint32_t>(start), found.value_or(0) });
        start = end;
    }
    return true;
}

bool PlainSetter::find_new_words()
{
    if (m_known.rotations() != m_rotations)
        return false; // where the others were is forgotten
    for (std::size_t place = 0; place < m_new_words.size(); ++place) {
        auto const found = m_known.find(PlainWords::key_of(m_new_words[place], m_context));
        if (!found || !m_known.word(*found).plain)
            return false;
        m_words[m_new_places[place]].number = *found;
    }
    return true;
}

std::uint32_t PlainSetter::byte_at(Place place) const
{
    if (place.word == m_words.size())
        return m_size_bytes;
    FoundWord const& found = m_words[place.word];
    return found.start + (place.cluster == 0 ? 0U : m_known.clusters(m_known.word(found.number))[place.cluster].offset);
}

/// As LineChooser does it, cluster by cluster, with the same sums in the same order. False if no opportunity fits or the one that
/// does is unsafe.
bool PlainSetter::choose_line(Place start, float room_px, PlainLine& line) const
{
    line = { start, start, 0, 0 };
    bool chance = false;
    bool unsafe = false;
    float x_px = 0;
    float seen_px = 0;
    float hanging_px = 0;
    for (Place place = start; place.word < m_words.size(); place = { place.word + 1, 0 }) {
        auto const clusters = m_known.clusters(m_known.word(m_words[place.word].number));
        for (; place.cluster < clusters.size(); ++place.cluster) {
            PlainCluster const& cluster = clusters[place.cluster];
            if (seen_px > room_px)
                return chance && !unsafe;
            if ((place.cluster == 0 || cluster.breaks_before) && (place.word != start.word || place.cluster != start.cluster)) {
                chance = true;
                unsafe = cluster.unsafe;
                line = { start, place, seen_px, hanging_px };
            }
            float const advance_px = static_cast<float>(cluster.advance) * m_px_per_unit[cluster.font_place];
            x_px += advance_px;
            hanging_px = cluster.white ? hanging_px + advance_px : 0;
            seen_px = cluster.white ? seen_px : x_px;
        }
    }
    if (seen_px > room_px)
        return chance && !unsafe;
    line = { start, { static_cast<std::uint32_t>(m_words.size()), 0 }, seen_px, hanging_px };
    return true;
}

/// The paragraph's width as the sum of its items' widths.
float PlainSetter::measure()
{
    m_several_fonts = false;
    float sum_px = 0;
    std::int64_t units = 0;
    std::uint8_t font_place = 0;
    bool digits_in_rtl = false;
    for (FoundWord const& found : m_words) {
        for (PlainSegment const& segment : m_known.segments(m_known.word(found.number))) {
            if (segment.font_place != font_place || segment.digits_in_rtl != digits_in_rtl) {
                m_several_fonts = m_several_fonts || segment.font_place != font_place;
                sum_px += static_cast<float>(units) * m_px_per_unit[font_place];
                units = 0;
                font_place = segment.font_place;
                digits_in_rtl = segment.digits_in_rtl;
            }
            units += segment.width;
        }
    }
    return sum_px + static_cast<float>(units) * m_px_per_unit[font_place];
}

bool PlainSetter::choose_lines(ParagraphStyle const& style)
{
    m_lines.clear();
    for (std::size_t place = 0; place < m_stack->size(); ++place)
        m_px_per_unit[place] = clamp_size(style.size_px) / m_fonts.face(m_stack->font(place)).units_per_em();
    float const width_px = measure();
    bool const fits = style.width_px <= 0 || width_px <= style.width_px + width_slack_px;
    float const room_px = fits ? std::numeric_limits<float>::infinity() : style.width_px + width_slack_px;
    auto const lines_max = style.lines_max > 0 ? static_cast<std::size_t>(style.lines_max) : std::numeric_limits<std::size_t>::max();
    for (Place start; start.word < m_words.size(); start = m_lines.back().end) {
        if (m_lines.size() >= lines_max)
            return false;
        PlainLine line;
        if (!choose_line(start, room_px, line))
            return false;
        m_lines.push_back(line);
    }
    return true;
}

/// Calls visit(word, segment, first byte, last byte) for what of each word's segments stands on the line, from the left; bytes of the word.
template<class Visit>
void PlainSetter::visit_segments(PlainLine const& line, Visit const& visit) const
{
    std::uint32_t const end_word = line.end.word + (line.end.cluster > 0 ? 1U : 0U);
    for (std::uint32_t count = 0; count < end_word - line.start.word; ++count) {
        std::uint32_t const number = m_rtl ? end_word - 1 - count : line.start.word + count;
        FoundWord const& found = m_words[number];
        std::uint32_t const from = number == line.start.word ? byte_at(line.start) - found.start : 0;
        std::uint32_t const to = number == line.end.word ? byte_at(line.end) - found.start : std::numeric_limits<std::uint32_t>::max();
        auto const segments = m_known.segments(m_known.word(found.number));
        for (std::size_t place = 0; place < segments.size(); ++place) {
            PlainSegment const& segment = segments[m_rtl ? segments.size() - 1 - place : place];
            if (segment.end > from && segment.start < to)
                visit(found, segment, std::max<std::uint32_t>(from, segment.start), std::min<std::uint32_t>(to, segment.end));
        }
    }
}

void PlainSetter::place_line(Placer& placer, PlainLine const& line, ParagraphStyle const& style) const
{
    float const size_px = clamp_size(style.size_px);
    Face const& first_face = m_fonts.face(m_stack->font(0));
    LineFrame frame { byte_at(line.start), byte_at(line.end), m_rtl, first_face.ascent_em(), first_face.descent_em(), size_px, line.width_px, line.hanging_px };
    auto const make_room = [&](FoundWord const&, PlainSegment const& segment, std::uint32_t, std::uint32_t) {
        Face const& face = m_fonts.face(m_stack->font(segment.font_place));
        frame.ascent_em = std::max(frame.ascent_em, face.ascent_em());
        frame.descent_em = std::max(frame.descent_em, face.descent_em());
    };
    if (m_several_fonts)
        visit_segments(line, make_room);
    placer.open_line(frame, style);
    std::optional<std::uint8_t> font_place;
    bool digits_in_rtl = false;
    visit_segments(line, [&](FoundWord const& found, PlainSegment const& segment, std::uint32_t from, std::uint32_t to) {
        if (font_place != segment.font_place || digits_in_rtl != segment.digits_in_rtl) {
            if (font_place)
                placer.close_run();
            font_place = segment.font_place;
            digits_in_rtl = segment.digits_in_rtl;
            Run run;
            run.font = m_stack->font(segment.font_place);
            run.size_px = size_px;
            run.rtl = m_rtl && !digits_in_rtl;
            run.script = m_script;
            run.start = found.start + from;
            run.end = found.start + to;
            placer.open_run(run);
            ++m_counters.slices_reused;
        } else {
            placer.extend_run(found.start + from, found.start + to);
        }
        auto glyphs = m_known.glyphs(m_known.word(found.number)).subspan(segment.first_glyph, segment.glyph_count);
        if (from > segment.start || to < segment.end) {
            auto const within = [&](ShapedGlyph const& glyph) { return glyph.cluster >= from && glyph.cluster < to; };
            auto const first = std::ranges::find_if(glyphs, within);
            glyphs = std::span(first, std::find_if_not(first, glyphs.end(), within));
        }
        placer.add_glyphs(
            glyphs, m_fonts.face(m_stack->font(segment.font_place)), size_px, [start = found.start](std::uint32_t cluster) { return start + cluster; });
    });
    placer.close_run();
    placer.close_line();
}

void PlainSetter::place(Placer& placer, Layout& layout, ParagraphStyle const& style) const
{
    std::size_t glyphs = 0;
    for (FoundWord const& found : m_words)
        glyphs += m_known.word(found.number).glyph_count;
    placer.begin(layout, glyphs);
    for (PlainLine const& line : m_lines)
        place_line(placer, line, style);
    placer.finish(style);
    ++m_counters.layouts_of_known_words;
}

void PlainSetter::trim()
{
    m_known.rotate();
}

} // namespace zahide::text
