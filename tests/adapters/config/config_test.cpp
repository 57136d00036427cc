#include "config/device.h"
#include "config/scheduler.h"
#include "domain/availability.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <unistd.h>

namespace zahide::config {
namespace {

namespace fs = std::filesystem;

std::string const sample = std::string(ZAHIDE_SOURCE_DIR) + "/config";

std::string content_of(std::string const& path)
{
    std::ifstream file(path);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

/// A copy of config/ in a directory of its own.
class ConfigTest : public ::testing::Test {
protected:
    ConfigTest()
        : m_directory(fs::temp_directory_path() / ("zahide-config-" + std::to_string(::getpid())))
    {
        fs::remove_all(m_directory);
        fs::copy(sample, m_directory, fs::copy_options::recursive);
    }
    ~ConfigTest() override { fs::remove_all(m_directory); }

    [[nodiscard]] std::string file(std::string const& name) const { return (m_directory / name).string(); }

    /// Replaces the first `from` and tells the line it stands on.
    int replace(std::string const& name, std::string const& from, std::string const& to) const
    {
        std::string content = content_of(file(name));
        auto const at = content.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        auto const line = 1 + std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        content.replace(at, from.size(), to);
        std::ofstream(file(name)) << content;
        return static_cast<int>(line);
    }

private:
    fs::path m_directory;
};

TEST_F(ConfigTest, SampleScheduler_HoldsTheSampleCenter)
{
    auto const config = load_scheduler(sample + "/scheduler.toml");
    ASSERT_TRUE(config) << config.error().line();
    ASSERT_EQ(config->centers.size(), 1U);
    auto const& catalogue = config->centers.front();
    EXPECT_EQ(catalogue.center.id, CenterId("zahide-nine"));
    EXPECT_EQ(catalogue.languages.size(), 4U);
    EXPECT_EQ(catalogue.services.size(), 5U);
    EXPECT_EQ(catalogue.counters.size(), 5U);
    EXPECT_EQ(catalogue.opening.size(), 10U);
    EXPECT_EQ(catalogue.reception()->id, ServiceId("reception"));
    EXPECT_EQ(config->listen_port, 8080);
    EXPECT_FALSE(config->certificate);
}

TEST_F(ConfigTest, Holidays_ShutTheCenterAsTheTableSays)
{
    auto const catalogue = load_center(sample + "/center.toml");
    ASSERT_TRUE(catalogue) << catalogue.error().line();
    auto const is_open = [&](char const* date, char const* time) {
        LocalDateTime const at { *LocalDate::parse(date), *LocalTime::parse(time) };
        return domain::opening_at(at, catalogue->opening, catalogue->closures).is == domain::OpeningState::Is::open;
    };
    EXPECT_TRUE(is_open("2026-03-19", "11:00")); // the eve's morning
    EXPECT_FALSE(is_open("2026-03-19", "14:00"));
    EXPECT_FALSE(is_open("2026-03-20", "10:00"));
    EXPECT_TRUE(is_open("2026-03-23", "10:00"));
    EXPECT_FALSE(is_open("2026-05-29", "10:00"));
    EXPECT_TRUE(is_open("2026-10-28", "10:00"));
    EXPECT_FALSE(is_open("2026-10-28", "14:00"));
    EXPECT_FALSE(is_open("2027-03-09", "10:00"));
    EXPECT_FALSE(is_open("2027-05-18", "10:00"));
    EXPECT_TRUE(is_open("2027-05-20", "10:00"));
    EXPECT_FALSE(is_open("2027-10-29", "10:00"));
    EXPECT_FALSE(is_open("2026-11-23", "13:00")); // lunch
    EXPECT_TRUE(is_open("2026-11-23", "13:30"));
}

TEST_F(ConfigTest, SampleDevices_Load)
{
    auto const kiosk = load_device(sample + "/kiosk.toml", domain::DeviceKind::kiosk);
    ASSERT_TRUE(kiosk) << kiosk.error().line();
    EXPECT_EQ(kiosk->device, DeviceId("kiosk-1"));
    EXPECT_NEAR(kiosk->screen.px_per_mm() * 20, 54, 0.6); // ACCESS.md row 1: 20 mm on 32" 1080×1920
    ASSERT_TRUE(std::holds_alternative<FilePrinter>(kiosk->printer.place));
    EXPECT_TRUE(std::get<FilePrinter>(kiosk->printer.place).directory.ends_with("/var/tickets"));
    auto const board = load_device(sample + "/board.toml", domain::DeviceKind::board);
    ASSERT_TRUE(board) << board.error().line();
    EXPECT_EQ(board->languages.size(), 4U);
}

struct Mistake {
    char const* file;
    char const* from;
    char const* to;
    char const* what;
};

TEST_F(ConfigTest, EveryMistake_IsOneLineWithFileLineAndMend)
{
    Mistake const mistakes[] = {
        { "scheduler.toml", "port = 8080", "port = 80800", "port is not a whole number from 0 to 65535" },
        { "scheduler.toml", "port = 8080", "port = \"8080\"", "port is not a whole number from 0 to 65535" },
        { "scheduler.toml", "# [backup]", "[backup]\nkept = 0\n[x]", "directory is missing" },
        { "scheduler.toml", "address = \"127", "adress = \"127", "unknown key \"adress\" in listen" },
        { "scheduler.toml", "level = \"info\"", "level = \"loud\"", "level is none of the known words" },
        { "scheduler.toml", "level = \"info\"", "level = info", "" },
        { "center.toml", "zone = \"Europe/Istanbul\"", "zone = \"Europe/Istambul\"", "the zone is not known" },
        { "center.toml", "color = \"#34408f\"", "color = \"blue\"", "color is not a color" },
        { "center.toml", "\"monday\"", "\"Montag\"", "\"Montag\" is not a weekday" },
        { "center.toml", "transfer_place = \"kept\"", "transfer_place = \"front\"", "transfer_place is none of the known words" },
        { "center.toml", "number = 2", "number = 0", "number is not a whole number from 1 to 999" },
        { "center.toml", "role = \"lawyer\"", "role = \"judge\"", "role is none of the known words" },
        { "center.toml", "roles = [{ role = \"lawyer\", count = 1 }]", "roles = []", "an appointment needs somebody" },
        { "center.toml", "roles = [{ role = \"lawyer\", count = 1 }]", "roles = [{ role = \"lawyer\" }, { role = \"lawyer\" }]", "lawyer is named twice" },
        { "center.toml", "role = \"lawyer\", count = 1", "role = \"lawyer\", count = 5", "count is not a whole number from 1 to 4" },
        { "center.toml", "interpreting = \"when_needed\"", "interpreting = \"always\"", "interpreting is none of the known words" },
        { "center.toml", "room_kind = \"consulting\"", "room_kind = \"A room\"", "room_kind is not a short name" },
        { "center.toml", "duration_minutes = 45", "duration_minutes = 47", "duration_minutes is not a multiple of 5" },
        { "center.toml", "grid_minutes = 30", "grid_minutes = 0", "grid_minutes is not a whole number from 5" },
        { "center.toml", "days_ahead = 14", "days_ahead = 400", "days_ahead is not a whole number from 0 to 365" },
        { "center.toml", "days_ahead = 14", "day_ahead = 14", "unknown key \"day_ahead\" in services.needs" },
        { "center.toml", "hold_at_kiosk_minutes = 3", "hold_at_kiosk_minutes = 0", "hold_at_kiosk_minutes is not a whole number from 1 to 60" },
        { "center.toml", "filling = \"fewest\"", "filling = \"random\"", "filling is none of the known words" },
        { "people.toml", "gender = \"woman\"", "gender = \"f\"", "gender is none of the known words" },
        { "people.toml", "role = \"lawyer\"", "role = \"advocate\"", "role is none of the known words" },
        { "people.toml", "languages = [\"tr\", \"en\"]", "languages = [\"tr\", \"tr\"]", "\"tr\" is named twice" },
        { "people.toml", "languages = [\"tr\", \"en\"]", "languages = [\"Turkish\"]", "\"Turkish\" is not a language's short name" },
        { "people.toml", "languages = [\"tr\", \"en\"]", "languages = []", "they speak no language" },
        { "people.toml", "id = \"murat-aydin\"", "id = \"elif-demir\"", "\"elif-demir\" is named twice" },
        { "people.toml", "id = \"consulting-2\"", "id = \"consulting-1\"", "\"consulting-1\" is named twice" },
        { "people.toml", "every_weeks = 2\nhours", "every_weeks = 0\nhours", "every_weeks is not a whole number from 1 to 8" },
        { "people.toml", "{ days = [\"wednesday\"], from = \"15:00\", to = \"15:30\" }", "{ days = [\"wednesday\"], from = \"15:30\", to = \"15:00\" }",
            "breaks need a from before a to" },
        { "people.toml", "tr = \"Görüşme odası 1\", ", "", "the room's name is not written in tr" },
        { "holidays.toml", "date = 2026-04-23", "date = \"23.4.2026\"", "date is not a date like 2026-03-20" },
        { "holidays.toml", "from_time = \"13:00\"", "from_time = \"25:00\"", "from_time is not a time like \"13:00\"" },
    };
    for (auto const& mistake : mistakes) {
        auto const before = content_of(file(mistake.file));
        auto const line = replace(mistake.file, mistake.from, mistake.to);
        auto const config = load_scheduler(file("scheduler.toml"));
        ASSERT_FALSE(config) << mistake.to;
        auto const& error = config.error();
        EXPECT_EQ(error.where, file(mistake.file) + ":" + std::to_string(line)) << mistake.to;
        EXPECT_NE(error.what.find(mistake.what), std::string::npos) << error.line();
        EXPECT_FALSE(error.mend.empty()) << error.line();
        EXPECT_EQ(error.line().find('\n'), std::string::npos);
        std::ofstream(file(mistake.file)) << before;
    }
    EXPECT_TRUE(load_scheduler(file("scheduler.toml")));
}

TEST_F(ConfigTest, SamplePeople_AreTheCentersStaff)
{
    auto const config = load_scheduler(sample + "/scheduler.toml");
    ASSERT_TRUE(config) << config.error().line();
    ASSERT_EQ(config->rosters.size(), 1U);
    auto const& roster = config->rosters.front();
    EXPECT_EQ(roster.center, CenterId("zahide-nine"));
    EXPECT_EQ(roster.professionals.size(), 13U);
    EXPECT_EQ(roster.rooms.size(), 4U);
    auto const* const kerem = roster.find_professional(ProfessionalId("kerem-yildiz"));
    ASSERT_NE(kerem, nullptr);
    EXPECT_EQ(kerem->gender, domain::Gender::man);
    EXPECT_EQ(kerem->schedules.front().every_weeks, 2);
    auto const* const legal = config->centers.front().find_service(ServiceId("legal"));
    ASSERT_TRUE(legal->needs);
    EXPECT_EQ(legal->needs->roles, (std::vector<domain::RoleNeed> { { domain::ProfessionalRole::lawyer, 1 } }));
    EXPECT_EQ(legal->needs->room_kind, "consulting");
    EXPECT_EQ(legal->needs->duration, Minutes(45));
    EXPECT_EQ(legal->needs->days_ahead, 14);
    EXPECT_FALSE(config->centers.front().find_service(ServiceId("reception"))->needs);
    EXPECT_EQ(config->centers.front().rules.hold_at_desk, Minutes(10));
}

/// A whole working week ahead of a Sunday evening.
TEST_F(ConfigTest, SamplePeople_ServeEveryLanguageAndGenderOnEveryWorkday)
{
    auto const config = load_scheduler(sample + "/scheduler.toml");
    ASSERT_TRUE(config) << config.error().line();
    auto const& catalogue = config->centers.front();
    auto const zone = unicode::Zone::create(catalogue.center.zone).value();
    auto const sunday = LocalDate::parse("2026-11-22").value();
    domain::Planner const planner(catalogue, config->rosters.front(), zone, {}, zone.instants({ sunday, LocalTime::from_minutes(1200) }).first);
    auto const offers_on = [&](char const* service, char const* language, domain::GenderPreference gender, std::int32_t day) {
        return planner.offers({ Personal(ServiceId(service)), Personal(LanguageTag(language)), Personal(gender) }, sunday.plus_days(day), 1).value();
    };
    using enum domain::GenderPreference;
    for (std::int32_t day = 1; day <= 5; ++day) {
        for (auto const* const service : { "legal", "psychological", "social", "interpreting" }) {
            for (auto const& language : catalogue.languages) {
                bool const rare = std::string_view(service) == "interpreting" && language == LanguageTag("en"); // two men, not on every day
                EXPECT_TRUE(rare || !offers_on(service, language.value().c_str(), any, day).empty()) << service << " " << language.value() << " " << day;
            }
        }
        for (auto const& offer : offers_on("legal", "fa", any, day))
            EXPECT_EQ(offer.interpreter, domain::WithInterpreter::yes);
        for (auto const& offer : offers_on("psychological", "tr", woman, day))
            EXPECT_EQ(offer.interpreter, domain::WithInterpreter::no);
        EXPECT_FALSE(offers_on("legal", "fa", woman, day).empty());
        EXPECT_FALSE(offers_on("psychological", "tr", woman, day).empty());
    }
}

TEST_F(ConfigTest, CenterWithoutPeople_HasAnEmptyRoster)
{
    replace("center.toml", "people = \"people.toml\"", "");
    auto const config = load_scheduler(file("scheduler.toml"));
    ASSERT_TRUE(config) << config.error().line();
    EXPECT_EQ(config->rosters.front(), (domain::Roster { CenterId("zahide-nine"), {}, {} }));
}

TEST_F(ConfigTest, NeedsThatNobodyMeets_NameServiceAndRole)
{
    replace("center.toml", "count = 1", "count = 4");
    auto const lawyers = load_scheduler(file("scheduler.toml"));
    ASSERT_FALSE(lawyers);
    EXPECT_EQ(lawyers.error().where, file("people.toml"));
    EXPECT_EQ(lawyers.error().what, "service \"legal\" needs 4 of role lawyer and there are 3");
    replace("center.toml", "count = 4", "count = 1");
    replace("center.toml", "room_kind = \"quiet\"", "room_kind = \"garden\"");
    auto const rooms = load_scheduler(file("scheduler.toml"));
    ASSERT_FALSE(rooms);
    EXPECT_EQ(rooms.error().what, "service \"psychological\" needs a room of kind garden and there is none");
}

TEST_F(ConfigTest, MissingTranslation_NamesTextAndLanguage)
{
    replace("center.toml", "languages = [\"tr\",", "languages = [\"ps\", \"tr\",");
    auto const config = load_scheduler(file("scheduler.toml"));
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().what, "the center's name is not written in ps");
}

TEST_F(ConfigTest, CertificateWithoutKey_IsRefused)
{
    replace("scheduler.toml", "# certificate =", "certificate =");
    auto const config = load_scheduler(file("scheduler.toml"));
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().what, "certificate and key belong together");
}

TEST_F(ConfigTest, FilesForTls_MustBeReadableAndTheKeyByFewOnly)
{
    replace("scheduler.toml", "# certificate = \"tls/scheduler.pem\"", "certificate = \"center.toml\"");
    replace("scheduler.toml", "# key = \"tls/scheduler.key\"", "key = \"tls/none.key\"");
    auto const missing = load_scheduler(file("scheduler.toml"));
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().line().find("tls/none.key can't be read (No such file or directory); check the path"), std::string::npos)
        << missing.error().line();

