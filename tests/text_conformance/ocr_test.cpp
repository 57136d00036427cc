// Somebody else reads what we draw: Tesseract, on pictures as screens and 1-bit papers have them. It catches what is missing, reversed
// or on the wrong line; it reads unjoined letters as well as joined ones, so joining is shown by shaping_conformance and pictures alone.
#include "corpus.h"
#include "test_fonts.h"
#include "text/canvas.h"
#include "unicode/characters.h"
#include "unicode/decode.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace zahide::text::test {
namespace {

constexpr float size_px = 48;
constexpr float width_px = 1200;
constexpr int margin = 48;
constexpr std::size_t sample_bytes_max = 420;

/// Gates that held for Pango's renderings, as a share of letters read otherwise.
struct Reader {
    std::string_view language;
    char const* data; ///< Tesseract's
    double errors_max;
};
// Sorani has no data of its own: the script's model shows no more than the order.
constexpr std::array readers { Reader { "en", "eng", 0.005 }, Reader { "tr", "tur", 0.005 }, Reader { "fr", "fra", 0.005 }, Reader { "ku", "kmr", 0.005 },
    Reader { "uz", "uzb", 0.005 }, Reader { "so", "Latin", 0.005 }, Reader { "ru", "rus", 0.005 }, Reader { "uk", "ukr", 0.005 }, Reader { "ar", "ara", 0.02 },
    Reader { "fa", "fas", 0.02 }, Reader { "ug", "uig", 0.02 }, Reader { "prs", "fas", 0.01 }, Reader { "ps", "pus", 0.01 }, Reader { "am", "amh", 0.05 },
    Reader { "ti", "tir", 0.05 }, Reader { "ckb", "Arabic", 0.35 } };

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> ink;
};

Picture drawn(Fonts const& fonts, Layout const& layout)
{
    Canvas8 canvas(static_cast<int>(width_px) + 2 * margin, static_cast<int>(layout.height_px) + 2 * margin);
    Rasteriser rasteriser(fonts);
    canvas.draw(rasteriser, layout, margin, margin);
    return { canvas.width_px(), canvas.height_px(), { canvas.pixels().begin(), canvas.pixels().end() } };
}

Picture printed(Fonts const& fonts, Layout const& layout)
{
    Bitmap1 bitmap(static_cast<int>(width_px) + 2 * margin, static_cast<int>(layout.height_px) + 2 * margin);
    Rasteriser rasteriser(fonts);
    bitmap.draw(rasteriser, layout, margin, margin);
    Picture picture { bitmap.width_px(), bitmap.height_px(), {} };
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x)
            picture.ink.push_back(bitmap.black(x, y) ? 255 : 0);
    }
    return picture;
}

/// Half as large: Tesseract reads letters of 24 px best.
Picture halved(Picture const& picture)
{
    Picture half { picture.width / 2, picture.height / 2, {} };
    auto const at
        = [&](int x, int y) { return picture.ink[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x)]; };
    for (int y = 0; y < half.height; ++y) {
        for (int x = 0; x < half.width; ++x)
            half.ink.push_back(static_cast<std::uint8_t>((at(2 * x, 2 * y) + at(2 * x + 1, 2 * y) + at(2 * x, 2 * y + 1) + at(2 * x + 1, 2 * y + 1)) / 4));
    }
    return half;
}

std::string read_by_tesseract(Picture const& picture, std::string const& data)
{
    std::string const name = testing::TempDir() + "ocr-" + std::to_string(getpid());
    {
        std::ofstream file(name + ".pgm", std::ios::binary);
        file << "P5\n" << picture.width << ' ' << picture.height << "\n255\n";
        for (std::uint8_t const ink : picture.ink)
            file.put(static_cast<char>(255 - ink));
    }
    std::string const command = "OMP_THREAD_LIMIT=1 tesseract " + name + ".pgm " + name + " -l " + data + " --psm 6 --dpi 150 2>" + name + ".log";
    if (std::system(command.c_str()) != 0) { // NOLINT: nothing in it comes from outside
        ADD_FAILURE() << "Tesseract can't read with " << data << "; install the packages of kiosk/setup/packages.txt";
        return {};
    }
    std::ifstream file(name + ".txt");
    std::string text { std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>() };
    for (char const* const ending : { ".pgm", ".txt", ".log" })
        std::remove((name + ending).c_str());
    return text;
}

char32_t folded(char32_t letter)
{
    static constexpr std::u32string_view variants = U"يیىیئیېیۍیكکةهەهۀهہهھهأاإاآاٱاؤوۇوۆوۋوۈو"; // a letter, then what it is taken for
    for (std::size_t index = 0; index + 1 < variants.size(); index += 2) {
        if (variants[index] == letter)
            return variants[index + 1];
    }
    if (letter >= U'A' && letter <= U'Z')
        return letter + 32;
    return letter;
}

