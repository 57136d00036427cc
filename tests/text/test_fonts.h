#pragma once

#include "base/verify.h"
#include "text/engine.h"

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace zahide::text::test {

inline std::string const noto_directory = "/usr/share/fonts/truetype/noto/"; // Debian's fonts-noto-core and -ui-core

inline FontSource read_font(std::string const& name)
{
    std::ifstream stream(noto_directory + name, std::ios::binary);
    ZAHIDE_VERIFY(stream.good());
    auto const content = std::make_shared<std::string>(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    auto const* const bytes = reinterpret_cast<std::byte const*>(content->data());
    return FontSource { name, std::shared_ptr<std::byte const>(content, bytes), content->size() };
}

/// Noto Sans first for tr and en, Noto Naskh Arabic first for ar and fa.
inline FontSet noto_set()
{
    FontSet set;
    set.sources.push_back(read_font("NotoSans-Regular.ttf"));
    set.sources.push_back(read_font("NotoNaskhArabic-Regular.ttf"));
    set.sources.push_back(read_font("NotoSans-Bold.ttf"));
    set.sources.push_back(read_font("NotoNaskhArabic-Bold.ttf"));
    for (char const* const language : { "en", "tr" }) {
        set.stacks.push_back({ LanguageTag(language), Weight::regular, { 0, 1 } });
        set.stacks.push_back({ LanguageTag(language), Weight::bold, { 2, 3 } });
    }
    for (char const* const language : { "ar", "fa" }) {
        set.stacks.push_back({ LanguageTag(language), Weight::regular, { 1, 0 } });
        set.stacks.push_back({ LanguageTag(language), Weight::bold, { 3, 2 } });
    }
    return set;
}

inline Fonts noto_fonts()
{
    auto fonts = Fonts::create(noto_set());
    ZAHIDE_VERIFY(fonts.has_value());
    return std::move(fonts).value();
}

inline Engine noto_engine()
{
    auto engine = Engine::create(noto_fonts());
    ZAHIDE_VERIFY(engine.has_value());
    return std::move(engine).value();
}

inline ParagraphStyle style_of(char const* language, float size_px = 36, float width_px = 0)
{
    ParagraphStyle style;
    style.language = LanguageTag(language);
    style.size_px = size_px;
    style.width_px = width_px;
    return style;
}

} // namespace zahide::text::test
