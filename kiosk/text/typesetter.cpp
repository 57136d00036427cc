#include "typesetter.h"

#include "unicode/scripts.h"
#include "unicode/writing.h"

#include <algorithm>

namespace zahide::text {

namespace {

constexpr char32_t zero_width_space = 0x200B;
constexpr std::size_t unlimited = 0;

} // namespace

Typesetter::Typesetter(FontFaces& fonts, EngineCounters& counters, Shaping shaping)
    : m_fonts(fonts)
    , m_counters(counters)
    , m_bidi(m_characters)
    , m_segmenter(m_characters)
    , m_itemiser(fonts)
    , m_shaper(fonts, shaping)
    , m_word_shaper(m_shaper, words_cached_max, word_glyphs_cached_max)
    , m_builder(fonts, m_shaper, counters)
    , m_chooser(m_builder)
    , m_placer(fonts)
    , m_plain(fonts, counters)
{
}

LanguageFacts const& Typesetter::facts_of(LanguageTag const& language)
{
    auto const found = std::ranges::find(m_languages, language, &LanguageFacts::tag);
    if (found != m_languages.end())
        return *found;
    if (m_languages.size() >= languages_max)
        m_languages.pop_front();
    hb_language_t const shaping = hb_language_from_string(language.value().c_str(), static_cast<int>(language.value().size()));
    m_languages.push_back({ language, shaping, unicode::script_of(language), unicode::direction_of(language) });
    return m_languages.back();
}

void Typesetter::decode(std::string_view utf8)
{
    if (utf8.size() > text_bytes_max) {
        std::size_t end = text_bytes_max;
        while (end > text_bytes_max - 4 && (static_cast<unsigned char>(utf8[end]) & 0xC0U) == 0x80U)
            --end;
        utf8 = utf8.substr(0, end);
    }
    unicode::decode(utf8, m_text);
    unicode::look_up(m_characters, m_text.codepoints, m_known);
    m_traits = unicode::traits_of(m_known);
}

/// UAX #9 P1: a paragraph ends at a separator; CR LF is one. A separator at the very end ends the last line, it doesn't
/// start another.
void Typesetter::split_paragraphs()
{
    m_parts.clear();
    auto const& codepoints = m_text.codepoints;
    auto const size = static_cast<std::uint32_t>(codepoints.size());
    if (!m_traits.has(unicode::BidiClass::B)) {
        m_parts.push_back({ 0, size });
        return;
    }
    std::uint32_t start = 0;
    for (std::uint32_t index = 0; index < size; ++index) {
        if (m_known[index].bidi != unicode::BidiClass::B)
            continue;
        m_parts.push_back({ start, index });
        if (codepoints[index] == U'\r' && index + 1 < size && codepoints[index + 1] == U'\n')
            ++index;
        start = index + 1;
    }
    if (start < size || m_parts.empty())
        m_parts.push_back({ start, size });
}

/// Tabs and other controls have no glyphs: a tab is set as a space, the rest as nothing.
void Typesetter::blank_controls(std::span<unicode::CharacterProperties> known)
{
    for (std::size_t index = 0; index < known.size(); ++index) {
        if (!known[index].blank)
            continue;
        char32_t& codepoint = m_paragraph.text[index];
        codepoint = codepoint == U'\t' ? U' ' : zero_width_space;
        known[index] = m_characters[codepoint];
    }
}

void Typesetter::prepare(Part const& part, ParagraphStyle const& style)
{
    Paragraph& paragraph = m_paragraph;
    paragraph.text = std::span(m_text.codepoints).subspan(part.start, part.end - part.start);
    paragraph.offsets = std::span(m_text.offsets).subspan(part.start, part.end - part.start + 1);
    std::span const known = std::span(m_known).subspan(part.start, part.end - part.start);
    paragraph.known = known;
    paragraph.language = &facts_of(style.language);
    paragraph.stack = &m_fonts.stack(style.language, style.weight);
    paragraph.size_px = clamp_size(style.size_px);

    // UAX #9 HL1: the language decides where no letter does.
    paragraph.base = m_bidi.resolve(paragraph.text, known, style.direction, unicode::Bidi::Path::quick_where_possible, paragraph.language->direction);
    paragraph.one_direction = m_bidi.one_direction();
    paragraph.levels = m_bidi.levels();
    paragraph.classes = m_bidi.classes();
    unicode::resolve_scripts(paragraph.text, known, paragraph.language->script, paragraph.scripts);
    m_segmenter.grapheme_starts(paragraph.text, known, paragraph.cluster_starts);

    auto const traits = known.size() == m_known.size() ? m_traits : unicode::traits_of(known);
    paragraph.soft_hyphens = traits.soft_hyphen;
    paragraph.breaks_mandatory = traits.blank;
    paragraph.breaks.clear();
    if (traits.blank) {
        m_segmenter.line_breaks(paragraph.text, known, style.language, paragraph.breaks);
        blank_controls(known);
    }
    m_itemiser.itemise(paragraph);
    if (m_words == Words::used_again)
        m_word_shaper.shape_items(paragraph);
    else
        m_shaper.shape_items(paragraph);
}

void Typesetter::find_breaks(LanguageTag const& language)
{
    m_segmenter.line_breaks(m_paragraph.text, m_paragraph.known, language, m_paragraph.breaks);
}

void Typesetter::choose_lines(std::size_t part_number, ParagraphStyle const& style, std::size_t lines_max, std::vector<LineRange>& lines)
{
    prepare(m_parts[part_number], style);
    LineLimit const limit { lines_max, style.ellipsis, part_number + 1 < m_parts.size() };
    bool const wraps = style.width_px > 0 && m_paragraph.width_px > style.width_px;
    if (m_paragraph.breaks.empty() && (wraps || lines_max != unlimited))
        find_breaks(style.language);
    m_chooser.choose(m_paragraph, style.width_px, limit, lines);
}

/// For an ellipsis at the start: how many lines of each paragraph may stay, counted from the end of the text.
std::vector<std::size_t> Typesetter::lines_kept_from_end(ParagraphStyle const& style)
{
    std::vector<std::size_t> kept(m_parts.size());
    auto left = static_cast<std::size_t>(style.lines_max);
    for (std::size_t number = m_parts.size(); number > 0 && left > 0; --number) {
        m_lines.clear();
        choose_lines(number - 1, style, unlimited, m_lines);
        kept[number - 1] = std::min(left, m_lines.size());
        left -= kept[number - 1];
    }
    return kept;
}

/// Sets the paragraph from words that are known, and those few that are new. False, with the layout as it was, if it isn't plain.
bool Typesetter::typeset_plainly(std::string_view utf8, ParagraphStyle const& style, Layout& layout)
{
    if (!m_plain.find_words(utf8, style, facts_of(style.language), m_fonts.stack(style.language, style.weight)))
        return false;
    if (!m_plain.new_words().empty()) {
        ParagraphStyle word_style = style;
        word_style.direction = m_plain.direction();
        for (std::string_view const word : m_plain.new_words()) {
            analyse(word, word_style);
            if (m_paragraph.breaks.empty())
                find_breaks(style.language);
            m_plain.learn_new_word(word, m_paragraph);
        }
    }
    if (!m_plain.find_new_words() || !m_plain.choose_lines(style))
        return false;
    m_plain.place(m_placer, layout, style);
    return true;
}

void Typesetter::typeset(std::string_view utf8, ParagraphStyle const& style, Layout& layout, Words words)
{
    ++m_counters.layouts;
    if (words == Words::shaped_afresh || !typeset_plainly(utf8, style, layout)) {
        m_words = words;
        typeset_step_by_step(utf8, style, layout);
    }
    m_counters.missing_glyphs += layout.missing_glyph_count;
}

void Typesetter::typeset_step_by_step(std::string_view utf8, ParagraphStyle const& style, Layout& layout)
{
    decode(utf8);
    split_paragraphs();
    m_placer.begin(layout, m_text.size());
    bool const limited = style.lines_max > 0;
    bool const from_end = limited && style.ellipsis == Ellipsis::start && m_parts.size() > 1;
    std::vector<std::size_t> const kept = from_end ? lines_kept_from_end(style) : std::vector<std::size_t> {};
    auto left = limited ? static_cast<std::size_t>(style.lines_max) : unlimited;
    for (std::size_t number = 0; number < m_parts.size(); ++number) {
        if (limited && left == 0) {
            layout.ellipsized = true;
            break;
        }
        if (from_end && kept[number] == 0) {
            layout.ellipsized = true;
            continue;
        }
        m_lines.clear();
        choose_lines(number, style, from_end ? kept[number] : left, m_lines);
        for (LineRange const& range : m_lines)
            m_placer.add(m_paragraph, range, m_builder.build(m_paragraph, range), style);
        layout.ellipsized = layout.ellipsized || (!m_lines.empty() && m_lines.back().end < m_paragraph.size());
        left = limited ? left - std::min(left, m_lines.size()) : unlimited;
    }
    m_placer.finish(style);
    bool const whole = m_parts.size() == 1 && utf8.size() <= plain_bytes_max && m_paragraph.size() > 0;
    if (m_words == Words::used_again && whole && m_plain.is_plain(m_paragraph)) {
        if (m_paragraph.breaks.empty())
            find_breaks(style.language);
        m_plain.learn(utf8, m_paragraph);
    }
}

Paragraph& Typesetter::analyse(std::string_view utf8, ParagraphStyle const& style)
{
    m_words = Words::shaped_afresh;
    decode(utf8);
    prepare({ 0, static_cast<std::uint32_t>(m_text.size()) }, style);
    return m_paragraph;
}

} // namespace zahide::text
