#include "domain/catalogue.h"

#include "checks.h"
#include "domain/limits.h"

#include <algorithm>
#include <set>

namespace zahide::domain {

Result<void> check_text(LocalizedText const& text, std::string const& where)
{
    for (auto const& [language, value] : text.by_language) {
        if (!is_slug(language.value()))
            return wrong("not a language's name", where, "use a name of locales/, for example tr");
        if (value.size() > limits::text_bytes_max)
            return wrong("the text is too long", where, "keep it under " + std::to_string(limits::text_bytes_max) + " bytes");
    }
    return {};
}

Result<void> check_name(LocalizedText const& text, std::string const& where)
{
    if (text.by_language.empty())
        return wrong("a name is missing", where, "give it in at least one language");
    return check_text(text, where);
}

namespace {

Result<void> check_services(Catalogue const& catalogue)
{
    if (catalogue.services.empty() || catalogue.services.size() > limits::services_max)
        return wrong("a center needs between 1 and " + std::to_string(limits::services_max) + " services", "services", "add or remove some");
    std::set<ServiceId> seen;
    for (auto const& service : catalogue.services) {
        auto const where = "services." + service.id.value();
        if (!is_slug(service.id.value()))
            return wrong("not a service's id", where, "use a-z, 0-9 and - only");
        if (!seen.insert(service.id).second)
            return wrong("the service is named twice", where, "give each service its own id");
        ZAHIDE_TRY_VOID(check_name(service.name, where + ".name"));
        ZAHIDE_TRY_VOID(check_text(service.detail, where + ".detail"));
        if (service.needs)
            ZAHIDE_TRY_VOID(check_needs(*service.needs, where + ".needs"));
    }
    return {};
}

Result<void> check_counters(Catalogue const& catalogue)
{
    if (catalogue.counters.size() > limits::counters_max)
        return wrong("there are too many counters", "counters", "keep to " + std::to_string(limits::counters_max));
    std::set<CounterNumber> seen;
    for (auto const& counter : catalogue.counters) {
        auto const where = "counters." + std::to_string(counter.number.value());
        if (counter.number.value() < 1 || counter.number.value() > limits::counter_number_max)
            return wrong("not a counter's number", where, "use 1 to " + std::to_string(limits::counter_number_max));
        if (!seen.insert(counter.number).second)
            return wrong("the counter is named twice", where, "give each counter its own number");
        ZAHIDE_TRY_VOID(check_name(counter.name, where + ".name"));
    }
    return {};
}

Result<void> check_opening_hours(Catalogue const& catalogue)
{
    if (catalogue.opening.size() > limits::opening_hours_max || catalogue.closures.size() > limits::closures_max)
        return wrong("there are too many opening hours or closures", "opening", "join some of them");
    for (auto const& hours : catalogue.opening) {
        if (hours.from >= hours.to)
            return wrong("opening hours end before they begin", "opening." + hours.from.text(), "put the earlier time first; over midnight takes two entries");
    }
    for (auto const& closure : catalogue.closures) {
        auto const where = "closures." + closure.from_date.text();
        if (closure.from_date > closure.to_date)
            return wrong("the closure ends before it begins", where, "put the earlier day first");
        if (closure.from_time && closure.to_time && *closure.from_time >= *closure.to_time)
            return wrong("the closure ends before it begins", where, "put the earlier time first");
        ZAHIDE_TRY_VOID(check_text(closure.name, where + ".name"));
    }
    return {};
}

Result<void> check_booking_rules(Rules const& rules)
{
    struct Bound {
        char const* name;
        std::int64_t value;
        std::int64_t least;
        std::int64_t most;
    };
    for (auto const& [name, value, least, most] : { Bound { "hold_at_kiosk_minutes", rules.hold_at_kiosk.count(), 1, limits::hold_minutes_max },
             { "hold_at_desk_minutes", rules.hold_at_desk.count(), 1, limits::hold_minutes_max },
             { "hold_extensions_max", rules.hold_extensions_max, 0, limits::hold_extensions_most },
             { "check_in_before_minutes", rules.check_in_before.count(), 0, limits::check_in_minutes_max },
             { "check_in_after_minutes", rules.check_in_after.count(), 0, limits::check_in_minutes_max },
             { "cancelled_closed_minutes", rules.cancelled_closed.count(), 0, limits::cancelled_closed_minutes_max },
             { "code_tries_max", rules.code_tries_max, 1, limits::code_tries_most },
             { "code_tries_window_minutes", rules.code_tries_window.count(), 1, limits::code_tries_window_minutes_max },
             { "slots_per_service", rules.slots_per_service, 0, limits::slots_per_service_max } }) {
        if (value < least || value > most)
            return wrong(
                "a rule of appointments is out of bounds", std::string("rules.") + name, "use " + std::to_string(least) + " to " + std::to_string(most));
    }
    return {};
}

Result<void> check_rules(Rules const& rules)
{
    if (rules.calls_before_no_show < 1 || rules.calls_before_no_show > 10)
        return wrong("not a number of calls", "rules.calls_before_no_show", "use 1 to 10");
    if (rules.between_calls < Seconds(0) || rules.between_calls > Seconds(3600))
        return wrong("not a time between calls", "rules.between_calls_seconds", "use 0 to 3600");
    if (rules.overtaken_max < 0 || rules.overtaken_max > 1000)
        return wrong("not a bound of fairness", "rules.overtaken_max", "use 0 to 1000");
    if (rules.lease_numbers < 1 || rules.lease_numbers > limits::lease_numbers_max)
        return wrong("not a size of a lease", "rules.lease_numbers", "use 1 to " + std::to_string(limits::lease_numbers_max));
    if (rules.wait_samples_min < 10 || rules.wait_samples_min > static_cast<std::int32_t>(limits::wait_samples_max))
        return wrong("not a number of samples", "rules.wait_samples_min", "use 10 to " + std::to_string(limits::wait_samples_max));
    if (rules.kept_days < limits::kept_days_min || rules.kept_days > limits::kept_days_max)
        return wrong("not a number of days to keep visits", "rules.kept_days",
            "use " + std::to_string(limits::kept_days_min) + " to " + std::to_string(limits::kept_days_max));
    return check_booking_rules(rules);
}

} // namespace

Service const* Catalogue::find_service(ServiceId const& id) const
{
    auto const found = std::ranges::find(services, id, &Service::id);
    return found == services.end() ? nullptr : &*found;
}

Counter const* Catalogue::find_counter(CounterNumber number) const
{
    auto const found = std::ranges::find(counters, number, &Counter::number);
    return found == counters.end() ? nullptr : &*found;
}

Service const* Catalogue::reception() const
{
    auto const found = std::ranges::find(services, Service::Reception::yes, &Service::reception);
    if (found != services.end())
        return &*found;
    return services.empty() ? nullptr : &services.front();
}

Result<void> check(Catalogue const& catalogue)
{
    if (!is_slug(catalogue.center.id.value()))
        return wrong("not a center's id", "center.id", "use a-z, 0-9 and - only");
    ZAHIDE_TRY_VOID(check_name(catalogue.center.name, "center.name"));
    ZAHIDE_TRY_VOID(check_text(catalogue.center.waiting_place, "center.waiting_place"));
    if (catalogue.languages.empty() || catalogue.languages.size() > limits::languages_max)
        return wrong("a center needs between 1 and " + std::to_string(limits::languages_max) + " languages", "languages", "add or remove some");
    std::set<LanguageTag> seen;
    for (auto const& language : catalogue.languages) {
        if (!is_slug(language.value()) || !seen.insert(language).second)
            return wrong("not a language's name, or named twice", "languages." + language.value(), "use each name of locales/ once");
    }
    ZAHIDE_TRY_VOID(check_services(catalogue));
    ZAHIDE_TRY_VOID(check_counters(catalogue));
    ZAHIDE_TRY_VOID(check_opening_hours(catalogue));
    return check_rules(catalogue.rules);
}

} // namespace zahide::domain
