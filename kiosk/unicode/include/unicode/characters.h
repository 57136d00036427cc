#pragma once

#include "unicode/script.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace zahide::unicode {

/// UAX #9 table 4.
enum class BidiClass : std::uint8_t { L, R, AL, EN, ES, ET, AN, CS, NSM, BN, B, S, WS, ON, LRE, LRO, RLE, RLO, PDF, LRI, RLI, FSI, PDI };

/// What a character means for line breaking as far as the simple path knows it; `other` leaves it to ICU.
enum class LineClass : std::uint8_t { other, letter, number, space, mark, infix, exclamation, opening, closing };

/// What a character means for grapheme clusters: `other` stands alone, `extend` joins what is before it, `control`
/// joins nothing, `complex` (Hangul, flags, emoji, prefixes) leaves it to ICU.
enum class ClusterClass : std::uint8_t { other, extend, control, complex };

/// What layout asks of every character.
struct CharacterProperties {
    Script script;
    BidiClass bidi = BidiClass::L;
    LineClass line = LineClass::other;
    ClusterClass cluster = ClusterClass::other;
    bool bracket : 1 = false; ///< a paired bracket of UAX #9 BD14–BD15
    bool script_extensions : 1 = false; ///< belongs to several scripts (UAX #24 §2.8)
    bool ignorable : 1 = false; ///< invisible by default, or a control: needs no glyph
    bool white_space : 1 = false;
    bool blank : 1 = false; ///< a tab or another control that is set as a space or as nothing
    bool soft_hyphen : 1 = false;
};
static_assert(sizeof(CharacterProperties) == 8);

/// The properties of all characters, each asked of ICU when it is needed first: at most 8.5 MiB for all of Unicode, 20 KiB for
/// the texts of a center. Belongs to one thread.
class CharacterTable {
public:
    /// Anything beyond U+10FFFF is taken as U+FFFD.
    [[nodiscard]] CharacterProperties const& operator[](char32_t codepoint)
    {
        if (codepoint > 0x10FFFF) [[unlikely]]
            codepoint = 0xFFFD;
        std::size_t const number = codepoint >> 8U;
        if (number < m_pages.size() && m_pages[number] != nullptr) [[likely]] {
            CharacterProperties const& known = (*m_pages[number])[codepoint & 0xFFU];
            if (known.script != not_asked) [[likely]]
                return known;
        }
        return ask(codepoint);
    }
    /// The properties of all characters of a text, in their order.
    void copy(std::span<char32_t const> text, CharacterProperties* properties);

private:
    using Page = std::array<CharacterProperties, 256>;
    static constexpr Script not_asked { 0 };
    CharacterProperties const& ask(char32_t codepoint);
    std::vector<std::unique_ptr<Page>> m_pages;
};

/// What is known of each character of a text: looked up once, for all the steps that ask. `properties` keeps its memory.
void look_up(CharacterTable& characters, std::span<char32_t const> text, std::vector<CharacterProperties>& properties);

/// What the characters of a text are or aren't among them: what decides which quick paths may be taken.
struct TextTraits {
    std::uint32_t bidi_classes = 0; ///< bit n: BidiClass n
    bool clusters_of_several = false; ///< some character may join the one before it
    bool blank = false;
    bool soft_hyphen = false;

    [[nodiscard]] bool has(BidiClass bidi_class) const { return (bidi_classes >> static_cast<unsigned>(bidi_class) & 1U) != 0; }
};
[[nodiscard]] TextTraits traits_of(std::span<CharacterProperties const> properties);

/// Whether a character is used in a script, by its script or its extensions.
[[nodiscard]] bool has_script(char32_t codepoint, Script script);
/// The first script of a character's extensions, in ICU's order; its own where it has none.
[[nodiscard]] Script first_script(char32_t codepoint);
/// The bracket that pairs with this one, or the character itself.
[[nodiscard]] char32_t paired_bracket(char32_t codepoint);
/// Canonically composed: the form a paired bracket is compared in (UAX #9 BD16).
[[nodiscard]] char32_t bracket_identity(char32_t codepoint);
/// Whether a bracket opens a pair; meaningful for brackets only.
[[nodiscard]] bool opens_bracket(char32_t codepoint);

} // namespace zahide::unicode
