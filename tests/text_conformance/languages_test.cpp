// The fonts that ship set the texts of all 18 languages: every letter in a font made for it, nothing clipped, and all of
// them within one page of the atlas.
#include "corpus.h"
#include "test_fonts.h"
#include "text/atlas.h"
#include "text/canvas.h"
#include "text/raster.h"
#include "unicode/characters.h"
#include "unicode/decode.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace zahide::text::test {
namespace {

class Languages : public testing::Test {
protected:
    Engine m_engine = Engine::create(shipped_fonts()).value();
    unicode::CharacterTable m_characters;

    /// Code units of `language`'s text that the named font sets, by the run's script.
    std::map<std::string, std::size_t> fonts_of(std::string_view language, unicode::Script script)
    {
        std::map<std::string, std::size_t> sizes;
        for (std::string const& paragraph : corpus_of(language)) {
            Layout const& layout = m_engine.layout(paragraph, style_of(std::string(language).c_str(), 36, 900));
            for (text::Run const& run : layout.runs) {
                auto const piece = std::string_view(paragraph).substr(run.start, run.end - run.start);
                unicode::DecodedText decoded;
                unicode::decode(piece, decoded);
                // Brackets and digits may be another font's.
                bool const letters = std::ranges::any_of(decoded.codepoints, [&](char32_t codepoint) {
                    auto const bidi = m_characters[codepoint].bidi;
                    return bidi == unicode::BidiClass::L || bidi == unicode::BidiClass::AL;
                });
                if (run.script == script && letters)
                    sizes[m_engine.fonts().name(run.font)] += run.end - run.start;
            }
        }
        return sizes;
    }
};

TEST_F(Languages, EveryText_HasAllItsGlyphs)
{
    for (unicode::Language const& language : unicode::languages()) {
        for (auto const weight : { Weight::regular, Weight::bold }) {
            auto style = style_of(std::string(language.tag).c_str(), 36, 900);
            style.weight = weight;
            for (std::string const& paragraph : corpus_of(language.tag))
                EXPECT_EQ(m_engine.layout(paragraph, style).missing_glyph_count, 0U) << language.tag << ": " << paragraph;
            EXPECT_EQ(m_engine.layout(std::string(language.endonym), style).missing_glyph_count, 0U) << language.tag;
        }
    }
}

TEST_F(Languages, EveryEndonym_HasItsGlyphsInEveryLanguagesStack)
{
    for (unicode::Language const& language : unicode::languages()) {
        for (unicode::Language const& other : unicode::languages())
            EXPECT_EQ(m_engine.layout(std::string(other.endonym), style_of(std::string(language.tag).c_str())).missing_glyph_count, 0U) << language.tag;
    }
}

TEST_F(Languages, LettersOfALanguage_AreAllOfOneFont)
{
    // A word that changes its font in the middle isn't joined, so the whole of the script's text has to be in one.
    for (auto const& [language, script, font] :
        std::initializer_list<std::tuple<char const*, char const*, char const*>> { { "ur", "Arab", "NotoNastaliqUrdu-Regular.ttf" },
            { "ug", "Arab", "NotoNaskhArabic-Regular.ttf" }, { "ckb", "Arab", "NotoNaskhArabic-Regular.ttf" }, { "ps", "Arab", "NotoNaskhArabic-Regular.ttf" },
            { "prs", "Arab", "NotoNaskhArabic-Regular.ttf" }, { "am", "Ethi", "NotoSansEthiopic-Regular.ttf" },
            { "ti", "Ethi", "NotoSansEthiopic-Regular.ttf" }, { "uk", "Cyrl", "NotoSans-Regular.ttf" }, { "ru", "Cyrl", "NotoSans-Regular.ttf" },
            { "ku", "Latn", "NotoSans-Regular.ttf" }, { "uz", "Latn", "NotoSans-Regular.ttf" }, { "tk", "Latn", "NotoSans-Regular.ttf" } }) {
        auto const sizes = fonts_of(language, unicode::Script::from_letters(script));
        ASSERT_EQ(sizes.size(), 1U) << language << " also in " << (sizes.empty() ? "nothing" : sizes.rbegin()->first);
        EXPECT_EQ(sizes.begin()->first, font) << language;
        EXPECT_GT(sizes.begin()->second, 800U) << language;
    }
}

/// What a picture has ink on, from the layout's top left corner.
struct Drawn {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
};

Drawn drawn_ink(Canvas8 const& canvas, int margin)
{
    Drawn drawn { canvas.width_px(), canvas.height_px(), 0, 0 };
    for (int y = 0; y < canvas.height_px(); ++y) {
        for (int x = 0; x < canvas.width_px(); ++x) {
            if (canvas.pixel(x, y) == 0)
                continue;
            drawn = { std::min(drawn.left, x), std::min(drawn.top, y), std::max(drawn.right, x + 1), std::max(drawn.bottom, y + 1) };
        }
    }
    return { drawn.left - margin, drawn.top - margin, drawn.right - margin, drawn.bottom - margin };
}

TEST_F(Languages, WhatIsDrawn_IsTheInkThatTheLayoutTells)
{
    constexpr int margin = 100;
    constexpr float hinting_px = 2.5F; // hinting and rounding move an edge by a pixel each
    Rasteriser rasteriser(m_engine.fonts());
    for (unicode::Language const& language : unicode::languages()) {
        auto const paragraphs = corpus_of(language.tag);
        for (std::size_t number = 0; number < paragraphs.size(); number += 7) {
            auto const layout = m_engine.layout_uncached(paragraphs[number], style_of(std::string(language.tag).c_str(), 32, 400));
            Canvas8 canvas(400 + 2 * margin, static_cast<int>(layout.height_px) + 2 * margin);
            canvas.draw(rasteriser, layout, margin, margin);
            Drawn const drawn = drawn_ink(canvas, margin);
            EXPECT_NEAR(static_cast<float>(drawn.top), layout.ink_top, hinting_px) << language.tag << ": " << paragraphs[number];
            EXPECT_NEAR(static_cast<float>(drawn.bottom), layout.ink_bottom, hinting_px) << language.tag << ": " << paragraphs[number];
            EXPECT_NEAR(static_cast<float>(drawn.left), layout.ink_left, hinting_px) << language.tag << ": " << paragraphs[number];
            EXPECT_NEAR(static_cast<float>(drawn.right), layout.ink_right, hinting_px) << language.tag << ": " << paragraphs[number];
        }
    }
}

TEST_F(Languages, EveryLinesInk_IsWithinItsBoxInTheShippedFonts)
{
    // Nothing is clipped where a line is drawn in its own box, stacked marks included. Nastaliq reaches out of the lines that
    // its makers gave it, by a seventh of an em at most: who clips has to go by the ink.
    for (unicode::Language const& language : unicode::languages()) {
        float const slack_px = language.tag == "ur" ? 36.0F / 7 : 1.0F;
        for (std::string const& paragraph : corpus_of(language.tag)) {
            auto const& layout = m_engine.layout(paragraph, style_of(std::string(language.tag).c_str(), 36));
            EXPECT_GE(layout.ink_top, -slack_px) << language.tag << ": " << paragraph;
            EXPECT_LE(layout.ink_bottom, layout.height_px + slack_px) << language.tag << ": " << paragraph;
        }
    }
}

/// The share of black dots on strokes that are a single dot thick.
double hairline_share(Bitmap1 const& paper)
{
    auto const black = [&paper](int x, int y) { return x >= 0 && y >= 0 && x < paper.width_px() && y < paper.height_px() && paper.black(x, y); };
    int ink = 0;
    int thin = 0;
    for (int y = 0; y < paper.height_px(); ++y) {
        for (int x = 0; x < paper.width_px(); ++x) {
            if (!black(x, y))
                continue;
            ++ink;
            thin += (!black(x - 1, y) && !black(x + 1, y)) || (!black(x, y - 1) && !black(x, y + 1)) ? 1 : 0;
        }
    }
    return static_cast<double>(thin) / ink;
}

/// Patches of white that black surrounds.
int eyes(Bitmap1 const& paper)
{
    int const width = paper.width_px();
    std::vector<bool> seen(static_cast<std::size_t>(width) * static_cast<std::size_t>(paper.height_px()));
    int count = 0;
    for (int start = 0; start < static_cast<int>(seen.size()); ++start) {
        bool surrounded = true;
        std::vector<int> todo { start };
        bool any = false;
        while (!todo.empty()) {
            int const place = todo.back();
            todo.pop_back();
            int const x = place % width;
            int const y = place / width;
            if (seen[static_cast<std::size_t>(place)] || paper.black(x, y))
                continue;
            seen[static_cast<std::size_t>(place)] = true;
            any = true;
            surrounded = surrounded && x > 0 && y > 0 && x + 1 < width && y + 1 < paper.height_px();
            if (x > 0)
                todo.push_back(place - 1);
            if (x + 1 < width)
                todo.push_back(place + 1);
            if (y > 0)
                todo.push_back(place - width);
            if (y + 1 < paper.height_px())
                todo.push_back(place + width);
        }
        count += any && surrounded ? 1 : 0;
    }
    return count;
}

TEST_F(Languages, TicketsIn1Bit_KeepHairlinesAndEyes)
{
    constexpr float paper_px = 576; // 80 mm at 203 dpi
    Rasteriser rasteriser(m_engine.fonts());
    for (char const* const language : { "ar", "am", "tr" }) {
        auto const paragraph = corpus_of(language)[4];
        auto const picture = [&](float scale) {
            auto const layout = m_engine.layout_uncached(paragraph, style_of(language, 22 * scale, paper_px * scale));
            Bitmap1 paper(static_cast<int>(paper_px * scale) + 20, static_cast<int>(layout.height_px) + 20);
            paper.draw(rasteriser, layout, 10, 10);
            return paper;
        };
        Bitmap1 const paper = picture(1);
        EXPECT_LT(hairline_share(paper), 0.2) << language;
        int const true_eyes = eyes(picture(4));
        EXPECT_NEAR(eyes(paper), true_eyes, true_eyes * 0.08 + 1) << language;
    }
}

TEST_F(Languages, AllTextsAt48Px_FitOnOneAtlasPage)
{
    Atlas atlas(m_engine.fonts());
    atlas.begin_frame();
    std::set<std::pair<std::uint16_t, std::uint32_t>> glyphs;
    std::size_t images = 0;
    for (unicode::Language const& language : unicode::languages()) {
        for (std::string const& paragraph : corpus_of(language.tag)) {
            auto const& layout = m_engine.layout(paragraph, style_of(std::string(language.tag).c_str(), 48, 900));
            for (text::Run const& run : layout.runs) {
                for (std::uint32_t number = run.first_glyph; number < run.first_glyph + run.glyph_count; ++number) {
                    Glyph const& glyph = layout.glyphs[number];
                    auto const pen = snap_pen(glyph.x_px, 0, run.size_px, RasterMode::gray);
                    auto const& image = atlas.glyph(run.font, glyph.id, run.size_px, pen.subpixel);
                    images += glyphs.emplace(run.font.value(), glyph.id).second && !image.rect.empty() ? 1 : 0;
                }
            }
        }
    }
    EXPECT_EQ(atlas.page_count(), 1U) << glyphs.size() << " glyphs, " << images << " with ink";
    EXPECT_GT(glyphs.size(), 500U);
}

} // namespace
} // namespace zahide::text::test
