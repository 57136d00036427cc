#pragma once

#include "base/result.h"

#include <cstdint>
#include <span>
#include <vector>

namespace zahide::sound {

/// What everything is played at: espeak-ng's own rate.
inline constexpr int sample_rate_hz = 22'050;

/// Mono, 16 bits, at sample_rate_hz.
using Samples = std::vector<std::int16_t>;

/// Two soft notes, a major third down (E5, C5), each a struck bar that dies away; about 1.5 s.
[[nodiscard]] Samples chime_samples();

/// The samples of a RIFF WAVE file in PCM, 16 bits, mono, at sample_rate_hz, as espeak-ng writes it to a pipe (where the
/// sizes in the header are not true). Fails with `corrupt` for anything else.
[[nodiscard]] Result<Samples> samples_of_wave(std::span<std::uint8_t const> wave);

} // namespace zahide::sound
