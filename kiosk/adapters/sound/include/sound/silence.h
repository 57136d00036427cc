#pragma once

#include "ports/sound.h"

namespace zahide::sound {

/// No loudspeaker: for kiosks that are to be quiet, and where there is none.
class Silence final : public ports::Sound {
public:
    [[nodiscard]] Result<void> chime() override;
    [[nodiscard]] Result<void> speak(std::string text, LanguageTag const& language) override;
    [[nodiscard]] bool can_speak(LanguageTag const& language) const override;
    void cancel() override;
    [[nodiscard]] std::vector<Error> take_errors() override;
};

} // namespace zahide::sound
