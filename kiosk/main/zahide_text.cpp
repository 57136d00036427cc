// zahide-text: shapes, lays out and renders text from the command line, for tests and translators.

#include "config/fonts.h"
#include "picture/png.h"
#include "share_directory.h"
#include "text/canvas.h"
#include "text/engine.h"
#include "text_json.h"
#include "unicode/bidi.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace zahide;

constexpr int exit_fine = 0;
constexpr int exit_failed = 1;
constexpr int exit_usage = 2;
constexpr int picture_margin_px = 8;
constexpr float picture_side_px_max = 16'000;

struct Options {
    std::string share;
    std::vector<std::string> fonts;
    std::string language = "en";
    text::ParagraphStyle style;
    std::string out;
    text::RasterMode mode = text::RasterMode::gray;
};

int report(Error const& error, int exit_code)
{
    std::fprintf(stderr, "zahide-text: %s\n", error.line().c_str());
    return exit_code;
}

/// The fonts of --font, for every language; else those of fonts.toml.
Result<text::Fonts> open_fonts(Options const& options)
{
    if (options.fonts.empty()) {
        auto const config = ZAHIDE_TRY(config::load_fonts((share_directory(options.share) / "fonts.toml").string()));
        return config::open_fonts(config);
    }
    text::FontSet set;
    text::FontStack stack { LanguageTag(options.language), options.style.weight, {} };
    for (std::string const& path : options.fonts) {
        stack.sources.push_back(set.sources.size());
        set.sources.push_back(ZAHIDE_TRY(config::load_font_file(path)));
    }
    set.stacks.push_back(std::move(stack));
    return text::Fonts::create(std::move(set));
}

Result<text::Engine> make_engine(Options const& options)
{
    return text::Engine::create(ZAHIDE_TRY(open_fonts(options)));
}

/// The next line of standard input, without its line feed.
bool read_line(std::string& line)
{
    if (!std::getline(std::cin, line))
        return false;
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    return true;
}

int run_layout(Options const& options)
{
    auto engine = make_engine(options);
    if (!engine)
        return report(engine.error(), exit_usage);
    std::string json;
    for (std::string line; read_line(line);) {
        json.clear();
        append_json(json, engine->layout_uncached(line, options.style), engine->fonts());
        std::cout << json << '\n';
    }
    std::cout.flush();
    return std::cout ? exit_fine : report({ ErrorCode::unavailable, "standard output can't be written", {}, {} }, exit_failed);
}

/// One paragraph below the other, with room for what reaches out of the lines.
struct Sheet {
    std::vector<text::Layout> layouts;
    int width_px = 0;
    int height_px = 0;
};

Result<Sheet> set_sheet(text::Engine& engine, text::ParagraphStyle const& style)
{
    Sheet sheet;
    float width_px = style.width_px;
    float height_px = 0;
    for (std::string line; read_line(line);) {
        sheet.layouts.push_back(engine.layout_uncached(line, style));
        text::Layout const& layout = sheet.layouts.back();
        width_px = std::max(width_px, std::max(layout.width_px, layout.ink_right));
        height_px += layout.height_px;
    }
    if (!(width_px <= picture_side_px_max && height_px <= picture_side_px_max))
        return fail(ErrorCode::limit, "the picture is wider or higher than 16000 px", {}, "give --width, a smaller --size or less text");
    sheet.width_px = static_cast<int>(std::ceil(width_px)) + 2 * picture_margin_px;
    sheet.height_px = static_cast<int>(std::ceil(height_px)) + 2 * picture_margin_px;
    return sheet;
}

template<class Picture>
void draw_sheet(Picture& picture, Sheet const& sheet, text::Rasteriser& rasteriser)
{
    float y_px = picture_margin_px;
    for (text::Layout const& layout : sheet.layouts) {
        picture.draw(rasteriser, layout, picture_margin_px, y_px);
        y_px += layout.height_px;
    }
}

