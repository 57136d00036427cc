// What we draw beside what Pango draws with the same fonts, dot by dot. Letters that don't join, lines that are reversed or in the
// wrong order lie on other dots.
#include "corpus.h"
#include "rivals.h"
#include "test_fonts.h"
#include "text/canvas.h"
#include "typesetter.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace zahide::text::test {
namespace {

constexpr float size_px = 48;
constexpr int margin = 60;
constexpr int nudge_max = 2; ///< both round to whole dots in their own way

struct Grays {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;
    [[nodiscard]] int at(int x, int y) const
    {
        bool const inside = x >= 0 && y >= 0 && x < width && y < height;
        return inside ? pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)] : 0;
    }
};

/// Ink in both pictures as a share of ink in either, with the second moved to where that is most.
double likeness(Grays const& left, Grays const& right)
{
    double best = 0;
    for (int down = -nudge_max; down <= nudge_max; ++down) {
        for (int across = -nudge_max; across <= nudge_max; ++across) {
            double both = 0;
            double either = 1;
            for (int y = 0; y < left.height; ++y) {
                for (int x = 0; x < left.width; ++x) {
                    both += std::min(left.at(x, y), right.at(x + across, y + down));
                    either += std::max(left.at(x, y), right.at(x + across, y + down));
                }
            }
            best = std::max(best, both / either);
        }
    }
    return best;
}

class Pictures : public testing::Test {
protected:
    static ParagraphStyle style(std::string_view language)
    {
        auto style = style_of(std::string(language).c_str(), size_px);
        style.weight = language == "ur" ? Weight::bold : Weight::regular; // as fontconfig takes it: see rivals_test
        return style;
    }

    /// The beginning of a paragraph, up to a space: one line.
    static std::string sample(std::string_view language)
    {
        for (std::string const& paragraph : corpus_of(language)) {
            if (paragraph.size() < 100 || static_cast<unsigned char>(paragraph[0]) < 0x40)
                continue;
            bool const ethiopic = language == "am";
            std::size_t const end = ethiopic ? paragraph.find("\u1361", 60) : paragraph.find(' ', 60);
            return paragraph.substr(0, end);
        }
        return {};
    }

    Layout lay_out(std::string_view language, std::string const& text, Shaping shaping = Shaping::full)
    {
        EngineCounters counters;
        Typesetter typesetter(m_fonts.faces(), counters, shaping);
        Layout layout;
        typesetter.typeset(text, style(language), layout);
        return layout;
    }

    Grays ours(Layout const& layout)
    {
        Canvas8 canvas(static_cast<int>(layout.width_px) + 2 * margin, static_cast<int>(layout.height_px) + 2 * margin);
        Rasteriser rasteriser(m_fonts);
        canvas.draw(rasteriser, layout, margin, margin);
        return { canvas.width_px(), canvas.height_px(), { canvas.pixels().begin(), canvas.pixels().end() } };
    }

    /// Pango's picture of the same size. Its baseline is moved to ours.
    static Grays theirs(std::string_view language, std::string const& text, Layout const& layout)
    {
        PangoRival pango(pango_families(language), std::string(language), size_px);
        pango.lay_out(text, 0, nullptr);
        Grays picture { static_cast<int>(layout.width_px) + 2 * margin, static_cast<int>(layout.height_px) + 2 * margin, {} };
        int const down = static_cast<int>(layout.lines[0].baseline_px - pango.baseline_px() + 0.5F);
        picture.pixels = pango.draw(picture.width, picture.height, margin, margin + down);
        return picture;
    }

    Fonts m_fonts = shipped_fonts();
};

TEST_F(Pictures, LinesOfAllLanguages_LieOnPangos)
{
    for (unicode::Language const& language : unicode::languages()) {
        std::string const text = sample(language.tag);
        Layout const layout = lay_out(language.tag, text);
        double const like = likeness(ours(layout), theirs(language.tag, text, layout));
        std::printf("%s: %.2f\n", std::string(language.tag).c_str(), like);
        EXPECT_GT(like, 0.9) << language.tag << ": " << text;
    }
}

TEST_F(Pictures, UnjoinedReversedOrSwapped_AreNoticed)
{
    for (std::string_view const language : { "ar", "ur", "tr" }) {
        std::string const text = sample(language);
        Layout const good = lay_out(language, text);
        Grays const wanted = theirs(language, text, good);
        double const like = likeness(ours(good), wanted);
        double const unjoined = likeness(ours(lay_out(language, text, Shaping::nominal)), wanted);
        EXPECT_LT(unjoined, language == "tr" ? 1 : like - 0.25) << language; // Latin letters don't join
        Layout reversed = good;
        for (Glyph& glyph : reversed.glyphs)
            glyph.x_px = good.width_px - glyph.x_px - glyph.advance_px;
        EXPECT_LT(likeness(ours(reversed), wanted), like - 0.25) << language;
        std::string const other = std::string(text.substr(text.find(' ') + 1)) + " " + text.substr(0, text.find(' '));
        EXPECT_LT(likeness(ours(lay_out(language, other)), wanted), like - 0.25) << language;
    }
}

} // namespace
} // namespace zahide::text::test
