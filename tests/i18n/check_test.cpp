#include "i18n/messages.h"
#include "locales.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zahide::i18n {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// The shipped files with one text of one of them replaced: what a translator could do to it.
std::vector<Error> check_after(std::string const& file, std::string_view old_text, std::string_view new_text)
{
    auto files = shipped_locales();
    for (LocaleFile& locale : files) {
        if (locale.name != "locales/" + file + ".arb")
            continue;
        std::size_t const at = locale.arb.find(old_text);
        EXPECT_NE(at, std::string::npos) << old_text;
        locale.arb.replace(at, old_text.size(), new_text);
    }
    return check(files);
}

void expect_one(std::vector<Error> const& errors, std::string_view place, std::string_view what)
{
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_THAT(errors.front().line(), AllOf(HasSubstr(std::string(place)), HasSubstr(std::string(what))));
    EXPECT_FALSE(errors.front().mend.empty());
}

TEST(LocaleCheck, MissingMessage_IsReported)
{
    expect_one(check_after("ar", R"(  "kiosk_bar_back": "رجوع",)", ""), "locales/ar.arb", "'kiosk_bar_back' is missing");
}

TEST(LocaleCheck, ExtraMessage_IsReportedWithItsLine)
{
    expect_one(check_after("tr", R"(  "kiosk_bar_back")", R"(  "kiosk_bar_bakc": "x",
  "kiosk_bar_back")"),
        "locales/tr.arb:6", "'kiosk_bar_bakc': no such message in English");
}

TEST(LocaleCheck, IllFormedMessage_IsReportedWithItsLine)
{
    expect_one(check_after("fa", "امروز ساعت {time} باز", "امروز ساعت {time باز"), "locales/fa.arb:", "'kiosk_closed_opens_today': the message is ill-formed");
}

TEST(LocaleCheck, DifferentPlaceholder_IsReported)
{
    expect_one(check_after("ar", "نفتح اليوم الساعة {time}", "نفتح اليوم الساعة {tiem}"), "locales/ar.arb:", "{time} of the English message is missing");
    expect_one(
        check_after("ar", "نفتح اليوم الساعة {time}", "نفتح اليوم {day} الساعة {time}"), "locales/ar.arb:", "{day} does not stand in the English message");
}

TEST(LocaleCheck, PluralCategories_AreTheLanguages)
{
    expect_one(check_after("ar", "few {أمامك # أشخاص} ", ""), "locales/ar.arb:", "plural category 'few' is missing");
    expect_one(check_after("tr", "one {Önünüzde # kişi var}", "one {Önünüzde # kişi var} few {x}"), "locales/tr.arb:", "'few' is not a plural category of tr");
}

TEST(LocaleCheck, ForbiddenCharacters_AreReported)
{
    expect_one(check_after("ar", "أهلًا", "\u202Bأهلًا"), "locales/ar.arb:", "U+202B RLE");
    expect_one(check_after("ar", "أهلًا", "\u2067أهلًا"), "locales/ar.arb:", "U+2067 RLI");
    expect_one(check_after("fa", "خوش آمدید", "ﺧﻮش آمدید"), "locales/fa.arb:", "presentation form");
}

TEST(LocaleCheck, BrokenJson_IsReportedWithItsLine)
{
    auto const errors = check_after("tr", R"("kiosk_bar_back": "Geri",)", R"("kiosk_bar_back": "Geri")");
    expect_one(errors, "locales/tr.arb:7", "not JSON");
}

TEST(LocaleCheck, KeyTwice_IsReportedWithItsLine)
{
    auto const errors = check_after("en", R"(  "kiosk_bar_back": "Back",)", R"(  "kiosk_bar_help": "Back",)");
    ASSERT_FALSE(errors.empty());
    EXPECT_THAT(errors.front().line(), AllOf(HasSubstr("locales/en.arb:6"), HasSubstr("'kiosk_bar_help' stands there twice")));
}

TEST(LocaleCheck, WrongProperties_AreReported)
{
    expect_one(check_after("ar", R"("@@direction": "rtl")", R"("@@direction": "ltr")"), "locales/ar.arb:4", "'@@direction' of ar is wrong");
    expect_one(check_after("ar", R"(  "@@reviewed_by_native_speaker": false,)", ""), "locales/ar.arb:1", "'@@reviewed_by_native_speaker' is missing");
    expect_one(check_after("ar", R"("@@locale": "ar")", R"("@@locale": "arr")"), "locales/ar.arb:2", "'arr' is not one of the house's languages");
    expect_one(check_after("ar", R"("kiosk_bar_back": "رجوع")", R"("kiosk_bar_back": 7)"), "locales/ar.arb:6", "is not a text");
}

TEST(Catalogue, IncompleteLocale_IsRefusedOrFallsBack)
{
    auto files = shipped_locales();
    files.push_back({ "locales/prs.arb",
        R"({ "@@locale": "prs", "@@endonym": "دری", "@@direction": "rtl", "@@reviewed_by_native_speaker": false, "kiosk_bar_back": "عقب" })" });
    auto const refused = Catalogue::create(files);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().line(), HasSubstr("locales/prs.arb"));
    auto const catalogue = Catalogue::create(files, Catalogue::Missing::fall_back);
    ASSERT_TRUE(catalogue) << catalogue.error().line();
    Messages const& dari = catalogue->in(LanguageTag("prs"));
    EXPECT_EQ(dari.text(*find_key("kiosk_bar_back")), "عقب");
    EXPECT_EQ(dari.text(*find_key("kiosk_bar_help")), catalogue->in(LanguageTag("fa")).text(*find_key("kiosk_bar_help")));
}

TEST(Catalogue, LanguageWithoutAFile_TakesTheNearest)
{
    auto const catalogue = Catalogue::create(shipped_locales());
    ASSERT_TRUE(catalogue);
    EXPECT_EQ(catalogue->in(LanguageTag("prs")).language(), LanguageTag("fa"));
    EXPECT_EQ(catalogue->in(LanguageTag("ku")).language(), LanguageTag("tr"));
    EXPECT_EQ(catalogue->in(LanguageTag("ru")).language(), LanguageTag("en"));
    EXPECT_EQ(catalogue->in(LanguageTag("none")).language(), LanguageTag("en"));
    EXPECT_EQ(catalogue->find(LanguageTag("ru")), nullptr);
    ASSERT_EQ(catalogue->locales().size(), 4U);
    EXPECT_EQ(catalogue->locales().front().language, LanguageTag("ar"));
}

TEST(Catalogue, NoEnglish_IsRefused)
{
    auto const catalogue = Catalogue::create({ read_locale("tr") });
    ASSERT_FALSE(catalogue);
    EXPECT_THAT(catalogue.error().line(), HasSubstr("English"));
}

TEST(Catalogue, SameLanguageTwice_IsRefused)
{
    auto files = shipped_locales();
    files.push_back({ "locales/tr2.arb", files.at(1).arb });
    auto const catalogue = Catalogue::create(files);
    ASSERT_FALSE(catalogue);
    EXPECT_THAT(catalogue.error().line(), HasSubstr("two files"));
}

} // namespace
} // namespace zahide::i18n
