#pragma once

#include "text/engine.h"
#include "ui/metrics.h"
#include "ui/scene.h"
#include "ui/theme.h"
#include "visitor/screen.h"

#include <cstdlib>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace zahide::ui {

/// How a text is to be set; sizes are design lengths before factor and floor.
struct TextLook {
    float size = 38;
    text::Weight weight = text::Weight::regular;
    text::Alignment alignment = text::Alignment::start;
    painter::Color color {};
    int lines_max = 0;
    float factor = 0; ///< instead of the screen's; 0: the screen's
};

/// Pictogram above the words, or before them.
enum class CardStyle : std::uint8_t { upright, lying };

/// A part of a column: as high as it must be, and as it may be.
struct Block {
    float height_min = 0;
    float height_max = 0;
    /// Draws itself into a rectangle at least height_min high.
    std::function<void(painter::Rect const&)> place;
    float gap_before = -1; ///< design length; negative: the column's usual one
};

/// A place in a grid that is filled row by row.
struct GridPlace {
    float row = 0;
    float column = 0;
};
[[nodiscard]] inline GridPlace grid_place(std::size_t index, int columns)
{
    auto const divided = std::div(static_cast<int>(index), columns);
    return { static_cast<float>(divided.quot), static_cast<float>(divided.rem) };
}
[[nodiscard]] inline int grid_rows(std::size_t count, int columns)
{
    return (static_cast<int>(count) + columns - 1) / columns;
}

/// Lays one screen out. Screens describe themselves in logical places, where left means where reading starts; finish() turns
/// them round for right-to-left languages, in the only place where that is done.
class Arranger {
public:
    Arranger(visitor::ScreenModel const& model, Metrics const& metrics, text::Engine& engine, float factor);

    [[nodiscard]] visitor::ScreenModel const& model() const { return m_model; }
    [[nodiscard]] Metrics const& metrics() const { return m_metrics; }
    [[nodiscard]] Theme const& theme() const { return m_theme; }
    [[nodiscard]] float factor() const { return m_factor; }
    [[nodiscard]] float px(float design) const { return m_metrics.px(design); }
    [[nodiscard]] visitor::Element const* content(std::string_view id) const;

    // Texts. Size in px includes the factor.
    [[nodiscard]] float size_px(TextLook const& look) const { return m_metrics.text_px(look.size) * (look.factor > 0 ? look.factor : m_factor); }
    [[nodiscard]] text::Layout set(visitor::Element const& element, std::string const& words, TextLook const& look, float width_px);
    /// The width under which a word would have to be torn.
    [[nodiscard]] float longest_word_px(visitor::Element const& element, std::string const& words, TextLook const& look);
    [[nodiscard]] float height_of(visitor::Element const& element, std::string const& words, TextLook const& look, float width_px);

    // Drawing into the scene. Elements come first, what belongs to them follows.
    PlacedElement& add(visitor::Element const& element, painter::Rect const& rect);
    void panel(PlacedElement& to, painter::Rect const& rect, painter::Rounded const& style);
    void icon(PlacedElement& to, std::string const& name, painter::Rect const& rect, painter::Color color);
    /// Words in the middle (vertically) of a rectangle, wrapped to its width. Too much for it makes the scene incomplete.
    void words(PlacedElement& to, std::string const& words, TextLook const& look, painter::Rect const& rect);
    void backdrop(painter::Rect const& rect, painter::Rounded const& style) { m_scene.backdrop.push_back({ rect, style }); }
    void lacks_room() { m_scene.is_complete = false; }

    /// Blocks under each other in a column; what is left over stays at the bottom.
    void column(std::vector<Block> const& blocks, painter::Rect const& rect, float gap);

    // Ready-made blocks.
    [[nodiscard]] Block heading(visitor::Element const& element, float width_px);
    [[nodiscard]] Block centered_heading(visitor::Element const& element, float width_px);
    [[nodiscard]] Block note(visitor::Element const& element, float width_px);
    [[nodiscard]] Block button(visitor::Element const& element, float width_px);
    /// Two buttons beside each other.
    [[nodiscard]] Block pair(visitor::Element const& first, visitor::Element const& second, float width_px);
    [[nodiscard]] Block cards(std::vector<visitor::Element const*> const& elements, float width_px, int columns, CardStyle style);
    [[nodiscard]] Block number(visitor::Element const& element, float width_px);
    [[nodiscard]] Block info(std::vector<visitor::Element const*> const& elements, float width_px);

    [[nodiscard]] Scene& scene() { return m_scene; }
    /// The scene, turned round if the language is read from the right.
    [[nodiscard]] Scene finish();

private:
    struct CardPlan;
    [[nodiscard]] CardPlan plan_card(visitor::Element const& element, float width_px, CardStyle style);
    void place_card(visitor::Element const& element, painter::Rect const& rect, CardStyle style, float words_height_px);
    [[nodiscard]] painter::Rounded tile_style(visitor::Element const& element) const;

    visitor::ScreenModel const& m_model;
    Metrics const& m_metrics;
    Theme const& m_theme;
    text::Engine& m_engine;
    float m_factor;
    Scene m_scene;
};

/// A screen's content between the bars. `attempt` counts through the shapes it can take, best first; false if there is none left.
using ArrangeContent = bool (*)(Arranger& arranger, painter::Rect const& area, int attempt);

// One file a screen: screen_*.cpp.
bool arrange_attract(Arranger& arranger, painter::Rect const& area, int attempt);
bool arrange_language(Arranger& arranger, painter::Rect const& area, int attempt);
bool arrange_choice(Arranger& arranger, painter::Rect const& area, int attempt); ///< home, service, help
bool arrange_number(Arranger& arranger, painter::Rect const& area, int attempt); ///< printing, done, of a number or an appointment
bool arrange_message(Arranger& arranger, painter::Rect const& area, int attempt); ///< refused, help is coming, closed
bool arrange_leaves(Arranger& arranger, painter::Rect const& area, int attempt); ///< days, free times of any day
bool arrange_times(Arranger& arranger, painter::Rect const& area, int attempt); ///< times of one day
bool arrange_facts(Arranger& arranger, painter::Rect const& area, int attempt); ///< confirm, an appointment
bool arrange_pad(Arranger& arranger, painter::Rect const& area, int attempt); ///< a code's digits
bool arrange_hidden(Arranger& arranger, painter::Rect const& area, int attempt);
bool arrange_out_of_order(Arranger& arranger, painter::Rect const& area, int attempt);

/// The bars; returns what is left between them. bars.cpp
painter::Rect arrange_bars(Arranger& arranger);
/// "Are you still there?" warning.cpp
void arrange_warning(Arranger& arranger);

} // namespace zahide::ui
