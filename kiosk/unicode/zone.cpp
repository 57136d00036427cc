#include "unicode/zone.h"

#include "base/verify.h"
#include "icu_locale.h"

#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/tztrans.h>
#include <utility>

namespace zahide::unicode {

namespace {

constexpr std::int64_t ms_per_minute = 60'000;
constexpr std::int64_t ms_per_day = 86'400'000;

/// The wall clock's reading as if it were UTC.
std::int64_t wall_ms(LocalDateTime const& local)
{
    return local.date.days_since_1970() * ms_per_day + local.time.minutes_of_day() * ms_per_minute;
}

std::int64_t floor_divide(std::int64_t value, std::int64_t by)
{
    std::int64_t const quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

} // namespace

struct Zone::Rules {
    std::string name;
    std::unique_ptr<icu::BasicTimeZone const> icu;

    [[nodiscard]] std::int64_t offset_ms(std::int64_t unix_ms) const
    {
        std::int32_t raw = 0;
        std::int32_t dst = 0;
        UErrorCode status = U_ZERO_ERROR;
        icu->getOffset(static_cast<UDate>(unix_ms), 0, raw, dst, status);
        ZAHIDE_VERIFY(U_SUCCESS(status));
        return std::int64_t { raw } + dst;
    }

    /// The offset that ICU finds for a wall-clock time, a gap or overlap read as `choice` says.
    [[nodiscard]] std::int64_t offset_from_wall_ms(std::int64_t wall, UTimeZoneLocalOption choice) const
    {
        std::int32_t raw = 0;
        std::int32_t dst = 0;
        UErrorCode status = U_ZERO_ERROR;
        icu->getOffsetFromLocal(static_cast<UDate>(wall), choice, choice, raw, dst, status);
        ZAHIDE_VERIFY(U_SUCCESS(status));
        return std::int64_t { raw } + dst;
    }
};

Zone::Zone(std::shared_ptr<Rules const> rules)
    : m_rules(std::move(rules))
{
}

Result<Zone> Zone::create(std::string_view iana_name)
{
    // Nearly always the one center's: ICU takes its time to find it.
    thread_local std::shared_ptr<Rules const> last;
    if (last != nullptr && last->name == iana_name)
        return Zone(last);
    icu::UnicodeString const id = utf16(iana_name);
    icu::UnicodeString canonical;
    UBool is_in_database = 0;
    UErrorCode status = U_ZERO_ERROR;
    icu::TimeZone::getCanonicalID(id, canonical, is_in_database, status);
    // ICU would make a zone of "GMT+3:17" too, and Etc/Unknown of anything else.
    bool const is_known = U_SUCCESS(status) && is_in_database != 0 && canonical != icu::UnicodeString("Etc/Unknown", -1, US_INV);
    std::unique_ptr<icu::TimeZone> zone(is_known ? icu::TimeZone::createTimeZone(id) : nullptr);
    auto* basic = dynamic_cast<icu::BasicTimeZone*>(zone.get());
    if (basic == nullptr)
        return fail(ErrorCode::invalid, "'" + std::string(iana_name) + "' is not a time zone", {}, "write an IANA name, for example Europe/Istanbul");
    auto rules = std::make_shared<Rules>();
    rules->name = iana_name;
    static_cast<void>(zone.release());
    rules->icu.reset(basic);
    last = std::move(rules);
    return Zone(last);
}

std::string const& Zone::name() const
{
    return m_rules->name;
}

LocalDateTime Zone::local(Instant instant) const
{
    std::int64_t const wall = instant.unix_ms() + m_rules->offset_ms(instant.unix_ms());
    std::int64_t const days = floor_divide(wall, ms_per_day);
    std::int64_t const minutes = (wall - days * ms_per_day) / ms_per_minute;
    return { LocalDate::from_days(static_cast<std::int32_t>(days)), LocalTime::from_minutes(static_cast<std::int32_t>(minutes)) };
}

LocalInstants Zone::instants(LocalDateTime const& local) const
{
    // RFC 5545 §3.3.5 names the two cases; both offsets agree wherever there is neither.
    std::int64_t const wall = wall_ms(local);
    std::int64_t const before = wall - m_rules->offset_from_wall_ms(wall, UCAL_TZ_LOCAL_FORMER);
    std::int64_t const after = wall - m_rules->offset_from_wall_ms(wall, UCAL_TZ_LOCAL_LATTER);
    if (before == after)
        return { LocalFit::unique, Instant::from_unix_ms(before), Instant::from_unix_ms(before) };
    if (before < after)
        return { LocalFit::overlap, Instant::from_unix_ms(before), Instant::from_unix_ms(after) };
    // Read with the offset from before the jump the time lies after it, and the other way round: the jump is between them.
    icu::TimeZoneTransition transition;
    bool const found = m_rules->icu->getNextTransition(static_cast<UDate>(after), false, transition) != 0;
    ZAHIDE_VERIFY(found);
    Instant const jump = Instant::from_unix_ms(static_cast<std::int64_t>(transition.getTime()));
    return { LocalFit::gap, jump, jump };
}

Instant Zone::start_of_day(LocalDate date) const
{
    return instants({ date, LocalTime() }).first;
}

} // namespace zahide::unicode
