#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "unicode/plural.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace zahide::unicode {

/// One value for a message: a number (written in the language's digits, chooses plurals) or a finished text.
struct Argument {
    std::string_view name;
    std::variant<std::int64_t, std::string_view> value;
};

/// Whether inserted values are wrapped in U+2068 FSI … U+2069 PDI, so that they can't reorder what stands around them.
enum class Isolation : std::uint8_t {
    isolate, ///< for everything that is drawn
    none, ///< for speech
};

enum class PlaceholderKind : std::uint8_t { text, plural, select };

struct Placeholder {
    std::string name;
    PlaceholderKind kind;
    std::vector<std::string> choices; ///< of a plural or select, in the pattern's order: "few", "=0"
    friend bool operator==(Placeholder const&, Placeholder const&) = default;
};

/// An ICU message: parsed once, formatted many times. Understands plain arguments, plural (with offset, =n and #) and
/// select, nested as one likes; dates, times and numbers come in as finished text. Immutable, safe to share.
class MessageFormat {
public:
    /// Fails with `invalid` when the pattern is ill-formed; the error says where in the pattern.
    [[nodiscard]] static Result<MessageFormat> create(std::string_view pattern_utf8, LanguageTag const& language);
    /// The same with the language's plural rules at hand, for whole catalogues.
    [[nodiscard]] static Result<MessageFormat> create(std::string_view pattern_utf8, LanguageTag const& language, PluralRules const& rules);

    /// A value that the message needs and nobody gives is a bug of ours and stops the program.
    [[nodiscard]] std::string format(std::span<Argument const> arguments, Isolation isolation = Isolation::isolate) const;

    /// Every use of an argument, in the pattern's order; the same name may appear several times.
    [[nodiscard]] std::vector<Placeholder> const& placeholders() const;

private:
    struct Tree;
    explicit MessageFormat(std::shared_ptr<Tree const> tree);
    std::shared_ptr<Tree const> m_tree;
};

} // namespace zahide::unicode
