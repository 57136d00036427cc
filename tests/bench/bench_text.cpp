// What laying out costs beyond shaping, which nobody can do without: ns per code point for raw hb_shape on the same
// maximal runs, for us afresh and from the cache; and what a frame in which nothing changed allocates.
//   bench_text [FOLDER of text files named <language>.txt, one paragraph a line]
#include "allocations.h"
#include "config/fonts.h"
#include "faces.h"
#include "text/atlas.h"
#include "text/engine.h"
#include "typesetter.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace {

using namespace zahide;
using namespace zahide::text;

constexpr float size_px = 36;
constexpr float width_px = 1200;
constexpr int rounds = 15; // the quickest of them counts: the others were disturbed
constexpr double uncached_ratio_max = 1.8;
constexpr std::size_t paragraph_bytes = 600;

struct Corpus {
    std::string name;
    LanguageTag language;
    std::vector<std::string> paragraphs;
};

/// A paragraph's items with what hb_shape needs.
struct RawParagraph {
    std::vector<hb_codepoint_t> text;
    std::vector<Piece> items;
    hb_language_t language = nullptr;
};

Fonts open_fonts()
{
    auto const config = config::load_fonts(ZAHIDE_SOURCE_DIR "/fonts/fonts.toml");
    auto fonts = config ? config::open_fonts(*config) : Result<Fonts>(fail(config.error()));
    if (!fonts) {
        std::fprintf(stderr, "%s\n", fonts.error().line().c_str());
        std::exit(1);
    }
    return std::move(fonts).value();
}

/// The messages of a language one by one, and joined to paragraphs of a page's width and more.
void add_messages(std::vector<Corpus>& corpora, std::string const& language)
{
    std::ifstream stream(ZAHIDE_SOURCE_DIR "/locales/" + language + ".arb");
    Corpus single { language + " messages", LanguageTag(language), {} };
    Corpus joined { language + " paragraphs", LanguageTag(language), { "" } };
    auto const json = nlohmann::json::parse(stream);
    for (auto const& [key, value] : json.items()) {
        if (key.starts_with("@") || !value.is_string())
            continue;
        auto text = value.get<std::string>();
        if (text.find('{') != std::string::npos || text.find('\n') != std::string::npos)
            continue; // not what is laid out
        if (joined.paragraphs.back().size() > paragraph_bytes)
            joined.paragraphs.emplace_back();
        joined.paragraphs.back() += text + " ";
        single.paragraphs.push_back(std::move(text));
    }
    corpora.push_back(std::move(joined));
    corpora.push_back(std::move(single));
}

void add_files(std::vector<Corpus>& corpora, std::string const& folder)
{
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        Corpus corpus { entry.path().stem().string(), LanguageTag(entry.path().stem().string()), {} };
        std::ifstream stream(entry.path());
        for (std::string line; std::getline(stream, line);)
            corpus.paragraphs.push_back(line);
        corpora.push_back(std::move(corpus));
    }
}

ParagraphStyle style_for(Corpus const& corpus)
{
    ParagraphStyle style;
    style.language = corpus.language;
    style.size_px = size_px;
    style.width_px = width_px;
    return style;
}

template<class Work>
double quickest_ns(Work const& work)
{
    double quickest = std::numeric_limits<double>::max();
    for (int round = 0; round < rounds; ++round) {
        auto const start = std::chrono::steady_clock::now();
        work();
        quickest = std::min(quickest, static_cast<double>(std::chrono::nanoseconds(std::chrono::steady_clock::now() - start).count()));
    }
    return quickest;
}

std::vector<RawParagraph> prepare_raw(Corpus const& corpus, Typesetter& typesetter)
{
    std::vector<RawParagraph> raws;
    for (std::string const& paragraph : corpus.paragraphs) {
        Paragraph const& analysed = typesetter.analyse(paragraph, style_for(corpus));
        raws.push_back({ { analysed.text.begin(), analysed.text.end() }, analysed.items, analysed.language->shaping });
    }
    return raws;
}

