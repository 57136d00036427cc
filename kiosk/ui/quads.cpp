#include "ui/quads.h"

#include "base/verify.h"

#include <algorithm>
#include <imgui.h>

namespace zahide::ui {

namespace {

constexpr int vertices_a_quad = 4;
constexpr unsigned indices_a_quad = 6;

Quad quad_of(ImDrawVert const* corner, ImDrawCmd const& command)
{
    ImDrawVert const& first = corner[0];
    ImDrawVert const& last = corner[2];
    // ImDrawList::PrimRect and PrimRectUV: upper left, upper right, lower right, lower left.
    ZAHIDE_VERIFY(corner[1].pos.y == first.pos.y && corner[3].pos.x == first.pos.x && corner[1].col == first.col && last.col == first.col);
    Quad quad;
    quad.texture = reinterpret_cast<std::uintptr_t>(command.GetTexID());
    quad.place = { first.pos.x, first.pos.y, last.pos.x - first.pos.x, last.pos.y - first.pos.y };
    quad.clip = { command.ClipRect.x, command.ClipRect.y, command.ClipRect.z - command.ClipRect.x, command.ClipRect.w - command.ClipRect.y };
    quad.u0 = first.uv.x;
    quad.v0 = first.uv.y;
    quad.u1 = last.uv.x;
    quad.v1 = last.uv.y;
    quad.color = first.col;
    return quad;
}

painter::Rect visible(Quad const& quad)
{
    return painter::intersected(quad.place, quad.clip);
}

} // namespace

void QuadList::take(ImDrawData const& data)
{
    m_quads.clear();
    for (int list = 0; list < data.CmdListsCount; ++list) {
        ImDrawList const& commands = *data.CmdLists[list];
        for (ImDrawCmd const& command : commands.CmdBuffer) {
            ZAHIDE_VERIFY(command.UserCallback == nullptr && command.ElemCount % indices_a_quad == 0);
            for (unsigned element = 0; element < command.ElemCount; element += indices_a_quad) {
                ImDrawIdx const first = commands.IdxBuffer[static_cast<int>(command.IdxOffset + element)];
                unsigned const vertex = command.VtxOffset + first;
                ZAHIDE_VERIFY(vertex % vertices_a_quad == 0);
                m_quads.push_back(quad_of(&commands.VtxBuffer[static_cast<int>(vertex)], command));
            }
        }
    }
}

painter::Rect difference(QuadList const& before, QuadList const& after)
{
    auto const& old_quads = before.quads();
    auto const& new_quads = after.quads();
    auto const [old_first, new_first] = std::mismatch(old_quads.begin(), old_quads.end(), new_quads.begin(), new_quads.end());
    auto old_last = old_quads.end();
    auto new_last = new_quads.end();
    while (old_last != old_first && new_last != new_first && *(old_last - 1) == *(new_last - 1)) {
        --old_last;
        --new_last;
    }
    painter::Rect changed;
    // In between, quads that stand at the same place of equally long lists and are equal have not changed either.
    bool const in_step = old_last - old_first == new_last - new_first;
    auto other = new_first;
    for (auto quad = old_first; quad != old_last; ++quad) {
        if (in_step && *quad == *other++)
            continue;
        changed = painter::united(changed, visible(*quad));
        if (in_step)
            changed = painter::united(changed, visible(*(other - 1)));
    }
    if (!in_step) {
        for (auto quad = new_first; quad != new_last; ++quad)
            changed = painter::united(changed, visible(*quad));
    }
    return changed;
}

} // namespace zahide::ui
