#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace zahide::picture {

enum class PixelFormat : std::uint8_t {
    bits1, ///< one bit a pixel, most significant bit left, 1 = black, rows padded to bytes
    gray8, ///< one byte a pixel, 0 = black
    rgba8, ///< four bytes a pixel, alpha not premultiplied
};

/// The widest and highest picture read or written, px.
inline constexpr int picture_side_px_max = 16'384;
/// The most pixels of a picture read or written.
inline constexpr std::int64_t picture_pixels_max = 64 * 1024 * 1024;

/// A picture owned by somebody else; `bytes` holds at least `height_px` rows of `stride_bytes`.
struct PictureView {
    PixelFormat format = PixelFormat::gray8;
    int width_px = 0;
    int height_px = 0;
    std::size_t stride_bytes = 0;
    std::span<std::uint8_t const> bytes;
};

struct Picture {
    PixelFormat format = PixelFormat::gray8;
    int width_px = 0;
    int height_px = 0;
    std::size_t stride_bytes = 0;
    std::vector<std::uint8_t> bytes;

    [[nodiscard]] PictureView view() const { return { format, width_px, height_px, stride_bytes, bytes }; }
};

/// The bytes a row of `width_px` pixels takes at least.
[[nodiscard]] std::size_t row_bytes(PixelFormat format, int width_px);

/// A picture as a PNG file's bytes (PNG, third edition). Fails with `invalid` on a picture whose sizes contradict each
/// other and with `limit` on one that is too large. Safe to call from any thread, as all functions here.
[[nodiscard]] Result<std::vector<std::uint8_t>> encode_png(PictureView const& picture);

/// The picture in a PNG file's bytes, turned into `format` (bits1: darker than half is black). Fails with `corrupt` or
/// `limit`; never reads past the end of `bytes`.
[[nodiscard]] Result<Picture> decode_png(std::span<std::uint8_t const> bytes, PixelFormat format);

/// Writes a PNG file that is either wholly there or not at all, and durable on return: temporary file in the same
/// directory, fsync, rename, fsync of the directory. Fails with `unavailable` and the operating system's reason.
[[nodiscard]] Result<void> write_png(std::filesystem::path const& path, PictureView const& picture);

/// Reads a PNG file of at most 64 MiB.
[[nodiscard]] Result<Picture> read_png(std::filesystem::path const& path, PixelFormat format);

} // namespace zahide::picture
