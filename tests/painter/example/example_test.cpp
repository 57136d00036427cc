// The README's example runs without a display, and draws what reads from the right at the right.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>
#include <unistd.h>

namespace {

/// A 32-bit BMP without compression.
class Bmp {
public:
    explicit Bmp(std::string const& file)
    {
        std::ifstream stream(file, std::ios::binary);
        m_bytes.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    }
    [[nodiscard]] bool valid() const { return m_bytes.size() > 54 && m_bytes[0] == 'B' && width() > 0 && height() > 0; }
    [[nodiscard]] int width() const { return number(18); }
    [[nodiscard]] int height() const { return number(22); }
    [[nodiscard]] bool bright(int x, int y) const
    {
        auto const at = static_cast<std::size_t>(number(10))
            + 4 * (static_cast<std::size_t>(height() - 1 - y) * static_cast<std::size_t>(width()) + static_cast<std::size_t>(x));
        return static_cast<unsigned char>(m_bytes.at(at)) > 200 && static_cast<unsigned char>(m_bytes.at(at + 1)) > 200;
    }

private:
    [[nodiscard]] int number(std::size_t at) const
    {
        int value = 0;
        for (std::size_t byte = 4; byte > 0; --byte)
            value = value << 8 | static_cast<unsigned char>(m_bytes[at + byte - 1]);
        return value;
    }
    std::string m_bytes;
};

TEST(Example, RunWithoutADisplay_ShowsArabicInPlainImGui)
{
    std::string const file = testing::TempDir() + "zahide_example_" + std::to_string(::getpid()) + ".bmp";
    ASSERT_EQ(std::system((std::string(ZAHIDE_EXAMPLE) + " '" + file + "'").c_str()), 0); // NOLINT: a fixed command line of ours
    Bmp const picture(file);
    std::filesystem::remove(file);
    ASSERT_TRUE(picture.valid());
    int left = 0;
    int right = 0;
    for (int y = 20; y < 160; ++y) { // the two paragraphs from the right
        for (int x = 0; x < picture.width(); ++x)
            (x < 200 ? left : right) += picture.bright(x, y) && x > 28 ? 1 : 0;
    }
    EXPECT_GT(right, 1000);
    EXPECT_GT(right, 4 * left);
    int welcome = 0;
    for (int y = 160; y < picture.height(); ++y) {
        for (int x = 28; x < 200; ++x)
            welcome += picture.bright(x, y) ? 1 : 0;
    }
    EXPECT_GT(welcome, 300); // Turkish stands at the left
}

TEST(Example, Source_IsNoLongerThanThe60LinesItPromises)
{
    std::ifstream stream(ZAHIDE_EXAMPLE_SOURCE);
    EXPECT_LE(std::count(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>(), '\n'), 60);
}

} // namespace
