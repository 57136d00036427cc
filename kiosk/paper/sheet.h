#pragma once

#include "paper/qr.h"
#include "text/canvas.h"
#include "text/engine.h"

#include <string_view>
#include <vector>

namespace zahide::paper {

/// Sizes that follow from the paper's width, in dots.
struct Measures {
    explicit Measures(int width_dots);

    int width;
    int margin;
    int content; ///< between the margins
    int rule; ///< thickness of a line
    int gap; ///< between a block and the next
    float title;
    float subtitle;
    float day; ///< an appointment's
    float caption;
    float row;
    float small;
    float latin_number;
    float number_height_max; ///< ink
    float time_height_max; ///< ink
    float code_height_max; ///< ink
};

/// How large digits become that fill the paper.
struct Fill {
    float width;
    float height;
};

/// A paper being filled from the top. Texts are placed from the language's start; the one place that turns start into
/// left or right is place(). Single-threaded.
class Sheet {
public:
    Sheet(text::Engine& engine, Measures const& measures, LanguageTag const& language);

    /// A paragraph in the middle.
    void center(std::string_view utf8, text::Weight weight, float size, LanguageTag const& language);
    /// One line in the middle, as large as `fill` allows; only its ink counts for the height.
    void center_filling(std::string_view utf8, LanguageTag const& language, Fill const& fill);
    /// "Label: value", side by side if the value then fits on one line, else one under the other. Either may be empty.
    void row(std::string_view label, std::string_view value);
    /// One framed line in the middle.
    void framed(std::string_view utf8, LanguageTag const& language);
    void rule();
    void dashes();
    void code(QrCode const& code);
    void space(int dots) { m_bottom += static_cast<float>(dots); }

    /// The picture. The sheet is used up.
    [[nodiscard]] text::Bitmap1 draw(text::Rasteriser& rasteriser) &&;

private:
    struct PlacedText {
        text::Layout layout;
        float x;
        float y;
    };
    struct Box {
        int x;
        int y;
        int width;
        int height;
    };

    [[nodiscard]] text::ParagraphStyle style(text::Weight weight, float size, LanguageTag const& language, float width) const;
    [[nodiscard]] text::Layout balanced(std::string_view utf8, text::ParagraphStyle paragraph);
    /// The left edge of something `width` wide that begins `start` after the margin on the side where reading starts.
    [[nodiscard]] float place(float start, float width) const;
    [[nodiscard]] int bottom() const;

    text::Engine& m_engine;
    Measures m_measures;
    LanguageTag m_language;
    text::Direction m_direction;
    float m_bottom = 0;
    std::vector<PlacedText> m_texts;
    std::vector<Box> m_boxes;
};

} // namespace zahide::paper
