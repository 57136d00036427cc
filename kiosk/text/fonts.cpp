#include "text/fonts.h"

#include "base/verify.h"
#include "faces.h"

#include <algorithm>

namespace zahide::text {

namespace {

Result<Face> open_face(FontSource source)
{
    if (source.bytes == nullptr || source.size_bytes == 0)
        return fail(ErrorCode::invalid, "the font is empty", source.name, "install the font's package again");
    auto const* bytes = reinterpret_cast<char const*>(source.bytes.get()); // NOLINT: HarfBuzz takes characters
    HbBlob const blob(hb_blob_create(bytes, static_cast<unsigned>(source.size_bytes), HB_MEMORY_MODE_READONLY, nullptr, nullptr));
    if (hb_face_count(blob.get()) == 0)
        return fail(ErrorCode::invalid, "not a TrueType or OpenType font", source.name, "name a .ttf or .otf file");
    HbFace face(hb_face_create(blob.get(), 0));
    hb_face_make_immutable(face.get());
    if (hb_face_get_glyph_count(face.get()) == 0)
        return fail(ErrorCode::invalid, "the font has no glyphs", source.name, "name a .ttf or .otf file");
    return Face(std::move(source), std::move(face));
}

Result<Stack> make_stack(FontStack const& stack, std::size_t font_count)
{
    std::string const where = "font stack of " + stack.language.value();
    if (stack.sources.empty())
        return fail(ErrorCode::invalid, "the stack has no font", where, "list at least one");
    if (stack.sources.size() > fonts_per_stack_max)
        return fail(ErrorCode::limit, "more than " + std::to_string(fonts_per_stack_max) + " fonts in a stack", where, "list fewer");
    std::vector<FontIndex> fonts;
    for (std::size_t const source : stack.sources) {
        if (source >= font_count)
            return fail(ErrorCode::invalid, "the stack names a font that isn't there", where, "list fonts of the set");
        fonts.emplace_back(static_cast<std::uint16_t>(source));
    }
    return Stack(stack.language, stack.weight, std::move(fonts));
}

FontCoverage missing_letters(std::span<FontIndex const> fonts, std::vector<Face> const& faces, std::u32string_view letters)
{
    FontCoverage coverage;
    for (char32_t const letter : letters) {
        if (std::ranges::any_of(fonts, [&](FontIndex font) { return faces[font.value()].has(letter); }))
            continue;
        if (coverage.letters_missing++ == 0)
            coverage.first_missing = letter;
    }
    return coverage;
}

} // namespace

Result<Fonts> Fonts::create(FontSet set)
{
    if (set.sources.empty() || set.stacks.empty())
        return fail(ErrorCode::invalid, "no fonts", {}, "list fonts and a stack for each language");
    if (set.sources.size() > fonts_max)
        return fail(ErrorCode::limit, "more than " + std::to_string(fonts_max) + " fonts", {}, "list fewer");
    auto faces = std::make_unique<FontFaces>();
    for (FontSource& source : set.sources)
        faces->faces.push_back(ZAHIDE_TRY(open_face(std::move(source))));
    for (FontStack const& wanted : set.stacks) {
        Stack stack = ZAHIDE_TRY(make_stack(wanted, faces->faces.size()));
        auto const like_it = std::ranges::find(faces->stacks, stack.fonts(), &Stack::fonts);
        if (like_it != faces->stacks.end())
            stack.share(*like_it);
        faces->stacks.push_back(std::move(stack));
    }
    return Fonts(std::move(faces));
}

Fonts::Fonts(std::unique_ptr<FontFaces> faces)
    : m_faces(std::move(faces))
{
}

Fonts::~Fonts() = default;
Fonts::Fonts(Fonts&&) noexcept = default;
Fonts& Fonts::operator=(Fonts&&) noexcept = default;

std::size_t Fonts::size() const
{
    return m_faces->faces.size();
}

std::string const& Fonts::name(FontIndex font) const
{
    ZAHIDE_VERIFY(font.value() < m_faces->faces.size());
    return m_faces->face(font).name();
}

FontCoverage Fonts::coverage_of_first(LanguageTag const& language, Weight weight, std::u32string_view letters) const
{
    return missing_letters(std::span(m_faces->stack(language, weight).fonts()).first(1), m_faces->faces, letters);
}

FontCoverage Fonts::coverage_of_stack(LanguageTag const& language, Weight weight, std::u32string_view letters) const
{
    return missing_letters(m_faces->stack(language, weight).fonts(), m_faces->faces, letters);
}

} // namespace zahide::text
