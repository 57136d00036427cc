#include "unicode/characters.h"

#include <array>
#include <limits>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace zahide::unicode {

namespace {

BidiClass bidi_class(UChar32 codepoint)
{
    switch (u_charDirection(codepoint)) {
    case U_LEFT_TO_RIGHT:
        return BidiClass::L;
    case U_RIGHT_TO_LEFT:
        return BidiClass::R;
    case U_EUROPEAN_NUMBER:
        return BidiClass::EN;
    case U_EUROPEAN_NUMBER_SEPARATOR:
        return BidiClass::ES;
    case U_EUROPEAN_NUMBER_TERMINATOR:
        return BidiClass::ET;
    case U_ARABIC_NUMBER:
        return BidiClass::AN;
    case U_COMMON_NUMBER_SEPARATOR:
        return BidiClass::CS;
    case U_BLOCK_SEPARATOR:
        return BidiClass::B;
    case U_SEGMENT_SEPARATOR:
        return BidiClass::S;
    case U_WHITE_SPACE_NEUTRAL:
        return BidiClass::WS;
    case U_OTHER_NEUTRAL:
        return BidiClass::ON;
    case U_LEFT_TO_RIGHT_EMBEDDING:
        return BidiClass::LRE;
    case U_LEFT_TO_RIGHT_OVERRIDE:
        return BidiClass::LRO;
    case U_RIGHT_TO_LEFT_ARABIC:
        return BidiClass::AL;
    case U_RIGHT_TO_LEFT_EMBEDDING:
        return BidiClass::RLE;
    case U_RIGHT_TO_LEFT_OVERRIDE:
        return BidiClass::RLO;
    case U_POP_DIRECTIONAL_FORMAT:
        return BidiClass::PDF;
    case U_DIR_NON_SPACING_MARK:
        return BidiClass::NSM;
    case U_BOUNDARY_NEUTRAL:
        return BidiClass::BN;
    case U_FIRST_STRONG_ISOLATE:
        return BidiClass::FSI;
    case U_LEFT_TO_RIGHT_ISOLATE:
        return BidiClass::LRI;
    case U_RIGHT_TO_LEFT_ISOLATE:
        return BidiClass::RLI;
    case U_POP_DIRECTIONAL_ISOLATE:
        return BidiClass::PDI;
    default: // ICU's enumeration also has a deprecated count
        return BidiClass::ON;
    }
}

LineClass line_class(UChar32 codepoint)
{
    switch (u_getIntPropertyValue(codepoint, UCHAR_LINE_BREAK)) {
    case U_LB_ALPHABETIC:
        return LineClass::letter;
    case U_LB_NUMERIC:
        return LineClass::number;
    case U_LB_SPACE:
        return LineClass::space;
    case U_LB_COMBINING_MARK:
        return LineClass::mark;
    case U_LB_INFIX_NUMERIC:
        return LineClass::infix;
    case U_LB_EXCLAMATION:
        return LineClass::exclamation;
    case U_LB_OPEN_PUNCTUATION: // LB30 is about those that aren't East Asian: keep to these four
        return codepoint == U'(' || codepoint == U'[' ? LineClass::opening : LineClass::other;
    case U_LB_CLOSE_PARENTHESIS:
        return codepoint == U')' || codepoint == U']' ? LineClass::closing : LineClass::other;
    default: // the rest is ICU's business
        return LineClass::other;
    }
}

ClusterClass cluster_class(UChar32 codepoint)
{
    if (u_hasBinaryProperty(codepoint, UCHAR_EXTENDED_PICTOGRAPHIC) != 0)
        return ClusterClass::complex;
    switch (u_getIntPropertyValue(codepoint, UCHAR_GRAPHEME_CLUSTER_BREAK)) {
    case U_GCB_OTHER:
        return ClusterClass::other;
    case U_GCB_EXTEND:
    case U_GCB_SPACING_MARK:
    case U_GCB_ZWJ:
        return ClusterClass::extend;
    case U_GCB_CONTROL:
        return ClusterClass::control;
    default: // CR and LF, which stick together, and the rest
        return ClusterClass::complex;
    }
}

Script script_of_code(UScriptCode code)
{
    char const* const name = uscript_getShortName(code);
    return name == nullptr ? script_unknown : Script::from_letters(name);
}

CharacterProperties properties(UChar32 codepoint)
{
    UErrorCode status = U_ZERO_ERROR;
    CharacterProperties result;
    result.script = script_of_code(uscript_getScript(codepoint, &status));
    result.bidi = bidi_class(codepoint);
    result.line = line_class(codepoint);
    result.cluster = cluster_class(codepoint);
    result.bracket = u_getIntPropertyValue(codepoint, UCHAR_BIDI_PAIRED_BRACKET_TYPE) != U_BPT_NONE;
    std::array<UScriptCode, 2> scripts {};
    status = U_ZERO_ERROR;
    result.script_extensions = uscript_getScriptExtensions(codepoint, scripts.data(), static_cast<int32_t>(scripts.size()), &status) > 1;
    bool const control = u_charType(codepoint) == U_CONTROL_CHAR || codepoint == 0x2028 || codepoint == 0x2029;
    result.ignorable = control || u_hasBinaryProperty(codepoint, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
    result.white_space = u_isUWhiteSpace(codepoint) != 0;
    result.blank = control;
    result.soft_hyphen = codepoint == 0xAD;
    return result;
}

} // namespace

CharacterProperties const& CharacterTable::ask(char32_t codepoint)
{
    std::size_t const number = codepoint >> 8U;
    if (number >= m_pages.size())
        m_pages.resize(number + 1);
    auto& page = m_pages[number];
    if (!page) {
        page = std::make_unique<Page>();
        for (CharacterProperties& known : *page)
            known.script = not_asked;
    }
    return (*page)[codepoint & 0xFFU] = properties(static_cast<UChar32>(codepoint));
}

void CharacterTable::copy(std::span<char32_t const> text, CharacterProperties* properties)
{
    constexpr std::size_t no_page = std::numeric_limits<std::size_t>::max();
    std::size_t page_number = no_page; // the last character's, which is nearly always the next one's
    Page const* page = nullptr;
    for (char32_t const codepoint : text) {
        std::size_t const number = codepoint >> 8U;
        if (number != page_number || (*page)[codepoint & 0xFFU].script == not_asked) [[unlikely]] {
            *properties++ = (*this)[codepoint];
            page_number = number < m_pages.size() ? number : no_page; // beyond Unicode there is none
            page = page_number == no_page ? nullptr : m_pages[number].get();
        } else {
            *properties++ = (*page)[codepoint & 0xFFU];
        }
    }
}

void look_up(CharacterTable& characters, std::span<char32_t const> text, std::vector<CharacterProperties>& properties)
{
    properties.resize(text.size());
    characters.copy(text, properties.data());
}

TextTraits traits_of(std::span<CharacterProperties const> properties)
{
    TextTraits traits;
    for (CharacterProperties const& known : properties) {
        traits.bidi_classes |= 1U << static_cast<unsigned>(known.bidi);
        traits.clusters_of_several |= known.cluster == ClusterClass::extend || known.cluster == ClusterClass::complex;
        traits.blank |= known.blank;
        traits.soft_hyphen |= known.soft_hyphen;
    }
    return traits;
}

bool has_script(char32_t codepoint, Script script)
{
    auto const code = static_cast<UScriptCode>(u_getPropertyValueEnum(UCHAR_SCRIPT, script.letters().c_str()));
    return code != USCRIPT_INVALID_CODE && uscript_hasScript(static_cast<UChar32>(codepoint), code) != 0;
}

Script first_script(char32_t codepoint)
{
    std::array<UScriptCode, 64> scripts {};
    UErrorCode status = U_ZERO_ERROR;
    auto const size = static_cast<int32_t>(scripts.size());
    int32_t const count = uscript_getScriptExtensions(static_cast<UChar32>(codepoint), scripts.data(), size, &status);
    return count > 0 ? script_of_code(scripts[0]) : script_unknown;
}

char32_t paired_bracket(char32_t codepoint)
{
    return static_cast<char32_t>(u_getBidiPairedBracket(static_cast<UChar32>(codepoint)));
}

char32_t bracket_identity(char32_t codepoint)
{
    // The only brackets with a canonical decomposition (UAX #9 BD16).
    if (codepoint == 0x2329)
        return 0x3008;
    return codepoint == 0x232A ? 0x3009 : codepoint;
}

bool opens_bracket(char32_t codepoint)
{
    return u_getIntPropertyValue(static_cast<UChar32>(codepoint), UCHAR_BIDI_PAIRED_BRACKET_TYPE) == U_BPT_OPEN;
}

} // namespace zahide::unicode
