#pragma once

#include "scheduler/scheduler.h"
#include "sqlite/scheduler_storage.h"
#include "support/memory_storage.h"
#include "support/world.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <memory>

/// A center with its people and devices, over the storage in memory or in SQLite.
namespace zahide::scheduler {

enum class Kind : std::uint8_t { memory, sqlite };

inline std::string name_of_kind(::testing::TestParamInfo<Kind> const& info)
{
    return info.param == Kind::memory ? "memory" : "sqlite";
}

inline CenterId const center("zahide-nine");
inline CenterId const other_center("elsewhere");
inline LocalDate const today = LocalDate::parse("2026-11-23").value(); ///< a Monday
inline Instant const morning = Instant::parse("2026-11-23T07:00:00Z").value(); ///< 10:00 in Istanbul
inline domain::Principal const system_itself = domain::SystemPrincipal {};
inline domain::Principal const ayse = domain::StaffPrincipal { StaffUserId("ayse"), domain::StaffRole::front_desk, center };
inline domain::Principal const mehmet = domain::StaffPrincipal { StaffUserId("mehmet"), domain::StaffRole::front_desk, center };
inline domain::Principal const lawyer = domain::StaffPrincipal { StaffUserId("lawyer"), domain::StaffRole::professional, center };
inline domain::Principal const stranger = domain::StaffPrincipal { StaffUserId("stranger"), domain::StaffRole::coordinator, other_center };
inline domain::Principal const kiosk = domain::DevicePrincipal { DeviceId("kiosk-1"), domain::DeviceKind::kiosk, center };
inline domain::Principal const second_kiosk = domain::DevicePrincipal { DeviceId("kiosk-2"), domain::DeviceKind::kiosk, center };
inline domain::Principal const board = domain::DevicePrincipal { DeviceId("board-1"), domain::DeviceKind::board, center };

inline domain::Catalogue sample_catalogue(CenterId const& id)
{
    auto const text = [](char const* value) { return domain::LocalizedText { { { LanguageTag("tr"), value } } }; };
    domain::Catalogue catalogue;
    catalogue.center = { id, text("Zahide Nine"), "Europe/Istanbul", std::nullopt, text("salon") };
    catalogue.languages = { LanguageTag("tr"), LanguageTag("ar"), LanguageTag("fa") };
    catalogue.services = { { ServiceId("legal"), text("Hukuk"), {}, "scale", "#123456" }, { ServiceId("social"), text("Sosyal"), {}, "users", "#123456" },
        { ServiceId("reception"), text("Danışma"), {}, "user", "#123456", domain::Service::WalkIn::yes, domain::Service::Reception::yes } };
    catalogue.counters = { { CounterNumber(1), text("Gişe 1") }, { CounterNumber(2), text("Gişe 2") }, { CounterNumber(3), text("Gişe 3") } };
    return catalogue;
}

inline TicketWish wish(char const* service = "legal", char const* language = "ar", domain::Priority priority = domain::Priority::none)
{
    return { Personal(ServiceId(service)), Personal(LanguageTag(language)), Personal(priority), Personal(domain::GenderPreference::any),
        Personal(domain::Urgency::ordinary) };
}

/// Everything a scheduler needs, and a center in it.
class World {
public:
    explicit World(Kind kind)
        : m_folder(std::filesystem::temp_directory_path() / ("zahide-world-" + Uuid::generate(m_name_chance).text()))
    {
        std::filesystem::create_directory(m_folder);
        if (kind == Kind::memory)
            m_storage = std::make_unique<support::MemoryStorage>();
        else
            m_storage = std::move(*sqlite::SchedulerStorage::open({ .path = (m_folder / "scheduler.db").string() }));
        start();
        set_up(center);
        set_up(other_center);
        add_staff("ayse", domain::StaffRole::front_desk, center);
        add_staff("mehmet", domain::StaffRole::front_desk, center);
        add_staff("lawyer", domain::StaffRole::professional, center, { ServiceId("legal") }, { LanguageTag("tr"), LanguageTag("fa") });
        add_staff("stranger", domain::StaffRole::coordinator, other_center);
        add_device("kiosk-1", domain::DeviceKind::kiosk, {});
        add_device("kiosk-2", domain::DeviceKind::kiosk, {});
        add_device("board-1", domain::DeviceKind::board, { LanguageTag("tr"), LanguageTag("ar") });
    }
    World(World const&) = delete;
    World& operator=(World const&) = delete;
    ~World()
    {
        m_scheduler.reset();
        m_storage.reset();
        std::filesystem::remove_all(m_folder);
    }

