#include "tesseract.h"

#include "unicode/characters.h"
#include "unicode/decode.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace zahide::text::test {

namespace {

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

/// Edits from `wanted` to the parts of `read` that end at each place, and begin at the first; with a step of 0 at any.
std::vector<std::size_t> edits(std::u32string const& wanted, std::u32string const& read, std::size_t step_at_start)
{
    std::vector<std::size_t> row(read.size() + 1);
    for (std::size_t index = 0; index < row.size(); ++index)
        row[index] = index * step_at_start;
    for (std::size_t line = 1; line <= wanted.size(); ++line) {
        std::size_t diagonal = row[0]++;
        for (std::size_t index = 1; index < row.size(); ++index) {
            std::size_t const changed = diagonal + (wanted[line - 1] == read[index - 1] ? 0 : 1);
            diagonal = row[index];
            row[index] = std::min({ changed, row[index] + 1, row[index - 1] + 1 });
        }
    }
    return row;
}

double as_share(std::size_t edits, std::u32string const& wanted)
{
    return static_cast<double>(edits) / static_cast<double>(std::max<std::size_t>(wanted.size(), 1));
}

} // namespace

Picture picture_of(Canvas8 const& canvas)
{
    return { canvas.width_px(), canvas.height_px(), { canvas.pixels().begin(), canvas.pixels().end() } };
}

Picture picture_of(Bitmap1 const& bitmap)
{
    Picture picture { bitmap.width_px(), bitmap.height_px(), {} };
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x)
            picture.ink.push_back(bitmap.black(x, y) ? 255 : 0);
    }
    return picture;
}

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

double errors(std::u32string const& wanted, std::u32string const& read)
{
    return as_share(edits(wanted, read, 1).back(), wanted);
}

double errors_in_part(std::u32string const& wanted, std::u32string const& read)
{
    return as_share(std::ranges::min(edits(wanted, read, 0)), wanted);
}

} // namespace zahide::text::test
