#include "base/result.h"

namespace zahide {

std::string Error::line() const
{
    std::string text;
    if (!where.empty())
        text += where + ": ";
    text += what;
    if (!mend.empty())
        text += "; " + mend;
    for (char& character : text) {
        if (character == '\n' || character == '\r')
            character = ' ';
    }
    return text;
}

ErrorCode code_of(Reason reason)
{
    switch (reason) {
    case Reason::none:
        return ErrorCode::internal;
    case Reason::slot_taken:
    case Reason::too_early:
    case Reason::too_late:
    case Reason::not_servable:
        return ErrorCode::conflict;
    case Reason::hold_gone:
    case Reason::unknown_code:
        return ErrorCode::not_found;
    case Reason::too_many_tries:
        return ErrorCode::limit;
    case Reason::awaiting_devices:
        return ErrorCode::unavailable;
    }
    return ErrorCode::internal;
}

std::string_view to_string(ErrorCode code)
{
    switch (code) {
    case ErrorCode::invalid:
        return "invalid";
    case ErrorCode::not_found:
        return "not-found";
    case ErrorCode::conflict:
        return "conflict";
    case ErrorCode::forbidden:
        return "forbidden";
    case ErrorCode::unauthorized:
        return "unauthorized";
    case ErrorCode::limit:
        return "limit";
    case ErrorCode::unavailable:
        return "unavailable";
    case ErrorCode::corrupt:
        return "corrupt";
    case ErrorCode::internal:
        return "internal";
    }
    return "internal";
}

} // namespace zahide
