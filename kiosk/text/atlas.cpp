#include "text/atlas.h"

#include "base/verify.h"
#include "skyline.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>
#include <vector>

namespace zahide::text {

namespace {

constexpr auto page_px = static_cast<std::size_t>(atlas_page_px);

struct Key {
    std::uint32_t glyph_id = 0;
    std::int32_t size = 0; ///< 1/64 px
    std::uint16_t font = 0;
    std::uint8_t subpixel = 0;

    friend bool operator==(Key const&, Key const&) = default;
};

struct KeyHash {
    std::size_t operator()(Key const& key) const
    {
        std::uint64_t value = (static_cast<std::uint64_t>(key.glyph_id) << 32U) ^ static_cast<std::uint32_t>(key.size);
        value ^= static_cast<std::uint64_t>(key.font) << 18U ^ static_cast<std::uint64_t>(key.subpixel) << 60U;
        value *= 0x9E3779B97F4A7C15U;
        return value ^ value >> 29U;
    }
};

enum class PageUse : std::uint8_t { glyphs, pictures };

struct Page {
    PageUse use = PageUse::glyphs;
    Skyline skyline;
    std::vector<std::uint8_t> pixels = std::vector<std::uint8_t>(page_px * page_px);
    AtlasRect dirty;
    std::uint64_t frame_used = 0;
};

AtlasRect united(AtlasRect const& left, AtlasRect const& right)
{
    if (left.empty())
        return right;
    if (right.empty())
        return left;
    int const x = std::min(left.x, right.x);
    int const y = std::min(left.y, right.y);
    return { x, y, std::max(left.x + left.width, right.x + right.width) - x, std::max(left.y + left.height, right.y + right.height) - y };
}

} // namespace

struct Atlas::State {
    Rasteriser rasteriser;
    std::size_t pages_max = 0;
    std::vector<Page> pages;
    std::unordered_map<Key, GlyphImage, KeyHash> images;
    std::uint64_t frame = 1;
    std::uint64_t evictions = 0;
    bool starved = false; ///< a glyph of this frame found no room

    std::optional<AtlasSlot> place_on_open_pages(PageUse use, int width, int height)
    {
        for (std::size_t number = 0; number < pages.size(); ++number) {
            if (pages[number].use != use)
                continue;
            if (auto const rect = pages[number].skyline.place(width, height))
                return AtlasSlot { number, *rect };
        }
        if (pages.size() >= pages_max)
            return std::nullopt;
        pages.emplace_back().use = use;
        if (auto const rect = pages.back().skyline.place(width, height))
            return AtlasSlot { pages.size() - 1, *rect };
        return std::nullopt;
    }

    /// Clears the glyph page that was unused for longest; false when this frame uses all of them.
    bool evict()
    {
        std::size_t oldest = pages.size();
        for (std::size_t number = 0; number < pages.size(); ++number) {
            bool const free = pages[number].use == PageUse::glyphs && pages[number].frame_used < frame;
            if (free && (oldest == pages.size() || pages[number].frame_used < pages[oldest].frame_used))
                oldest = number;
        }
        if (oldest == pages.size())
            return false;
        clear(oldest);
        return true;
    }

    void clear(std::size_t page)
    {
        std::erase_if(images, [page](auto const& entry) { return entry.second.page == page && !entry.second.rect.empty(); });
        pages[page].skyline.clear();
        std::ranges::fill(pages[page].pixels, std::uint8_t { 0 });
        pages[page].dirty = { 0, 0, atlas_page_px, atlas_page_px };
        ++evictions;
    }

    /// Starts afresh after a frame that found no room: what it needs may well fit where glyphs of older frames still stand
    /// among those it used.
    void clear_glyphs()
    {
        for (std::size_t number = 0; number < pages.size(); ++number) {
            if (pages[number].use == PageUse::glyphs)
                clear(number);
        }
    }

    std::optional<AtlasSlot> place_glyph(int width, int height)
    {
        if (width >= atlas_page_px || height >= atlas_page_px)
            return std::nullopt;
        auto slot = place_on_open_pages(PageUse::glyphs, width, height);
        if (!slot && evict())
            slot = place_on_open_pages(PageUse::glyphs, width, height);
        return slot;
    }

