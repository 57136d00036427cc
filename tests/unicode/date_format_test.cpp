#include "unicode/date_format.h"
#include "unicode/language.h"
#include "unicode/number.h"
#include "unicode/plural.h"

#include <gtest/gtest.h>
#include <set>

namespace zahide::unicode {
namespace {

LocalDate const sunday = *LocalDate::parse("2026-11-22");

DateFormat format(std::string tag)
{
    auto created = DateFormat::create(LanguageTag(std::move(tag)));
    EXPECT_TRUE(created);
    return std::move(*created);
}

TEST(DateFormat, FullDate_IsGregorianInTheLanguagesDigits)
{
    EXPECT_EQ(format("en").full_date(sunday), "Sunday, 22 November 2026");
    EXPECT_EQ(format("tr").full_date(sunday), "22 Kasım 2026 Pazar");
    EXPECT_EQ(format("ar").full_date(sunday), "الأحد، ٢٢ تشرين الثاني ٢٠٢٦");
    EXPECT_EQ(format("fa").full_date(sunday), "یکشنبه ۲۲ نوامبر ۲۰۲۶");
    EXPECT_EQ(format("prs").full_date(sunday), "یکشنبه ۲۲ نومبر ۲۰۲۶");
}

TEST(DateFormat, SecondDate_IsTheLanguagesOwnCalendar)
{
    EXPECT_EQ(format("fa").second_date(sunday), "۱ آذر ۱۴۰۵");
    EXPECT_EQ(format("prs").second_date(sunday), "۱ قوس ۱۴۰۵");
    EXPECT_EQ(format("ps").second_date(sunday), "۱ لیندۍ ۱۴۰۵");
    EXPECT_EQ(format("am").second_date(sunday), "13 ኅዳር 2019");
    EXPECT_EQ(format("ar").second_date(sunday), std::nullopt);
    // Sonbola, not Shahrivar: Dari has names of its own.
    EXPECT_EQ(format("prs").second_date(*LocalDate::parse("2026-09-01")), "۱۰ سنبلهٔ ۱۴۰۵");
}

TEST(DateFormat, WeekdayAndTime_AreShort)
{
    EXPECT_EQ(format("tr").weekday(Weekday::monday), "Pazartesi");
    EXPECT_EQ(format("ar").weekday(Weekday::sunday), "الأحد");
    EXPECT_EQ(format("en").weekday_and_day(sunday), "Sunday, 22 November");
    EXPECT_EQ(format("tr").month(sunday), "Kasım");
    EXPECT_EQ(format("ar").month(sunday), "تشرين الثاني");
    EXPECT_EQ(format("fa").month(sunday), "نوامبر");
    EXPECT_EQ(format("ar").time(*LocalTime::parse("09:05")), "٠٩:٠٥");
    EXPECT_EQ(format("fa").time(*LocalTime::parse("14:30")), "۱۴:۳۰");
    EXPECT_EQ(format("tr").time(*LocalTime::parse("14:30")), "14:30");
}

TEST(DateFormat, UnknownLanguage_IsRefused)
{
    auto const created = DateFormat::create(LanguageTag("xx"));
    ASSERT_FALSE(created);
    EXPECT_EQ(created.error().code, ErrorCode::invalid);
}

TEST(Languages, AllEighteen_HaveEndonymPluralsAndDates)
{
    EXPECT_EQ(languages().size(), 18U);
    std::set<std::string_view> tags;
    std::set<std::string_view> endonyms;
    for (Language const& language : languages()) {
        LanguageTag const tag { std::string(language.tag) };
        EXPECT_TRUE(tags.insert(language.tag).second);
        EXPECT_TRUE(endonyms.insert(language.endonym).second);
        EXPECT_TRUE(PluralRules::create(tag)) << language.tag;
        EXPECT_TRUE(DateFormat::create(tag)) << language.tag;
        EXPECT_TRUE(language.fallback.empty() || find_language(LanguageTag(std::string(language.fallback))) != nullptr);
    }
}

TEST(PluralRules, Categories_AreTheLanguagesOwn)
{
    using enum PluralCategory;
    EXPECT_EQ(PluralRules::create(LanguageTag("ar"))->categories(), (std::vector { zero, one, two, few, many, other }));
    EXPECT_EQ(PluralRules::create(LanguageTag("fa"))->categories(), (std::vector { one, other }));
    EXPECT_EQ(PluralRules::create(LanguageTag("ru"))->category(22), few);
    EXPECT_EQ(PluralRules::create(LanguageTag("fa"))->category(0), one);
    EXPECT_FALSE(PluralRules::create(LanguageTag("zz")));
}

TEST(NumberText, Digits_FollowTheLanguage)
{
    EXPECT_EQ(number_text(456, LanguageTag("ar")), "٤٥٦");
    EXPECT_EQ(number_text(456, LanguageTag("fa")), "۴۵۶");
    EXPECT_EQ(number_text(-7, LanguageTag("tr")), "-7");
    EXPECT_EQ(with_digits("No 10:42", LanguageTag("prs")), "No ۱۰:۴۲");
}

} // namespace
} // namespace zahide::unicode