void shape_raw(std::vector<RawParagraph> const& raws, FontFaces& faces, hb_buffer_t* buffer)
{
    for (RawParagraph const& raw : raws) {
        for (Piece const& item : raw.items) {
            hb_buffer_clear_contents(buffer);
            hb_buffer_add_codepoints(buffer, raw.text.data(), static_cast<int>(raw.text.size()), item.start, static_cast<int>(item.end - item.start));
            hb_buffer_set_direction(buffer, item.rtl() ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
            hb_buffer_set_script(buffer, static_cast<hb_script_t>(item.script.tag()));
            hb_buffer_set_language(buffer, raw.language);
            hb_shape(hb_font_get_parent(faces.face(item.font).font()), buffer, nullptr, 0); // the hb-ot functions
        }
    }
}

struct Figures {
    std::size_t codepoints = 0;
    double raw_ns = 0;
    double uncached_ns = 0;
    double cached_ns = 0;
};

Figures measure(Corpus const& corpus)
{
    Fonts const fonts = open_fonts();
    EngineCounters counters;
    Typesetter typesetter(fonts.faces(), counters);
    auto engine = Engine::create(open_fonts()).value();
    auto const style = style_for(corpus);
    auto const raws = prepare_raw(corpus, typesetter);
    HbBuffer const buffer(hb_buffer_create());

    Figures figures;
    for (RawParagraph const& raw : raws)
        figures.codepoints += raw.text.size();
    auto const count = static_cast<double>(figures.codepoints);
    std::size_t lines = 0;
    figures.raw_ns = quickest_ns([&] { shape_raw(raws, fonts.faces(), buffer.get()); }) / count;
    figures.uncached_ns = quickest_ns([&] {
        for (std::string const& paragraph : corpus.paragraphs)
            lines += engine.layout_uncached(paragraph, style).lines.size();
    }) / count;
    figures.cached_ns = quickest_ns([&] {
        for (std::string const& paragraph : corpus.paragraphs)
            lines += engine.layout(paragraph, style).lines.size();
    }) / count;
    return figures;
}

/// Allocations of a frame that shows the same paragraphs as the one before.
std::uint64_t steady_frame_allocations(Corpus const& corpus)
{
    auto engine = Engine::create(open_fonts()).value();
    Atlas atlas(engine.fonts());
    auto const style = style_for(corpus);
    auto const frame = [&] {
        atlas.begin_frame();
        for (std::string const& paragraph : corpus.paragraphs) {
            Layout const& layout = engine.layout(paragraph, style);
            for (Run const& run : layout.runs) {
                for (std::uint32_t number = run.first_glyph; number < run.first_glyph + run.glyph_count; ++number) {
                    auto const pen = snap_pen(layout.glyphs[number].x_px, 0, run.size_px, RasterMode::gray);
                    static_cast<void>(atlas.glyph(run.font, layout.glyphs[number].id, run.size_px, pen.subpixel));
                }
            }
        }
    };
    frame();
    std::uint64_t const before = bench::allocations();
    frame();
    return bench::allocations() - before;
}

} // namespace

int main(int argument_count, char** arguments)
{
    std::vector<Corpus> corpora;
    for (char const* const language : { "ar", "fa", "tr", "en" })
        add_messages(corpora, language);
    if (argument_count > 1)
        add_files(corpora, arguments[1]);
    std::printf("%-16s %10s %10s %10s %10s %8s %8s %12s\n", "text", "codepoints", "raw ns", "ours ns", "cached ns", "ours/raw", "cached/raw", "steady allocs");
    bool within = true;
    for (Corpus const& corpus : corpora) {
        Figures const figures = measure(corpus);
        auto const allocated = steady_frame_allocations(corpus);
        double const ratio = figures.uncached_ns / figures.raw_ns;
        std::printf("%-16s %10zu %10.1f %10.1f %10.2f %8.2f %8.3f %12llu\n", corpus.name.c_str(), figures.codepoints, figures.raw_ns, figures.uncached_ns,
            figures.cached_ns, ratio, figures.cached_ns / figures.raw_ns, static_cast<unsigned long long>(allocated));
        within = within && allocated == 0 && (ZAHIDE_LIMITS_HOLD == 0 || ratio <= uncached_ratio_max);
    }
    if (!within)
        std::printf("beyond the limit: uncached at most %.1f × raw, no allocation in a steady frame\n", uncached_ratio_max);
    return within ? 0 : 1;
}