    /// As after a restart: only what is stored is left.
    void start() { m_scheduler = std::make_unique<Scheduler>(SchedulerParts { *m_storage, clock, random, cryptography, passwords }); }

    [[nodiscard]] Scheduler const& scheduler() const { return *m_scheduler; }
    [[nodiscard]] ports::Storage& storage() { return *m_storage; }

    void add_staff(char const* id, domain::StaffRole role, CenterId const& where, std::vector<ServiceId> services = {}, std::vector<LanguageTag> languages = {})
    {
        domain::StaffUser const user { StaffUserId(id), where, id, id, role, domain::Gender::unknown, domain::Standing::active, std::move(services),
            std::move(languages), "hash of secret" };
        auto const saved = m_scheduler->execute(system_itself, SaveStaff { user });
        EXPECT_TRUE(saved) << saved.error().line();
    }

    void add_device(char const* id, domain::DeviceKind kind, std::vector<LanguageTag> speaks)
    {
        domain::Device const device { DeviceId(id), center, kind, std::string("key of ") + id, domain::Standing::active, std::move(speaks) };
        auto const saved = m_scheduler->execute(system_itself, SaveDevice { device });
        EXPECT_TRUE(saved) << saved.error().line();
    }

    [[nodiscard]] DeliverTicket delivery(domain::NumberLease const& lease, int number, TicketWish wanted = wish())
    {
        return { TicketId(Uuid::generate(random)), VisitId(Uuid::generate(random)), center, TicketNumber(number), lease.local_date, lease.id, std::move(wanted),
            clock.now() };
    }

    support::ManualClock clock { morning };
    support::SeededRandom random { 42 };
    support::PlainCryptography cryptography;
    support::PlainPasswords passwords;

private:
    void set_up(CenterId const& id)
    {
        auto const saved = m_scheduler->execute(system_itself, SaveCatalogue { sample_catalogue(id) });
        EXPECT_TRUE(saved) << saved.error().line();
    }

    support::SeededRandom m_name_chance { std::random_device {}() };
    std::filesystem::path m_folder;
    std::unique_ptr<ports::Storage> m_storage;
    std::unique_ptr<Scheduler> m_scheduler;
};

class SchedulerTest : public ::testing::TestWithParam<Kind> {
protected:
    template<class Command>
    typename Command::Outcome done(domain::Principal const& principal, Command const& command)
    {
        auto outcome = m_world.scheduler().execute(principal, command);
        EXPECT_TRUE(outcome) << outcome.error().line();
        return outcome ? std::move(*outcome) : typename Command::Outcome();
    }

    template<class Command>
    ErrorCode refused(domain::Principal const& principal, Command const& command)
    {
        auto const outcome = m_world.scheduler().execute(principal, command);
        EXPECT_FALSE(outcome);
        m_refusal = outcome ? Error {} : outcome.error();
        return m_refusal.code;
    }

    template<class Query>
    typename Query::Outcome asked(domain::Principal const& principal, Query const& query)
    {
        auto outcome = m_world.scheduler().ask(principal, query);
        EXPECT_TRUE(outcome) << outcome.error().line();
        return outcome ? std::move(*outcome) : typename Query::Outcome();
    }

    domain::Ticket desk_ticket(TicketWish wanted = wish())
    {
        m_world.clock.advance(Seconds(1));
        return done(ayse, IssueTicket { center, std::move(wanted) });
    }

    domain::NumberLease lease() { return done(kiosk, LendNumbers { DeviceId("kiosk-1"), today, "machine-1" }); }

    std::optional<domain::Ticket> next(domain::Principal const& who, int counter) { return done(who, CallNext { CounterNumber(counter) }).ticket; }

    domain::Ticket moved(TicketId const& ticket, DeskMove move) { return done(ayse, MoveTicket { ticket, move }); }

    World m_world { GetParam() };
    Error m_refusal;
};

} // namespace zahide::scheduler
