#include "sentences.h"

#include "i18n/keys.h"
#include "unicode/number.h"

#include <optional>
#include <string_view>

namespace zahide::board {

namespace {

namespace keys = i18n::keys;

/// The counter's name in just this language, its digits too.
std::optional<std::string> place_of(protocol::CallView const& call, LanguageTag const& language)
{
    auto const found = call.counter_name.by_language.find(language);
    if (found == call.counter_name.by_language.end() || found->second.empty())
        return std::nullopt;
    return unicode::with_digits(found->second, language);
}

} // namespace

std::string drawn_sentence(i18n::Messages const& messages, protocol::CallView const& call)
{
    std::string const number = unicode::number_text(call.number.value(), messages.language());
    if (auto const place = place_of(call, messages.language()))
        return messages.text(keys::board_call_place, { { "number", std::string_view(number) }, { "place", std::string_view(*place) } });
    std::string const counter = unicode::number_text(call.counter.value(), messages.language());
    return messages.text(keys::board_call_counter, { { "number", std::string_view(number) }, { "counter", std::string_view(counter) } });
}

std::string spoken_sentence(i18n::Messages const& messages, protocol::CallView const& call)
{
    std::string const number = std::to_string(call.number.value());
    if (auto const place = place_of(call, messages.language()))
        return messages.spoken(keys::speech_call_place, { { "number", std::string_view(number) }, { "place", std::string_view(*place) } });
    std::string const counter = std::to_string(call.counter.value());
    return messages.spoken(keys::speech_call_counter, { { "number", std::string_view(number) }, { "counter", std::string_view(counter) } });
}

} // namespace zahide::board
