#include "unicode/date_format.h"

#include "icu_locale.h"
#include "unicode/language.h"
#include "unicode/number.h"

#include <unicode/dtptngen.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>
#include <utility>

namespace zahide::unicode {

namespace {

constexpr double icu_ms_per_day = 86'400'000.0;
constexpr LocalDate some_monday = LocalDate::from_days(4); // 5 January 1970

char const* digits_name(DigitSet digits)
{
    switch (digits) {
    case DigitSet::latin:
        return "latn";
    case DigitSet::arabic:
        return "arab";
    case DigitSet::eastern_arabic:
        return "arabext";
    }
    return "latn";
}

/// CLDR writes these calendars with an era and in other orders ("AP ۱۴۰۵ لیندۍ ۱"); on paper day, month and year are enough.
constexpr char16_t const* second_date_pattern = u"d MMMM y";

/// ICU's name of the language's second calendar, null when it has none.
char const* second_calendar(std::string_view tag)
{
    if (tag == "fa" || tag == "prs" || tag == "ps")
        return "persian";
    if (tag == "am" || tag == "ti")
        return "ethiopic";
    return nullptr;
}

using Format = std::unique_ptr<icu::SimpleDateFormat>;

/// The locale with calendar and digits said, since fa, fa_AF and ps would count the Persian years.
Result<icu::Locale> explicit_locale(icu::Locale locale, char const* calendar, DigitSet digits)
{
    UErrorCode status = U_ZERO_ERROR;
    locale.setKeywordValue("calendar", calendar, status);
    locale.setKeywordValue("numbers", digits_name(digits), status);
    if (U_FAILURE(status))
        return fail(ErrorCode::internal, "ICU knows no such calendar", u_errorName(status), "install libicu72 completely");
    return locale;
}

Result<Format> create_format(icu::Locale const& locale, icu::UnicodeString const& pattern)
{
    UErrorCode status = U_ZERO_ERROR;
    auto format = std::make_unique<icu::SimpleDateFormat>(pattern, locale, status);
    if (U_FAILURE(status))
        return fail(ErrorCode::internal, "ICU gives no date format", u_errorName(status), "install libicu72 completely");
    // Days are counted in UTC here: a LocalDate has no zone.
    format->adoptTimeZone(icu::TimeZone::createTimeZone("UTC"));
    return Format(std::move(format));
}

using Generator = std::unique_ptr<icu::DateTimePatternGenerator>;

/// Knows the language's own order of the fields. Costly to make.
Result<Generator> create_generator(icu::Locale const& locale)
{
    UErrorCode status = U_ZERO_ERROR;
    Generator generator(icu::DateTimePatternGenerator::createInstance(locale, status));
    if (U_FAILURE(status))
        return fail(ErrorCode::internal, "ICU gives no date patterns", u_errorName(status), "install libicu72 completely");
    return generator;
}

/// The language's own order of the fields (UTS #35, part 4, skeletons).
Result<Format> create_from_skeleton(icu::DateTimePatternGenerator& generator, icu::Locale const& locale, char const* skeleton)
{
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString const pattern = generator.getBestPattern(icu::UnicodeString(skeleton, -1, US_INV), status);
    if (U_FAILURE(status))
        return fail(ErrorCode::internal, "ICU gives no date patterns", u_errorName(status), "install libicu72 completely");
    return create_format(locale, pattern);
}

std::string formatted(icu::SimpleDateFormat const& format, LocalDate date)
{
    icu::UnicodeString text;
    format.format(date.days_since_1970() * icu_ms_per_day, text);
    return utf8(text);
}

} // namespace

struct DateFormat::Formats {
    LanguageTag language;
    Format full_date;
    Format weekday_and_day;
    Format weekday;
    Format month;
    Format second_date; // null when there is none
};

DateFormat::DateFormat(std::unique_ptr<Formats> formats)
    : m_formats(std::move(formats))
{
}

DateFormat::DateFormat(DateFormat&&) noexcept = default;
DateFormat& DateFormat::operator=(DateFormat&&) noexcept = default;
DateFormat::~DateFormat() = default;

Result<DateFormat> DateFormat::create(LanguageTag const& language)
{
    icu::Locale const locale = ZAHIDE_TRY(icu_locale(language));
    DigitSet const digits = find_language(language)->digits;
    icu::Locale const gregorian = ZAHIDE_TRY(explicit_locale(locale, "gregorian", digits));
    auto const generator = ZAHIDE_TRY(create_generator(gregorian));
    auto formats = std::make_unique<Formats>();
    formats->language = language;
    formats->full_date = ZAHIDE_TRY(create_from_skeleton(*generator, gregorian, "yMMMMEEEEd"));
    formats->weekday_and_day = ZAHIDE_TRY(create_from_skeleton(*generator, gregorian, "MMMMEEEEd"));
    formats->weekday = ZAHIDE_TRY(create_from_skeleton(*generator, gregorian, "cccc"));
    formats->month = ZAHIDE_TRY(create_from_skeleton(*generator, gregorian, "LLLL"));
    if (char const* calendar = second_calendar(language.value())) {
        icu::Locale const second = ZAHIDE_TRY(explicit_locale(locale, calendar, digits));
        formats->second_date = ZAHIDE_TRY(create_format(second, second_date_pattern));
    }
    return DateFormat(std::move(formats));
}

std::string DateFormat::full_date(LocalDate date) const
{
    return formatted(*m_formats->full_date, date);
}

std::string DateFormat::weekday_and_day(LocalDate date) const
{
    return formatted(*m_formats->weekday_and_day, date);
}

std::string DateFormat::weekday(Weekday weekday) const
{
    return formatted(*m_formats->weekday, some_monday.plus_days(static_cast<int>(weekday) - 1));
}

std::string DateFormat::month(LocalDate date) const
{
    return formatted(*m_formats->month, date);
}

std::optional<std::string> DateFormat::second_date(LocalDate date) const
{
    if (!m_formats->second_date)
        return std::nullopt;
    return formatted(*m_formats->second_date, date);
}

std::string DateFormat::time(LocalTime time) const
{
    return with_digits(time.text(), m_formats->language);
}

} // namespace zahide::unicode
