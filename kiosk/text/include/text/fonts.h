#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "text/layout.h"
#include "text/style.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace zahide::text {

/// A font file's bytes, owned or mapped by whoever loaded them and shared between the threads' Fonts.
struct FontSource {
    std::string name; ///< the file's name without its folder
    std::shared_ptr<std::byte const> bytes;
    std::size_t size_bytes = 0;
    std::u32string avoided {}; ///< characters that it has but that look wrong in it: taken as lacking
};

/// Which fonts set a language in a weight, best first. Numbers index FontSet::sources.
struct FontStack {
    LanguageTag language;
    Weight weight = Weight::regular;
    std::vector<std::size_t> sources;
};

/// What a fonts.toml says. The first stack also serves languages that have none.
struct FontSet {
    std::vector<FontSource> sources;
    std::vector<FontStack> stacks;
};

/// What a font has that a language needs.
struct FontCoverage {
    std::size_t letters_missing = 0;
    char32_t first_missing = 0;
};

inline constexpr std::size_t fonts_per_stack_max = 15;
inline constexpr std::size_t fonts_max = 256;

struct FontFaces;

/// The opened fonts with their shaping and drawing faces. Move-only; belongs to one thread, as an Engine does.
class Fonts {
public:
    /// Fails on bytes that are no font, on a stack without fonts or beyond the limits.
    [[nodiscard]] static Result<Fonts> create(FontSet set);
    ~Fonts();
    Fonts(Fonts&&) noexcept;
    Fonts& operator=(Fonts&&) noexcept;

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::string const& name(FontIndex font) const;
    /// What the first font of a language's stack, or its whole stack, lacks of these letters.
    [[nodiscard]] FontCoverage coverage_of_first(LanguageTag const& language, Weight weight, std::u32string_view letters) const;
    [[nodiscard]] FontCoverage coverage_of_stack(LanguageTag const& language, Weight weight, std::u32string_view letters) const;

    /// For text's own files: the faces behind the wall.
    [[nodiscard]] FontFaces& faces() const { return *m_faces; }

private:
    explicit Fonts(std::unique_ptr<FontFaces> faces);
    std::unique_ptr<FontFaces> m_faces;
};

} // namespace zahide::text
