#pragma once

#include "base/result.h"
#include "text/fonts.h"

#include <string>
#include <vector>

namespace zahide::config {

/// The largest font file that is opened.
inline constexpr std::size_t font_bytes_max = 64 * 1024 * 1024;

/// What a fonts.toml names, mapped into memory. Each thread makes Fonts of its own from a copy; the bytes are shared.
struct FontsConfig {
    text::FontSet set;
    std::vector<std::string> places; ///< file:line of each language's stack, parallel to `languages`
    std::vector<LanguageTag> languages;
};

/// Reads a fonts.toml and maps the files it names. A missing file's error names the Debian package that has it. The
/// first thing wrong is the error: one line "file:line: what; mend".
[[nodiscard]] Result<FontsConfig> load_fonts(std::string const& file);

/// Opens the fonts and checks that every language's first font has its script and its whole stack the letters that CLDR
/// says it needs.
[[nodiscard]] Result<text::Fonts> open_fonts(FontsConfig const& config);

/// Maps one font file.
[[nodiscard]] Result<text::FontSource> load_font_file(std::string const& path);

} // namespace zahide::config
