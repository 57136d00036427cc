#include "picture/png.h"

#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>

namespace zahide::picture {
namespace {

class Folder {
public:
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "zahide-picture-XXXXXX").string();
        m_path = ::mkdtemp(name.data());
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    ~Folder() { std::filesystem::remove_all(m_path); }
    [[nodiscard]] std::filesystem::path operator/(char const* name) const { return m_path / name; }
    [[nodiscard]] auto count() const { return std::distance(std::filesystem::directory_iterator(m_path), std::filesystem::directory_iterator()); }

private:
    std::filesystem::path m_path;
};

Picture patterned(PixelFormat format, int width_px, int height_px)
{
    Picture picture { format, width_px, height_px, row_bytes(format, width_px) + 3, {} };
    picture.bytes.resize(picture.stride_bytes * static_cast<std::size_t>(height_px));
    std::uint32_t state = 12'345;
    for (auto& byte : picture.bytes) {
        state = state * 1'664'525 + 1'013'904'223;
        byte = static_cast<std::uint8_t>(state >> 24);
    }
    return picture;
}

void expect_same_pixels(Picture const& left, Picture const& right)
{
    ASSERT_EQ(left.width_px, right.width_px);
    ASSERT_EQ(left.height_px, right.height_px);
    std::size_t const whole_bytes = left.format == PixelFormat::bits1 ? static_cast<std::size_t>(left.width_px) / 8 : row_bytes(left.format, left.width_px);
    auto const spare_bits = left.format == PixelFormat::bits1 ? left.width_px % 8 : 0;
    for (int row = 0; row < left.height_px; ++row) {
        auto const* left_row = left.bytes.data() + static_cast<std::size_t>(row) * left.stride_bytes;
        auto const* right_row = right.bytes.data() + static_cast<std::size_t>(row) * right.stride_bytes;
        ASSERT_TRUE(std::equal(left_row, left_row + whole_bytes, right_row)) << "row " << row;
        if (spare_bits != 0) {
            ASSERT_EQ(left_row[whole_bytes] >> (8 - spare_bits), right_row[whole_bytes] >> (8 - spare_bits)) << "row " << row;
        }
    }
}

TEST(Png, EveryFormat_RoundTripsThroughAFile)
{
    Folder const folder;
    for (auto const format : { PixelFormat::bits1, PixelFormat::gray8, PixelFormat::rgba8 }) {
        auto const original = patterned(format, 579, 61);
        ASSERT_TRUE(write_png(folder / "a.png", original.view()));
        auto const read = read_png(folder / "a.png", format);
        ASSERT_TRUE(read) << read.error().line();
        expect_same_pixels(original, *read);
    }
    EXPECT_EQ(folder.count(), 1) << "a temporary file was left behind";
}

TEST(Png, OneBit_IsStoredAsOneBit)
{
    Folder const folder;
    auto const original = patterned(PixelFormat::bits1, 576, 900);
    auto const encoded = encode_png(original.view());
    ASSERT_TRUE(encoded);
    ASSERT_GT(encoded->size(), 26U);
    EXPECT_EQ((*encoded)[24], 1) << "bit depth in IHDR";
    EXPECT_EQ((*encoded)[25], 0) << "color type in IHDR";
}

TEST(Png, BlackBit_IsBlackAsGray)
{
    Picture bits { PixelFormat::bits1, 8, 1, 1, { 0b1000'0001 } };
    auto const gray = decode_png(*encode_png(bits.view()), PixelFormat::gray8);
    ASSERT_TRUE(gray);
    EXPECT_EQ(gray->bytes, (std::vector<std::uint8_t> { 0, 255, 255, 255, 255, 255, 255, 0 }));
}

TEST(Png, Truncated_IsCorruptAtEveryLength)
{
    auto const encoded = *encode_png(patterned(PixelFormat::gray8, 20, 20).view());
    // The last 12 bytes are the IEND chunk, which a reader may do without.
    for (std::size_t size = 0; size + 13 < encoded.size(); ++size) {
        auto const result = decode_png(std::span(encoded).first(size), PixelFormat::gray8);
        ASSERT_FALSE(result) << size;
        EXPECT_EQ(result.error().code, ErrorCode::corrupt);
    }
}

TEST(Png, ContradictorySizes_AreRefused)
{
    std::vector<std::uint8_t> const bytes(10);
    EXPECT_EQ(encode_png({ PixelFormat::gray8, 4, 3, 4, bytes }).error().code, ErrorCode::invalid);
    EXPECT_EQ(encode_png({ PixelFormat::gray8, 4, 2, 3, bytes }).error().code, ErrorCode::invalid);
    EXPECT_EQ(encode_png({ PixelFormat::gray8, 0, 2, 3, bytes }).error().code, ErrorCode::invalid);
    EXPECT_EQ(encode_png({ PixelFormat::gray8, picture_side_px_max + 1, 2, 3, bytes }).error().code, ErrorCode::limit);
}

TEST(Png, MissingFolder_SaysWhereAndTheMend)
{
    auto const result = write_png("/nonexistent-folder/a.png", patterned(PixelFormat::gray8, 4, 4).view());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().where, "/nonexistent-folder/a.png");
    EXPECT_FALSE(result.error().mend.empty());
}

TEST(Png, NotAPng_LeavesTheOldFileAlone)
{
    Folder const folder;
    auto const original = patterned(PixelFormat::gray8, 9, 9);
    ASSERT_TRUE(write_png(folder / "a.png", original.view()));
    ASSERT_FALSE(write_png(folder / "a.png", PictureView { PixelFormat::gray8, 4, 3, 4, {} }));
    expect_same_pixels(original, *read_png(folder / "a.png", PixelFormat::gray8));
    std::ofstream(folder / "b.png") << "GIF89a";
    EXPECT_EQ(read_png(folder / "b.png", PixelFormat::gray8).error().where, (folder / "b.png").string());
}

} // namespace
} // namespace zahide::picture
