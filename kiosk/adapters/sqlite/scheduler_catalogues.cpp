#include "scheduler_columns.h"
#include "scheduler_repositories.h"

#include <map>

namespace zahide::sqlite {

namespace {

using TextsByOwner = std::map<std::string, domain::LocalizedText>;

Result<TextsByOwner> read_texts(Database& database, CenterId const& center)
{
    TextsByOwner texts;
    auto const read_row = [&texts](Statement& row) {
        texts[row.read<std::string>(0)].by_language[row.read<LanguageTag>(1)] = row.read<std::string>(2);
        return 0;
    };
    ZAHIDE_TRY(database.query("SELECT owner, language, text FROM texts WHERE center = ?", read_row, center));
    return texts;
}

Result<void> write_text(Database& database, CenterId const& center, std::string const& owner, domain::LocalizedText const& text)
{
    for (auto const& [language, value] : text.by_language)
        ZAHIDE_TRY(database.run("INSERT INTO texts (center, owner, language, text) VALUES (?, ?, ?, ?)", center, owner, language, value));
    return {};
}

std::string service_owner(ServiceId const& id, char const* part)
{
    return "service." + id.value() + "." + part;
}

std::string counter_owner(CounterNumber number)
{
    return "counter." + std::to_string(number.value()) + ".name";
}

std::string closure_owner(std::size_t position)
{
    return "closure." + std::to_string(position) + ".name";
}

Result<std::optional<domain::ServiceNeeds>> read_needs(Database& database, CenterId const& center, ServiceId const& service)
{
    auto const read_row = [](Statement& row) {
        domain::ServiceNeeds needs;
        read_into(row, needs.interpreting, needs.room_kind, needs.duration, needs.gap_before, needs.gap_after, needs.grid, needs.notice, needs.days_ahead);
        return needs;
    };
    auto const read_role = [](Statement& row) {
        domain::RoleNeed need;
        read_into(row, need.role, need.count);
        return need;
    };
    auto needs = ZAHIDE_TRY(database.query_one(R"sql(
        SELECT interpreting, room_kind, duration_minutes, gap_before_minutes, gap_after_minutes, grid_minutes, notice_minutes, days_ahead
        FROM service_needs WHERE center = ? AND service = ?)sql",
        read_row, center, service));
    if (needs)
        needs->roles = ZAHIDE_TRY(
            database.query("SELECT role, count FROM service_roles WHERE center = ? AND service = ? ORDER BY position", read_role, center, service));
    return needs;
}

Result<void> write_needs(Database& database, CenterId const& center, domain::Service const& service)
{
    if (!service.needs)
        return {};
    auto const& needs = *service.needs;
    ZAHIDE_TRY(database.run(R"sql(
        INSERT INTO service_needs (center, service, interpreting, room_kind, duration_minutes, gap_before_minutes, gap_after_minutes, grid_minutes,
            notice_minutes, days_ahead)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        center, service.id, needs.interpreting, needs.room_kind, needs.duration, needs.gap_before, needs.gap_after, needs.grid, needs.notice,
        needs.days_ahead));
    std::int64_t position = 0;
    for (auto const& role : needs.roles)
        ZAHIDE_TRY(database.run("INSERT INTO service_roles (center, service, position, role, count) VALUES (?, ?, ?, ?, ?)", center, service.id, position++,
            role.role, role.count));
    return {};
}

Result<std::vector<domain::Service>> read_services(Database& database, CenterId const& center, TextsByOwner& texts)
{
    auto const read_row = [&texts](Statement& row) {
        domain::Service service;
        std::int64_t walk_in = 0;
        std::int64_t reception = 0;
        read_into(row, service.id, service.icon, service.color, walk_in, reception);
        service.walk_in = walk_in != 0 ? domain::Service::WalkIn::yes : domain::Service::WalkIn::no;
        service.reception = reception != 0 ? domain::Service::Reception::yes : domain::Service::Reception::no;
        service.name = texts[service_owner(service.id, "name")];
        service.detail = texts[service_owner(service.id, "detail")];
        return service;
    };
    auto services = ZAHIDE_TRY(database.query("SELECT id, icon, color, walk_in, reception FROM services WHERE center = ? ORDER BY position", read_row, center));
    for (auto& service : services)
        service.needs = ZAHIDE_TRY(read_needs(database, center, service.id));
    return services;
}

Result<std::vector<domain::Counter>> read_counters(Database& database, CenterId const& center, TextsByOwner& texts)
{
    auto const read_row = [&texts](Statement& row) {
        domain::Counter counter;
        read_into(row, counter.number);
        counter.name = texts[counter_owner(counter.number)];
        return counter;
    };
    return database.query("SELECT number FROM counters WHERE center = ? ORDER BY position", read_row, center);
}

Result<std::vector<domain::OpeningHours>> read_opening(Database& database, CenterId const& center)
{
    auto const read_row = [](Statement& row) {
        domain::OpeningHours hours;
        read_into(row, hours.weekday, hours.from, hours.to);
        return hours;
    };
    return database.query("SELECT weekday, from_minute, to_minute FROM opening_hours WHERE center = ? ORDER BY position", read_row, center);
}

Result<std::vector<domain::Closure>> read_closures(Database& database, CenterId const& center, TextsByOwner& texts)
{
    auto const read_row = [&texts](Statement& row) {
        domain::Closure closure;
        std::int64_t position = 0;
        read_into(row, position, closure.from_date, closure.to_date, closure.from_time, closure.to_time);
        closure.name = texts[closure_owner(static_cast<std::size_t>(position))];
        return closure;
    };
    return database.query("SELECT position, from_date, to_date, from_minute, to_minute FROM closures WHERE center = ? ORDER BY position", read_row, center);
}

domain::Catalogue read_center(Statement& row)
{
    domain::Catalogue catalogue;
    std::int64_t between_seconds = 0;
    auto& rules = catalogue.rules;
    read_into(row, catalogue.center.id, catalogue.revision, catalogue.center.zone, catalogue.center.public_url, catalogue.languages, rules.calls_before_no_show,
        between_seconds, rules.overtaken_max, rules.transfer_place, rules.come_back_place, rules.lease_numbers, rules.wait_samples_min, rules.kept_days,
        rules.hold_at_kiosk, rules.hold_at_desk, rules.hold_extensions_max, rules.check_in_before, rules.check_in_after, rules.cancelled_closed,
        rules.code_tries_max, rules.code_tries_window, rules.filling, rules.slots_per_service);
    rules.between_calls = Seconds(between_seconds);
    return catalogue;
}

Result<void> write_center(Database& database, domain::Catalogue const& catalogue)
{
    auto const& center = catalogue.center;
    auto const& rules = catalogue.rules;
    ZAHIDE_TRY(database.run(R"sql(
        INSERT INTO centers (id, revision, zone, public_url, languages, calls_before_no_show, between_calls_seconds, overtaken_max,
            transfer_place, come_back_place, lease_numbers, wait_samples_min, kept_days, hold_at_kiosk_minutes, hold_at_desk_minutes,
            hold_extensions_max, check_in_before_minutes, check_in_after_minutes, cancelled_closed_minutes, code_tries_max,
            code_tries_window_minutes, filling, slots_per_service)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, zone = excluded.zone, public_url = excluded.public_url,
            languages = excluded.languages, calls_before_no_show = excluded.calls_before_no_show,
            between_calls_seconds = excluded.between_calls_seconds, overtaken_max = excluded.overtaken_max,
            transfer_place = excluded.transfer_place, come_back_place = excluded.come_back_place,
            lease_numbers = excluded.lease_numbers, wait_samples_min = excluded.wait_samples_min,
            kept_days = excluded.kept_days, hold_at_kiosk_minutes = excluded.hold_at_kiosk_minutes,
            hold_at_desk_minutes = excluded.hold_at_desk_minutes, hold_extensions_max = excluded.hold_extensions_max,
            check_in_before_minutes = excluded.check_in_before_minutes, check_in_after_minutes = excluded.check_in_after_minutes,
            cancelled_closed_minutes = excluded.cancelled_closed_minutes, code_tries_max = excluded.code_tries_max,
            code_tries_window_minutes = excluded.code_tries_window_minutes, filling = excluded.filling,
            slots_per_service = excluded.slots_per_service)sql",
        center.id, catalogue.revision, center.zone, center.public_url, catalogue.languages, rules.calls_before_no_show,
        static_cast<std::int64_t>(rules.between_calls.count()), rules.overtaken_max, rules.transfer_place, rules.come_back_place, rules.lease_numbers,
        rules.wait_samples_min, rules.kept_days, rules.hold_at_kiosk, rules.hold_at_desk, rules.hold_extensions_max, rules.check_in_before,
        rules.check_in_after, rules.cancelled_closed, rules.code_tries_max, rules.code_tries_window, rules.filling, rules.slots_per_service));
    for (auto const* sql : { "DELETE FROM texts WHERE center = ?", "DELETE FROM services WHERE center = ?", "DELETE FROM counters WHERE center = ?",
             "DELETE FROM opening_hours WHERE center = ?", "DELETE FROM closures WHERE center = ?" })
        ZAHIDE_TRY(database.run(sql, center.id));
    ZAHIDE_TRY_VOID(write_text(database, center.id, "center.name", center.name));
    return write_text(database, center.id, "center.waiting_place", center.waiting_place);
}

