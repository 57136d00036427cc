#include "share_pictures.h"

#include "picture/png.h"

#include <system_error>
#include <utility>
#include <vector>

namespace zahide::program {

namespace {

constexpr std::size_t rgba_bytes = 4;

} // namespace

SharePictures::SharePictures(std::filesystem::path folder)
    : m_folder(std::move(folder))
{
}

Result<SharePictures> SharePictures::create(std::filesystem::path const& share)
{
    std::error_code error;
    if (!std::filesystem::exists(share / "icons" / "brand.png", error))
        return fail(ErrorCode::not_found, "there are no pictograms", (share / "icons").string(),
            "name the folder that holds them with --share, or build the target 'programs'");
    return SharePictures(share / "icons");
}

Result<painter::IconImage> SharePictures::load(std::string_view name)
{
    picture::Picture const picture = ZAHIDE_TRY(picture::read_png(m_folder / (std::string(name) + ".png"), picture::PixelFormat::rgba8));
    painter::IconImage image { picture.width_px, picture.height_px, {} };
    image.coverage.reserve(static_cast<std::size_t>(picture.width_px) * static_cast<std::size_t>(picture.height_px));
    for (int row = 0; row < picture.height_px; ++row) {
        std::uint8_t const* pixel = picture.bytes.data() + static_cast<std::size_t>(row) * picture.stride_bytes;
        for (int column = 0; column < picture.width_px; ++column, pixel += rgba_bytes)
            image.coverage.push_back(pixel[rgba_bytes - 1]);
    }
    return image;
}

Result<void> write_screen(std::string const& file, ui::Pixels const& pixels)
{
    std::vector<std::uint8_t> rgba;
    rgba.reserve(pixels.rgb.size() / 3 * rgba_bytes);
    for (std::size_t at = 0; at + 2 < pixels.rgb.size(); at += 3)
        rgba.insert(rgba.end(), { pixels.rgb[at], pixels.rgb[at + 1], pixels.rgb[at + 2], std::uint8_t { 255 } });
    auto const stride = static_cast<std::size_t>(pixels.width_px) * rgba_bytes;
    return picture::write_png(file, { picture::PixelFormat::rgba8, pixels.width_px, pixels.height_px, stride, rgba });
}

} // namespace zahide::program
