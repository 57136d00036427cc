#include "ui/board_scene.h"

namespace zahide::ui {

void draw_board(Frame& frame, BoardScene const& scene)
{
    painter::Painter& painter = frame.painter();
    for (BoardScene::Panel const& panel : scene.panels)
        painter.rounded(panel.rect, panel.style);
    for (BoardScene::Icon const& icon : scene.icons)
        painter.icon(icon.name, icon.rect, icon.color);
    for (BoardScene::Text const& text : scene.texts)
        painter.text(text.layout, text.at, text.color);
}

} // namespace zahide::ui