    replace("scheduler.toml", "tls/none.key", "holidays.toml");
    fs::permissions(file("holidays.toml"), fs::perms::owner_read | fs::perms::others_read);
    auto const open = load_scheduler(file("scheduler.toml"));
    ASSERT_FALSE(open);
    EXPECT_NE(open.error().line().find("everybody may read the key"), std::string::npos) << open.error().line();
    fs::permissions(file("holidays.toml"), fs::perms::owner_read);
    EXPECT_TRUE(load_scheduler(file("scheduler.toml")));

    replace("kiosk.toml", "# authority = ", "authority = ");
    EXPECT_FALSE(load_device(file("kiosk.toml"), domain::DeviceKind::kiosk));
}

TEST_F(ConfigTest, ListenAddress_IsAnIpAddress)
{
    std::string before = "address = \"127.0.0.1\"";
    for (auto const* address : { "0.0.0.0", "::", "fe80::1%eth0", "localhost", "10.0.0", "" }) {
        std::string const now = std::string("address = \"") + address + "\"";
        replace("scheduler.toml", before, now);
        before = now;
        bool const is_address = std::string_view(address).find_first_of(":") != std::string_view::npos || std::string_view(address) == "0.0.0.0";
        EXPECT_EQ(load_scheduler(file("scheduler.toml")).has_value(), is_address) << address;
    }
}

TEST_F(ConfigTest, KeysOfTheOtherKindOfDevice_AreUnknown)
{
    EXPECT_FALSE(load_device(file("kiosk.toml"), domain::DeviceKind::board));
    EXPECT_FALSE(load_device(file("board.toml"), domain::DeviceKind::kiosk));
    replace("kiosk.toml", "kind = \"file\"", "kind = \"laser\"");
    auto const kiosk = load_device(file("kiosk.toml"), domain::DeviceKind::kiosk);
    ASSERT_FALSE(kiosk);
    EXPECT_EQ(kiosk.error().mend, "write one of: none, file, device, network, ipp");
}

TEST_F(ConfigTest, AbsentFile_IsOneLine)
{
    auto const config = load_scheduler(file("nothing.toml"));
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().where, file("nothing.toml"));
    EXPECT_FALSE(load_scheduler(file("")));
}

} // namespace
} // namespace zahide::config
