// A program's way to its first paragraph: fonts.toml, the fonts, an engine, a layout. bench_text measures it beside first_pango.
#include "config/fonts.h"
#include "text/engine.h"

int main()
{
    using namespace zahide;
    auto const config = config::load_fonts(ZAHIDE_SOURCE_DIR "/fonts/fonts.toml");
    auto fonts = config ? config::open_fonts(*config) : Result<text::Fonts>(fail(config.error()));
    if (!fonts)
        return 1;
    auto engine = text::Engine::create(std::move(*fonts));
    text::ParagraphStyle style;
    style.language = LanguageTag("ar");
    style.size_px = 36;
    style.width_px = 1200;
    return engine && !engine->layout("أهلاً وسهلاً بكم في مركز الحي، اختر لغتك من فضلك", style).glyphs.empty() ? 0 : 1;
}
