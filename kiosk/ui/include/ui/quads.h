#pragma once

#include "painter/geometry.h"

#include <cstddef>
#include <cstdint>
#include <vector>

struct ImDrawData;

namespace zahide::ui {

/// One rectangle of a frame, as the draw lists of Dear ImGui hold it: a color, or a piece of a texture.
struct Quad {
    /// 0 is no texture; n is page n − 1 of the glyph atlas.
    std::uintptr_t texture = 0;
    painter::Rect place;
    painter::Rect clip;
    float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
    std::uint32_t color = 0; ///< red in the lowest byte, as Dear ImGui has it
    friend bool operator==(Quad const&, Quad const&) = default;
};

/// A frame as a list of rectangles, back to front. Everything the painter draws is a rectangle: that is what lets SDL's
/// software renderer blit, and what lets two frames be compared. Its memory is kept from frame to frame.
class QuadList {
public:
    /// Takes over a frame. Anything but axis-aligned rectangles of one color is a broken invariant.
    void take(ImDrawData const& data);
    [[nodiscard]] std::vector<Quad> const& quads() const { return m_quads; }
    void swap(QuadList& other) noexcept { m_quads.swap(other.m_quads); }

private:
    std::vector<Quad> m_quads;
};

/// The part of the screen in which two frames differ; empty if they are the same.
[[nodiscard]] painter::Rect difference(QuadList const& before, QuadList const& after);

} // namespace zahide::ui
