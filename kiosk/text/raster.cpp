#include "text/raster.h"

#include "base/verify.h"
#include "faces.h"

#include <algorithm>
#include <cmath>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <vector>

namespace zahide::text {

namespace {

using FtLibrary = std::unique_ptr<FT_LibraryRec_, Deleter<FT_Done_FreeType>>;
using FtFace = std::unique_ptr<FT_FaceRec_, Deleter<FT_Done_Face>>;

struct SizedFace {
    FtFace face;
    FT_F26Dot6 size = 0;
};

/// In mono, what is covered at least this much is black. Compared on paper-sized pictures (576 dots wide, 203 dpi, the
/// Declaration in Arabic, Amharic and Turkish; no hinting, light and mono hinting; thresholds of 64, 96 and 128). Of the ink of Naskh at 22 px,
/// 128 leaves 29 % on strokes a single dot thick, which thermal paper loses, 96 half of that and 64 a quarter. But 64 closes
/// marks and dots to letters: there are 131 to 144 white eyes in a text that has 121, which 96 keeps. Tesseract reads all of them
/// alike. Which hinting is taken changes none of these by more than a tenth; light is that of the screen, and moves nothing sideways,
/// so that joins meet.
constexpr std::uint8_t black_coverage_min = 96;

/// Rows from the top, one byte a pixel, whatever FreeType's own layout is.
void copy_rows(FT_Bitmap const& bitmap, RasterMode mode, std::vector<std::uint8_t>& pixels)
{
    std::size_t const width = bitmap.width;
    pixels.resize(width * bitmap.rows);
    for (std::size_t y = 0; y < bitmap.rows; ++y)
        std::copy_n(bitmap.buffer + static_cast<std::ptrdiff_t>(y) * bitmap.pitch, width, pixels.data() + y * width);
    if (mode == RasterMode::mono) {
        for (std::uint8_t& pixel : pixels)
            pixel = pixel >= black_coverage_min ? 255 : 0;
    }
}

} // namespace

PenPosition snap_pen(float x_px, float baseline_px, float size_px, RasterMode mode)
{
    int const y = static_cast<int>(std::floor(baseline_px + 0.5F));
    if (mode == RasterMode::mono || size_px >= whole_pixel_size_px)
        return { static_cast<int>(std::floor(x_px + 0.5F)), y, 0 };
    float const x = std::floor(x_px);
    auto const step = static_cast<std::uint8_t>((x_px - x) * static_cast<float>(subpixel_steps));
    return { static_cast<int>(x), y, std::min<std::uint8_t>(step, subpixel_steps - 1) };
}

struct Rasteriser::State {
    FontFaces& fonts;
    FtLibrary library;
    std::vector<SizedFace> faces;
    std::vector<std::uint8_t> pixels;

    /// The font at this size, or null where FreeType refuses it.
    FT_Face sized(FontIndex font, float size_px)
    {
        SizedFace& sized_face = faces[font.value()];
        if (!sized_face.face) {
            FontSource const& source = fonts.face(font).source();
            FT_Face opened = nullptr;
            auto const* bytes = reinterpret_cast<FT_Byte const*>(source.bytes.get()); // NOLINT: FreeType takes characters
            if (FT_New_Memory_Face(library.get(), bytes, static_cast<FT_Long>(source.size_bytes), 0, &opened) != 0)
                return nullptr;
            sized_face.face.reset(opened);
        }
        auto const size = static_cast<FT_F26Dot6>(std::lround(size_px * 64));
        if (sized_face.size != size) {
            if (FT_Set_Char_Size(sized_face.face.get(), 0, size, 72, 72) != 0)
                return nullptr;
            sized_face.size = size;
        }
        return sized_face.face.get();
    }
};

Rasteriser::Rasteriser(Fonts const& fonts)
    : m_state(std::make_unique<State>(State { fonts.faces(), {}, {}, {} }))
{
    FT_Library library = nullptr;
    ZAHIDE_VERIFY(FT_Init_FreeType(&library) == 0);
    m_state->library.reset(library);
    m_state->faces.resize(fonts.size());
}

Rasteriser::~Rasteriser() = default;
Rasteriser::Rasteriser(Rasteriser&&) noexcept = default;
Rasteriser& Rasteriser::operator=(Rasteriser&&) noexcept = default;

GlyphBitmap Rasteriser::draw(FontIndex font, std::uint32_t glyph_id, float size_px, std::uint8_t subpixel, RasterMode mode)
{
    FT_Face const face = m_state->sized(font, size_px);
    // Light hinting snaps to whole pixels vertically only, so that advances and joins stay as they were shaped.
    constexpr FT_Int32 flags = FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT;
    if (face == nullptr || FT_Load_Glyph(face, glyph_id, flags) != 0 || face->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
        return {};
    if (subpixel > 0)
        FT_Outline_Translate(&face->glyph->outline, subpixel * 64 / subpixel_steps, 0);
    if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0 || face->glyph->bitmap.pixel_mode != FT_PIXEL_MODE_GRAY)
        return {};
    FT_GlyphSlot const slot = face->glyph;
    copy_rows(slot->bitmap, mode, m_state->pixels);
    return { static_cast<int>(slot->bitmap.width), static_cast<int>(slot->bitmap.rows), slot->bitmap_left, -slot->bitmap_top, m_state->pixels };
}

} // namespace zahide::text
