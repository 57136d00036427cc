#include "hb_shape.h"

#include "unicode/decode.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace zahide::text::test {

namespace {

constexpr float tolerance_px = 1.0F / 64;
constexpr std::size_t context_bytes_max = 64; // HarfBuzz looks at five characters

std::string hexadecimal(std::string_view utf8)
{
    unicode::DecodedText text;
    unicode::decode(utf8, text);
    std::string list;
    for (char32_t const codepoint : text.codepoints) {
        std::array<char, 12> buffer {};
        std::snprintf(buffer.data(), buffer.size(), "%s%X", list.empty() ? "" : ",", static_cast<unsigned>(codepoint));
        list += buffer.data();
    }
    return list;
}

bool continues(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::string_view near_end(std::string_view text)
{
    std::size_t start = text.size() > context_bytes_max ? text.size() - context_bytes_max : 0;
    while (start < text.size() && start > 0 && continues(text[start]))
        ++start;
    return text.substr(start);
}

std::string_view near_start(std::string_view text)
{
    std::size_t end = std::min(text.size(), context_bytes_max);
    while (end < text.size() && continues(text[end]))
        ++end;
    return text.substr(0, end);
}

std::string batch_line(ShapeQuestion const& question)
{
    std::string line = question.font_file + ";--no-glyph-names;--no-clusters;--language=" + question.language + ";--script=" + question.script
        + ";--direction=" + (question.rtl ? "rtl" : "ltr") + ";--unicodes=" + hexadecimal(question.text);
    if (!question.before.empty())
        line += ";--unicodes-before=" + hexadecimal(near_end(question.before));
    if (!question.after.empty())
        line += ";--unicodes-after=" + hexadecimal(near_start(question.after));
    return line;
}

/// "[140@3,-7+636|212+404]"
std::vector<ReferenceGlyph> parse_answer(std::string const& line)
{
    std::vector<ReferenceGlyph> glyphs;
    char const* position = line.c_str();
    while (*position == '[' || *position == '|') {
        ++position;
        if (*position == ']')
            break;
        char* end = nullptr;
        ReferenceGlyph glyph;
        glyph.id = static_cast<std::uint32_t>(std::strtoul(position, &end, 10));
        if (*end == '@') {
            glyph.x_offset = static_cast<int>(std::strtol(end + 1, &end, 10));
            glyph.y_offset = static_cast<int>(std::strtol(end + 1, &end, 10));
        }
        if (*end == '+')
            glyph.advance = static_cast<int>(std::strtol(end + 1, &end, 10));
        glyphs.push_back(glyph);
        position = end;
    }
    return glyphs;
}

/// A file name of our own in the temporary folder, removed in the end.
class TemporaryFile {
public:
    explicit TemporaryFile(char const* name)
        : m_path(std::filesystem::temp_directory_path() / (std::string(name) + "." + std::to_string(::getpid())))
    {
    }
    ~TemporaryFile()
    {
        std::error_code ignored;
        std::filesystem::remove(m_path, ignored);
    }
    TemporaryFile(TemporaryFile const&) = delete;
    TemporaryFile& operator=(TemporaryFile const&) = delete;
    [[nodiscard]] std::string path() const { return m_path.string(); }

private:
    std::filesystem::path m_path;
};

} // namespace

std::vector<std::vector<ReferenceGlyph>> ask_hb_shape(std::vector<ShapeQuestion> const& questions)
{
    TemporaryFile const asked("zahide-hb-shape-questions");
    TemporaryFile const answered("zahide-hb-shape-answers");
    {
        std::ofstream stream(asked.path());
        for (ShapeQuestion const& question : questions)
            stream << batch_line(question) << '\n';
    }
    std::string const command = "hb-shape --batch < '" + asked.path() + "' > '" + answered.path() + "'";
    if (std::system(command.c_str()) != 0) // NOLINT: a fixed command line of ours
        return {};
    std::vector<std::vector<ReferenceGlyph>> answers;
    std::ifstream stream(answered.path());
    for (std::string line; std::getline(stream, line);)
        answers.push_back(parse_answer(line));
    return answers;
}

std::string compare_run(Layout const& layout, Run const& run, std::vector<ReferenceGlyph> const& reference, float units_per_em)
{
    if (reference.size() != run.glyph_count)
        return std::to_string(run.glyph_count) + " glyphs instead of " + std::to_string(reference.size());
    float const px_per_unit = run.size_px / units_per_em;
    float pen_px = 0;
    for (std::size_t index = 0; index < reference.size(); ++index) {
        Glyph const& glyph = layout.glyphs[run.first_glyph + index];
        ReferenceGlyph const& wanted = reference[index];
        auto const near = [](float left, float right) { return std::abs(left - right) <= tolerance_px; };
        if (index == 0)
            pen_px = glyph.x_px - static_cast<float>(wanted.x_offset) * px_per_unit;
        if (glyph.id != wanted.id)
            return "glyph " + std::to_string(glyph.id) + " instead of " + std::to_string(wanted.id) + " at " + std::to_string(index);
        if (!near(glyph.advance_px, static_cast<float>(wanted.advance) * px_per_unit))
            return "another advance at " + std::to_string(index);
        if (!near(glyph.x_px, pen_px + static_cast<float>(wanted.x_offset) * px_per_unit)
            || !near(glyph.y_px, -static_cast<float>(wanted.y_offset) * px_per_unit))
            return "another place at " + std::to_string(index);
        pen_px += static_cast<float>(wanted.advance) * px_per_unit;
    }
    return {};
}

} // namespace zahide::text::test
