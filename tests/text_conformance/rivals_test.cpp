// Order and advances of every language's texts beside what libraqm and Pango make of them with the same fonts.
#include "corpus.h"
#include "rivals.h"
#include "test_fonts.h"
#include "typesetter.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace zahide::text::test {
namespace {

constexpr float size_px = 36;
constexpr float tolerance_px = 1.0F / 32; // 26.6 and 22.10 fixed point against floats

std::string difference(std::vector<RivalGlyph> const& left, std::vector<RivalGlyph> const& right)
{
    if (left.size() != right.size())
        return std::to_string(left.size()) + " glyphs beside " + std::to_string(right.size());
    for (std::size_t index = 0; index < left.size(); ++index) {
        if (left[index].id != right[index].id)
            return "glyph " + std::to_string(left[index].id) + " beside " + std::to_string(right[index].id) + " at " + std::to_string(index);
        // Pango turns an advance to the left, which Nastaliq has, into one to the right with an offset.
        if (std::abs(std::abs(left[index].advance_px) - std::abs(right[index].advance_px)) > tolerance_px)
            return "advance " + std::to_string(left[index].advance_px) + " beside " + std::to_string(right[index].advance_px) + " at " + std::to_string(index);
    }
    return {};
}

class Rivals : public testing::Test {
protected:
    /// Without what is invisible, for which HarfBuzz has a space without width and Pango nothing.
    [[nodiscard]] std::vector<RivalGlyph> seen(std::vector<RivalGlyph> const& glyphs) const
    {
        constexpr std::uint32_t pango_glyph_empty = 0x0FFFFFFF;
        std::vector<RivalGlyph> kept;
        for (RivalGlyph const& glyph : glyphs) {
            auto const is_space = [&](Face const& face) { return face.glyph_of(U' ') == glyph.id; };
            bool const invisible = glyph.id == pango_glyph_empty || (glyph.advance_px == 0 && std::ranges::any_of(m_fonts.faces().faces, is_space));
            if (!invisible)
                kept.push_back(glyph);
        }
        return kept;
    }

    std::vector<RivalGlyph> ours(std::string const& paragraph, ParagraphStyle const& style)
    {
        Layout layout;
        m_typesetter.typeset(paragraph, style, layout);
        std::vector<RivalGlyph> glyphs;
        for (Glyph const& glyph : layout.glyphs)
            glyphs.push_back({ glyph.id, glyph.advance_px });
        return seen(glyphs);
    }

    Fonts m_fonts = shipped_fonts();
    EngineCounters m_counters;
    Typesetter m_typesetter { m_fonts.faces(), m_counters };
};

TEST_F(Rivals, OrderAndAdvances_EqualLibraqms)
{
    RaqmRival raqm(m_fonts.faces(), size_px);
    for (unicode::Language const& language : unicode::languages()) {
        auto const style = style_of(std::string(language.tag).c_str(), size_px);
        for (std::string const& paragraph : corpus_of(language.tag)) {
            std::vector<RivalGlyph> theirs;
            raqm.lay_out(paragraph, m_typesetter.analyse(paragraph, style), &theirs);
            EXPECT_EQ(difference(ours(paragraph, style), seen(theirs)), "") << language.tag << ": " << paragraph;
        }
    }
}

TEST_F(Rivals, OrderAndAdvances_EqualPangos)
{
    for (unicode::Language const& language : unicode::languages()) {
        auto style = style_of(std::string(language.tag).c_str(), size_px);
        // Debian's Nastaliq says of both its weights that it is the regular one, and fontconfig takes the bold.
        style.weight = language.tag == "ur" ? Weight::bold : Weight::regular;
        PangoRival pango(pango_families(language.tag), std::string(language.tag), size_px);
        if (language.tag != "ur")
            pango.set_digits_family("Noto Sans Arabic UI"); // fonts.toml keeps Naskh from drawing them
        for (std::string const& paragraph : corpus_of(language.tag)) {
            std::vector<RivalGlyph> theirs;
            pango.lay_out(paragraph, 0, &theirs);
            EXPECT_EQ(difference(ours(paragraph, style), seen(theirs)), "") << language.tag << ": " << paragraph;
        }
    }
}

TEST_F(Rivals, ReversedOrder_IsNoticed)
{
    PangoRival pango(pango_families("ar"), "ar", size_px);
    auto const paragraph = corpus_of("ar").front();
    std::vector<RivalGlyph> theirs;
    pango.lay_out(paragraph, 0, &theirs);
    std::ranges::reverse(theirs);
    EXPECT_NE(difference(ours(paragraph, style_of("ar", size_px)), seen(theirs)), "");
}

} // namespace
} // namespace zahide::text::test
