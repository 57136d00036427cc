#include "painter/painter.h"

#include "corners.h"

#include <algorithm>
#include <cmath>
#include <imgui.h>
#include <string>
#include <vector>

namespace zahide::painter {

namespace {

constexpr float page_px = text::atlas_page_px;

ImU32 packed(Color color)
{
    return IM_COL32(color.red, color.green, color.blue, color.alpha);
}

struct Edges {
    int left, top, right, bottom;
};

Edges whole_pixels(Rect const& rect)
{
    auto const round = [](float value) { return static_cast<int>(std::lround(value)); };
    return { round(rect.left), round(rect.top), round(rect.right()), round(rect.bottom()) };
}

ImVec2 vec(int x, int y)
{
    return { static_cast<float>(x), static_cast<float>(y) };
}

} // namespace

struct Painter::State {
    struct Icon {
        std::string name;
        int side_px;
        Mirror mirror;
        std::optional<text::AtlasSlot> slot;
    };

    text::Engine& engine;
    IconSource& source;
    text::Atlas atlas;
    Corners corners;
    std::vector<Icon> icons;
    std::size_t icons_missing = 0;
    std::uint64_t generation = 0;
    ImDrawList* list = nullptr;

    State(text::Engine& the_engine, IconSource& the_icons)
        : engine(the_engine)
        , source(the_icons)
        , atlas(the_engine.fonts(), pages_max)
    {
    }

    void plain(Edges const& edges, ImU32 color)
    {
        if (edges.right <= edges.left || edges.bottom <= edges.top)
            return;
        use(nullptr);
        list->PrimReserve(6, 4);
        list->PrimRect(vec(edges.left, edges.top), vec(edges.right, edges.bottom), color);
    }

    void picture(std::size_t page, Edges const& place, text::AtlasRect const& part, ImU32 color)
    {
        if (place.right <= place.left || place.bottom <= place.top)
            return;
        use(reinterpret_cast<ImTextureID>(page + 1)); // a number for us, never followed NOLINT(performance-no-int-to-ptr)
        auto const uv = [](int x, int y) { return ImVec2(static_cast<float>(x) / page_px, static_cast<float>(y) / page_px); };
        list->PrimReserve(6, 4);
        list->PrimRectUV(vec(place.left, place.top), vec(place.right, place.bottom), uv(part.x, part.y), uv(part.x + part.width, part.y + part.height), color);
    }

    void use(ImTextureID texture)
    {
        if (list->_CmdHeader.TextureId == texture)
            return;
        list->_CmdHeader.TextureId = texture;
        list->_OnChangedTextureID();
    }

    // The four corners of a disc or ring; what is between them is the caller's.
    void corner_quads(Edges const& box, text::AtlasSlot const& slot, int radius, ImU32 color)
    {
        auto const quarter = [&](int left, int top, int column, int row) {
            picture(
                slot.page, { left, top, left + radius, top + radius }, { slot.rect.x + column * radius, slot.rect.y + row * radius, radius, radius }, color);
        };
        quarter(box.left, box.top, 0, 0);
        quarter(box.right - radius, box.top, 1, 0);
        quarter(box.left, box.bottom - radius, 0, 1);
        quarter(box.right - radius, box.bottom - radius, 1, 1);
    }

    void round_fill(Edges const& box, int radius, ImU32 color)
    {
        auto const slot = radius > 0 ? corners.shape(atlas, radius, 0) : std::nullopt;
        if (!slot)
            return plain(box, color);
        corner_quads(box, *slot, radius, color);
        plain({ box.left + radius, box.top, box.right - radius, box.top + radius }, color);
        plain({ box.left, box.top + radius, box.right, box.bottom - radius }, color);
        plain({ box.left + radius, box.bottom - radius, box.right - radius, box.bottom }, color);
    }

    void round_edge(Edges const& box, int radius, int edge, ImU32 color)
    {
        auto const slot = radius > 0 ? corners.shape(atlas, radius, edge) : std::nullopt;
        int const from = slot ? radius : 0;
        if (slot)
            corner_quads(box, *slot, radius, color);
        plain({ box.left + from, box.top, box.right - from, box.top + edge }, color);
        plain({ box.left + from, box.bottom - edge, box.right - from, box.bottom }, color);
        int const side_from = slot ? radius : edge;
        plain({ box.left, box.top + side_from, box.left + edge, box.bottom - side_from }, color);
        plain({ box.right - edge, box.top + side_from, box.right, box.bottom - side_from }, color);
    }

