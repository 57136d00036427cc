#include "unicode/cldr_writing.h"
#include "unicode/language.h"
#include "unicode/scripts.h"
#include "unicode/writing.h"

#include <gtest/gtest.h>

namespace zahide::unicode {
namespace {

/// One letter a character: L Latn, A Arab, C Cyrl, E Ethi, ? any other.
std::string scripts_of(std::u32string_view text, char const* fallback = "Latn")
{
    CharacterTable characters;
    std::vector<Script> scripts;
    std::vector<CharacterProperties> known;
    look_up(characters, text, known);
    resolve_scripts(text, known, Script::from_letters(fallback), scripts);
    std::string letters;
    for (Script const script : scripts) {
        std::string const name = script.letters();
        letters += name == "Latn" || name == "Arab" || name == "Cyrl" || name == "Ethi" ? name[0] : '?';
    }
    return letters;
}

TEST(Scripts, CommonCharacters_TakeTheScriptBeforeThem)
{
    EXPECT_EQ(scripts_of(U"ab 12, وا 3"), "LLLLLLLAAAA");
    EXPECT_EQ(scripts_of(U"1. ab"), "LLLLL"); // at the start: the one after
    EXPECT_EQ(scripts_of(U"12", "Arab"), "AA"); // alone: the language's
}

TEST(Scripts, ClosingBracket_TakesItsOpeningOnes)
{
    EXPECT_EQ(scripts_of(U"و(ab)و"), "AALLAA");
    EXPECT_EQ(scripts_of(U"ab (وا) cd"), "LLLLAALLLL");
}

TEST(Scripts, Marks_TakeTheirBases)
{
    EXPECT_EQ(scripts_of(U"a\u0301ب\u064E"), "LLAA");
}

TEST(Scripts, ArabicComma_AfterLatin_IsArabic)
{
    EXPECT_EQ(scripts_of(U"ab\u060C"), "LLA"); // its extensions don't have Latn
    EXPECT_EQ(scripts_of(U"اب\u060C"), "AAA");
}

TEST(Writing, Languages_HaveTheirScriptsAndLetters)
{
    EXPECT_EQ(script_of(LanguageTag("tr")).letters(), "Latn");
    EXPECT_EQ(script_of(LanguageTag("prs")).letters(), "Arab");
    EXPECT_EQ(script_of(LanguageTag("ku")).letters(), "Latn");
    EXPECT_EQ(script_of(LanguageTag("ti")).letters(), "Ethi");
    EXPECT_EQ(direction_of(LanguageTag("ug")), Direction::right_to_left);
    EXPECT_EQ(direction_of(LanguageTag("uk")), Direction::left_to_right);
    EXPECT_NE(letters_of(LanguageTag("tr")).find(U'ğ'), std::u32string::npos);
    EXPECT_NE(letters_of(LanguageTag("fa")).find(U'گ'), std::u32string::npos);
}

TEST(Writing, OfTheHousesLanguages_IsWhatIcuSays)
{
    for (Language const& language : languages()) {
        LanguageTag const tag { std::string(language.tag) };
        EXPECT_EQ(script_of(tag), script_by_cldr(tag)) << language.tag;
        EXPECT_EQ(direction_of(tag), direction_by_cldr(tag)) << language.tag;
        EXPECT_GT(letters_of(tag).size(), 15U) << language.tag;
        EXPECT_TRUE(letters_of(tag) == letters_by_cldr(tag)) << language.tag;
    }
}

TEST(Writing, OfAnotherLanguage_IsAskedOfIcu)
{
    EXPECT_EQ(script_of(LanguageTag("el")).letters(), "Grek");
    EXPECT_EQ(direction_of(LanguageTag("he")), Direction::right_to_left);
    EXPECT_NE(letters_of(LanguageTag("el")).find(U'ω'), std::u32string::npos);
}

} // namespace
} // namespace zahide::unicode
