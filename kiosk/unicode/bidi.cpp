#include "unicode/bidi.h"

#include "base/verify.h"

#include <algorithm>
#include <array>
#include <fribidi.h>

namespace zahide::unicode {

namespace {

constexpr std::uint32_t bit(BidiClass bidi_class)
{
    return 1U << static_cast<unsigned>(bidi_class);
}

template<class... Classes>
constexpr std::uint32_t bits(Classes... classes)
{
    return (bit(classes) | ...);
}

// Without any of these every level is 0 in a left-to-right paragraph: W7 turns numbers into L, N1–N2 the neutrals.
constexpr std::uint32_t turns_right = bits(
    BidiClass::R, BidiClass::AL, BidiClass::AN, BidiClass::LRE, BidiClass::LRO, BidiClass::RLE, BidiClass::RLO, BidiClass::LRI, BidiClass::RLI, BidiClass::FSI);
// Without any of these every level is 1 in a right-to-left one: only I2 would raise L, EN and AN.
constexpr std::uint32_t turns_left = bits(
    BidiClass::L, BidiClass::EN, BidiClass::AN, BidiClass::LRE, BidiClass::LRO, BidiClass::RLE, BidiClass::RLO, BidiClass::LRI, BidiClass::RLI, BidiClass::FSI);

bool starts_isolate(BidiClass bidi_class)
{
    return bidi_class == BidiClass::LRI || bidi_class == BidiClass::RLI || bidi_class == BidiClass::FSI;
}

constexpr std::array<FriBidiCharType, 23> library_classes { FRIBIDI_TYPE_LTR, FRIBIDI_TYPE_RTL, FRIBIDI_TYPE_AL, FRIBIDI_TYPE_EN, FRIBIDI_TYPE_ES,
    FRIBIDI_TYPE_ET, FRIBIDI_TYPE_AN, FRIBIDI_TYPE_CS, FRIBIDI_TYPE_NSM, FRIBIDI_TYPE_BN, FRIBIDI_TYPE_BS, FRIBIDI_TYPE_SS, FRIBIDI_TYPE_WS, FRIBIDI_TYPE_ON,
    FRIBIDI_TYPE_LRE, FRIBIDI_TYPE_LRO, FRIBIDI_TYPE_RLE, FRIBIDI_TYPE_RLO, FRIBIDI_TYPE_PDF, FRIBIDI_TYPE_LRI, FRIBIDI_TYPE_RLI, FRIBIDI_TYPE_FSI,
    FRIBIDI_TYPE_PDI };

/// FriBidi's name for a bracket pair: the opening bracket's number, and a bit on the opening one.
FriBidiBracketType library_bracket(char32_t codepoint)
{
    bool const opens = opens_bracket(codepoint);
    char32_t const opening = bracket_identity(opens ? codepoint : paired_bracket(codepoint));
    return static_cast<FriBidiBracketType>(opening) | (opens ? static_cast<FriBidiBracketType>(FRIBIDI_BRACKET_OPEN_MASK) : 0U);
}

/// P2: the first strong class outside isolates.
Direction first_strong_class(std::span<BidiClass const> classes)
{
    std::size_t isolates_open = 0;
    for (BidiClass const bidi_class : classes) {
        if (starts_isolate(bidi_class))
            ++isolates_open;
        else if (bidi_class == BidiClass::PDI && isolates_open > 0)
            --isolates_open;
        else if (isolates_open > 0)
            continue;
        else if (bidi_class == BidiClass::L)
            return Direction::left_to_right;
        else if (bidi_class == BidiClass::R || bidi_class == BidiClass::AL)
            return Direction::right_to_left;
    }
    return Direction::automatic;
}

} // namespace

Bidi::Bidi(CharacterTable& characters)
    : m_characters(characters)
{
}

void Bidi::gather_classes(std::span<CharacterProperties const> known)
{
    m_classes.resize(known.size());
    m_classes_seen = 0;
    for (std::size_t index = 0; index < known.size(); ++index) {
        BidiClass const bidi_class = known[index].bidi;
        m_classes[index] = bidi_class;
        m_classes_seen |= bit(bidi_class);
    }
}

bool Bidi::has_one_direction(BidiLevel base) const
{
    return (m_classes_seen & (base == 0 ? turns_right : turns_left)) == 0;
}

BidiLevel Bidi::resolve(std::span<char32_t const> paragraph, Direction direction, Path path, Direction without_strong)
{
    look_up(m_characters, paragraph, m_known);
    return resolve(paragraph, m_known, direction, path, without_strong);
}

BidiLevel Bidi::resolve(
    std::span<char32_t const> paragraph, std::span<CharacterProperties const> known, Direction direction, Path path, Direction without_strong)
{
    ZAHIDE_VERIFY(paragraph.size() < 1U << 30U && paragraph.size() == known.size());
    gather_classes(known);
    if (direction == Direction::automatic)
        direction = first_strong_class(m_classes);
    if (direction == Direction::automatic)
        direction = without_strong;
    BidiLevel const base = direction == Direction::right_to_left ? 1 : 0; // P3
    m_levels.assign(paragraph.size(), base);
    m_one_direction = has_one_direction(base);
    if (m_one_direction && path == Path::quick_where_possible)
        return base;
    return resolve_fully(paragraph, known, base);
}

BidiLevel Bidi::resolve_fully(std::span<char32_t const> paragraph, std::span<CharacterProperties const> known, BidiLevel base)
{
    if (paragraph.empty())
        return base;
    m_library_classes.resize(paragraph.size());
    m_library_brackets.assign(paragraph.size(), FRIBIDI_NO_BRACKET);
    for (std::size_t index = 0; index < paragraph.size(); ++index) {
        m_library_classes[index] = library_classes[static_cast<std::size_t>(m_classes[index])];
        // BD14–BD15: a bracket counts as long as it is a neutral.
        if (m_classes[index] == BidiClass::ON && known[index].bracket)
            m_library_brackets[index] = library_bracket(paragraph[index]);
    }
    FriBidiParType direction = base == 1 ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    m_library_levels.resize(paragraph.size());
    auto const length = static_cast<FriBidiStrIndex>(paragraph.size());
    FriBidiLevel const highest
        = fribidi_get_par_embedding_levels_ex(m_library_classes.data(), m_library_brackets.data(), length, &direction, m_library_levels.data());
    ZAHIDE_VERIFY(highest > 0); // zero only when memory has run out
    for (std::size_t index = 0; index < paragraph.size(); ++index)
        m_levels[index] = static_cast<BidiLevel>(m_library_levels[index]);
    return base;
}

} // namespace zahide::unicode