    std::optional<text::AtlasSlot> icon_slot(std::string_view name, int side_px, Mirror mirror)
    {
        for (Icon const& icon : icons) {
            if (icon.side_px == side_px && icon.mirror == mirror && icon.name == name)
                return icon.slot;
        }
        if (icons.size() >= icons_max)
            return std::nullopt;
        icons.push_back({ std::string(name), side_px, mirror, draw_icon(name, side_px, mirror) });
        return icons.back().slot;
    }

    std::optional<text::AtlasSlot> draw_icon(std::string_view name, int side_px, Mirror mirror)
    {
        auto const image = source.load(name);
        if (!image || image->width_px <= 0 || image->height_px <= 0) {
            ++icons_missing;
            return std::nullopt;
        }
        IconImage scaled = resampled(*image, side_px, side_px);
        if (mirror == Mirror::yes)
            scaled = mirrored(std::move(scaled));
        auto const slot = atlas.reserve(side_px, side_px);
        if (slot)
            atlas.write(*slot, scaled.coverage);
        return slot;
    }
};

Painter::Painter(text::Engine& engine, IconSource& icons)
    : m_state(std::make_unique<State>(engine, icons))
{
}
Painter::~Painter() = default;
Painter::Painter(Painter&&) noexcept = default;
Painter& Painter::operator=(Painter&&) noexcept = default;

void Painter::begin(ImDrawList& list)
{
    m_state->list = &list;
    m_state->atlas.begin_frame();
}

void Painter::begin_screen()
{
    if (m_state->atlas.page_count() <= pages_kept_max)
        return;
    m_state->generation += 1 + m_state->atlas.evictions();
    m_state->atlas = text::Atlas(m_state->engine.fonts(), pages_max);
    m_state->corners = Corners();
    m_state->icons.clear();
}

std::uint64_t Painter::generation() const
{
    return m_state->generation + m_state->atlas.evictions();
}

void Painter::fill(Rect const& rect, Color color)
{
    m_state->plain(whole_pixels(rect), packed(color));
}

void Painter::rounded(Rect const& rect, Rounded const& style)
{
    Edges const box = whole_pixels(rect);
    int const shorter = std::min(box.right - box.left, box.bottom - box.top);
    if (shorter <= 0)
        return;
    int const radius = std::min(static_cast<int>(std::lround(style.radius_px)), shorter / 2);
    int const edge = static_cast<int>(std::lround(style.edge_px));
    if (style.fill.alpha > 0) {
        // The fill ends under the edge's core, so that no seam of the ground shows between the two.
        int const in = edge / 2;
        m_state->round_fill({ box.left + in, box.top + in, box.right - in, box.bottom - in }, std::max(0, radius - in), packed(style.fill));
    }
    if (edge > 0)
        m_state->round_edge(box, radius, edge, packed(style.edge));
}

void Painter::text(text::Layout const& layout, Point at, Color color)
{
    for (text::Line const& line : layout.lines) {
        float const line_x = at.x + line.left_px;
        float const baseline = std::round(at.y + line.baseline_px);
        for (std::uint32_t run_index = line.first_run; run_index < line.first_run + line.run_count; ++run_index) {
            text::Run const& run = layout.runs[run_index];
            for (std::uint32_t index = run.first_glyph; index < run.first_glyph + run.glyph_count; ++index) {
                text::Glyph const& glyph = layout.glyphs[index];
                auto const pen = text::snap_pen(line_x + glyph.x_px, baseline + std::round(glyph.y_px), run.size_px, text::RasterMode::gray);
                text::GlyphImage const& image = m_state->atlas.glyph(run.font, glyph.id, run.size_px, pen.subpixel);
                if (image.rect.empty())
                    continue;
                int const left = pen.x + image.offset_x_px;
                int const top = pen.y + image.offset_y_px;
                m_state->picture(image.page, { left, top, left + image.rect.width, top + image.rect.height }, image.rect, packed(color));
            }
        }
    }
}

void Painter::icon(std::string_view name, Rect const& rect, Color color, Mirror mirror)
{
    int const side = static_cast<int>(std::lround(std::min(rect.width, rect.height)));
    if (side <= 0 || name.empty())
        return;
    auto const slot = m_state->icon_slot(name, side, mirror);
    if (!slot)
        return;
    int const left = static_cast<int>(std::lround(rect.center().x - static_cast<float>(side) / 2));
    int const top = static_cast<int>(std::lround(rect.center().y - static_cast<float>(side) / 2));
    m_state->picture(slot->page, { left, top, left + side, top + side }, slot->rect, packed(color));
}

text::Engine& Painter::engine()
{
    return m_state->engine;
}
text::Atlas& Painter::atlas()
{
    return m_state->atlas;
}
std::size_t Painter::icons_missing() const
{
    return m_state->icons_missing;
}

} // namespace zahide::painter
