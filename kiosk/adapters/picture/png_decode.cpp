#include "picture/png.h"

#include <cstring>
#include <png.h>

namespace zahide::picture {

namespace {

Picture threshold(Picture const& gray)
{
    Picture bits { PixelFormat::bits1, gray.width_px, gray.height_px, row_bytes(PixelFormat::bits1, gray.width_px), {} };
    bits.bytes.resize(bits.stride_bytes * static_cast<std::size_t>(bits.height_px));
    for (std::size_t row = 0; row < static_cast<std::size_t>(gray.height_px); ++row) {
        for (std::size_t column = 0; column < static_cast<std::size_t>(gray.width_px); ++column) {
            if (gray.bytes[row * gray.stride_bytes + column] < 128)
                bits.bytes[row * bits.stride_bytes + column / 8] |= static_cast<std::uint8_t>(0x80 >> (column % 8));
        }
    }
    return bits;
}

tl::unexpected<Error> broken(png_image& image)
{
    std::string const reason = static_cast<char const*>(image.message);
    png_image_free(&image);
    return fail(ErrorCode::corrupt, "not a readable PNG: " + reason);
}

} // namespace

Result<Picture> decode_png(std::span<std::uint8_t const> bytes, PixelFormat format)
{
    png_image image;
    std::memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0)
        return broken(image);
    if (image.width > picture_side_px_max || image.height > picture_side_px_max || std::int64_t { image.width } * image.height > picture_pixels_max) {
        png_image_free(&image);
        return fail(ErrorCode::limit, "the PNG is too large");
    }
    image.format = format == PixelFormat::rgba8 ? PNG_FORMAT_RGBA : PNG_FORMAT_GRAY;

    Picture picture { format == PixelFormat::rgba8 ? PixelFormat::rgba8 : PixelFormat::gray8, static_cast<int>(image.width), static_cast<int>(image.height), 0,
        {} };
    picture.stride_bytes = row_bytes(picture.format, picture.width_px);
    picture.bytes.resize(picture.stride_bytes * static_cast<std::size_t>(picture.height_px));
    // Transparent pixels of a gray picture lie on white, as paper does.
    png_color const white { 255, 255, 255 };
    if (png_image_finish_read(&image, &white, picture.bytes.data(), 0, nullptr) == 0)
        return broken(image);
    if (format == PixelFormat::bits1)
        return threshold(picture);
    return picture;
}

} // namespace zahide::picture
