#include "domain/catalogue.h"

#include "domain/numbers.h"

#include <functional>
#include <gtest/gtest.h>
#include <vector>

namespace zahide::domain {
namespace {

LocalizedText text(char const* value)
{
    return { { { LanguageTag("tr"), value } } };
}

Catalogue sample()
{
    Catalogue catalogue;
    catalogue.center = { CenterId("zahide-nine"), text("Zahide Nine"), "Europe/Istanbul", std::nullopt, text("salon") };
    catalogue.languages = { LanguageTag("tr"), LanguageTag("ar") };
    catalogue.services = { { ServiceId("legal"), text("Hukuk"), {}, "scale", "#123456" },
        { ServiceId("reception"), text("Danışma"), {}, "user", "#123456", Service::WalkIn::yes, Service::Reception::yes } };
    catalogue.counters = { { CounterNumber(1), text("Gişe 1") } };
    return catalogue;
}

TEST(Catalogue_, Sample_IsAccepted)
{
    auto const result = check(sample());
    EXPECT_TRUE(result) << result.error().line();
    EXPECT_EQ(sample().reception()->id, ServiceId("reception"));
    EXPECT_EQ(sample().find_service(ServiceId("none")), nullptr);
    EXPECT_EQ(sample().find_counter(CounterNumber(1))->name, text("Gişe 1"));
}

TEST(Catalogue_, EveryMistake_IsNamedByItsField)
{
    struct Mistake {
        std::string where;
        std::function<void(Catalogue&)> make;
    };
    auto const noon = LocalTime::from_minutes(720);
    std::vector<Mistake> const mistakes {
        { "center.id", [](Catalogue& it) { it.center.id = CenterId("Zahide Nine"); } },
        { "center.name", [](Catalogue& it) { it.center.name = {}; } },
        { "languages", [](Catalogue& it) { it.languages.clear(); } },
        { "languages.tr", [](Catalogue& it) { it.languages.push_back(LanguageTag("tr")); } },
        { "services", [](Catalogue& it) { it.services.clear(); } },
        { "services.legal", [](Catalogue& it) { it.services.push_back(it.services.front()); } },
        { "services.legal.name", [](Catalogue& it) { it.services.front().name = {}; } },
        { "services.legal.detail", [](Catalogue& it) { it.services.front().detail = text(std::string(3000, 'x').c_str()); } },
        { "counters.0", [](Catalogue& it) { it.counters.front().number = CounterNumber(0); } },
        { "counters.1", [](Catalogue& it) { it.counters.push_back(it.counters.front()); } },
        { "opening.12:00",
            [noon](Catalogue& it) {
                it.opening = { { Weekday::monday, noon, noon } };
            } },
        { "closures.2026-11-23",
            [](Catalogue& it) {
                auto const day = LocalDate::parse("2026-11-23").value();
                it.closures = { { day, day.plus_days(-1), std::nullopt, std::nullopt, {} } };
            } },
        { "rules.lease_numbers", [](Catalogue& it) { it.rules.lease_numbers = 0; } },
        { "rules.overtaken_max", [](Catalogue& it) { it.rules.overtaken_max = -1; } },
        { "rules.kept_days", [](Catalogue& it) { it.rules.kept_days = 13; } },
        { "rules.wait_samples_min", [](Catalogue& it) { it.rules.wait_samples_min = 1; } },
    };
    for (auto const& mistake : mistakes) {
        auto catalogue = sample();
        mistake.make(catalogue);
        auto const result = check(catalogue);
        ASSERT_FALSE(result) << mistake.where;
        EXPECT_EQ(result.error().where, mistake.where);
        EXPECT_FALSE(result.error().mend.empty()) << mistake.where;
    }
}

TEST(LocalizedText_, MissingLanguage_FallsBackToEnglishThenTurkish)
{
    LocalizedText names { { { LanguageTag("ar"), "a" }, { LanguageTag("en"), "e" }, { LanguageTag("tr"), "t" } } };
    EXPECT_EQ(names.in(LanguageTag("ar")), "a");
    EXPECT_EQ(names.in(LanguageTag("fa")), "e");
    names.by_language.erase(LanguageTag("en"));
    EXPECT_EQ(names.in(LanguageTag("fa")), "t");
    EXPECT_EQ(LocalizedText {}.in(LanguageTag("fa")), "");
}

TEST(Numbers, DayThatRunsOut_GivesWhatIsLeftAndNeverWraps)
{
    EXPECT_EQ(take_numbers(TicketNumber(1), 40).value(), (NumberRange { TicketNumber(1), TicketNumber(40) }));
    EXPECT_EQ(take_numbers(TicketNumber(9990), 40).value(), (NumberRange { TicketNumber(9990), TicketNumber(9999) }));
    auto const none = take_numbers(TicketNumber(10000), 1);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::limit);
}

} // namespace
} // namespace zahide::domain