Result<void> write_sheet(Sheet const& sheet, text::Rasteriser& rasteriser, Options const& options)
{
    if (options.mode == text::RasterMode::mono) {
        text::Bitmap1 bitmap(sheet.width_px, sheet.height_px);
        draw_sheet(bitmap, sheet, rasteriser);
        return picture::write_png(options.out, { picture::PixelFormat::bits1, sheet.width_px, sheet.height_px, bitmap.row_bytes(), bitmap.bytes() });
    }
    text::Canvas8 canvas(sheet.width_px, sheet.height_px);
    draw_sheet(canvas, sheet, rasteriser);
    std::vector<std::uint8_t> paper(canvas.pixels().begin(), canvas.pixels().end());
    for (std::uint8_t& pixel : paper)
        pixel = static_cast<std::uint8_t>(255 - pixel);
    return picture::write_png(options.out, { picture::PixelFormat::gray8, sheet.width_px, sheet.height_px, static_cast<std::size_t>(sheet.width_px), paper });
}

int run_render(Options const& options)
{
    auto engine = make_engine(options);
    if (!engine)
        return report(engine.error(), exit_usage);
    auto const sheet = set_sheet(*engine, options.style);
    if (!sheet)
        return report(sheet.error(), exit_failed);
    text::Rasteriser rasteriser(engine->fonts());
    auto const written = write_sheet(*sheet, rasteriser, options);
    return written ? exit_fine : report(written.error(), exit_failed);
}

/// A case of BidiCharacterTest.txt: code points in hexadecimal, and 0, 1 or 2 for left-to-right, right-to-left, automatic.
bool parse_bidi_line(std::string const& line, std::u32string& text, unicode::Direction& direction)
{
    std::istringstream fields(line);
    std::string codepoints;
    std::string wanted;
    if (!std::getline(fields, codepoints, ';') || !std::getline(fields, wanted, ';'))
        return false;
    text.clear();
    std::istringstream words(codepoints);
    for (std::string word; words >> word;) {
        std::size_t used = 0;
        unsigned long codepoint = 0x110000;
        if (word.size() <= 6 && word.find_first_not_of("0123456789ABCDEFabcdef") == std::string::npos)
            codepoint = std::stoul(word, &used, 16);
        if (codepoint > 0x10FFFF)
            return false;
        text += static_cast<char32_t>(codepoint);
    }
    auto const from = wanted.find_first_not_of(" \t");
    if (from == std::string::npos || wanted.find_last_not_of(" \t\r") != from || wanted[from] < '0' || wanted[from] > '2')
        return false;
    constexpr std::array directions { unicode::Direction::left_to_right, unicode::Direction::right_to_left, unicode::Direction::automatic };
    direction = directions.at(static_cast<std::size_t>(wanted[from] - '0'));
    return true;
}

std::string bidi_answer(unicode::Bidi& bidi, std::u32string const& text, unicode::Direction direction)
{
    unicode::BidiLevel const base = bidi.resolve(text, direction);
    std::string levels;
    std::vector<std::size_t> order;
    for (std::size_t index = 0; index < text.size(); ++index) {
        bool const removed = unicode::removed_by_x9(bidi.classes()[index]);
        levels.append(index > 0 ? " " : "").append(removed ? "x" : std::to_string(bidi.levels()[index]));
        if (!removed)
            order.push_back(index);
    }
    unicode::reorder_visually(std::span(order), [&bidi](std::size_t index) { return bidi.levels()[index]; });
    std::string answer = std::to_string(base) + ";" + levels + ";";
    for (std::size_t number = 0; number < order.size(); ++number)
        answer.append(number > 0 ? " " : "").append(std::to_string(order[number]));
    return answer;
}

int run_bidi()
{
    unicode::CharacterTable characters;
    unicode::Bidi bidi(characters);
    std::u32string text;
    std::size_t number = 0;
    for (std::string line; read_line(line);) {
        ++number;
        if (line.empty() || line[0] == '#')
            continue;
        auto direction = unicode::Direction::automatic;
        if (!parse_bidi_line(line, text, direction))
            return report(
                { ErrorCode::invalid, "not a bidi case", "standard input:" + std::to_string(number), "write code points in hexadecimal, \";\", and 0, 1 or 2" },
                exit_failed);
        std::cout << bidi_answer(bidi, text, direction) << '\n';
    }
    return exit_fine;
}

