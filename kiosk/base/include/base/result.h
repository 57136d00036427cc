#pragma once

#include "base/enum_names.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace zahide {

/// What kind of failure it is, for the caller's decision; the words for a person stand in Error.
enum class ErrorCode : std::uint8_t {
    invalid, ///< the input is wrong and will stay wrong
    not_found, ///< what was named does not exist
    conflict, ///< somebody or something was quicker; look again
    forbidden, ///< this principal may not do this
    unauthorized, ///< nobody is logged in, or the login has ended
    limit, ///< a named limit is reached
    unavailable, ///< a peer, device or disk does not answer now
    corrupt, ///< stored data contradicts itself
    internal, ///< a bug, reported instead of hidden
};

/// Why, where a program decides by it and the ErrorCode is too coarse: a kiosk has a screen of its own for each of these.
/// Whoever finds the failure says it (`return fail(Reason::slot_taken, "…", "start");`), whatever passes it on keeps it,
/// and on the wire it is the problem's `code` in the ErrorCode's place, so that it arrives at the other side as it left
/// (protocol/problem.h). Each stands under one ErrorCode, code_of(), and has that one's HTTP status.
enum class Reason : std::uint8_t {
    none, ///< the ErrorCode says it all
    slot_taken, ///< conflict: somebody was quicker; ask for the next free starts
    hold_gone, ///< not_found: the hold has expired or been released, or is another's
    unknown_code, ///< not_found: no appointment has this code
    too_early, ///< conflict: to check in
    too_late, ///< conflict: to check in by oneself
    not_servable, ///< conflict: nobody at the center can serve this wish at all, at any time
    too_many_tries, ///< limit: wrong codes; retry later
    awaiting_devices, ///< unavailable: a backup was put back, and not every kiosk has told yet what it has promised since; retry later
};
inline constexpr std::size_t reason_count = 9;

/// The code under which a reason stands; for `none`, ErrorCode::internal.
[[nodiscard]] ErrorCode code_of(Reason reason);

/// Whether doing the same again later can help.
enum class Retry : std::uint8_t { no, later };

/// An expected failure as a value. `what` is one plain sentence without a visitor's data, `where` is a file:line, an
/// address or a field, `mend` says what to do about it. Any part but `what` may be empty.
struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string what;
    std::string where;
    std::string mend;
    Retry retry = Retry::no;
    Reason reason = Reason::none;

    /// The error as one line: "where: what; mend".
    [[nodiscard]] std::string line() const;

    friend bool operator==(Error const&, Error const&) = default;
};

[[nodiscard]] std::string_view to_string(ErrorCode code);

/// A value or an Error. Ignoring one is a warning, and warnings are errors.
template<class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
public:
    using tl::expected<T, Error>::expected;
    Result(tl::expected<T, Error> base)
        : tl::expected<T, Error>(std::move(base))
    {
    }
};

/// Shorthand for returning a failure: `return fail(ErrorCode::invalid, "…", "config/kiosk.toml:3", "…");`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string what, std::string where = {}, std::string mend = {}, Retry retry = Retry::no)
{
    return tl::unexpected<Error>(Error { code, std::move(what), std::move(where), std::move(mend), retry, Reason::none });
}

/// The same for a failure with a reason, which has its code: `return fail(Reason::hold_gone, "…", "hold", "…");`
[[nodiscard]] inline tl::unexpected<Error> fail(Reason reason, std::string what, std::string where = {}, std::string mend = {}, Retry retry = Retry::no)
{
    return tl::unexpected<Error>(Error { code_of(reason), std::move(what), std::move(where), std::move(mend), retry, reason });
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace zahide

/// As on the wire.
template<>
struct zahide::EnumNames<zahide::Reason> {
    using Value = zahide::Reason;
    static constexpr std::array<EnumName<Value>, zahide::reason_count> entries { { { Value::none, "none" }, { Value::slot_taken, "slot_taken" },
        { Value::hold_gone, "hold_gone" }, { Value::unknown_code, "unknown_code" }, { Value::too_early, "too_early" }, { Value::too_late, "too_late" },
        { Value::not_servable, "not_servable" }, { Value::too_many_tries, "too_many_tries" }, { Value::awaiting_devices, "awaiting_devices" } } };
};

/// Evaluates an expression that yields a Result<T>: its T, or an early return of its Error.
#define ZAHIDE_TRY(expression)                                                                                                                                 \
    ({                                                                                                                                                         \
        auto zahide_try_result = (expression);                                                                                                                 \
        if (!zahide_try_result.has_value())                                                                                                                    \
            return ::zahide::fail(std::move(zahide_try_result).error());                                                                                       \
        std::move(zahide_try_result).value();                                                                                                                  \
    })

/// The same for a Result<void>.
#define ZAHIDE_TRY_VOID(expression)                                                                                                                            \
    do {                                                                                                                                                       \
        auto zahide_try_result = (expression);                                                                                                                 \
        if (!zahide_try_result.has_value())                                                                                                                    \
            return ::zahide::fail(std::move(zahide_try_result).error());                                                                                       \
    } while (false)