Result<void> write_services(Database& database, domain::Catalogue const& catalogue)
{
    auto const& center = catalogue.center.id;
    std::int64_t position = 0;
    for (auto const& service : catalogue.services) {
        ZAHIDE_TRY(database.run("INSERT INTO services (center, id, position, icon, color, walk_in, reception) VALUES (?, ?, ?, ?, ?, ?, ?)", center, service.id,
            position++, service.icon, service.color, service.walk_in == domain::Service::WalkIn::yes, service.reception == domain::Service::Reception::yes));
        ZAHIDE_TRY_VOID(write_text(database, center, service_owner(service.id, "name"), service.name));
        ZAHIDE_TRY_VOID(write_text(database, center, service_owner(service.id, "detail"), service.detail));
        ZAHIDE_TRY_VOID(write_needs(database, center, service));
    }
    position = 0;
    for (auto const& counter : catalogue.counters) {
        ZAHIDE_TRY(database.run("INSERT INTO counters (center, number, position) VALUES (?, ?, ?)", center, counter.number, position++));
        ZAHIDE_TRY_VOID(write_text(database, center, counter_owner(counter.number), counter.name));
    }
    return {};
}

Result<void> write_opening_hours(Database& database, domain::Catalogue const& catalogue)
{
    auto const& center = catalogue.center.id;
    std::int64_t position = 0;
    for (auto const& hours : catalogue.opening)
        ZAHIDE_TRY(database.run("INSERT INTO opening_hours (center, position, weekday, from_minute, to_minute) VALUES (?, ?, ?, ?, ?)", center, position++,
            hours.weekday, hours.from, hours.to));
    for (std::size_t index = 0; index < catalogue.closures.size(); ++index) {
        auto const& closure = catalogue.closures[index];
        ZAHIDE_TRY(database.run("INSERT INTO closures (center, position, from_date, to_date, from_minute, to_minute) VALUES (?, ?, ?, ?, ?, ?)", center,
            static_cast<std::int64_t>(index), closure.from_date, closure.to_date, closure.from_time, closure.to_time));
        ZAHIDE_TRY_VOID(write_text(database, center, closure_owner(index), closure.name));
    }
    return {};
}