/// Without marks, spaces and punctuation, with letters alike that look alike.
std::u32string folded_letters(std::string const& utf8)
{
    unicode::DecodedText decoded;
    unicode::decode(utf8, decoded);
    unicode::CharacterTable characters;
    std::u32string letters;
    for (char32_t const codepoint : decoded.codepoints) {
        auto const& known = characters[codepoint];
        bool const ethiopic_punctuation = codepoint >= 0x1361 && codepoint <= 0x1368;
        bool const letter = known.script != unicode::script_common && known.script != unicode::script_inherited;
        if (letter && known.cluster == unicode::ClusterClass::other && !ethiopic_punctuation)
            letters += folded(codepoint);
    }
    return letters;
}

/// Letters to change, add and leave out, as a share of those that are there.
double errors(std::u32string const& wanted, std::u32string const& read)
{
    std::vector<std::size_t> row(read.size() + 1);
    for (std::size_t index = 0; index < row.size(); ++index)
        row[index] = index;
    for (std::size_t line = 1; line <= wanted.size(); ++line) {
        std::size_t diagonal = row[0]++;
        for (std::size_t index = 1; index < row.size(); ++index) {
            std::size_t const changed = diagonal + (wanted[line - 1] == read[index - 1] ? 0 : 1);
            diagonal = row[index];
            row[index] = std::min({ changed, row[index] + 1, row[index - 1] + 1 });
        }
    }
    return static_cast<double>(row.back()) / static_cast<double>(std::max<std::size_t>(wanted.size(), 1));
}

class Ocr : public testing::Test {
protected:
    static std::string sample(std::string_view language, std::size_t skip = 0)
    {
        std::string text;
        for (std::string const& paragraph : corpus_of(language)) {
            if (paragraph.size() < 100 || paragraph.find_first_of("0123456789") != std::string::npos)
                continue;
            text = paragraph;
            if (skip-- == 0)
                break;
        }
        if (text.size() <= sample_bytes_max)
            return text;
        auto const space = text.rfind(language == "am" ? "\u1361" : " ", sample_bytes_max);
        return text.substr(0, space);
    }
    Layout lay_out(std::string_view language, std::string const& text)
    {
        auto style = style_of(std::string(language).c_str(), size_px, width_px);
        style.line_height = 1.2F;
        return m_engine.layout_uncached(text, style);
    }
    static double misread(Reader const& reader, std::string const& text, Picture const& picture)
    {
        auto const wanted = folded_letters(text);
        double best = 1;
        for (Picture const& size : { halved(picture), picture }) {
            best = std::min(best, errors(wanted, folded_letters(read_by_tesseract(size, reader.data))));
            if (best <= reader.errors_max)
                break;
        }
        return best;
    }
    static Reader const& reader_of(std::string_view language) { return *std::ranges::find(readers, language, &Reader::language); }

    Engine m_engine = Engine::create(shipped_fonts()).value();
};

/// Now and then Tesseract misses a word of a paragraph, of Pango's pictures too: then two others have to be right.
TEST_F(Ocr, TextsOnScreens_AreReadWithinTheGates)
{
    for (Reader const& reader : readers) {
        auto const share_of = [&](std::size_t skip) {
            std::string const text = sample(reader.language, skip);
            double const share = misread(reader, text, drawn(m_engine.fonts(), lay_out(reader.language, text)));
            std::printf("%s: %.4f\n", std::string(reader.language).c_str(), share);
            return share;
        };
        if (share_of(0) <= reader.errors_max)
            continue;
        EXPECT_LE(share_of(1), reader.errors_max) << reader.language;
        EXPECT_LE(share_of(2), reader.errors_max) << reader.language;
    }
}

TEST_F(Ocr, TextsOn1BitPaper_AreReadWithinTheGates)
{
    for (std::string_view const language : { "tr", "en", "ar", "fa" }) {
        std::string const text = sample(language, 1);
        double const share = misread(reader_of(language), text, printed(m_engine.fonts(), lay_out(language, text)));
        std::printf("%s: %.4f\n", std::string(language).c_str(), share);
        EXPECT_LE(share, reader_of(language).errors_max) << language << ": " << text;
    }
}

TEST_F(Ocr, ReversedMissingOrSwappedLines_AreNoticed)
{
    for (std::string_view const language : { "tr", "ar" }) {
        std::string const text = sample(language);
        Reader const& reader = reader_of(language);
        Layout const good = lay_out(language, text);
        ASSERT_GE(good.lines.size(), 2U);
        Layout reversed = good;
        for (Line const& line : good.lines) {
            for (std::uint32_t run = line.first_run; run < line.first_run + line.run_count; ++run) {
                for (std::uint32_t number = good.runs[run].first_glyph; number < good.runs[run].first_glyph + good.runs[run].glyph_count; ++number)
                    reversed.glyphs[number].x_px = line.width_px - good.glyphs[number].x_px - good.glyphs[number].advance_px;
            }
        }
        EXPECT_GT(misread(reader, text, drawn(m_engine.fonts(), reversed)), 0.3) << language;
        Layout swapped = good;
        std::swap(swapped.lines[0].baseline_px, swapped.lines[1].baseline_px);
        EXPECT_GT(misread(reader, text, drawn(m_engine.fonts(), swapped)), 0.2) << language;
        Layout missing = good;
        missing.lines.pop_back();
        EXPECT_GT(misread(reader, text, drawn(m_engine.fonts(), missing)), 0.1) << language;
    }
}

} // namespace
} // namespace zahide::text::test
