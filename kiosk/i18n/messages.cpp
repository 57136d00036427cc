#include "i18n/messages.h"

#include "base/verify.h"
#include "check.h"

#include <algorithm>
#include <utility>

namespace zahide::i18n {

namespace {

constexpr std::string_view english_tag = "en";

Error missing(ArbFile const& file, std::string_view key)
{
    return Error { ErrorCode::invalid, "the message '" + std::string(key) + "' is missing", file.name + ":1", "translate it from locales/en.arb" };
}

/// Sorts the problems of a file by line and puts what is missing after them.
void append_sorted(std::vector<Error>& all, std::vector<Error> problems)
{
    auto const line_of = [](Error const& error) { return std::strtol(error.where.c_str() + error.where.rfind(':') + 1, nullptr, 10); };
    std::stable_sort(problems.begin(), problems.end(), [&](Error const& left, Error const& right) { return line_of(left) < line_of(right); });
    all.insert(all.end(), std::make_move_iterator(problems.begin()), std::make_move_iterator(problems.end()));
}

struct CheckedLocale {
    ArbFile file;
    CheckedFile formats;
};

struct CheckedLocales {
    std::vector<CheckedLocale> locales; ///< English first
    std::vector<Error> problems;
    std::vector<Error> missing;
};

CheckedLocales check_all(std::vector<LocaleFile> const& files)
{
    CheckedLocales result;
    std::vector<ArbFile> parsed;
    for (LocaleFile const& file : files) {
        auto arb = parse_arb(file);
        if (!arb) {
            result.problems.push_back(arb.error());
            continue;
        }
        parsed.push_back(std::move(*arb));
    }
    auto const is_english = [](ArbFile const& file) { return file.info.language.value() == english_tag; };
    std::stable_partition(parsed.begin(), parsed.end(), is_english);
    if (parsed.empty() || !is_english(parsed.front())) {
        result.problems.push_back(
            Error { ErrorCode::invalid, "there is no usable English locale file", "locales/en.arb", "put it there: all others are compared with it" });
        return result;
    }
    for (ArbFile& file : parsed) {
        CheckedFile const* english = result.locales.empty() ? nullptr : &result.locales.front().formats;
        FileCheck checked = check_file(file, english);
        append_sorted(result.problems, std::move(checked.problems));
        for (std::string_view const key : key_names()) {
            if (!file.entries.contains(key))
                result.missing.push_back(missing(file, key));
        }
        result.locales.push_back({ std::move(file), std::move(checked.formats) });
    }
    return result;
}

/// The locale that gives `key` to `language`: its own, or the nearest of its fallback chain.
unicode::MessageFormat const* find_format(std::vector<CheckedLocale> const& locales, LanguageTag const& language, std::string_view key)
{
    for (LanguageTag tag = language; !tag.value().empty();) {
        for (CheckedLocale const& locale : locales) {
            if (locale.file.info.language != tag)
                continue;
            if (auto const found = locale.formats.find(key); found != locale.formats.end())
                return &found->second;
        }
        unicode::Language const* known = unicode::find_language(tag);
        tag = LanguageTag(known == nullptr ? std::string() : std::string(known->fallback));
    }
    return nullptr;
}

} // namespace

Messages::Messages(LocaleInfo info, std::vector<unicode::MessageFormat> formats)
    : m_info(std::move(info))
    , m_formats(std::move(formats))
{
}

unicode::MessageFormat const& Messages::format(Key key) const
{
    ZAHIDE_VERIFY(key.index() < m_formats.size());
    return m_formats[key.index()];
}

std::string Messages::text(Key key, std::initializer_list<Argument> arguments) const
{
    return format(key).format({ arguments.begin(), arguments.size() }, unicode::Isolation::isolate);
}

std::string Messages::spoken(Key key, std::initializer_list<Argument> arguments) const
{
    return format(key).format({ arguments.begin(), arguments.size() }, unicode::Isolation::none);
}

std::vector<Error> check(std::vector<LocaleFile> const& files)
{
    CheckedLocales checked = check_all(files);
    checked.problems.insert(checked.problems.end(), checked.missing.begin(), checked.missing.end());
    return std::move(checked.problems);
}

Result<Catalogue> Catalogue::create(std::vector<LocaleFile> const& files, Missing missing)
{
    CheckedLocales checked = check_all(files);
    if (!checked.problems.empty())
        return fail(std::move(checked.problems.front()));
    if (missing == Missing::refuse && !checked.missing.empty())
        return fail(std::move(checked.missing.front()));
    Catalogue catalogue;
    for (CheckedLocale const& locale : checked.locales) {
        LocaleInfo const& info = locale.file.info;
        std::vector<unicode::MessageFormat> formats;
        formats.reserve(key_names().size());
        for (std::string_view const key : key_names()) {
            unicode::MessageFormat const* format = find_format(checked.locales, info.language, key);
            if (format == nullptr)
                return fail(i18n::missing(checked.locales.front().file, key));
            formats.push_back(*format);
        }
        auto messages = std::unique_ptr<Messages const>(new Messages(info, std::move(formats)));
        if (!catalogue.m_messages.emplace(info.language.value(), std::move(messages)).second)
            return fail(ErrorCode::invalid, "there are two files for '" + info.language.value() + "'", locale.file.name, "keep one of them");
    }
    for (unicode::Language const& language : unicode::languages()) {
        if (Messages const* found = catalogue.find(LanguageTag(std::string(language.tag))))
            catalogue.m_infos.push_back(found->info());
    }
    return catalogue;
}

Messages const* Catalogue::find(LanguageTag const& language) const
{
    auto const found = m_messages.find(language.value());
    return found == m_messages.end() ? nullptr : found->second.get();
}

Messages const& Catalogue::in(LanguageTag const& language) const
{
    for (LanguageTag tag = language; !tag.value().empty();) {
        if (Messages const* found = find(tag))
            return *found;
        unicode::Language const* known = unicode::find_language(tag);
        tag = LanguageTag(known == nullptr ? std::string() : std::string(known->fallback));
    }
    Messages const* english = find(LanguageTag(std::string(english_tag)));
    ZAHIDE_VERIFY(english != nullptr);
    return *english;
}

} // namespace zahide::i18n