Result<std::optional<domain::Catalogue>> read_catalogue(Database& database, CenterId const& center)
{
    auto catalogue = ZAHIDE_TRY(database.query_one(R"sql(
        SELECT id, revision, zone, public_url, languages, calls_before_no_show, between_calls_seconds, overtaken_max,
            transfer_place, come_back_place, lease_numbers, wait_samples_min, kept_days, hold_at_kiosk_minutes, hold_at_desk_minutes,
            hold_extensions_max, check_in_before_minutes, check_in_after_minutes, cancelled_closed_minutes, code_tries_max,
            code_tries_window_minutes, filling, slots_per_service
        FROM centers WHERE id = ?)sql",
        read_center, center));
    if (!catalogue)
        return std::optional<domain::Catalogue>();
    auto texts = ZAHIDE_TRY(read_texts(database, center));
    catalogue->center.name = texts["center.name"];
    catalogue->center.waiting_place = texts["center.waiting_place"];
    catalogue->services = ZAHIDE_TRY(read_services(database, center, texts));
    catalogue->counters = ZAHIDE_TRY(read_counters(database, center, texts));
    catalogue->opening = ZAHIDE_TRY(read_opening(database, center));
    catalogue->closures = ZAHIDE_TRY(read_closures(database, center, texts));
    return catalogue;
}

} // namespace

Result<std::shared_ptr<domain::Catalogue const>> SqliteCatalogues::find(CenterId const& center) const
{
    auto const revision = ZAHIDE_TRY(m_database.value<Revision>("SELECT revision FROM centers WHERE id = ?", center));
    if (!revision)
        return std::shared_ptr<domain::Catalogue const>();
    auto const known = m_known.find(center);
    if (m_writing == Writing::nothing && known != m_known.end() && known->second->revision == *revision)
        return known->second;
    auto read = ZAHIDE_TRY(read_catalogue(m_database, center));
    if (!read)
        return std::shared_ptr<domain::Catalogue const>();
    auto found = std::make_shared<domain::Catalogue const>(std::move(*read));
    if (m_writing == Writing::nothing)
        m_known.insert_or_assign(center, found);
    return found;
}

Result<std::vector<CenterId>> SqliteCatalogues::centers() const
{
    return m_database.query("SELECT id FROM centers ORDER BY id", [](Statement& row) { return row.read<CenterId>(0); });
}

Result<void> SqliteCatalogues::save(domain::Catalogue const& catalogue)
{
    m_writing = Writing::catalogue;
    m_known.clear();
    ZAHIDE_TRY_VOID(write_center(m_database, catalogue));
    ZAHIDE_TRY_VOID(write_services(m_database, catalogue));
    return write_opening_hours(m_database, catalogue);
}

} // namespace zahide::sqlite
