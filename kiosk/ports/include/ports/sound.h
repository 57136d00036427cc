#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <string>
#include <vector>

namespace zahide::ports {

/// The loudspeaker. Every call returns at once; the sound goes on in the background and in the order of the calls.
/// Implementations are safe to use from one thread; a device that is not there makes silence and an Error, never a wait.
class Sound {
public:
    virtual ~Sound() = default;

    /// The board's two soft notes. Fails with `unavailable` when there is nothing to play it on, `limit` when too much waits.
    [[nodiscard]] virtual Result<void> chime() = 0;
    /// Speaks a text, UTF-8, without isolation marks. Fails also with `not_found` when there is no voice for the language.
    [[nodiscard]] virtual Result<void> speak(std::string text, LanguageTag const& language) = 0;
    /// Whether there is a voice for the language, so that no speak button is offered where there is none.
    [[nodiscard]] virtual bool can_speak(LanguageTag const& language) const = 0;
    /// Silence now: what plays ends, what waits is forgotten.
    virtual void cancel() = 0;
    /// What went wrong in the background since the last call, for the log; at most a few. Holds nothing of what was spoken.
    [[nodiscard]] virtual std::vector<Error> take_errors() = 0;
};

} // namespace zahide::ports
