#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "device/event.h"
#include "device/options.h"
#include "ports/device_store.h"

#include <optional>
#include <string>
#include <vector>

namespace zahide::device {

/// What all parts of a device share. Parts leave effects here; whoever called the device takes them.
struct Context {
    ports::DeviceStore& store;
    Clock const& clock;
    Random& random;
    DeviceOptions options;
    std::vector<Effect> effects;
    /// False from a failed write until the next one that succeeds.
    bool storage_works = true;
    /// The scheduler has heard of promises that this disk doesn't know of, and what was lent to it is not given up yet: nothing
    /// of that may be used.
    bool is_behind = false;
    /// By how much the scheduler's clock is ahead of this machine's, when that is too much to be overlooked.
    Milliseconds clock_offset { 0 };

    /// The time, by the scheduler's clock where this machine's is wrong.
    [[nodiscard]] Instant now() const { return clock.now() + clock_offset; }
    [[nodiscard]] DeviceLimits const& limits() const { return options.limits; }
    /// As the store's transact(), watched: a failure is told to the operator once.
    [[nodiscard]] Result<void> transact(ports::DeviceBatch const& batch)
    {
        auto result = store.transact(batch);
        bool const works = result.has_value() || result.error().code != ErrorCode::unavailable;
        if (!result && storage_works)
            effects.emplace_back(TroubleNoticed { result.error() });
        storage_works = works;
        return result;
    }
    void trouble(Error error) { effects.emplace_back(TroubleNoticed { std::move(error) }); }
};

/// A request a part wants to have sent.
struct Draft {
    Method method = Method::get;
    std::string target;
    std::string body;
    std::optional<IdempotencyKey> key;
    std::optional<Milliseconds> deadline = std::nullopt; ///< none: DeviceLimits::request_deadline
};

/// What came of it.
struct Answer {
    int status = 0; ///< 0: nothing came
    std::string body;
};

/// What an answer means for whoever asked.
enum class Verdict : std::uint8_t {
    done,
    lost, ///< nobody answered; the request may have had its effect
    again, ///< the scheduler can't just now
    session_over, ///< log in again, then ask again
    refused, ///< not while things stand so (this device, this address): somebody has to mend the setup
    never, ///< not this request, however often it comes
};

[[nodiscard]] Verdict verdict_of(Answer const& answer);

/// A problem's code as far as it is a word that may stand in a log, else the status as text.
[[nodiscard]] std::string refusal_code(std::string const& code, int status);
/// The problem's code in an answer's body, or its status as text.
[[nodiscard]] std::string refusal_code(Answer const& answer);

/// One line for the operator about a refusal of `what`; nothing of the answer's body but its code.
[[nodiscard]] Error refusal_error(std::string const& what, Answer const& answer);

} // namespace zahide::device
