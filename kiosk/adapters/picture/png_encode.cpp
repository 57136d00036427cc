#include "picture/png.h"

#include <csetjmp>
#include <png.h>

namespace zahide::picture {

namespace {

struct Output {
    std::vector<std::uint8_t> bytes;
    std::string complaint;
};

void append(png_structp png, png_bytep data, png_size_t size)
{
    auto& output = *static_cast<Output*>(png_get_io_ptr(png));
    output.bytes.insert(output.bytes.end(), data, data + size);
}

void flush(png_structp) { }

void complain(png_structp png, png_const_charp message)
{
    static_cast<Output*>(png_get_error_ptr(png))->complaint = message;
    png_longjmp(png, 1);
}

void ignore_warning(png_structp, png_const_charp) { }

enum class Encoding : std::uint8_t { done, failed };

/// Everything between setjmp and its jump: no object here has a destructor, so the jump skips none.
Encoding encode_rows(png_structp png, png_infop info, PictureView const& picture)
{
    if (setjmp(png_jmpbuf(png)) != 0) // NOLINT(cert-err52-cpp): libpng reports errors no other way
        return Encoding::failed;
    int const depth = picture.format == PixelFormat::bits1 ? 1 : 8;
    int const color = picture.format == PixelFormat::rgba8 ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_GRAY;
    png_set_IHDR(png, info, static_cast<png_uint_32>(picture.width_px), static_cast<png_uint_32>(picture.height_px), depth, color, PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    if (picture.format == PixelFormat::bits1)
        png_set_invert_mono(png); // in PNG 1 is white
    for (int row = 0; row < picture.height_px; ++row)
        png_write_row(png, picture.bytes.data() + static_cast<std::size_t>(row) * picture.stride_bytes);
    png_write_end(png, info);
    return Encoding::done;
}

} // namespace

std::size_t row_bytes(PixelFormat format, int width_px)
{
    auto const width = static_cast<std::size_t>(width_px);
    switch (format) {
    case PixelFormat::bits1:
        return (width + 7) / 8;
    case PixelFormat::gray8:
        return width;
    case PixelFormat::rgba8:
        return width * 4;
    }
    return 0;
}

Result<std::vector<std::uint8_t>> encode_png(PictureView const& picture)
{
    if (picture.width_px <= 0 || picture.height_px <= 0)
        return fail(ErrorCode::invalid, "a picture without pixels can't be written as PNG");
    if (picture.width_px > picture_side_px_max || picture.height_px > picture_side_px_max)
        return fail(ErrorCode::limit, "the picture is wider or higher than " + std::to_string(picture_side_px_max) + " px");
    if (picture.stride_bytes < row_bytes(picture.format, picture.width_px)
        || picture.bytes.size() / picture.stride_bytes < static_cast<std::size_t>(picture.height_px))
        return fail(ErrorCode::invalid, "the picture has fewer bytes than its size says");

    Output output;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &output, complain, ignore_warning);
    png_infop info = png == nullptr ? nullptr : png_create_info_struct(png);
    if (info == nullptr) {
        png_destroy_write_struct(&png, nullptr);
        return fail(ErrorCode::unavailable, "no memory to write a PNG", {}, {}, Retry::later);
    }
    png_set_write_fn(png, &output, append, flush);
    Encoding const encoding = encode_rows(png, info, picture);
    png_destroy_write_struct(&png, &info);
    if (encoding == Encoding::failed)
        return fail(ErrorCode::internal, "the PNG could not be written: " + output.complaint);
    return std::move(output.bytes);
}

} // namespace zahide::picture
