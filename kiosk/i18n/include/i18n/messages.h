#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "i18n/key.h"
#include "unicode/language.h"
#include "unicode/message_format.h"

#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zahide::i18n {

using unicode::Argument;

/// One file of locales/: what it is called in errors, and its text.
struct LocaleFile {
    std::string name; ///< "locales/ar.arb"
    std::string arb; ///< ARB: flat JSON, UTF-8
};

/// What a locale file says of itself.
struct LocaleInfo {
    LanguageTag language;
    std::string endonym;
    unicode::ReadingOrder order = unicode::ReadingOrder::left_to_right;
    bool is_reviewed_by_native_speaker = false;
};

/// All messages in one language. Immutable, safe to share between threads.
class Messages {
public:
    [[nodiscard]] LanguageTag const& language() const { return m_info.language; }
    [[nodiscard]] LocaleInfo const& info() const { return m_info; }

    /// The message to be drawn, every inserted value isolated by FSI … PDI. Numbers are given as numbers, never as text:
    ///   messages.text(keys::kiosk_done_minutes, { { "low", 20 }, { "high", 35 } })
    [[nodiscard]] std::string text(Key key, std::initializer_list<Argument> arguments = {}) const;
    /// The same without isolation marks, for speech.
    [[nodiscard]] std::string spoken(Key key, std::initializer_list<Argument> arguments = {}) const;
    /// The message as parsed, with its placeholders.
    [[nodiscard]] unicode::MessageFormat const& format(Key key) const;

private:
    friend class Catalogue;
    Messages(LocaleInfo info, std::vector<unicode::MessageFormat> formats);
    LocaleInfo m_info;
    std::vector<unicode::MessageFormat> m_formats; // by key index
};

/// The messages of every language there is a file for. Immutable after create(), safe to share between threads.
class Catalogue {
public:
    /// Parses and checks the files; there must be one for `en`. Fails with the first problem: file, line, key, mend.
    /// A message that a language lacks is taken from its fallback chain (prs → fa → en) when `missing` allows it.
    enum class Missing : std::uint8_t { refuse, fall_back };
    [[nodiscard]] static Result<Catalogue> create(std::vector<LocaleFile> const& files, Missing missing = Missing::refuse);

    /// Null when there is no file for it.
    [[nodiscard]] Messages const* find(LanguageTag const& language) const;
    /// The language's messages, or those of the nearest language of its fallback chain; in the end English.
    [[nodiscard]] Messages const& in(LanguageTag const& language) const;
    /// In the order of unicode::languages().
    [[nodiscard]] std::vector<LocaleInfo> const& locales() const { return m_infos; }

private:
    std::map<std::string, std::unique_ptr<Messages const>, std::less<>> m_messages;
    std::vector<LocaleInfo> m_infos;
};

/// Everything that is wrong with the files, in the order of files and lines; empty when they are complete and well-formed:
/// not JSON, a key twice, missing and extra messages, ill-formed ones, placeholders that differ from English, plural
/// categories the language does not have or that are lacking, forbidden characters.
[[nodiscard]] std::vector<Error> check(std::vector<LocaleFile> const& files);

} // namespace zahide::i18n
