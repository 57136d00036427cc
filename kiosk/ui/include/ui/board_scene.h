#pragma once

#include "board/view.h"
#include "painter/painter.h"
#include "ui/stage.h"

#include <string>
#include <vector>

namespace zahide::ui {

/// What stands beside the calls.
struct BoardHeader {
    LanguageTag language; ///< the house's own
    std::string center_name;
    std::string clock; ///< "10:58", in the house's digits
    std::string not_current_since; ///< since when nothing was heard, as text; only drawn when the view says so
    friend bool operator==(BoardHeader const&, BoardHeader const&) = default;
};

/// The waiting-room screen with everything in its place: panels, then pictograms, then text.
struct BoardScene {
    struct Panel {
        painter::Rect rect;
        painter::Rounded style;
    };
    struct Icon {
        std::string name;
        painter::Rect rect;
        painter::Color color;
    };
    struct Text {
        text::Layout layout;
        painter::Point at;
        painter::Color color;
    };

    painter::Size size_px;
    std::vector<Panel> panels;
    std::vector<Icon> icons;
    std::vector<Text> texts;
    std::vector<InspectedElement> elements;
};

/// Lays the board out for a screen of this size, lying or standing. What does not fit is set smaller, never cut.
[[nodiscard]] BoardScene arrange_board(text::Engine& engine, board::BoardView const& view, BoardHeader const& header, painter::Size size_px);

void draw_board(Frame& frame, BoardScene const& scene);

} // namespace zahide::ui
