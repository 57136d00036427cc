#pragma once

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
    return tl::unexpected<Error>(Error { code, std::move(what), std::move(where), std::move(mend), retry });
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace zahide

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
