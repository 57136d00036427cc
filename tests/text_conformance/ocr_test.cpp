// Somebody else reads what we draw: Tesseract, on screens and on a ticket's 1-bit pictures. It notices what is missing, reversed
// or in the wrong line, which is shown here; that letters join it doesn't notice: that is proved by glyphs, and by the pictures
// beside Pango's.
#include "corpus.h"
#include "picture/png.h"
#include "test_fonts.h"
#include "text/canvas.h"
#include "unicode/characters.h"
#include "unicode/decode.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <numeric>
#include <unistd.h>

namespace zahide::text::test {
namespace {

constexpr std::size_t codepoints_max = 330;
constexpr int margin_px = 20;
constexpr float line_ems = 26;

/// A language's model and the share of wrong letters that is allowed; the gates are those that held for Pango's pictures.
struct Reader {
    char const* language;
    char const* model;
    double wrong_max;
};

constexpr auto readers = std::to_array<Reader>({ { "tr", "tur", 0.005 }, { "en", "eng", 0.005 }, { "ar", "ara", 0.02 }, { "fa", "fas", 0.02 },
    { "prs", "fas", 0.02 }, { "ps", "pus", 0.02 }, { "ku", "kmr", 0.005 }, { "ckb", "Arabic", 0.35 }, { "ug", "uig", 0.02 }, { "uz", "uzb", 0.005 },
    { "tk", "Latin", 0.005 }, { "ur", "urd", 0.2 }, // its model was made for Naskh
    { "ru", "rus", 0.005 }, { "uk", "ukr", 0.005 }, { "so", "Latin", 0.005 }, { "fr", "fra", 0.005 }, { "am", "amh", 0.05 }, { "ti", "tir", 0.05 } });

/// What counts of a text: letters and digits, those alike to a reader taken as one.
std::u32string folded(std::string_view utf8)
{
    static unicode::CharacterTable characters;
    static std::map<char32_t, char32_t> const alike { { U'ى', U'ي' }, { U'ې', U'ي' }, { U'ے', U'ي' }, { U'ئ', U'ي' }, { U'ۍ', U'ي' }, { U'ی', U'ي' },
        { U'ێ', U'ي' }, { U'ک', U'ك' }, { U'ڪ', U'ك' }, { U'ە', U'ه' }, { U'ة', U'ه' }, { U'ۀ', U'ه' }, { U'ھ', U'ه' }, { U'ہ', U'ه' }, { U'أ', U'ا' },
        { U'إ', U'ا' }, { U'آ', U'ا' }, { U'ؤ', U'و' } };
    unicode::DecodedText decoded;
    unicode::decode(utf8, decoded);
    std::u32string letters;
    for (char32_t const codepoint : decoded.codepoints) {
        auto const bidi = characters[codepoint].bidi;
        bool const ethiopic_mark = codepoint >= 0x1360 && codepoint <= 0x1368;
        bool const modifier = codepoint >= 0x2B0 && codepoint <= 0x2FF; // the apostrophes of Uzbek
        bool const seen = bidi == unicode::BidiClass::L || bidi == unicode::BidiClass::AL || bidi == unicode::BidiClass::EN || bidi == unicode::BidiClass::AN;
        if (!seen || ethiopic_mark || modifier || codepoint == 0x640 || codepoint == 0x6D4 || codepoint == 0x61F || codepoint == 0x61B)
            continue;
        auto const found = alike.find(codepoint);
        letters += found == alike.end() ? codepoint : found->second;
    }
    return letters;
}

/// Levenshtein's distance as a share of what was to be read.
double share_wrong(std::u32string const& wanted, std::u32string const& read)
{
    std::vector<std::size_t> row(read.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t { 0 });
    for (std::size_t line = 1; line <= wanted.size(); ++line) {
        std::size_t diagonal = row[0];
        row[0] = line;
        for (std::size_t column = 1; column <= read.size(); ++column) {
            std::size_t const replaced = diagonal + (wanted[line - 1] == read[column - 1] ? 0 : 1);
            diagonal = row[column];
            row[column] = std::min({ row[column] + 1, row[column - 1] + 1, replaced });
        }
    }
    return static_cast<double>(row.back()) / static_cast<double>(wanted.size());
}

enum class Surface { screen, ticket };

class Ocr : public testing::Test {
protected:
    Ocr()
        : m_png(testing::TempDir() + "zahide_ocr_" + std::to_string(::getpid()) + ".png")
        , m_text(testing::TempDir() + "zahide_ocr_" + std::to_string(::getpid()))
    {
    }
    ~Ocr() override
    {
        std::filesystem::remove(m_png);
        std::filesystem::remove(m_text + ".txt");
    }

