#include "ui/renderer.h"

#include "base/verify.h"

#include <array>
#include <cmath>
#include <SDL.h>
#include <utility>

namespace zahide::ui {

namespace {

/// A page is turned into SDL's pixels in bands, so that no second copy of it stays in memory.
constexpr int staging_rows = 32;

SDL_Rect to_sdl(painter::Rect const& rect)
{
    int const left = static_cast<int>(std::floor(rect.left));
    int const top = static_cast<int>(std::floor(rect.top));
    return { left, top, static_cast<int>(std::ceil(rect.right())) - left, static_cast<int>(std::ceil(rect.bottom())) - top };
}

struct Corner {
    float x, y, u, v;
    SDL_Color color;
};

} // namespace

struct Renderer::Parts {
    SDL_Renderer* target = nullptr;
    std::vector<SDL_Texture*> pages;
    std::vector<std::uint32_t> staging;
    std::vector<Corner> corners;
    std::vector<int> indices;

    Parts() = default;
    Parts(Parts const&) = delete;
    Parts& operator=(Parts const&) = delete;
    ~Parts()
    {
        for (SDL_Texture* page : pages)
            SDL_DestroyTexture(page);
    }

    [[nodiscard]] SDL_Texture* texture(std::uintptr_t id) const
    {
        if (id == 0)
            return nullptr;
        ZAHIDE_VERIFY(id <= pages.size());
        return pages[id - 1];
    }

    void add(Quad const& quad)
    {
        int const first = static_cast<int>(corners.size());
        auto const channel = [&](unsigned shift) { return static_cast<std::uint8_t>(quad.color >> shift); };
        SDL_Color const color { channel(0), channel(8), channel(16), channel(24) };
        corners.push_back({ quad.place.left, quad.place.top, quad.u0, quad.v0, color });
        corners.push_back({ quad.place.right(), quad.place.top, quad.u1, quad.v0, color });
        corners.push_back({ quad.place.right(), quad.place.bottom(), quad.u1, quad.v1, color });
        corners.push_back({ quad.place.left, quad.place.bottom(), quad.u0, quad.v1, color });
        for (int const offset : { 0, 1, 2, 0, 2, 3 })
            indices.push_back(first + offset);
    }

    void flush(std::uintptr_t texture_id, painter::Rect const& clip)
    {
        if (indices.empty())
            return;
        SDL_Rect const sdl_clip = to_sdl(clip);
        SDL_RenderSetClipRect(target, &sdl_clip);
        SDL_RenderGeometryRaw(target, texture(texture_id), &corners[0].x, sizeof(Corner), &corners[0].color, sizeof(Corner), &corners[0].u, sizeof(Corner),
            static_cast<int>(corners.size()), indices.data(), static_cast<int>(indices.size()), sizeof(int));
        corners.clear();
        indices.clear();
    }
};

Renderer::Renderer(SDL_Renderer* target)
    : m_parts(std::make_unique<Parts>())
{
    m_parts->target = target;
    SDL_SetRenderDrawBlendMode(target, SDL_BLENDMODE_BLEND);
}
Renderer::Renderer(Renderer&&) noexcept = default;
Renderer& Renderer::operator=(Renderer&&) noexcept = default;
Renderer::~Renderer() = default;

void Renderer::upload(std::size_t page, int width_px, int height_px, std::span<std::uint8_t const> coverage, painter::Rect const& part)
{
    while (m_parts->pages.size() <= page) {
        SDL_Texture* texture = SDL_CreateTexture(m_parts->target, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC, width_px, height_px);
        ZAHIDE_VERIFY(texture != nullptr);
        SDL_SetTextureBlendMode(texture, SDL_BLENDMODE_BLEND);
        m_parts->pages.push_back(texture);
    }
    SDL_Rect const rect = to_sdl(painter::intersected(part, { 0, 0, static_cast<float>(width_px), static_cast<float>(height_px) }));
    if (rect.w <= 0 || rect.h <= 0)
        return;
    auto& staging = m_parts->staging;
    for (int top = rect.y; top < rect.y + rect.h; top += staging_rows) {
        SDL_Rect const band { rect.x, top, rect.w, std::min(staging_rows, rect.y + rect.h - top) };
        staging.clear();
        for (int y = band.y; y < band.y + band.h; ++y) {
            auto const row = coverage.subspan(
                static_cast<std::size_t>(y) * static_cast<std::size_t>(width_px) + static_cast<std::size_t>(band.x), static_cast<std::size_t>(band.w));
            for (std::uint8_t const alpha : row)
                staging.push_back((static_cast<std::uint32_t>(alpha) << 24U) | 0x00FFFFFFU);
        }
        SDL_UpdateTexture(m_parts->pages[page], &band, staging.data(), band.w * 4);
    }
}

void Renderer::keep(std::size_t page_count)
{
    while (m_parts->pages.size() > page_count) {
        SDL_DestroyTexture(m_parts->pages.back());
        m_parts->pages.pop_back();
    }
}

void Renderer::draw(QuadList const& quads, painter::Rect const& part)
{
    std::uintptr_t texture = 0;
    painter::Rect clip;
    for (Quad const& quad : quads.quads()) {
        painter::Rect const wanted = painter::intersected(quad.clip, part);
        if (!quad.place.touches(wanted))
            continue;
        if (quad.texture != texture || wanted != clip) {
            m_parts->flush(texture, clip);
            texture = quad.texture;
            clip = wanted;
        }
        m_parts->add(quad);
    }
    m_parts->flush(texture, clip);
    SDL_RenderSetClipRect(m_parts->target, nullptr);
}

} // namespace zahide::ui
