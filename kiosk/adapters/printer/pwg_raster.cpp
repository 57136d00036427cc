#include "pwg_raster.h"

#include <algorithm>
#include <cmath>
#include <cups/cups.h>
#include <cups/raster.h>
#include <memory>
#include <span>

namespace zahide::printer {

namespace {

constexpr double scale_error_max = 0.03;
constexpr int hundredths_of_mm_per_inch = 2540;

double size_error(int dpi)
{
    double const exact = static_cast<double>(dpi) / picture_dpi;
    return std::abs(raster_scale(dpi) / exact - 1.0);
}

ssize_t append(void* context, unsigned char* bytes, size_t count)
{
    auto& document = *static_cast<std::vector<std::uint8_t>*>(context);
    document.insert(document.end(), bytes, bytes + count);
    return static_cast<ssize_t>(count);
}

bool is_black(ports::PrintPicture const& picture, int x, int y)
{
    auto const byte = picture.bytes[static_cast<std::size_t>(y) * picture.stride_bytes() + static_cast<std::size_t>(x) / 8];
    return ((byte >> (7 - x % 8)) & 1) != 0;
}

/// One row of the printer's dots.
void fill_row(ports::PrintPicture const& picture, int y, double scale, RasterKind kind, std::span<unsigned char> row)
{
    std::fill(row.begin(), row.end(), kind == RasterKind::gray_8 ? 0xFF : 0x00);
    auto const width = static_cast<int>(std::floor(picture.width_dots * scale));
    for (int x = 0; x < width; ++x) {
        auto const source = std::min(static_cast<int>(x / scale), picture.width_dots - 1);
        if (!is_black(picture, source, y))
            continue;
        auto const column = static_cast<std::size_t>(x);
        if (kind == RasterKind::gray_8)
            row[column] = 0x00;
        else
            row[column / 8] = static_cast<unsigned char>(row[column / 8] | (0x80U >> (column % 8)));
    }
}

} // namespace

double raster_scale(int dpi)
{
    double const exact = static_cast<double>(dpi) / picture_dpi;
    double const whole = std::max(1.0, std::round(exact));
    return std::abs(whole / exact - 1.0) < scale_error_max ? whole : exact;
}

std::optional<int> choose_dpi(std::vector<int> const& supported_dpi)
{
    std::optional<int> best;
    for (int const dpi : supported_dpi) {
        bool const is_whole = raster_scale(dpi) == std::round(raster_scale(dpi));
        bool const best_is_whole = best && raster_scale(*best) == std::round(raster_scale(*best));
        bool const is_better = !best || (is_whole && !best_is_whole) || (is_whole == best_is_whole && size_error(dpi) < size_error(*best))
            || (is_whole == best_is_whole && size_error(dpi) == size_error(*best) && dpi > *best);
        if (dpi > 0 && is_better)
            best = dpi;
    }
    return best;
}

SheetSize sheet_size(ports::PrintPicture const& picture)
{
    return { picture.width_dots * hundredths_of_mm_per_inch / picture_dpi, picture.rows * hundredths_of_mm_per_inch / picture_dpi };
}

Result<std::vector<std::uint8_t>> encode_pwg_raster(ports::PrintPicture const& picture, RasterFormat const& format)
{
    double const scale = raster_scale(format.dpi);
    auto const sheet = sheet_size(picture);
    pwg_media_t* const media = ::pwgMediaForSize(sheet.width, sheet.length);
    cups_page_header2_t header {};
    char const* const type = format.kind == RasterKind::black_1 ? "black_1" : "sgray_8";
    if (media == nullptr || ::cupsRasterInitPWGHeader(&header, media, type, format.dpi, format.dpi, "one-sided", nullptr) == 0)
        return fail(ErrorCode::invalid, "the paper's size fits no raster", "picture", "check the printer's width_dots");
    header.cupsWidth = static_cast<unsigned>(std::floor(picture.width_dots * scale));
    header.cupsHeight = static_cast<unsigned>(std::floor(picture.rows * scale));
    header.cupsBytesPerLine = (header.cupsWidth * header.cupsBitsPerPixel + 7) / 8;
    header.cupsInteger[CUPS_RASTER_PWG_TotalPageCount] = 1;

    std::vector<std::uint8_t> document;
    std::unique_ptr<cups_raster_t, decltype(&::cupsRasterClose)> raster(::cupsRasterOpenIO(append, &document, CUPS_RASTER_WRITE_PWG), &::cupsRasterClose);
    if (!raster || ::cupsRasterWriteHeader2(raster.get(), &header) == 0)
        return fail(ErrorCode::internal, "the raster can't be begun", "picture");
    std::vector<unsigned char> row(header.cupsBytesPerLine);
    for (unsigned y = 0; y < header.cupsHeight; ++y) {
        auto const source = std::min(static_cast<int>(y / scale), picture.rows - 1);
        fill_row(picture, source, scale, format.kind, row);
        if (::cupsRasterWritePixels(raster.get(), row.data(), header.cupsBytesPerLine) != header.cupsBytesPerLine)
            return fail(ErrorCode::internal, "the raster can't be written", "picture");
    }
    raster.reset(); // what it still holds belongs into the document
    return document;
}

} // namespace zahide::printer
