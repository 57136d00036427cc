#include "config/scheduler.h"

#include "domain/limits.h"
#include "needs.h"
#include "toml_reader.h"
#include "unicode/zone.h"
#include "weekdays.h"

namespace zahide::config {

namespace {

bool is_color(std::string_view text)
{
    return text.size() == 7 && text.front() == '#' && text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

void read_center(TableReader reader, domain::Center& center)
{
    reader.slug("id", center.id, Need::required);
    reader.localized("name", center.name, Need::required);
    reader.text("zone", center.zone, Need::required);
    std::string public_url;
    reader.text("public_url", public_url);
    if (!public_url.empty()) {
        if (!public_url.starts_with("https://") && !public_url.starts_with("http://"))
            reader.lose("public_url", "public_url is not an address", "write it as https://…, or leave it out");
        center.public_url = public_url;
    }
    reader.localized("waiting_place", center.waiting_place, Need::required);
    if (!center.zone.empty() && !unicode::Zone::create(center.zone))
        reader.lose("zone", "the zone is not known", "write an IANA name such as Europe/Istanbul");
    reader.finish();
}

void read_service(TableReader reader, domain::Catalogue& catalogue)
{
    using domain::Service;
    Service service;
    bool walk_in = true;
    bool reception = false;
    reader.slug("id", service.id, Need::required);
    reader.localized("name", service.name, Need::required);
    reader.localized("detail", service.detail);
    reader.text("icon", service.icon, Need::required);
    reader.text("color", service.color, Need::required);
    if (!service.color.empty() && !is_color(service.color))
        reader.lose("color", "color is not a color", "write it as \"#1f6044\"");
    reader.boolean("walk_in", walk_in);
    reader.boolean("reception", reception);
    service.walk_in = walk_in ? Service::WalkIn::yes : Service::WalkIn::no;
    service.reception = reception ? Service::Reception::yes : Service::Reception::no;
    if (reader.has("needs"))
        service.needs = read_needs(reader.table("needs"));
    reader.finish();
    catalogue.services.push_back(std::move(service));
}

void read_counter(TableReader reader, domain::Catalogue& catalogue)
{
    std::int32_t number = 0;
    domain::LocalizedText name;
    reader.integer("number", number, 1, 999, Need::required);
    reader.localized("name", name, Need::required);
    reader.finish();
    catalogue.counters.push_back({ CounterNumber(number), std::move(name) });
}

void read_opening(TableReader reader, domain::Catalogue& catalogue)
{
    for (auto const& times : read_day_times(reader, "opening hours"))
        catalogue.opening.push_back({ times.weekday, times.from, times.to });
    reader.finish();
}

void read_closure(TableReader reader, domain::Catalogue& catalogue)
{
    domain::Closure closure;
    read_days_off(reader, closure, "the closure");
    reader.localized("name", closure.name, Need::required);
    reader.finish();
    catalogue.closures.push_back(std::move(closure));
}

void read_booking_rules(TableReader& reader, domain::Rules& rules)
{
    namespace limits = domain::limits;
    read_minutes(reader, "hold_at_kiosk_minutes", rules.hold_at_kiosk, 1, limits::hold_minutes_max);
    read_minutes(reader, "hold_at_desk_minutes", rules.hold_at_desk, 1, limits::hold_minutes_max);
    reader.integer("hold_extensions_max", rules.hold_extensions_max, 0, limits::hold_extensions_most);
    read_minutes(reader, "check_in_before_minutes", rules.check_in_before, 0, limits::check_in_minutes_max);
    read_minutes(reader, "check_in_after_minutes", rules.check_in_after, 0, limits::check_in_minutes_max);
    read_minutes(reader, "cancelled_closed_minutes", rules.cancelled_closed, 0, limits::cancelled_closed_minutes_max);
    reader.integer("code_tries_max", rules.code_tries_max, 1, limits::code_tries_most);
    read_minutes(reader, "code_tries_window_minutes", rules.code_tries_window, 1, limits::code_tries_window_minutes_max);
    reader.word("filling", rules.filling);
    reader.integer("slots_per_service", rules.slots_per_service, 0, limits::slots_per_service_max);
}

void read_rules(TableReader reader, domain::Rules& rules)
{
    reader.integer("calls_before_no_show", rules.calls_before_no_show, 1, 20);
    std::int32_t seconds = static_cast<std::int32_t>(rules.between_calls.count());
    reader.integer("between_calls_seconds", seconds, 0, 3600);
    rules.between_calls = Seconds(seconds);
    reader.integer("overtaken_max", rules.overtaken_max, 0, 100);
    reader.word("transfer_place", rules.transfer_place);
    reader.word("come_back_place", rules.come_back_place);
    reader.integer("lease_numbers", rules.lease_numbers, 1, 500);
    reader.integer("wait_samples_min", rules.wait_samples_min, 1, 200);
    reader.integer("kept_days", rules.kept_days, domain::limits::kept_days_min, domain::limits::kept_days_max);
    read_booking_rules(reader, rules);
    reader.finish();
}

Result<void> load_holidays(std::string const& path, domain::Catalogue& catalogue)
{
    auto const file = ZAHIDE_TRY(TomlFile::read(path));
    std::optional<Error> error;
    TableReader root(file, file.root(), "", error);
    for (auto& holiday : root.tables("holidays", Need::required))
        read_closure(std::move(holiday), catalogue);
    root.finish();
    if (error)
        return fail(std::move(*error));
    return {};
}

/// Every text of the catalogue in every language of it: a visitor never falls into another one.
void require_languages(TableReader& root, domain::Catalogue const& catalogue)
{
    auto const check_text = [&](domain::LocalizedText const& text, std::string const& whose) {
        for (auto const& language : catalogue.languages) {
            if (!text.by_language.contains(language))
                root.lose("languages", whose + " is not written in " + language.value(), "add it, or take the language out of languages");
        }
    };
    check_text(catalogue.center.name, "the center's name");
    check_text(catalogue.center.waiting_place, "the waiting place");
    for (auto const& service : catalogue.services) {
        check_text(service.name, "the name of service \"" + service.id.value() + "\"");
        if (!service.detail.by_language.empty())
            check_text(service.detail, "the detail of service \"" + service.id.value() + "\"");
    }
    for (auto const& counter : catalogue.counters)
        check_text(counter.name, "the name of counter " + std::to_string(counter.number.value()));
}

} // namespace

Result<domain::Catalogue> load_center(std::string const& path)
{
    auto const file = ZAHIDE_TRY(TomlFile::read(path));
    std::optional<Error> error;
    TableReader root(file, file.root(), "", error);
    domain::Catalogue catalogue;
    read_center(root.table("center", Need::required), catalogue.center);
    std::vector<std::string> languages;
    root.texts("languages", languages, Need::required);
    for (auto const& language : languages) {
        if (!is_slug(language))
            root.lose("languages", "\"" + language + "\" is not a language's short name", "write tr, en, ar, fa, …");
        catalogue.languages.emplace_back(language);
    }
    for (auto& service : root.tables("services", Need::required))
        read_service(std::move(service), catalogue);
    for (auto& counter : root.tables("counters", Need::required))
        read_counter(std::move(counter), catalogue);
    for (auto& opening : root.tables("opening", Need::required))
        read_opening(std::move(opening), catalogue);
    for (auto& closure : root.tables("closures"))
        read_closure(std::move(closure), catalogue);
    read_rules(root.table("rules"), catalogue.rules);
    std::string holidays;
    std::string people; // load_roster() reads it, when the catalogue is known
    root.path("holidays", holidays);
    root.path("people", people);
    require_languages(root, catalogue);
    root.finish();
    if (error)
        return fail(std::move(*error));
    if (!holidays.empty())
        ZAHIDE_TRY_VOID(load_holidays(holidays, catalogue));
    if (auto const checked = domain::check(catalogue); !checked)
        return fail(checked.error().code, checked.error().what, path + " (" + checked.error().where + ")", checked.error().mend);
    return catalogue;
}

} // namespace zahide::config
