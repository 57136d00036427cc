#pragma once

#include "base/result.h"
#include "sound/samples.h"

#include <string>

namespace zahide::sound {

/// An event that one thread raises and another polls for, as a file descriptor.
class Signal {
public:
    [[nodiscard]] static Result<Signal> create();
    Signal(Signal&& other) noexcept;
    Signal& operator=(Signal&&) = delete;
    ~Signal();

    void raise() const;
    void lower() const;
    [[nodiscard]] bool is_raised() const;
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    explicit Signal(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    int m_descriptor;
};

struct VoiceRequest {
    std::string program;
    std::string voice;
    int words_per_minute;
    std::string text;
};

/// Runs the voice program with the text on its standard input (never on its command line, which others can read) and takes
/// the WAVE from a file in memory. Waits until it has ended, `cancel` is raised or the time limit is over; then the
/// process is killed. A cancelled one gives no samples and no error.
[[nodiscard]] Result<Samples> run_voice(VoiceRequest const& request, Signal const& cancel);

} // namespace zahide::sound
