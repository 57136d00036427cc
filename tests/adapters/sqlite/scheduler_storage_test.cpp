// What SQLite's Storage promises beyond the contract: its file, and the constraints in it.

#include "scheduler_file.h"

#include <fstream>

namespace zahide::sqlite {
namespace {

TEST_F(SchedulerFile, OfAnotherProgram_IsRefusedAndLeftAlone)
{
    {
        Shell shell(path());
        ASSERT_TRUE(shell.accepts("CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)"));
    }
    auto const error = refused();
    EXPECT_EQ(error.code, ErrorCode::invalid);
    EXPECT_EQ(error.where, path());
    EXPECT_FALSE(error.mend.empty());
    EXPECT_TRUE(Shell(path()).accepts("SELECT a FROM theirs"));
    EXPECT_FALSE(Shell(path()).accepts("SELECT * FROM tickets"));
}

TEST_F(SchedulerFile, OfANewerVersion_IsRefused)
{
    ASSERT_TRUE(SchedulerStorage::open({ .path = path() }));
    ASSERT_TRUE(Shell(path()).accepts("PRAGMA user_version = 999"));
    auto const error = refused();
    EXPECT_EQ(error.code, ErrorCode::invalid);
    EXPECT_NE(error.what.find("newer"), std::string::npos);
}

TEST_F(SchedulerFile, ThatIsNoDatabase_IsReportedAsDamaged)
{
    std::ofstream(path()) << std::string(8192, 'x');
    EXPECT_EQ(refused().code, ErrorCode::corrupt);
}

TEST_F(SchedulerFile, InAFolderThatIsNotThere_SaysWhere)
{
    auto const storage = SchedulerStorage::open({ .path = (m_folder / "none" / "scheduler.db").string() });
    ASSERT_FALSE(storage);
    EXPECT_EQ(storage.error().code, ErrorCode::unavailable);
    EXPECT_NE(storage.error().where.find("none"), std::string::npos);
}

TEST_F(SchedulerFile, OpenedAgain_KeepsWhatWasCommitted)
{
    domain::Catalogue catalogue;
    catalogue.center.id = CenterId("c");
    catalogue.center.zone = "UTC";
    {
        auto const storage = SchedulerStorage::open({ .path = path() });
        ASSERT_TRUE(storage);
        ASSERT_TRUE(ports::transact_one(**storage, [&](ports::Transaction& transaction) { return transaction.catalogues().save(catalogue); }));
    }
    auto const storage = SchedulerStorage::open({ .path = path(), .check = OpenCheck::full });
    ASSERT_TRUE(storage) << storage.error().line();
    EXPECT_TRUE((*storage)->read([&](ports::Transaction const& snapshot) -> Result<void> {
        EXPECT_EQ(*snapshot.catalogues().find(CenterId("c")).value(), catalogue);
        return {};
    }));
}

TEST_F(SchedulerFile, RosterSavedByAnotherProgram_IsSeenAtOnce)
{
    auto const storage = SchedulerStorage::open({ .path = path() });
    auto const other = SchedulerStorage::open({ .path = path() });
    ASSERT_TRUE(storage && other);
    domain::Catalogue catalogue;
    catalogue.center.id = CenterId("c");
    catalogue.center.zone = "UTC";
    domain::Roster roster { catalogue.center.id, {}, {} };
    ASSERT_TRUE(ports::transact_one(**other, [&](ports::Transaction& transaction) { return transaction.catalogues().save(catalogue); }));
    auto const is_seen = [&](ports::Transaction const& snapshot) -> Result<void> {
        EXPECT_EQ(ZAHIDE_TRY(snapshot.rosters().find(roster.center)), roster);
        return {};
    };
    for (int count = 0; count < 3; ++count) {
        EXPECT_TRUE((*storage)->read(is_seen));
        EXPECT_TRUE(ports::transact_one(**storage, is_seen));
        roster.rooms.push_back({ RoomId("room-" + std::to_string(count)), {}, "consulting", {} });
        ASSERT_TRUE(ports::transact_one(**other, [&](ports::Transaction& transaction) { return transaction.rosters().save(roster); }));
    }
}

TEST_F(SchedulerFile, OfTheVersionBeforeAppointments_KeepsItsRowsAndTakesBookings)
{
    std::ifstream file(std::string(ZAHIDE_SOURCE_DIR) + "/tests/adapters/sqlite/scheduler_v6.sql");
    ASSERT_TRUE(Shell(path()).accepts(std::string(std::istreambuf_iterator<char>(file), {})));
    auto const storage = SchedulerStorage::open({ .path = path(), .check = OpenCheck::full });
    ASSERT_TRUE(storage) << storage.error().line();
    CenterId const center("zahide-nine");
    EXPECT_TRUE((*storage)->read([&](ports::Transaction const& snapshot) -> Result<void> {
        auto const catalogue = ZAHIDE_TRY(snapshot.catalogues().find(center));
        EXPECT_EQ(catalogue->rules, domain::Rules {});
        EXPECT_EQ(catalogue->services.front().needs, std::nullopt);
        auto const tickets = ZAHIDE_TRY(snapshot.tickets().open_of_day(center, LocalDate::parse("2026-11-23").value()));
        EXPECT_EQ(tickets.size(), 1U);
        EXPECT_EQ(tickets.front().appointment, std::nullopt);
        EXPECT_TRUE(tickets.front().meant_for.empty());
        EXPECT_EQ(ZAHIDE_TRY(snapshot.rosters().find(center)), (domain::Roster { center, {}, {} }));
        return {};
    }));
    domain::Hold hold;
    hold.center = center;
    hold.start = Instant::from_unix_ms(1'795'420'800'000);
    hold.end = hold.start + Minutes(45);
    hold.assignment.room = RoomId("room-1");
    auto const keep = [&](ports::Transaction& transaction) {
        return transaction.bookings().insert_hold(hold, { { { domain::ResourceKind::room, "room-1" }, hold.start, hold.end } });
    };
    EXPECT_TRUE(ports::transact_one(**storage, keep));
    EXPECT_EQ(Shell(path()).number("SELECT count(*) FROM taken_cells"), 9);
}

TEST_F(SchedulerFile, ReadWhileABatchIsWritten_ShowsTheStateBefore)
{
    auto const storage = SchedulerStorage::open({ .path = path() });
    ASSERT_TRUE(storage);
    domain::Catalogue catalogue;
    catalogue.center.id = CenterId("c");
    auto const centers = [&] {
        std::size_t count = 0;
        EXPECT_TRUE((*storage)->read([&](ports::Transaction const& snapshot) -> Result<void> {
            count = ZAHIDE_TRY(snapshot.catalogues().centers()).size();
            return {};
        }));
        return count;
    };
    ASSERT_TRUE(ports::transact_one(**storage, [&](ports::Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY_VOID(transaction.catalogues().save(catalogue));
        EXPECT_EQ(centers(), 0U);
        return {};
    }));
    EXPECT_EQ(centers(), 1U);
}

/// Rows by hand, as somebody might insert them with the sqlite3 shell.
class SchedulerConstraints : public SchedulerFile {
protected:
    void SetUp() override
    {
        SchedulerFile::SetUp();
        ASSERT_TRUE(SchedulerStorage::open({ .path = path() }));
        m_shell = std::make_unique<Shell>(path());
        ASSERT_TRUE(m_shell->accepts(a_center));
        ASSERT_TRUE(m_shell->accepts("INSERT INTO staff VALUES ('ayse', 'c', 'ayse', 'A', 'front_desk', 'unknown', 'active', '', '', 'h')"));
        ASSERT_TRUE(m_shell->accepts("INSERT INTO visits VALUES ('v', 'c', '2026-11-23', 'active', 0, NULL)"));
        ASSERT_TRUE(block(1, 10, "NULL"));
    }
    void TearDown() override
    {
        m_shell.reset();
        SchedulerFile::TearDown();
    }

