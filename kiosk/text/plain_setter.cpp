#include "plain_setter.h"

#include "line_chooser.h"

#include <algorithm>
#include <limits>

namespace zahide::text {

namespace {

/// The end of the word that starts at `start`, behind the spaces after it. A byte that is a space never belongs to another
/// character, and neither do the three of U+1361.
std::size_t end_of_word(std::string_view utf8, std::size_t start)
{
    bool spaces = false;
    std::size_t index = start;
    while (index < utf8.size()) {
        std::size_t size = 0;
        if (utf8[index] == ' ')
            size = 1;
        else if (utf8[index] == '\xE1' && utf8.substr(index, 3) == "\u1361")
            size = 3;
        if (size == 0 && spaces)
            break;
        spaces = spaces || size > 0;
        index += std::max<std::size_t>(size, 1);
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
bool PlainSetter::choose_line(Place start, float room_px, float px_per_unit, PlainLine& line) const
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
            float const advance_px = static_cast<float>(cluster.advance) * px_per_unit;
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

bool PlainSetter::choose_lines(ParagraphStyle const& style)
{
    m_lines.clear();
    float const px_per_unit = clamp_size(style.size_px) / m_fonts.face(m_stack->font(0)).units_per_em();
    std::int64_t units = 0;
    for (FoundWord const& found : m_words)
        units += m_known.word(found.number).width;
    bool const fits = style.width_px <= 0 || static_cast<float>(units) * px_per_unit <= style.width_px + width_slack_px;
    float const room_px = fits ? std::numeric_limits<float>::infinity() : style.width_px + width_slack_px;
    auto const lines_max = style.lines_max > 0 ? static_cast<std::size_t>(style.lines_max) : std::numeric_limits<std::size_t>::max();
    for (Place start; start.word < m_words.size(); start = m_lines.back().end) {
        if (m_lines.size() >= lines_max)
            return false;
        PlainLine line;
        if (!choose_line(start, room_px, px_per_unit, line))
            return false;
        m_lines.push_back(line);
    }
    return true;
}

void PlainSetter::place_line(Placer& placer, PlainLine const& line, ParagraphStyle const& style) const
{
    FontIndex const font = m_stack->font(0);
    Face& face = m_fonts.face(font);
    Run run;
    run.font = font;
    run.size_px = clamp_size(style.size_px);
    run.rtl = m_rtl;
    run.script = m_script;
    run.start = byte_at(line.start);
    run.end = byte_at(line.end);
    placer.open_line({ run.start, run.end, m_rtl, 1, face.ascent_em(), face.descent_em(), run.size_px, line.width_px, line.hanging_px }, style);
    placer.open_run(run);
    std::uint32_t const end_word = line.end.word + (line.end.cluster > 0 ? 1U : 0U);
    for (std::uint32_t count = 0; count < end_word - line.start.word; ++count) {
        std::uint32_t const number = m_rtl ? end_word - 1 - count : line.start.word + count;
        FoundWord const& found = m_words[number];
        PlainWord const& word = m_known.word(found.number);
        auto glyphs = m_known.glyphs(word);
        bool const cut_start = number == line.start.word && line.start.cluster > 0;
        bool const cut_end = number == line.end.word;
        if (cut_start || cut_end) {
            std::uint32_t const from = cut_start ? byte_at(line.start) - found.start : 0;
            std::uint32_t const to = cut_end ? byte_at(line.end) - found.start : std::numeric_limits<std::uint32_t>::max();
            auto const within = [&](ShapedGlyph const& glyph) { return glyph.cluster >= from && glyph.cluster < to; };
            auto const first = std::ranges::find_if(glyphs, within);
            glyphs = std::span(first, std::find_if_not(first, glyphs.end(), within));
        }
        placer.add_glyphs(glyphs, face, run.size_px, [start = found.start](std::uint32_t cluster) { return start + cluster; });
    }
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
    m_counters.slices_reused += m_lines.size();
    ++m_counters.layouts_of_known_words;
}

void PlainSetter::trim()
{
    m_known.rotate();
}

} // namespace zahide::text
