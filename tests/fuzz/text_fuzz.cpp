// Any bytes, any width: no crash, and every glyph's cluster lies in the text.
#include "config/fonts.h"
#include "text/engine.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

using namespace zahide;

text::Engine& engine()
{
    static text::Engine instance = [] {
        auto config = config::load_fonts(ZAHIDE_SOURCE_DIR "/fonts/fonts.toml");
        if (!config) {
            std::fprintf(stderr, "%s\n", config.error().line().c_str());
            std::abort();
        }
        auto fonts = config::open_fonts(*config);
        if (!fonts)
            std::abort();
        auto created = text::Engine::create(std::move(*fonts));
        if (!created)
            std::abort();
        return std::move(*created);
    }();
    return instance;
}

text::ParagraphStyle style_of(std::uint8_t choice, std::uint8_t width)
{
    static constexpr std::string_view languages[] = { "ar", "fa", "tr", "en" };
    text::ParagraphStyle style;
    style.language = LanguageTag(std::string(languages[choice % 4]));
    style.size_px = 32.0F;
    style.width_px = static_cast<float>(width) * 4.0F; // 0: no wrapping
    style.lines_max = choice / 64;
    return style;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    if (size < 2)
        return 0;
    std::string_view const input(reinterpret_cast<char const*>(data + 2), size - 2);
    auto const layout = engine().layout_uncached(input, style_of(data[0], data[1]));
    for (auto const& glyph : layout.glyphs) {
        if (glyph.cluster > input.size())
            std::abort();
    }
    return 0;
}
