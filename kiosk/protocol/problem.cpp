#include "protocol/problem.h"

#include "booking_shapes.h"

#include <algorithm>
#include <array>

namespace zahide::protocol {

namespace {

struct Row {
    ErrorCode code;
    std::int32_t status;
    std::string_view title;
};

// RFC 9110 §15 and RFC 6585 §4.
constexpr std::array<Row, 9> rows { {
    { ErrorCode::invalid, 400, "the request is wrong" },
    { ErrorCode::not_found, 404, "there is no such thing" },
    { ErrorCode::conflict, 409, "somebody was quicker, or the state forbids it" },
    { ErrorCode::forbidden, 403, "you may not do this" },
    { ErrorCode::unauthorized, 401, "log in first" },
    { ErrorCode::limit, 429, "a limit is reached" },
    { ErrorCode::unavailable, 503, "not available now" },
    { ErrorCode::corrupt, 500, "stored data contradicts itself" },
    { ErrorCode::internal, 500, "something went wrong here" },
} };

std::string_view title_of(Reason reason)
{
    switch (reason) {
    case Reason::none:
        break;
    case Reason::slot_taken:
        return "somebody was quicker";
    case Reason::hold_gone:
        return "the time is no longer held";
    case Reason::unknown_code:
        return "no appointment has this code";
    case Reason::too_early:
        return "it is too early to check in";
    case Reason::too_late:
        return "it is too late to check in";
    case Reason::not_servable:
        return "nobody here can serve this";
    case Reason::too_many_tries:
        return "too many wrong codes";
    case Reason::awaiting_devices:
        return "not every kiosk has been heard of since a backup was put back";
    }
    return {};
}

Row const& row_of(ErrorCode code)
{
    auto const found = std::find_if(rows.begin(), rows.end(), [code](Row const& row) { return row.code == code; });
    return found == rows.end() ? rows.back() : *found;
}

std::optional<std::string> unless_empty(std::string const& text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

} // namespace

std::int32_t http_status_of(ErrorCode code)
{
    return row_of(code).status;
}

Problem problem_of(Error const& error)
{
    auto const& row = row_of(error.code);
    bool const has_reason = error.reason != Reason::none;
    std::string const code(has_reason ? name_of(error.reason) : to_string(error.code));
    std::string const title(has_reason ? title_of(error.reason) : row.title);
    return { "urn:zahide:problem:" + code, title, row.status, error.what, code, unless_empty(error.where), unless_empty(error.mend) };
}

Error error_of(Problem const& problem)
{
    Error error;
    auto const by_name = std::find_if(rows.begin(), rows.end(), [&](Row const& row) { return to_string(row.code) == problem.code; });
    auto const by_status = std::find_if(rows.begin(), rows.end(), [&](Row const& row) { return row.status == problem.status; });
    error.reason = value_of<Reason>(problem.code).value_or(Reason::none);
    if (error.reason != Reason::none)
        error.code = code_of(error.reason);
    else
        error.code = by_name != rows.end() ? by_name->code : by_status != rows.end() ? by_status->code : ErrorCode::internal;
    error.what = problem.detail;
    error.where = problem.field.value_or("");
    error.mend = problem.mend.value_or("");
    error.retry = problem.status == 429 || problem.status == 503 ? Retry::later : Retry::no;
    return error;
}

template<>
struct Shape<Problem> {
    template<class V, class M>
    static void visit(V& v, M& m)
    {
        v.member("type", m.type);
        v.member("title", m.title);
        v.member("status", m.status);
        v.member("detail", m.detail);
        v.member("code", m.code);
        v.sparse("field", m.field);
        v.sparse("mend", m.mend);
        v.beside("next_starts", m.slot_taken);
    }
};

ZAHIDE_PROTOCOL_MESSAGE(Problem)

} // namespace zahide::protocol
