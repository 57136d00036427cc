#pragma once

// What every Storage promises, over the one in memory and the one in SQLite: the same test bodies.

#include "sqlite/scheduler_storage.h"
#include "support/memory_storage.h"
#include "support/world.h"

#include <filesystem>
#include <gtest/gtest.h>

namespace zahide {

using ports::Transaction;
using ports::Unit;

enum class Kind : std::uint8_t { memory, sqlite, sqlite_one_connection };

inline std::string name_of_kind(::testing::TestParamInfo<Kind> const& info)
{
    switch (info.param) {
    case Kind::memory:
        return "memory";
    case Kind::sqlite:
        return "sqlite";
    case Kind::sqlite_one_connection:
        return "sqlite_one_connection";
    }
    return "?";
}

inline CenterId const center("zahide-nine");
inline LocalDate const today = LocalDate::parse("2026-11-23").value();
inline Instant const now = Instant::parse("2026-11-23T07:00:00Z").value();

inline domain::Catalogue sample_catalogue()
{
    domain::Catalogue catalogue;
    catalogue.revision = Revision(7);
    auto const text = [](char const* value) { return domain::LocalizedText { { { LanguageTag("tr"), value }, { LanguageTag("ar"), "نص" } } }; };
    catalogue.center = { center, text("Zahide Nine"), "Europe/Istanbul", "https://example.org", text("salon") };
    catalogue.languages = { LanguageTag("tr"), LanguageTag("ar") };
    catalogue.services = { { ServiceId("legal"), text("Hukuk"), text("Avukat"), "scale", "#123456", domain::Service::WalkIn::no },
        { ServiceId("reception"), text("Danışma"), {}, "user", "#abcdef", domain::Service::WalkIn::yes, domain::Service::Reception::yes } };
    catalogue.counters = { { CounterNumber(2), text("Gişe 2") }, { CounterNumber(1), text("Gişe 1") } };
    catalogue.opening = { { Weekday::friday, LocalTime::from_minutes(540), LocalTime::from_minutes(1440) } };
    catalogue.closures = { { today, today.plus_days(2), LocalTime::from_minutes(780), std::nullopt, text("Bayram") } };
    catalogue.rules.overtaken_max = 9;
    catalogue.rules.transfer_place = domain::Place::end;
    catalogue.rules.between_calls = Seconds(45);
    catalogue.rules.kept_days = 99;
    catalogue.rules.hold_at_kiosk = Minutes(4);
    catalogue.rules.hold_at_desk = Minutes(11);
    catalogue.rules.hold_extensions_max = 2;
    catalogue.rules.check_in_before = Minutes(31);
    catalogue.rules.check_in_after = Minutes(12);
    catalogue.rules.cancelled_closed = Minutes(15);
    catalogue.rules.slots_per_service = 3;
    catalogue.rules.code_tries_max = 6;
    catalogue.rules.code_tries_window = Minutes(13);
    catalogue.rules.filling = domain::Filling::evenly;
    catalogue.services[0].needs = domain::ServiceNeeds { { { domain::ProfessionalRole::social_worker, 2 }, { domain::ProfessionalRole::lawyer, 1 } },
        domain::Interpreting::never, "consulting", Minutes(50), Minutes(5), Minutes(10), Minutes(15), Minutes(60), 21 };
    catalogue.services[1].needs.emplace().roles = { { domain::ProfessionalRole::lawyer, 1 } };
    return catalogue;
}

class StorageContract : public ::testing::TestWithParam<Kind> {
protected:
    void SetUp() override
    {
        m_folder = std::filesystem::temp_directory_path() / ("zahide-contract-" + Uuid::generate(m_chance).text());
        std::filesystem::create_directory(m_folder);
        m_storage = make();
        write([](Transaction& transaction) -> Result<void> {
            ZAHIDE_TRY_VOID(transaction.catalogues().save(sample_catalogue()));
            ZAHIDE_TRY_VOID(transaction.staff().insert({ StaffUserId("ayse"), center, "ayse", "Ayşe" }));
            ZAHIDE_TRY_VOID(transaction.staff().insert({ StaffUserId("mehmet"), center, "mehmet", "Mehmet" }));
            return transaction.devices().insert({ DeviceId("kiosk-1"), center, domain::DeviceKind::kiosk, "key" });
        });
    }

    void TearDown() override
    {
        m_storage.reset();
        std::filesystem::remove_all(m_folder);
    }

    std::unique_ptr<ports::Storage> make()
    {
        if (GetParam() == Kind::memory)
            return std::make_unique<support::MemoryStorage>();
        auto const readers = GetParam() == Kind::sqlite ? sqlite::Readers::own_connection : sqlite::Readers::writers_connection;
        auto storage = sqlite::SchedulerStorage::open({ .path = (m_folder / "scheduler.db").string(), .readers = readers });
        EXPECT_TRUE(storage) << storage.error().line();
        return std::move(*storage);
    }

    void write(Unit const& unit)
    {
        auto const result = ports::transact_one(*m_storage, unit);
        EXPECT_TRUE(result) << result.error().line();
    }

    Error refused(Unit const& unit)
    {
        auto const result = ports::transact_one(*m_storage, unit);
        EXPECT_FALSE(result);
        return result ? Error {} : result.error();
    }

    template<class Ask>
    auto read(Ask ask)
    {
        std::optional<typename std::invoke_result_t<Ask, Transaction const&>::value_type> answer;
        auto const result = m_storage->read([&](Transaction const& snapshot) -> Result<void> {
            answer = ZAHIDE_TRY(ask(snapshot));
            return {};
        });
        EXPECT_TRUE(result) << result.error().line();
        return *answer;
    }

    Uuid fresh() { return Uuid::generate(m_chance); }

    domain::Ticket ticket(int number)
    {
        domain::Ticket it;
        it.id = TicketId(fresh());
        it.visit = VisitId(fresh());
        it.center = center;
        it.number = TicketNumber(number);
        it.local_date = today;
        it.service = Personal(ServiceId("legal"));
        it.language = Personal(LanguageTag("ar"));
        it.given_at = it.received_at = it.arrival_at = now;
        return it;
    }

    static Result<void> put(Transaction& transaction, domain::Ticket const& it)
    {
        ZAHIDE_TRY_VOID(transaction.visits().insert({ it.visit, it.center, it.local_date, domain::VisitState::active, now, std::nullopt }));
        return transaction.tickets().insert(it);
    }

    /// Tickets with the day's next desk numbers.
    std::vector<domain::Ticket> desk_tickets(int count)
    {
        std::vector<domain::Ticket> tickets;
        write([&](Transaction& transaction) -> Result<void> {
            for (int index = 0; index < count; ++index) {
                auto const numbers = ZAHIDE_TRY(transaction.numbers().take_for_desk(center, today, 1));
                tickets.push_back(ticket(numbers.first.value()));
                ZAHIDE_TRY_VOID(put(transaction, tickets.back()));
            }
            return {};
        });
        return tickets;
    }

    domain::NumberLease lease()
    {
        domain::NumberLease it;
        it.id = LeaseId(fresh());
        it.center = center;
        it.device = DeviceId("kiosk-1");
        it.machine = "machine";
        it.local_date = today;
        it.lent_at = now;
        it.expires_at = now + Minutes(600);
        return it;
    }

    support::SeededRandom m_chance { std::random_device {}() };
    std::filesystem::path m_folder;
    std::unique_ptr<ports::Storage> m_storage;
};

} // namespace zahide
