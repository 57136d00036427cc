#pragma once

#include "text/engine.h"
#include "ui/board_scene.h"

#include <string>
#include <string_view>

namespace zahide::ui {

/// The board's colors: light on dark, so that a large screen does not dazzle a waiting room.
namespace board_colors {
inline constexpr painter::Color ground = painter::rgb(0x0C2229);
inline constexpr painter::Color side = painter::rgb(0x132F38);
inline constexpr painter::Color row = painter::rgb(0x1D4049);
inline constexpr painter::Color brand = painter::rgb(0x0B5563);
inline constexpr painter::Color light = painter::rgb(0xFFFFFF);
inline constexpr painter::Color soft = painter::rgb(0xC9D6DA);
inline constexpr painter::Color sun = painter::rgb(0xF2B441);
inline constexpr painter::Color ink = painter::rgb(0x17262E);
inline constexpr painter::Color brick = painter::rgb(0x9C2F22);
} // namespace board_colors

/// What stands in the middle of a box's height: the digits themselves, or the line, so that words side by side share a
/// baseline whatever letters they have.
enum class Middle : std::uint8_t { line, ink };

struct BoardTextLook {
    LanguageTag language;
    text::Weight weight = text::Weight::regular;
    float size_px = 0; ///< the largest it may be
    painter::Color color;
    Middle middle = Middle::line;
};

enum class Edge : std::uint8_t { left, center, right };

/// Puts things into a scene while it is being laid out.
class BoardCanvas {
public:
    BoardCanvas(text::Engine& engine, BoardScene& scene)
        : m_engine(&engine)
        , m_scene(&scene)
    {
    }

    void panel(painter::Rect const& rect, painter::Color fill, float radius_px = 0);
    void icon(std::string_view name, painter::Rect const& rect, painter::Color color);
    /// One line, at most as large as said and as small as it takes to fit into the box's width. Gives back the ink's place.
    painter::Rect line(std::string_view text, BoardTextLook look, painter::Rect const& box, Edge edge);
    /// How wide it would be at its full size.
    [[nodiscard]] float width_of(std::string_view text, BoardTextLook const& look) const;
    void element(std::string id, std::string role, std::string label, painter::Rect const& rect);

private:
    [[nodiscard]] text::Layout const& layout(std::string_view text, BoardTextLook const& look) const;

    text::Engine* m_engine;
    BoardScene* m_scene;
};

} // namespace zahide::ui
