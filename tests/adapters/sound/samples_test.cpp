#include "sound/samples.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <gtest/gtest.h>
#include <numbers>
#include <span>
#include <string_view>

namespace zahide::sound {
namespace {

/// Goertzel's algorithm: how much of a frequency there is.
double level_at(std::span<std::int16_t const> samples, double frequency_hz)
{
    double const factor = 2 * std::cos(2 * std::numbers::pi * frequency_hz / sample_rate_hz);
    double last = 0;
    double before = 0;
    for (std::int16_t const sample : samples) {
        double const next = sample + factor * last - before;
        before = last;
        last = next;
    }
    return std::sqrt(last * last + before * before - factor * last * before) / static_cast<double>(samples.size());
}

std::vector<std::uint8_t> wave(std::string_view data_tag, std::uint32_t data_size, std::uint16_t channels)
{
    std::vector<std::uint8_t> bytes;
    auto const text = [&](std::string_view tag) { bytes.insert(bytes.end(), tag.begin(), tag.end()); };
    auto const number = [&](std::uint32_t value, int count) {
        for (int index = 0; index < count; ++index)
            bytes.push_back(static_cast<std::uint8_t>(value >> (8 * index)));
    };
    text("RIFF");
    number(0x7FFFF000, 4);
    text("WAVEfmt ");
    number(16, 4);
    number(1, 2);
    number(channels, 2);
    number(sample_rate_hz, 4);
    number(sample_rate_hz * 2, 4);
    number(2, 2);
    number(16, 2);
    text(data_tag);
    number(data_size, 4);
    number(0x0001FFFE, 4); // -2, 1
    return bytes;
}

TEST(Chime, Samples_AreTwoNotesWithoutClickOrClipping)
{
    Samples const samples = chime_samples();
    EXPECT_NEAR(static_cast<double>(samples.size()) / sample_rate_hz, 1.5, 0.01);
    int peak = 0;
    for (std::int16_t const sample : samples)
        peak = std::max(peak, std::abs(static_cast<int>(sample)));
    EXPECT_LT(peak, 32'767 / 2);
    EXPECT_GT(peak, 32'767 / 10);
    EXPECT_LT(std::abs(static_cast<int>(samples.front())), 50);
    EXPECT_LT(std::abs(static_cast<int>(samples.back())), 50);
    std::span const all(samples);
    auto const first = all.subspan(0, static_cast<std::size_t>(0.4 * sample_rate_hz));
    auto const second = all.subspan(static_cast<std::size_t>(0.5 * sample_rate_hz), static_cast<std::size_t>(0.4 * sample_rate_hz));
    EXPECT_GT(level_at(first, 659.26), 10 * level_at(first, 523.25));
    EXPECT_GT(level_at(second, 523.25), 2 * level_at(second, 659.26));
}

TEST(Wave, OfAPipe_IsReadToItsEndWhateverTheHeaderSays)
{
    EXPECT_EQ(samples_of_wave(wave("data", 0x7FFFF000, 1)).value(), (Samples { -2, 1 }));
    EXPECT_EQ(samples_of_wave(wave("data", 2, 1)).value(), (Samples { -2 }));
}

TEST(Wave, AnythingElse_IsRefused)
{
    EXPECT_FALSE(samples_of_wave({}));
    EXPECT_FALSE(samples_of_wave(wave("data", 4, 2)));
    EXPECT_FALSE(samples_of_wave(wave("LIST", 4, 1)));
    EXPECT_FALSE(samples_of_wave(wave("LIST", 0xFFFFFFFF, 1)));
    auto bytes = wave("data", 4, 1);
    for (std::size_t size = 0; size < bytes.size() - 4; ++size) {
        auto const cut = samples_of_wave(std::span(bytes).first(size));
        EXPECT_TRUE(!cut || cut->empty()) << size;
    }
}

} // namespace
} // namespace zahide::sound
