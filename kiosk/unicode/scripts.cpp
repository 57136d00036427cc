#include "unicode/scripts.h"

#include <array>

namespace zahide::unicode {

namespace {

constexpr std::size_t open_brackets_max = 32;
constexpr Script undecided = script_inherited; // a placeholder until the first real script is met

/// Brackets that are open, the outermost forgotten first.
class OpenBrackets {
public:
    void open(char32_t closing, Script script)
    {
        m_brackets[m_count % open_brackets_max] = { closing, script };
        ++m_count;
    }
    /// The script of the bracket that this one closes, and closes all within; undecided if there is none.
    Script close(char32_t closing)
    {
        std::size_t const oldest = m_count > open_brackets_max ? m_count - open_brackets_max : 0;
        for (std::size_t number = m_count; number > oldest; --number) {
            Bracket const& bracket = m_brackets[(number - 1) % open_brackets_max];
            if (bracket.closing == closing) {
                m_count = number - 1;
                return bracket.script;
            }
        }
        return undecided;
    }

private:
    struct Bracket {
        char32_t closing = 0;
        Script script;
    };
    std::array<Bracket, open_brackets_max> m_brackets {};
    std::size_t m_count = 0;
};

Script common_script(char32_t codepoint, CharacterProperties const& properties, Script current, OpenBrackets& brackets)
{
    if (properties.bracket) {
        if (opens_bracket(codepoint)) {
            brackets.open(bracket_identity(paired_bracket(codepoint)), current);
            return current;
        }
        Script const opened = brackets.close(bracket_identity(codepoint));
        return opened == undecided ? current : opened;
    }
    if (properties.script_extensions && (current == undecided || !has_script(codepoint, current)))
        return first_script(codepoint);
    return current;
}

} // namespace

void resolve_scripts(std::span<char32_t const> text, std::span<CharacterProperties const> known, Script fallback, std::vector<Script>& scripts)
{
    scripts.resize(text.size());
    OpenBrackets brackets;
    Script current = undecided;
    std::size_t first_decided = text.size();
    for (std::size_t index = 0; index < text.size(); ++index) {
        CharacterProperties const& properties = known[index];
        Script script = properties.script;
        if (script == current && current != undecided) [[likely]] {
            scripts[index] = script;
            continue;
        }
        if (script == script_common)
            script = common_script(text[index], properties, current, brackets);
        else if (script == script_inherited)
            script = index > 0 ? scripts[index - 1] : current;
        scripts[index] = script;
        if (script == undecided)
            continue;
        current = script;
        first_decided = first_decided == text.size() ? index : first_decided;
    }
    Script const leading = first_decided == text.size() ? fallback : scripts[first_decided];
    for (std::size_t index = 0; index < first_decided; ++index)
        scripts[index] = leading;
}

} // namespace zahide::unicode