    bool block(int first, int last, std::string const& previous_last)
    {
        return m_shell->accepts("INSERT INTO number_blocks (center, local_date, first_number, last_number, previous_last, lease) VALUES ('c', '2026-11-23', "
            + std::to_string(first) + ", " + std::to_string(last) + ", " + previous_last + ", NULL)");
    }

    bool ticket(std::string const& id, int number, int first, int last, std::string const& state = "waiting")
    {
        bool const at_counter = state == "called" || state == "serving";
        return m_shell->accepts("INSERT INTO tickets VALUES ('" + id + "', 'v', 'c', '2026-11-23', " + std::to_string(number) + ", " + std::to_string(first)
            + ", " + std::to_string(last) + ", '" + state + "', 's', 'tr', 'none', 'any', 'ordinary', 'desk', NULL, NULL, 0, 0, 0, NULL, 0, 0, 0, NULL, "
            + (at_counter ? "1, NULL, NULL, 1, 'ayse'" : "NULL, NULL, NULL, NULL, NULL") + ", NULL, NULL, '', NULL, '', NULL, NULL, NULL, NULL, NULL)");
    }

    std::unique_ptr<Shell> m_shell;
};

TEST_F(SchedulerConstraints, BlocksOfNumbers_CanNotOverlap)
{
    EXPECT_FALSE(block(5, 15, "4")) << "begins inside another";
    EXPECT_FALSE(block(1, 20, "NULL")) << "a second first one";
    EXPECT_FALSE(block(12, 20, "11")) << "follows none";
    EXPECT_FALSE(block(12, 20, "10")) << "leaves a gap";
    EXPECT_FALSE(block(11, 10, "10")) << "ends before it begins";
    EXPECT_FALSE(block(11, 10000, "10")) << "beyond the last number";
    EXPECT_TRUE(block(11, 20, "10"));
    EXPECT_FALSE(block(11, 15, "10")) << "the same place twice";
    EXPECT_TRUE(block(21, 30, "20"));
}

TEST_F(SchedulerConstraints, Number_IsUniqueInItsDayAndInsideItsBlock)
{
    EXPECT_TRUE(ticket("a", 3, 1, 10));
    EXPECT_FALSE(ticket("b", 3, 1, 10)) << "twice";
    EXPECT_FALSE(ticket("b", 11, 1, 10)) << "outside its block";
    EXPECT_FALSE(ticket("b", 11, 1, 20)) << "of a block that was not handed out";
    EXPECT_FALSE(ticket("b", 4, 1, 10, "sleeping")) << "in no state";
    EXPECT_TRUE(ticket("b", 4, 1, 10));
}

TEST_F(SchedulerConstraints, CopyThatWasNotAskedFor_HasNoEnd)
{
    EXPECT_TRUE(ticket("a", 3, 1, 10));
    EXPECT_FALSE(m_shell->accepts("UPDATE tickets SET copy_end = 'printed'")) << "of no order";
    EXPECT_TRUE(m_shell->accepts("INSERT INTO devices (id, center, kind, public_key, standing, speaks, machine, version, printer, paper, outbox, screen) "
                                 "VALUES ('k', 'c', 'kiosk', '', 'active', '', '', '', '', '', 0, '')"));
    EXPECT_FALSE(m_shell->accepts("UPDATE tickets SET copy_id = 'o', copy_device = 'k', copy_asked_at = 1")) << "by nobody";
    EXPECT_TRUE(m_shell->accepts("UPDATE tickets SET copy_id = 'o', copy_device = 'k', copy_asked_by = 'ayse', copy_asked_at = 1"));
    EXPECT_FALSE(m_shell->accepts("UPDATE tickets SET copy_end = 'lost'")) << "no such end";
    EXPECT_TRUE(m_shell->accepts("UPDATE tickets SET copy_end = 'sent'"));
}

TEST_F(SchedulerConstraints, Counter_HasOneTicket)
{
    EXPECT_TRUE(ticket("a", 1, 1, 10, "called"));
    EXPECT_FALSE(ticket("b", 2, 1, 10, "serving"));
    EXPECT_TRUE(m_shell->accepts("UPDATE tickets SET state = 'parked' WHERE id = 'a'"));
    EXPECT_TRUE(ticket("b", 2, 1, 10, "serving"));
}

} // namespace
} // namespace zahide::sqlite
