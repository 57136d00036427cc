#include "arranger.h"

#include <algorithm>
#include <cmath>

namespace zahide::ui {

using painter::Rect;

namespace {

// Where a paragraph may be broken, roughly: enough to know the widest piece that cannot be.
constexpr std::string_view breakable = " \n";
// Naskh's own lines are 1.7 em high, made for stacked vowel marks that these texts don't bear, and its letters look
// smaller than Latin ones of the same em.
constexpr float naskh_line_height = 0.8F;
constexpr float naskh_size = 1.1F;

bool is_naskh(LanguageTag const& language)
{
    unicode::Language const* known = unicode::find_language(language);
    return known && known->order == unicode::ReadingOrder::right_to_left;
}

text::Direction direction_of(unicode::ReadingOrder order)
{
    return order == unicode::ReadingOrder::right_to_left ? text::Direction::right_to_left : text::Direction::left_to_right;
}

Rect turned(Rect const& rect, float width)
{
    return { width - rect.left - rect.width, rect.top, rect.width, rect.height };
}

} // namespace

Arranger::Arranger(visitor::ScreenModel const& model, Metrics const& metrics, text::Engine& engine, float factor)
    : m_model(model)
    , m_metrics(metrics)
    , m_theme(theme_of(model.view.theme))
    , m_engine(engine)
    , m_factor(factor)
{
    m_scene.ground = m_theme.ground;
}

visitor::Element const* Arranger::content(std::string_view id) const
{
    auto const found = std::find_if(m_model.content.begin(), m_model.content.end(), [&](auto const& element) { return element.id == id; });
    return found == m_model.content.end() ? nullptr : &*found;
}

text::Layout Arranger::set(visitor::Element const& element, std::string const& words, TextLook const& look, float width_px)
{
    text::ParagraphStyle style;
    style.language = element.language;
    style.weight = look.weight;
    style.size_px = size_px(look);
    style.width_px = std::floor(width_px);
    style.alignment = look.alignment;
    bool const has_naskh = is_naskh(element.language);
    style.line_height = has_naskh ? naskh_line_height : 1.0F;
    if (has_naskh)
        style.size_px = std::round(style.size_px * naskh_size);
    style.lines_max = 0;
    // A foreign name in a line of its own stands where the reader's lines begin; another language's greeting keeps its own.
    style.direction = element.language == m_model.language ? direction_of(m_model.order) : text::Direction::automatic;
    text::Layout layout = m_engine.layout(words, style);
    if (look.lines_max > 0 && static_cast<int>(layout.lines.size()) > look.lines_max)
        lacks_room();
    return layout;
}

float Arranger::longest_word_px(visitor::Element const& element, std::string const& words, TextLook const& look)
{
    float longest = 0;
    std::string_view rest = words;
    while (!rest.empty()) {
        std::size_t const end = std::min(rest.find_first_of(breakable), rest.size());
        if (end > 0)
            longest = std::max(longest, set(element, std::string(rest.substr(0, end)), look, 0).width_px);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return longest;
}

float Arranger::height_of(visitor::Element const& element, std::string const& words, TextLook const& look, float width_px)
{
    if (words.empty())
        return 0;
    if (longest_word_px(element, words, look) > width_px)
        lacks_room();
    return std::ceil(set(element, words, look, width_px).height_px);
}

PlacedElement& Arranger::add(visitor::Element const& element, Rect const& rect)
{
    m_scene.elements.push_back({ .element = element, .rect = rect, .panels = {}, .icons = {}, .texts = {}, .codes = {} });
    return m_scene.elements.back();
}

void Arranger::panel(PlacedElement& to, Rect const& rect, painter::Rounded const& style)
{
    to.panels.push_back({ rect, style });
}

void Arranger::icon(PlacedElement& to, std::string const& name, Rect const& rect, painter::Color color)
{
    if (!name.empty())
        to.icons.push_back({ name, rect, color, to.element.icon_flow == visitor::IconFlow::follows_reading ? painter::Mirror::yes : painter::Mirror::no });
}

void Arranger::words(PlacedElement& to, std::string const& words, TextLook const& look, Rect const& rect)
{
    if (words.empty())
        return;
    text::Layout layout = set(to.element, words, look, rect.width);
    if (layout.height_px > rect.height + 1 || layout.width_px > rect.width + 1 || layout.ellipsized)
        lacks_room();
    float const top = rect.top + (rect.height - layout.height_px) / 2;
    to.texts.push_back({ std::move(layout), std::floor(rect.width), { rect.left, std::round(top) }, look.color });
}

void Arranger::column(std::vector<Block> const& blocks, Rect const& rect, float gap)
{
    float needed = 0;
    float growth = 0;
    std::vector<float> gaps;
    for (Block const& block : blocks) {
        gaps.push_back(gaps.empty() ? 0.0F : block.gap_before < 0 ? gap : px(block.gap_before));
        needed += gaps.back() + block.height_min;
        growth += std::max(0.0F, block.height_max - block.height_min);
    }
    if (needed > rect.height + 0.5F)
        lacks_room();
    float const share = growth > 0 ? std::clamp((rect.height - needed) / growth, 0.0F, 1.0F) : 0.0F;
    float top = rect.top;
    for (std::size_t index = 0; index < blocks.size(); ++index) {
        Block const& block = blocks[index];
        top += gaps[index];
        float const height = std::floor(block.height_min + share * std::max(0.0F, block.height_max - block.height_min));
        block.place({ rect.left, top, rect.width, height });
        top += height;
    }
}

Scene Arranger::finish()
{
    if (m_model.order == unicode::ReadingOrder::left_to_right) {
        for (auto* elements : { &m_scene.elements, &m_scene.warning }) {
            for (PlacedElement& element : *elements) {
                for (PlacedIcon& icon : element.icons)
                    icon.mirror = painter::Mirror::no;
            }
        }
        return std::move(m_scene);
    }
    float const width = m_metrics.size_px().width;
    for (auto* panels : { &m_scene.backdrop, &m_scene.veil }) {
        for (PlacedPanel& panel : *panels)
            panel.rect = turned(panel.rect, width);
    }
    for (auto* elements : { &m_scene.elements, &m_scene.warning }) {
        for (PlacedElement& element : *elements) {
            element.rect = turned(element.rect, width);
            for (PlacedPanel& panel : element.panels)
                panel.rect = turned(panel.rect, width);
            for (PlacedIcon& icon : element.icons)
                icon.rect = turned(icon.rect, width);
            for (PlacedText& text : element.texts)
                text.at.x = width - text.at.x - text.box_width_px;
            for (PlacedCode& code : element.codes)
                code.rect = turned(code.rect, width);
        }
    }
    return std::move(m_scene);
}

} // namespace zahide::ui
