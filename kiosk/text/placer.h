#pragma once

#include "line_builder.h"

#include <algorithm>
#include <span>
#include <vector>

namespace zahide::text {

/// A line as far as it is known without its glyphs. Text positions are bytes.
struct LineFrame {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    bool rtl = false;
    float ascent_em = 0;
    float descent_em = 0;
    float size_px = 0;
    float width_px = 0;
    float hanging_px = 0;
};

/// Appends built lines to a layout: glyphs get their places, lines their baselines, and in the end their alignment.
class Placer {
public:
    explicit Placer(FontFaces& fonts)
        : m_fonts(fonts)
    {
    }

    void begin(Layout& layout, std::size_t glyphs_expected);
    /// Adds a line below those before it.
    void add(Paragraph const& paragraph, LineRange const& range, BuiltLine const& built, ParagraphStyle const& style);
    /// The parts of it: a line, in it runs from the left, in each of them glyphs. `byte_of(cluster)` is a cluster's first byte in the text.
    void open_line(LineFrame const& frame, ParagraphStyle const& style);
    void open_run(Run const& run);
    /// The run also stands for these bytes.
    void extend_run(std::uint32_t start, std::uint32_t end);
    template<class ByteOf>
    void add_glyphs(std::span<ShapedGlyph const> glyphs, Face& face, float size_px, ByteOf const& byte_of);
    void close_run();
    void close_line();
    /// Aligns the lines and sums up.
    void finish(ParagraphStyle const& style);

private:
    static InkBox united(InkBox const& left, InkBox const& right) { return left < right ? left : right; }

    FontFaces& m_fonts;
    Layout* m_layout = nullptr;
    std::size_t m_glyph_count = 0; ///< placed; the layout has room for more until it is finished
    float m_pen_px = 0; ///< in the line
    InkBox m_ink {}; ///< of the line
    std::vector<InkBox> m_inks; ///< of each line in px, from its left edge and baseline
};

template<class ByteOf>
void Placer::add_glyphs(std::span<ShapedGlyph const> glyphs, Face& face, float size_px, ByteOf const& byte_of)
{
    float const px_per_unit = size_px / face.units_per_em();
    if (m_glyph_count + glyphs.size() > m_layout->glyphs.size()) [[unlikely]]
        m_layout->glyphs.resize(std::max(m_glyph_count + glyphs.size(), m_layout->glyphs.size() * 2));
    Glyph* placed = m_layout->glyphs.data() + m_glyph_count;
    m_glyph_count += glyphs.size();
    float pen_px = m_pen_px;
    InkBox ink = m_ink;
    for (ShapedGlyph const& glyph : glyphs) {
        float const x_px = pen_px + static_cast<float>(glyph.x_offset) * px_per_unit;
        float const y_px = static_cast<float>(-glyph.y_offset) * px_per_unit;
        float const advance_px = static_cast<float>(glyph.advance) * px_per_unit;
        *placed++ = { glyph.id, byte_of(glyph.cluster), x_px, y_px, advance_px };
        pen_px += advance_px;
        ink = united(ink, InkBox { x_px, y_px, -x_px, -y_px } + face.ink(glyph.id) * px_per_unit);
        if (glyph.id == 0) [[unlikely]]
            ++m_layout->missing_glyph_count;
    }
    m_pen_px = pen_px;
    m_ink = ink;
}

} // namespace zahide::text