    void copy(AtlasSlot const& slot, std::span<std::uint8_t const> coverage)
    {
        Page& page = pages[slot.page];
        auto const width = static_cast<std::size_t>(slot.rect.width);
        for (std::size_t y = 0; y < static_cast<std::size_t>(slot.rect.height); ++y) {
            auto const row = coverage.subspan(y * width, width);
            std::ranges::copy(row, page.pixels.begin() + slot.rect.x + static_cast<std::ptrdiff_t>((static_cast<std::size_t>(slot.rect.y) + y) * page_px));
        }
        page.dirty = united(page.dirty, slot.rect);
    }
};

Atlas::Atlas(Fonts const& fonts, std::size_t pages_max)
    : m_state(std::make_unique<State>(State { Rasteriser(fonts), pages_max, {}, {} }))
{
    ZAHIDE_VERIFY(pages_max > 0);
    m_state->pages.reserve(pages_max);
}

Atlas::~Atlas() = default;
Atlas::Atlas(Atlas&&) noexcept = default;
Atlas& Atlas::operator=(Atlas&&) noexcept = default;

void Atlas::begin_frame()
{
    ++m_state->frame;
    if (std::exchange(m_state->starved, false))
        m_state->clear_glyphs();
}

GlyphImage const& Atlas::glyph(FontIndex font, std::uint32_t glyph_id, float size_px, std::uint8_t subpixel)
{
    static GlyphImage const nothing;
    Key const key { glyph_id, static_cast<std::int32_t>(std::lround(size_px * 64)), font.value(), subpixel };
    auto const found = m_state->images.find(key);
    if (found != m_state->images.end()) {
        if (!found->second.rect.empty())
            m_state->pages[found->second.page].frame_used = m_state->frame;
        return found->second;
    }
    GlyphBitmap const bitmap = m_state->rasteriser.draw(font, glyph_id, size_px, subpixel, RasterMode::gray);
    GlyphImage image;
    if (bitmap.width_px > 0 && bitmap.height_px > 0) {
        auto const slot = m_state->place_glyph(bitmap.width_px, bitmap.height_px);
        if (!slot) {
            m_state->starved = true;
            return nothing; // not remembered: the next frame may have room
        }
        m_state->copy(*slot, bitmap.coverage);
        m_state->pages[slot->page].frame_used = m_state->frame;
        auto const part = [](int px) { return static_cast<float>(px) / static_cast<float>(atlas_page_px); };
        AtlasRect const& rect = slot->rect;
        image = { slot->page, rect, part(rect.x), part(rect.y), part(rect.x + rect.width), part(rect.y + rect.height), bitmap.offset_x_px, bitmap.offset_y_px };
    }
    return m_state->images.emplace(key, image).first->second;
}

std::optional<AtlasSlot> Atlas::reserve(int width_px, int height_px)
{
    if (width_px <= 0 || height_px <= 0 || width_px >= atlas_page_px || height_px >= atlas_page_px)
        return std::nullopt;
    return m_state->place_on_open_pages(PageUse::pictures, width_px, height_px);
}

void Atlas::write(AtlasSlot const& slot, std::span<std::uint8_t const> coverage)
{
    ZAHIDE_VERIFY(slot.page < m_state->pages.size());
    ZAHIDE_VERIFY(coverage.size() == static_cast<std::size_t>(slot.rect.width) * static_cast<std::size_t>(slot.rect.height));
    m_state->copy(slot, coverage);
}

std::size_t Atlas::page_count() const
{
    return m_state->pages.size();
}

std::span<std::uint8_t const> Atlas::page(std::size_t page) const
{
    ZAHIDE_VERIFY(page < m_state->pages.size());
    return m_state->pages[page].pixels;
}

AtlasRect Atlas::dirty(std::size_t page) const
{
    ZAHIDE_VERIFY(page < m_state->pages.size());
    return m_state->pages[page].dirty;
}

void Atlas::clear_dirty(std::size_t page)
{
    ZAHIDE_VERIFY(page < m_state->pages.size());
    m_state->pages[page].dirty = {};
}

std::uint64_t Atlas::evictions() const
{
    return m_state->evictions;
}

} // namespace zahide::text
