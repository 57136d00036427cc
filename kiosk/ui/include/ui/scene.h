#pragma once

#include "painter/painter.h"
#include "paper/qr.h"
#include "visitor/screen.h"

#include <string>
#include <vector>

namespace zahide::ui {

/// A rounded rectangle in its place.
struct PlacedPanel {
    painter::Rect rect;
    painter::Rounded style;
};

/// A laid-out paragraph in its place.
struct PlacedText {
    text::Layout layout;
    float box_width_px = 0; ///< in which its lines are aligned
    painter::Point at;
    painter::Color color;
};

struct PlacedIcon {
    std::string name;
    painter::Rect rect;
    painter::Color color;
    painter::Mirror mirror = painter::Mirror::no;
};

/// A QR code with its blank border, dark on white in every theme. Never turned round.
struct PlacedCode {
    painter::Rect rect; ///< a whole number of pixels a module
    paper::QrCode code;
};

/// One element of the screen with its place and its looks.
struct PlacedElement {
    visitor::Element element;
    painter::Rect rect; ///< what can be touched, or what is taken up
    std::vector<PlacedPanel> panels;
    std::vector<PlacedIcon> icons;
    std::vector<PlacedText> texts;
    std::vector<PlacedCode> codes;
};

/// A screen laid out: everything has its place, nothing is measured any more. Back to front.
struct Scene {
    painter::Color ground;
    std::vector<PlacedPanel> backdrop; ///< bars and sheets behind the elements
    std::vector<PlacedElement> elements;
    std::vector<PlacedPanel> veil; ///< over the elements, under the warning
    std::vector<PlacedElement> warning;
    bool is_complete = true; ///< false: a text found no room even at the smallest size
    float text_factor = 1; ///< by how much the content's texts are larger than normal
};

} // namespace zahide::ui
