#include "sheet.h"

#include "unicode/writing.h"

#include <algorithm>
#include <cmath>

namespace zahide::paper {

namespace {

/// The sizes are drawn for 80 mm paper and shrink less than the paper does: eyes don't shrink.
constexpr float reference_width = 576;
constexpr float size_shrink = 0.6F;
/// A first size to measure digits at.
constexpr float measured_size = 200;
/// Arabic letters are small in their em: other scripts look as large with less.
constexpr float small_script_scale = 0.87F;
/// How often the width of a centered paragraph is halved towards lines of even length.
constexpr int balance_steps = 5;
/// A module of the code is 0.5 to 1 mm.
constexpr int module_dots_min = 4;
constexpr int module_dots_max = 8;
constexpr float code_width_share = 0.55F;

} // namespace

Measures::Measures(int width_dots)
    : width(width_dots)
    , margin(std::max(12, width_dots * 20 / 576))
    , content(width_dots - 2 * margin)
    , rule(width_dots > 480 ? 4 : 3)
    , gap(width_dots > 480 ? 16 : 12)
{
    float const scale = 1 - size_shrink * (1 - std::min(1.F, static_cast<float>(width_dots) / reference_width));
    title = 34 * scale;
    subtitle = 28 * scale;
    day = 42 * scale;
    caption = 36 * scale;
    row = 30 * scale;
    small = 27 * scale;
    latin_number = 92 * scale;
    number_height_max = 0.42F * static_cast<float>(width_dots);
    time_height_max = 0.2F * static_cast<float>(width_dots);
    code_height_max = 0.12F * static_cast<float>(width_dots);
}

Sheet::Sheet(text::Engine& engine, Measures const& measures, LanguageTag const& language)
    : m_engine(engine)
    , m_measures(measures)
    , m_language(language)
    , m_direction(unicode::direction_of(language))
    , m_bottom(static_cast<float>(measures.gap))
{
}

text::ParagraphStyle Sheet::style(text::Weight weight, float size, LanguageTag const& language, float width) const
{
    text::ParagraphStyle style;
    style.language = language;
    style.weight = weight;
    style.size_px = unicode::script_of(language) == unicode::Script::from_letters("Arab") ? size : size * small_script_scale;
    style.width_px = width;
    style.direction = unicode::direction_of(language);
    return style;
}

float Sheet::place(float start, float width) const
{
    float const margin = static_cast<float>(m_measures.margin);
    if (m_direction == text::Direction::right_to_left)
        return static_cast<float>(m_measures.width) - margin - start - width;
    return margin + start;
}

int Sheet::bottom() const
{
    return static_cast<int>(std::ceil(m_bottom));
}

void Sheet::center(std::string_view utf8, text::Weight weight, float size, LanguageTag const& language)
{
    auto paragraph = style(weight, size, language, static_cast<float>(m_measures.content));
    paragraph.alignment = text::Alignment::center;
    auto layout = balanced(utf8, paragraph);
    float const height = layout.height_px;
    m_texts.push_back({ std::move(layout), static_cast<float>(m_measures.margin), m_bottom });
    m_bottom += height;
}

/// The narrowest lines that are not more lines: "…until / you are called" instead of "…until you are / called".
text::Layout Sheet::balanced(std::string_view utf8, text::ParagraphStyle paragraph)
{
    auto layout = m_engine.layout_uncached(utf8, paragraph);
    float const box = paragraph.width_px;
    float narrow = box / 2;
    float wide = box;
    for (int step = 0; step < balance_steps && layout.lines.size() > 1; ++step) {
        paragraph.width_px = (narrow + wide) / 2;
        auto candidate = m_engine.layout_uncached(utf8, paragraph);
        bool const is_good = candidate.lines.size() <= layout.lines.size() && candidate.width_px <= paragraph.width_px;
        (is_good ? wide : narrow) = paragraph.width_px;
        if (is_good) {
            for (auto& line : candidate.lines)
                line.left_px += (box - paragraph.width_px) / 2;
            layout = std::move(candidate);
        }
    }
    return layout;
}

void Sheet::center_filling(std::string_view utf8, LanguageTag const& language, Fill const& fill)
{
    auto paragraph = style(text::Weight::bold, measured_size, language, 0);
    auto const measured = m_engine.layout_uncached(utf8, paragraph);
    float const ink_width = std::max(1.F, measured.ink_right - measured.ink_left);
    float const ink_height = std::max(1.F, measured.ink_bottom - measured.ink_top);
    paragraph.size_px = std::floor(paragraph.size_px * std::min(fill.width / ink_width, fill.height / ink_height));
    auto layout = m_engine.layout_uncached(utf8, paragraph);
    float const width = layout.ink_right - layout.ink_left;
    float const x = (static_cast<float>(m_measures.width) - width) / 2 - layout.ink_left;
    float const y = m_bottom - layout.ink_top;
    m_bottom += layout.ink_bottom - layout.ink_top;
    m_texts.push_back({ std::move(layout), std::round(x), std::round(y) });
}

void Sheet::row(std::string_view label, std::string_view value)
{
    float const content = static_cast<float>(m_measures.content);
    space(m_measures.gap / 4);
    float start = 0;
    float label_baseline = 0;
    float const top = m_bottom;
    if (!label.empty()) {
        auto layout = m_engine.layout_uncached(label, style(text::Weight::bold, m_measures.row, m_language, content));
        start = std::ceil(layout.width_px + m_measures.row * 0.35F);
        label_baseline = layout.lines.empty() ? 0 : layout.lines.front().baseline_px;
        m_bottom = top + layout.height_px;
        m_texts.push_back({ std::move(layout), place(0, content), top });
    }
    if (value.empty())
        return;
    float const left_over = content - start;
    auto beside = m_engine.layout_uncached(value, style(text::Weight::regular, m_measures.row, m_language, std::max(1.F, left_over)));
    bool const fits = left_over > content / 3 && beside.lines.size() == 1;
    if (fits) {
        float const y = label.empty() ? top : top + label_baseline - beside.lines.front().baseline_px;
        m_bottom = std::max(m_bottom, y + beside.height_px);
        m_texts.push_back({ std::move(beside), place(start, left_over), y });
        return;
    }
    auto below = m_engine.layout_uncached(value, style(text::Weight::regular, m_measures.row, m_language, content));
    float const height = below.height_px;
    m_texts.push_back({ std::move(below), place(0, content), m_bottom });
    m_bottom += height;
}

void Sheet::framed(std::string_view utf8, LanguageTag const& language)
{
    int const padding = m_measures.gap;
    int const top = bottom();
    int const inner = padding / 4;
    m_bottom = static_cast<float>(top + m_measures.rule + inner);
    center(utf8, text::Weight::bold, m_measures.title, language);
    int const frame = m_measures.rule;
    int const height = bottom() + inner + frame - top;
    int const text_width = static_cast<int>(std::ceil(m_texts.back().layout.width_px));
    int const width = std::min(m_measures.content, text_width + 2 * (padding + frame));
    int const left = (m_measures.width - width) / 2;
    m_boxes.push_back({ left, top, width, frame });
    m_boxes.push_back({ left, top + height - frame, width, frame });
    m_boxes.push_back({ left, top, frame, height });
    m_boxes.push_back({ left + width - frame, top, frame, height });
    m_bottom = static_cast<float>(top + height);
}

void Sheet::rule()
{
    space(m_measures.gap);
    m_boxes.push_back({ m_measures.margin, bottom(), m_measures.content, m_measures.rule });
    m_bottom = static_cast<float>(bottom() + m_measures.rule + m_measures.gap);
}

void Sheet::dashes()
{
    constexpr int dash = 6;
    constexpr int step = 10;
    space(m_measures.gap);
    int const end = m_measures.margin + m_measures.content;
    for (int x = m_measures.margin; x + dash <= end; x += step)
        m_boxes.push_back({ x, bottom(), dash, 3 });
    int const below = m_measures.gap / 2;
    m_bottom = static_cast<float>(bottom() + 3 + below);
}

void Sheet::code(QrCode const& code)
{
    int const side_modules = code.modules + 2 * qr_quiet_modules;
    int const wanted = static_cast<int>(code_width_share * static_cast<float>(m_measures.width)) / side_modules;
    int const module = std::clamp(wanted, module_dots_min, module_dots_max);
    int const left = (m_measures.width - code.modules * module) / 2;
    int const top = bottom() + qr_quiet_modules * module;
    for (int y = 0; y < code.modules; ++y) {
        for (int x = 0; x < code.modules; ++x) {
            if (code.is_dark(x, y))
                m_boxes.push_back({ left + x * module, top + y * module, module, module });
        }
    }
    m_bottom = static_cast<float>(top + (code.modules + qr_quiet_modules) * module);
}

text::Bitmap1 Sheet::draw(text::Rasteriser& rasteriser) &&
{
    text::Bitmap1 bitmap(m_measures.width, bottom() + m_measures.gap);
    for (auto const& placed : m_texts)
        bitmap.draw(rasteriser, placed.layout, placed.x, placed.y);
    for (auto const& box : m_boxes)
        bitmap.blacken_rect(box.x, box.y, box.width, box.height);
    return bitmap;
}

} // namespace zahide::paper
