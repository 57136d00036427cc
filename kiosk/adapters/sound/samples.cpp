#include "sound/samples.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <numbers>

namespace zahide::sound {

namespace {

struct Partial {
    double times; ///< of the note's frequency
    double level;
    double fade_per_s;
};

// A bar struck softly: the overtones are few and die away first.
constexpr std::array<Partial, 3> partials { { { 1.0, 0.75, 3.5 }, { 2.0, 0.17, 6.0 }, { 4.0, 0.08, 12.0 } } };
constexpr double first_note_hz = 659.26;
constexpr double second_note_hz = 523.25;
constexpr double second_note_after_s = 0.45;
constexpr double chime_length_s = 1.5;
constexpr double attack_s = 0.008; // longer than a click
constexpr double release_s = 0.05;
constexpr double loudness = 0.35; // of full scale, so that both notes together stay clear of it

double note_at(double seconds, double frequency_hz)
{
    if (seconds < 0)
        return 0;
    double sum = 0;
    for (Partial const& partial : partials)
        sum += partial.level * std::exp(-partial.fade_per_s * seconds) * std::sin(2 * std::numbers::pi * frequency_hz * partial.times * seconds);
    return sum * std::min(1.0, seconds / attack_s);
}

std::uint32_t little_endian(std::span<std::uint8_t const> bytes, std::size_t at, std::size_t count)
{
    std::uint32_t value = 0;
    for (std::size_t index = 0; index < count; ++index)
        value |= static_cast<std::uint32_t>(bytes[at + index]) << (8 * index);
    return value;
}

bool has_tag(std::span<std::uint8_t const> bytes, std::size_t at, char const* tag)
{
    return at + 4 <= bytes.size() && std::memcmp(bytes.data() + at, tag, 4) == 0;
}

tl::unexpected<Error> wrong_wave(char const* what)
{
    return fail(ErrorCode::corrupt, what, "espeak-ng", "check the installed voice program with: espeak-ng --version");
}

} // namespace

Samples chime_samples()
{
    auto const count = static_cast<std::size_t>(chime_length_s * sample_rate_hz);
    Samples samples(count);
    for (std::size_t index = 0; index < count; ++index) {
        double const seconds = static_cast<double>(index) / sample_rate_hz;
        double const level = note_at(seconds, first_note_hz) + note_at(seconds - second_note_after_s, second_note_hz);
        double const release = std::min(1.0, (chime_length_s - seconds) / release_s);
        samples[index] = static_cast<std::int16_t>(std::lround(level * release * loudness * 32'767));
    }
    return samples;
}

Result<Samples> samples_of_wave(std::span<std::uint8_t const> wave)
{
    constexpr std::size_t first_chunk = 12;
    constexpr std::uint32_t pcm = 1;
    if (!has_tag(wave, 0, "RIFF") || !has_tag(wave, 8, "WAVE"))
        return wrong_wave("the voice program's output is not a WAVE file");
    bool has_format = false;
    for (std::size_t at = first_chunk; at + 8 <= wave.size();) {
        std::size_t const size = little_endian(wave, at + 4, 4);
        std::size_t const body = at + 8;
        if (has_tag(wave, at, "fmt ")) {
            if (size < 16 || body + 16 > wave.size() || little_endian(wave, body, 2) != pcm || little_endian(wave, body + 2, 2) != 1
                || little_endian(wave, body + 4, 4) != sample_rate_hz || little_endian(wave, body + 14, 2) != 16)
                return wrong_wave("the voice program's output is not mono PCM of 16 bits at 22050 Hz");
            has_format = true;
        }
        if (has_tag(wave, at, "data")) {
            if (!has_format)
                return wrong_wave("the voice program's output has sound before its format");
            std::size_t const bytes = std::min(size, wave.size() - body);
            Samples samples(bytes / 2);
            for (std::size_t index = 0; index < samples.size(); ++index)
                samples[index] = static_cast<std::int16_t>(little_endian(wave, body + index * 2, 2));
            return samples;
        }
        at = body + size + (size & 1U); // RIFF pads chunks to even lengths
    }
    return wrong_wave("the voice program's output holds no sound");
}

} // namespace zahide::sound