int check_config(Options const& options)
{
    auto const fonts = open_fonts(options);
    if (!fonts)
        return report(fonts.error(), exit_usage);
    std::cout << "fine: " << fonts->size() << " fonts\n";
    return exit_fine;
}

void add_style_options(CLI::App& command, Options& options)
{
    auto& style = options.style;
    command.add_option("--lang", options.language, "Language: tr, en, ar, fa, …")->capture_default_str();
    command.add_option("--size", style.size_px, "Size of the em, px")->check(CLI::Range(text::size_px_min, text::size_px_max))->capture_default_str();
    command.add_option("--width", style.width_px, "Width to break lines at, px; 0 = never")->check(CLI::Range(0.0F, 1e6F))->capture_default_str();
    command.add_option("--font", options.fonts, "Font file, instead of fonts.toml; again for each fallback");
    command.add_option("--weight", style.weight, "regular or bold")
        ->transform(CLI::CheckedTransformer(std::map<std::string, text::Weight> { { "regular", text::Weight::regular }, { "bold", text::Weight::bold } }));
    command.add_option("--direction", style.direction, "auto, ltr or rtl")
        ->transform(CLI::CheckedTransformer(std::map<std::string, text::Direction> {
            { "auto", text::Direction::automatic }, { "ltr", text::Direction::left_to_right }, { "rtl", text::Direction::right_to_left } }));
    command.add_option("--align", style.alignment, "start, center or end")
        ->transform(CLI::CheckedTransformer(std::map<std::string, text::Alignment> {
            { "start", text::Alignment::start }, { "center", text::Alignment::center }, { "end", text::Alignment::end } }));
    command.add_option("--lines", style.lines_max, "How many lines at most; 0 = any")->check(CLI::Range(0, 100'000));
    command.add_option("--ellipsis", style.ellipsis, "Where text gives way beyond --lines: end, start or none")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, text::Ellipsis> { { "end", text::Ellipsis::end }, { "start", text::Ellipsis::start }, { "none", text::Ellipsis::none } }));
    command.add_option("--line-height", style.line_height, "Factor on the fonts' line height")->check(CLI::Range(0.1F, 10.0F));
}

} // namespace

int main(int argument_count, char** arguments)
{
    Options options;
    bool check = false;
    bool mono = false;
    CLI::App app("Shapes, lays out and renders text, one paragraph a line of standard input.", "zahide-text");
    app.set_version_flag("--version", std::string("zahide-text ") + ZAHIDE_VERSION);
    app.add_option("--share", options.share, "Folder with fonts.toml (beside the program by default)");
    app.add_flag("--check-config", check, "Check fonts.toml and its fonts, then stop");
    app.require_subcommand(0, 1);
    app.fallthrough();
    auto* const layout = app.add_subcommand("layout", "Print each paragraph's layout as a JSON object; px, y downwards from the baseline");
    auto* const render = app.add_subcommand("render", "Draw the paragraphs into a PNG");
    auto* const bidi = app.add_subcommand("bidi", "Read cases of BidiCharacterTest.txt (code points;direction), print level;levels;order");
    add_style_options(*layout, options);
    add_style_options(*render, options);
    render->add_option("--out", options.out, "PNG file to write")->required();
    render->add_flag("--mono", mono, "One bit a pixel, as tickets are printed");
    try {
        app.parse(argument_count, arguments);
    } catch (CLI::ParseError const& error) {
        if (error.get_exit_code() == 0)
            return app.exit(error);
        return report({ ErrorCode::invalid, error.what(), {}, "see zahide-text --help" }, exit_usage);
    }
    options.style.language = LanguageTag(options.language);
    options.mode = mono ? text::RasterMode::mono : text::RasterMode::gray;
    if (check)
        return check_config(options);
    if (layout->parsed())
        return run_layout(options);
    if (render->parsed())
        return run_render(options);
    if (bidi->parsed())
        return run_bidi();
    return report({ ErrorCode::invalid, "no command", {}, "say layout, render or bidi; see zahide-text --help" }, exit_usage);
}
