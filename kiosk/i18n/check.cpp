#include "check.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace zahide::i18n {

namespace {

using unicode::MessageFormat;
using unicode::Placeholder;
using unicode::PlaceholderKind;

std::string where(ArbFile const& file, int line)
{
    return file.name + ':' + std::to_string(line);
}

Error problem(ArbFile const& file, ArbEntry const& entry, std::string_view key, std::string const& what, std::string mend)
{
    return Error { ErrorCode::invalid, "'" + std::string(key) + "': " + what, where(file, entry.line), std::move(mend) };
}

struct Forbidden {
    std::string_view utf8;
    std::string_view name;
};

// UAX #9's explicit formatting characters. The isolates are put in by us, the others by nobody.
constexpr auto forbidden_characters = std::to_array<Forbidden>({ { "\u202A", "U+202A LRE" }, { "\u202B", "U+202B RLE" }, { "\u202C", "U+202C PDF" },
    { "\u202D", "U+202D LRO" }, { "\u202E", "U+202E RLO" }, { "\u2066", "U+2066 LRI" }, { "\u2067", "U+2067 RLI" }, { "\u2068", "U+2068 FSI" },
    { "\u2069", "U+2069 PDI" }, { "\uFEFF", "U+FEFF BOM" }, { "\uFFFD", "U+FFFD" } });

/// Arabic Presentation Forms-A and -B, U+FB50–FDFF and U+FE70–FEFE: for fonts, not for text. All are three bytes from EF.
bool has_presentation_form(std::string_view text)
{
    for (std::size_t at = text.find('\xEF'); at != std::string_view::npos && at + 2 < text.size(); at = text.find('\xEF', at + 1)) {
        auto const second = static_cast<unsigned char>(text[at + 1]);
        auto const third = static_cast<unsigned char>(text[at + 2]);
        unsigned const code_point = 0xF000U | (second & 0x3FU) << 6U | (third & 0x3FU);
        if ((code_point >= 0xFB50 && code_point <= 0xFDFF) || (code_point >= 0xFE70 && code_point <= 0xFEFE))
            return true;
    }
    return false;
}

std::optional<Error> find_forbidden(ArbFile const& file, ArbEntry const& entry, std::string_view key)
{
    for (Forbidden const& forbidden : forbidden_characters) {
        if (entry.text.find(forbidden.utf8) != std::string::npos)
            return problem(file, entry, key, "holds the forbidden character " + std::string(forbidden.name), "remove it; values are isolated by the program");
    }
    if (has_presentation_form(entry.text))
        return problem(file, entry, key, "holds an Arabic presentation form", "write the plain letters; the program joins them");
    if (entry.text.empty() || entry.text.front() == ' ' || entry.text.back() == ' ')
        return problem(file, entry, key, "is empty or begins or ends with a space", "write the text without spaces around it");
    return std::nullopt;
}

std::optional<Error> find_wrong_plural(
    ArbFile const& file, ArbEntry const& entry, std::string_view key, MessageFormat const& format, unicode::PluralRules const& rules)
{
    for (Placeholder const& placeholder : format.placeholders()) {
        if (placeholder.kind != PlaceholderKind::plural)
            continue;
        std::set<std::string_view> lacking;
        for (unicode::PluralCategory const category : rules.categories())
            lacking.insert(unicode::to_string(category));
        for (std::string const& choice : placeholder.choices) {
            if (choice.starts_with('='))
                continue;
            if (std::none_of(rules.categories().begin(), rules.categories().end(), [&](auto category) { return unicode::to_string(category) == choice; }))
                return problem(file, entry, key, "'" + choice + "' is not a plural category of " + file.info.language.value(), "remove it");
            lacking.erase(choice);
        }
        if (!lacking.empty())
            return problem(file, entry, key, "the plural category '" + std::string(*lacking.begin()) + "' is missing", "add it; this language tells it apart");
    }
    return std::nullopt;
}

/// Names and kinds of what a message needs. A plural counts as a number, so it may stand plainly in another language.
std::map<std::string, std::string> needs(MessageFormat const& format)
{
    std::map<std::string, std::string> needed;
    for (Placeholder const& placeholder : format.placeholders()) {
        std::string const kind = placeholder.kind == PlaceholderKind::select ? "select" : "value";
        needed.insert_or_assign(placeholder.name, kind);
    }
    return needed;
}

std::optional<Error> find_different_placeholders(
    ArbFile const& file, ArbEntry const& entry, std::string_view key, MessageFormat const& format, MessageFormat const& english)
{
    auto const own = needs(format);
    auto const wanted = needs(english);
    for (auto const& [name, kind] : wanted) {
        if (auto const found = own.find(name); found == own.end() || found->second != kind)
            return problem(file, entry, key, "the placeholder {" + name + "} of the English message is missing", "use it as English does");
    }
    for (auto const& [name, kind] : own) {
        if (!wanted.contains(name))
            return problem(file, entry, key, "the placeholder {" + name + "} does not stand in the English message", "remove it, or mend its name");
    }
    return std::nullopt;
}

} // namespace

FileCheck check_file(ArbFile const& file, CheckedFile const* english)
{
    FileCheck result;
    auto const rules = unicode::PluralRules::create(file.info.language);
    if (!rules) {
        result.problems.push_back(rules.error());
        return result;
    }
    for (auto const& [key, entry] : file.entries) {
        if (english != nullptr && !english->contains(key)) {
            result.problems.push_back(problem(file, entry, key, "no such message in English", "remove it, or add it to locales/en.arb first"));
            continue;
        }
        if (auto forbidden = find_forbidden(file, entry, key))
            result.problems.push_back(*forbidden);
        auto format = MessageFormat::create(entry.text, file.info.language, *rules);
        if (!format) {
            result.problems.push_back(problem(file, entry, key, format.error().what, format.error().mend));
            continue;
        }
        if (auto plural = find_wrong_plural(file, entry, key, *format, *rules))
            result.problems.push_back(*plural);
        if (english != nullptr) {
            if (auto different = find_different_placeholders(file, entry, key, *format, english->at(std::string(key))))
                result.problems.push_back(*different);
        }
        result.formats.emplace(key, std::move(*format));
    }
    return result;
}

} // namespace zahide::i18n