    static std::string text_of(std::string_view language)
    {
        std::string text;
        std::size_t count = 0;
        for (std::string const& paragraph : corpus_of(language)) {
            if (paragraph.size() < 100)
                continue;
            unicode::DecodedText decoded;
            unicode::decode(paragraph, decoded);
            if (count > 0 && count + decoded.size() > codepoints_max)
                continue;
            count += decoded.size();
            text += paragraph + "\n";
        }
        return text;
    }

    Layout lay_out(Reader const& reader, std::string const& text, float size_px)
    {
        return m_engine.layout_uncached(text, style_of(reader.language, size_px, size_px * line_ems));
    }

    /// What Tesseract reads of a layout.
    std::u32string read(Reader const& reader, Layout const& layout, Surface surface)
    {
        int const width = static_cast<int>(layout.runs.front().size_px * line_ems) + 2 * margin_px;
        int const height = static_cast<int>(layout.height_px) + 2 * margin_px;
        Rasteriser rasteriser(m_engine.fonts());
        Canvas8 canvas(width, height);
        Bitmap1 bitmap(width, height);
        std::vector<std::uint8_t> paper;
        if (surface == Surface::screen) {
            canvas.draw(rasteriser, layout, margin_px, margin_px);
            std::ranges::transform(canvas.pixels(), std::back_inserter(paper), [](std::uint8_t ink) { return static_cast<std::uint8_t>(255 - ink); });
        } else {
            bitmap.draw(rasteriser, layout, margin_px, margin_px);
        }
        picture::PictureView view { picture::PixelFormat::gray8, width, height, static_cast<std::size_t>(width), paper };
        if (surface == Surface::ticket)
            view = { picture::PixelFormat::bits1, width, height, bitmap.row_bytes(), bitmap.bytes() };
        EXPECT_TRUE(picture::write_png(m_png, view).has_value());
        std::string const command = "OMP_THREAD_LIMIT=1 tesseract '" + m_png + "' '" + m_text + "' --psm 6 -l " + reader.model + " 2>/dev/null";
        EXPECT_EQ(std::system(command.c_str()), 0) << "tesseract-ocr with the model " << reader.model; // NOLINT: a fixed command line of ours
        std::ifstream stream(m_text + ".txt");
        return folded(std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()));
    }

    /// The best of three sizes: it loses a line now and then that it reads at another size.
    double best(Reader const& reader, Surface surface)
    {
        std::string const text = text_of(reader.language);
        double wrong = 1;
        for (float const size_px : { 25.0F, 28.0F, 32.0F }) {
            if (wrong > reader.wrong_max)
                wrong = std::min(wrong, share_wrong(folded(text), read(reader, lay_out(reader, text, size_px), surface)));
        }
        std::printf("%s: %.1f %% wrong\n", reader.language, 100 * wrong);
        return wrong;
    }

    Engine m_engine = Engine::create(shipped_fonts()).value();
    std::string m_png;
    std::string m_text;
};

TEST_F(Ocr, ScreensOfAllLanguages_AreRead)
{
    for (Reader const& reader : readers)
        EXPECT_LE(best(reader, Surface::screen), reader.wrong_max) << reader.language;
}

TEST_F(Ocr, TicketsIn1Bit_AreRead)
{
    for (std::string_view const language : { "tr", "ar", "fa", "am" }) {
        auto const reader = std::ranges::find(readers, language, &Reader::language);
        EXPECT_LE(best(*reader, Surface::ticket), std::max(reader->wrong_max, 0.01)) << language;
    }
}

TEST_F(Ocr, ReversedLinesOrLinesInTheWrongOrder_AreNoticed)
{
    for (Reader const& reader : readers) {
        if (std::string_view(reader.language) != "tr" && std::string_view(reader.language) != "ar")
            continue;
        std::string const text = text_of(reader.language);
        Layout const good = lay_out(reader, text, 25);
        Layout reversed = good;
        for (Line const& line : reversed.lines) {
            for (std::uint32_t number = line.first_run; number < line.first_run + line.run_count; ++number) {
                for (std::uint32_t glyph = reversed.runs[number].first_glyph; glyph < reversed.runs[number].first_glyph + reversed.runs[number].glyph_count;
                     ++glyph)
                    reversed.glyphs[glyph].x_px = line.width_px - reversed.glyphs[glyph].x_px - reversed.glyphs[glyph].advance_px;
            }
        }
        EXPECT_GT(share_wrong(folded(text), read(reader, reversed, Surface::screen)), 0.4) << reader.language;
        Layout swapped = good;
        for (std::size_t number = 0; number + 1 < swapped.lines.size(); number += 2)
            std::swap(swapped.lines[number].baseline_px, swapped.lines[number + 1].baseline_px);
        EXPECT_GT(share_wrong(folded(text), read(reader, swapped, Surface::screen)), 0.4) << reader.language;
    }
}

} // namespace
} // namespace zahide::text::test
