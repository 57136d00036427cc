#include "context.h"

#include "protocol/problem.h"

#include <algorithm>

namespace zahide::device {

namespace {

constexpr std::size_t code_bytes_max = 40;

} // namespace

Verdict verdict_of(Answer const& answer)
{
    if (answer.status == 0)
        return Verdict::lost;
    if (answer.status >= 200 && answer.status < 300)
        return Verdict::done;
    // RFC 9110 §15.5, §15.6; 425: RFC 8470 §5.2; 429: RFC 6585 §4
    switch (answer.status) {
    case 401:
        return Verdict::session_over;
    case 408:
    case 425:
    case 429:
        return Verdict::again;
    case 400:
    case 409:
    case 410:
    case 413:
    case 415:
    case 422:
        return Verdict::never;
    }
    return answer.status >= 500 ? Verdict::again : Verdict::refused;
}

std::string refusal_code(std::string const& code, int status)
{
    bool const usable = !code.empty() && code.size() <= code_bytes_max
        && std::ranges::all_of(code, [](char character) { return (character >= 'a' && character <= 'z') || character == '-' || character == '_'; });
    return usable ? code : std::to_string(status);
}

std::string refusal_code(Answer const& answer)
{
    auto const problem = protocol::decode<protocol::Problem>(answer.body);
    return refusal_code(problem ? problem->code : std::string(), answer.status);
}

Error refusal_error(std::string const& what, Answer const& answer)
{
    return Error { ErrorCode::forbidden, "the scheduler refuses " + what + " (" + refusal_code(answer) + ")", "status " + std::to_string(answer.status),
        "check this device's id, key and center in its config and with `zahide-scheduler device add`", Retry::later };
}

} // namespace zahide::device
