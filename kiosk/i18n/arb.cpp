#include "arb.h"

#include "unicode/language.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

namespace zahide::i18n {

namespace {

using Json = nlohmann::json;

constexpr std::size_t arb_bytes_max = 1U << 20U;

int line_at(std::string_view text, std::size_t offset)
{
    std::string_view const before = text.substr(0, std::min(offset, text.size()));
    return 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
}

/// The line on which a top-level key stands; 1 when it can't be found, as with escapes in a key.
int line_of_key(std::string_view text, std::string_view key)
{
    std::string const quoted = '"' + std::string(key) + '"';
    for (std::size_t at = text.find(quoted); at != std::string_view::npos; at = text.find(quoted, at + 1)) {
        std::size_t const next = text.find_first_not_of(" \t\r\n", at + quoted.size());
        if (next != std::string_view::npos && text[next] == ':')
            return line_at(text, at);
    }
    return 1;
}

/// The line of every key that is the first thing on its line, as keys are in a tidy file. One pass: a search for each of
/// some hundred keys would be a third of a program's start.
std::unordered_map<std::string_view, int> lines_of_keys(std::string_view text)
{
    std::unordered_map<std::string_view, int> lines;
    for (int line = 1; !text.empty(); ++line) {
        std::size_t const end = std::min(text.find('\n'), text.size());
        std::string_view const row = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        std::size_t const opening = row.find_first_not_of(" \t{,");
        if (opening == std::string_view::npos || row[opening] != '"')
            continue;
        std::size_t const closing = row.find('"', opening + 1);
        if (closing != std::string_view::npos)
            lines.try_emplace(row.substr(opening + 1, closing - opening - 1), line);
    }
    return lines;
}

std::string where(LocaleFile const& file, int line)
{
    return file.name + ':' + std::to_string(line);
}

Result<Json> parse_json(LocaleFile const& file)
{
    if (file.arb.size() > arb_bytes_max)
        return fail(
            ErrorCode::limit, "the locale file is larger than 1 MiB", file.name, "split nothing, shorten it: the whole house has a few hundred messages");
    std::set<std::string, std::less<>> keys;
    std::string twice;
    auto const note_key = [&](int depth, Json::parse_event_t event, Json const& value) {
        if (event == Json::parse_event_t::key && depth == 1 && !keys.insert(value.get<std::string>()).second)
            twice = value.get<std::string>();
        return true;
    };
    Json json;
    try {
        json = Json::parse(file.arb, note_key);
    } catch (Json::parse_error const& error) {
        return fail(ErrorCode::invalid, "the file is not JSON here", where(file, line_at(file.arb, error.byte > 0 ? error.byte - 1 : 0)),
            "look for a missing comma, quote or brace on this line or the one before");
    }
    if (!json.is_object())
        return fail(ErrorCode::invalid, "the file is not one JSON object", where(file, 1), "write { \"@@locale\": …, \"key\": \"text\", … }");
    if (!twice.empty())
        return fail(ErrorCode::invalid, "the key '" + twice + "' stands there twice", where(file, line_of_key(file.arb, twice)), "keep one of them");
    return json;
}

Result<std::string> text_property(LocaleFile const& file, Json const& json, char const* key)
{
    auto const found = json.find(key);
    if (found == json.end() || !found->is_string())
        return fail(
            ErrorCode::invalid, std::string("'") + key + "' is missing", where(file, 1), std::string("write \"") + key + "\": \"…\" at the top of the file");
    return found->get<std::string>();
}

Result<LocaleInfo> read_info(LocaleFile const& file, Json const& json)
{
    LocaleInfo info;
    info.language = LanguageTag(ZAHIDE_TRY(text_property(file, json, "@@locale")));
    unicode::Language const* language = unicode::find_language(info.language);
    if (language == nullptr)
        return fail(ErrorCode::invalid, "'" + info.language.value() + "' is not one of the house's languages", where(file, line_of_key(file.arb, "@@locale")),
            "use one of tr en ar fa prs ps ku ckb ug uz tk ur ru uk so fr am ti");
    info.endonym = ZAHIDE_TRY(text_property(file, json, "@@endonym"));
    std::string const direction = ZAHIDE_TRY(text_property(file, json, "@@direction"));
    info.order = language->order;
    bool const is_right_to_left = info.order == unicode::ReadingOrder::right_to_left;
    if (direction != (is_right_to_left ? "rtl" : "ltr"))
        return fail(ErrorCode::invalid, "'@@direction' of " + info.language.value() + " is wrong", where(file, line_of_key(file.arb, "@@direction")),
            is_right_to_left ? "write \"rtl\"" : "write \"ltr\"");
    auto const reviewed = json.find("@@reviewed_by_native_speaker");
    if (reviewed == json.end() || !reviewed->is_boolean())
        return fail(ErrorCode::invalid, "'@@reviewed_by_native_speaker' is missing", where(file, 1), "write true or false there, and say the truth");
    info.is_reviewed_by_native_speaker = reviewed->get<bool>();
    return info;
}

} // namespace

Result<ArbFile> parse_arb(LocaleFile const& file)
{
    Json const json = ZAHIDE_TRY(parse_json(file));
    ArbFile arb;
    auto const lines = lines_of_keys(file.arb);
    arb.name = file.name;
    arb.info = ZAHIDE_TRY(read_info(file, json));
    for (auto const& [key, value] : json.items()) {
        if (key.starts_with('@'))
            continue;
        auto const known = lines.find(key);
        int const line = known != lines.end() ? known->second : line_of_key(file.arb, key);
        if (!value.is_string())
            return fail(ErrorCode::invalid, "the value of '" + key + "' is not a text", where(file, line), "put the message in quotes");
        arb.entries.emplace(key, ArbEntry { value.get<std::string>(), line });
    }
    return arb;
}

} // namespace zahide::i18n
