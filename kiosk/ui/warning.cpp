#include "arranger.h"

#include <cmath>

namespace zahide::ui {

using painter::Rect;

// A sheet in the middle of the screen, over a veil: the question, how long it waits, two answers.
void arrange_warning(Arranger& arranger)
{
    visitor::IdleWarning const& warning = *arranger.model().warning;
    Theme const& theme = arranger.theme();
    painter::Size const size = arranger.metrics().size_px();
    Rect const whole { 0, 0, size.width, size.height };
    // Drawn through the usual blocks, then moved from the elements to the layer above them.
    std::size_t const first = arranger.scene().elements.size();
    arranger.add(warning.anywhere, whole);

    float const width = std::min(size.width - 2 * arranger.px(56), arranger.px(1000));
    float const pad = arranger.px(56);
    float const inner = width - 2 * pad;
    TextLook const detail_look { .size = 40, .alignment = text::Alignment::center, .color = theme.ink };
    float const detail_height = arranger.height_of(warning.detail, warning.detail.label, detail_look, inner);
    Block const detail { detail_height, detail_height,
        [&](Rect const& rect) { arranger.words(arranger.add(warning.detail, rect), warning.detail.label, detail_look, rect); } };
    Block const title = arranger.centered_heading(warning.title, inner);
    Block const go_on = arranger.button(warning.go_on, inner);
    Block const finish = arranger.button(warning.finish, inner);
    float const gap = arranger.metrics().gap_px(32);
    float const height = title.height_min + detail.height_min + go_on.height_min + finish.height_min + 3 * gap + 2 * pad;
    Rect const sheet { std::round((size.width - width) / 2), std::round((size.height - height) / 2), width, height };
    if (height > size.height)
        arranger.lacks_room();
    Scene& scene = arranger.scene();
    painter::Color veil = theme.ink;
    if (!theme.has_fills)
        veil = theme.ground;
    veil.alpha = 170;
    scene.veil.push_back({ whole, { .fill = veil } });
    painter::Rounded ground { .radius_px = arranger.px(56), .fill = theme.ground };
    if (!theme.has_fills) {
        ground.edge_px = arranger.px(theme.edge_px);
        ground.edge = theme.edge;
    }
    scene.veil.push_back({ sheet, ground });
    arranger.column({ title, detail, go_on, finish }, sheet.inset(pad), gap);

    for (std::size_t index = first; index < scene.elements.size(); ++index)
        scene.warning.push_back(std::move(scene.elements[index]));
    scene.elements.resize(first);
}

} // namespace zahide::ui
