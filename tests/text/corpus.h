#pragma once

// The texts of build/corpus in all languages (tests/corpus), set with the fonts of fonts/fonts.toml.

#include "base/verify.h"
#include "config/fonts.h"
#include "unicode/language.h"

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace zahide::text::test {

/// A language's text, a paragraph an entry.
inline std::vector<std::string> corpus_of(std::string_view language)
{
    std::ifstream stream(ZAHIDE_CORPUS_DIR "/" + std::string(language) + ".txt");
    std::vector<std::string> paragraphs;
    for (std::string line; std::getline(stream, line);)
        paragraphs.push_back(line);
    ZAHIDE_VERIFY(paragraphs.size() >= 10); // tests/corpus makes them
    return paragraphs;
}

/// The fonts that ship, found as a program finds them.
inline Fonts shipped_fonts()
{
    auto const config = config::load_fonts(ZAHIDE_SOURCE_DIR "/fonts/fonts.toml");
    ZAHIDE_VERIFY(config.has_value());
    auto fonts = config::open_fonts(*config);
    ZAHIDE_VERIFY(fonts.has_value());
    return std::move(fonts).value();
}

} // namespace zahide::text::test
