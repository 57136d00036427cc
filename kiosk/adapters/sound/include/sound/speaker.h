#pragma once

#include "ports/sound.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zahide::sound {

struct SpeakerOptions {
    std::string voice_program = "espeak-ng"; ///< found in PATH, or a path
    int words_per_minute = 130; ///< slower than espeak-ng's own 175
};

/// The loudspeaker through SDL audio; speech by espeak-ng as a process of its own. One thread of its own does the work, and
/// SDL's audio thread takes the samples from it. Silent and without wake-ups while nothing is to be heard.
class Speaker final : public ports::Sound {
public:
    /// Fails with `unavailable` when no audio device can be opened. A missing voice program only takes speech away.
    [[nodiscard]] static Result<std::unique_ptr<Speaker>> create(SpeakerOptions options);
    ~Speaker() override;
    Speaker(Speaker const&) = delete;
    Speaker& operator=(Speaker const&) = delete;

    [[nodiscard]] Result<void> chime() override;
    [[nodiscard]] Result<void> speak(std::string text, LanguageTag const& language) override;
    [[nodiscard]] bool can_speak(LanguageTag const& language) const override;
    void cancel() override;
    [[nodiscard]] std::vector<Error> take_errors() override;

private:
    class Worker;
    explicit Speaker(std::unique_ptr<Worker> worker);
    std::unique_ptr<Worker> m_worker;
};

/// espeak-ng's voice for a language; empty when it has none.
[[nodiscard]] std::string_view voice_of(LanguageTag const& language);

} // namespace zahide::sound
