#pragma once

#include "painter/geometry.h"
#include "ui/quads.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

struct SDL_Renderer;

namespace zahide::ui {

/// A back end for Dear ImGui's draw lists on SDL_RenderGeometryRaw (libimgui-dev has none for SDL_Renderer). Keeps a
/// texture a page of the atlas. Main thread only; does not outlive the SDL_Renderer it draws with.
class Renderer {
public:
    explicit Renderer(SDL_Renderer* target);
    Renderer(Renderer&&) noexcept;
    Renderer& operator=(Renderer&&) noexcept;
    ~Renderer();

    /// Brings a page of the atlas (one byte of coverage a pixel, rows of stride bytes) up to date in this part of it.
    void upload(std::size_t page, int width_px, int height_px, std::span<std::uint8_t const> coverage, painter::Rect const& part);
    /// Gives back the memory of pages that the atlas no longer has.
    void keep(std::size_t page_count);
    /// Draws the quads that touch this part, and nothing outside of it.
    void draw(QuadList const& quads, painter::Rect const& part);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace zahide::ui
