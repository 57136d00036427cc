#pragma once

#include "painter/color.h"
#include "painter/geometry.h"
#include "painter/icons.h"
#include "text/atlas.h"
#include "text/engine.h"

#include <cstdint>
#include <memory>
#include <string_view>

struct ImDrawList;

namespace zahide::painter {

/// Whether a pictogram follows the reading direction, as arrows do, and the screen reads from the right.
enum class Mirror : std::uint8_t { no, yes };

/// A rectangle with round corners. An edge of 0 px has none; a fill with alpha 0 is left out.
struct Rounded {
    float radius_px = 0;
    Color fill {};
    float edge_px = 0;
    Color edge {};
};

/// Puts laid-out paragraphs, pictograms and rounded rectangles into Dear ImGui's draw lists, all of them as axis-aligned
/// quads of one atlas or of plain color. Text never goes through ImFont.
///
/// A frame whose glyphs, pictograms and corners were drawn before allocates nothing and changes no page. Places are px of
/// the screen, rounded to whole ones except text, which is placed to a quarter. Belongs to one thread; the engine and the
/// icon source must outlive it. Quads carry as ImTextureID: null for plain color, n + 1 for page n of the atlas.
class Painter {
public:
    /// One page is 1 MiB here and 4 MiB in the renderer, so there are few.
    static constexpr std::size_t pages_max = 4;
    static constexpr std::size_t pages_kept_max = 2;
    /// Pictograms in all sizes that are kept.
    static constexpr std::size_t icons_max = 256;

    Painter(text::Engine& engine, IconSource& icons);
    ~Painter();
    Painter(Painter&&) noexcept;
    Painter& operator=(Painter&&) noexcept;

    /// Starts a frame that goes into this list, which must live until the frame is shown.
    void begin(ImDrawList& list);
    /// Another screen comes: once the atlas has grown beyond pages_kept_max, it is emptied and only holds what this screen
    /// needs. Glyphs of many sizes would fill it for ever otherwise. To be called before anything of a frame is drawn.
    void begin_screen();
    /// Another one whenever what stands in the atlas may have moved: equal quads are no longer equal pictures then.
    [[nodiscard]] std::uint64_t generation() const;

    void fill(Rect const& rect, Color color);
    void rounded(Rect const& rect, Rounded const& style);
    /// A layout with the upper left corner of its box there.
    void text(text::Layout const& layout, Point at, Color color);
    /// A pictogram in a square in the middle of rect, as large as fits. A name the source doesn't know draws nothing and is
    /// counted in icons_missing().
    void icon(std::string_view name, Rect const& rect, Color color, Mirror mirror = Mirror::no);

    [[nodiscard]] text::Engine& engine();
    [[nodiscard]] text::Atlas& atlas();
    [[nodiscard]] std::size_t icons_missing() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace zahide::painter
