#include "sqlite/database.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace zahide::sqlite {
namespace {

constexpr std::int32_t application_id = 0x5A48;
constexpr std::array<Migration, 2> schema { Migration {
                                                "CREATE TABLE thing (id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, day TEXT, at INTEGER) STRICT;" },
    Migration { "ALTER TABLE thing ADD COLUMN note TEXT;" } };

class DatabaseTest : public testing::Test {
protected:
    void SetUp() override
    {
        auto const* const test = testing::UnitTest::GetInstance()->current_test_info();
        m_directory = std::filesystem::path(testing::TempDir()) / (std::string("zahide-") + test->name() + "-" + std::to_string(getpid()));
        std::filesystem::remove_all(m_directory);
        std::filesystem::create_directories(m_directory);
    }
    void TearDown() override { std::filesystem::remove_all(m_directory); }

    [[nodiscard]] std::string path() const { return (m_directory / "file.db").string(); }
    [[nodiscard]] DatabaseOptions options() const
    {
        DatabaseOptions options;
        options.path = path();
        options.application_id = application_id;
        return options;
    }
    [[nodiscard]] std::unique_ptr<Database> open() const
    {
        auto database = Database::open(options());
        EXPECT_TRUE(database.has_value()) << database.error().line();
        auto const migrated = (*database)->migrate(schema);
        EXPECT_TRUE(migrated.has_value()) << migrated.error().line();
        return std::move(*database);
    }
    static void insert(Database& database, int number)
    {
        auto const inserted = database.run("INSERT INTO thing (id, number) VALUES (?, ?)", std::to_string(number), number);
        ASSERT_TRUE(inserted.has_value()) << inserted.error().line();
    }
    static std::int64_t count(Database& database) { return database.value<std::int64_t>("SELECT count(*) FROM thing").value().value(); }

    std::filesystem::path m_directory;
};

TEST_F(DatabaseTest, NewFile_IsItsUsersAlone)
{
    auto const database = open();
    insert(*database, 1);
    for (std::string const& file : { path(), path() + "-wal" })
        EXPECT_EQ(std::filesystem::status(file).permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write) << file;
}

TEST_F(DatabaseTest, Opened_IsDurableAndChecksReferences)
{
    auto const database = open();
    EXPECT_EQ(database->value<std::string>("PRAGMA journal_mode").value(), "wal");
    EXPECT_EQ(database->value<std::int64_t>("PRAGMA synchronous").value(), 2);
    EXPECT_EQ(database->value<std::int64_t>("PRAGMA foreign_keys").value(), 1);
    EXPECT_EQ(database->value<std::int64_t>("PRAGMA wal_autocheckpoint").value(), 64);
    EXPECT_EQ(database->value<std::int64_t>("PRAGMA user_version").value(), 2);
}

TEST_F(DatabaseTest, TypedValues_ComeBackAsTheyWent)
{
    auto const database = open();
    TicketId const id(Uuid::parse("123e4567-e89b-42d3-a456-426614174000").value());
    auto const day = LocalDate::parse("2026-11-23").value();
    auto const at = Instant::parse("2026-11-23T07:00:00.123Z").value();
    ASSERT_TRUE(
        database->run("INSERT INTO thing VALUES (?, ?, ?, ?, ?)", id, TicketNumber(7), day, std::optional(at), std::optional<std::string>()).has_value());
    auto const row = database->query_one("SELECT id, number, day, at, note FROM thing", [](Statement& read) {
        return std::tuple(read.read<TicketId>(0), read.read<TicketNumber>(1), read.read<LocalDate>(2), read.read<std::optional<Instant>>(3),
            read.read<std::optional<std::string>>(4));
    });
    ASSERT_TRUE(row.has_value()) << row.error().line();
    EXPECT_EQ(row->value(), std::tuple(id, TicketNumber(7), day, std::optional(at), std::optional<std::string>()));
}

TEST_F(DatabaseTest, EmptyText_IsNotNull)
{
    auto const database = open();
    ASSERT_TRUE(database->run("INSERT INTO thing (id, number, note) VALUES ('a', 1, ?)", std::string_view()).has_value());
    EXPECT_EQ(database->value<std::optional<std::string>>("SELECT note FROM thing").value().value(), "");
}

TEST_F(DatabaseTest, WrongContent_IsReportedAsCorrupt)
{
    auto const database = open();
    ASSERT_TRUE(database->run("INSERT INTO thing (id, number, day) VALUES ('no uuid', 1, 'someday')").has_value());
    auto const one = database->query_one("SELECT id FROM thing", [](Statement& read) { return read.read<Uuid>(0); });
    ASSERT_FALSE(one.has_value());
    EXPECT_EQ(one.error().code, ErrorCode::corrupt);
    auto const all = database->query("SELECT day FROM thing", [](Statement& read) { return read.read<LocalDate>(0); });
    ASSERT_FALSE(all.has_value());
    EXPECT_EQ(all.error().line(), path() + ": column day does not hold a day; restore a backup of this file");
}

TEST_F(DatabaseTest, BrokenConstraint_IsAConflict)
{
    auto const database = open();
    insert(*database, 1);
    auto const again = database->run("INSERT INTO thing (id, number) VALUES ('other', 1)");
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
    EXPECT_EQ(again.error().where, path());
}

TEST_F(DatabaseTest, TransactionLeft_IsRolledBack)
{
    auto const database = open();
    {
        auto transaction = database->begin().value();
        insert(*database, 1);
    }
    EXPECT_EQ(count(*database), 0);
    auto const failed = database->transact([&]() -> Result<void> {
        insert(*database, 2);
        return fail(ErrorCode::limit, "enough");
    });
    EXPECT_FALSE(failed.has_value());
    EXPECT_EQ(count(*database), 0);
    ASSERT_TRUE(database
                    ->transact([&]() -> Result<void> {
                        insert(*database, 3);
                        return {};
                    })
                    .has_value());
    EXPECT_EQ(count(*open()), 1);
}

TEST_F(DatabaseTest, Savepoint_UndoesItsPartOnly)
{
    auto const database = open();
    auto transaction = database->begin().value();
    insert(*database, 1);
    {
        auto part = database->savepoint().value();
        insert(*database, 2);
    }
    {
        auto part = database->savepoint().value();
        insert(*database, 3);
        ASSERT_TRUE(part.release().has_value());
    }
    ASSERT_TRUE(transaction.commit().has_value());
    EXPECT_EQ(database->query("SELECT number FROM thing ORDER BY 1", [](Statement& read) { return read.read<int>(0); }).value(), (std::vector { 1, 3 }));
}

TEST_F(DatabaseTest, SameStatementNested_WorksBesideTheCachedOne)
{
    auto const database = open();
    insert(*database, 1);
    insert(*database, 2);
    int pairs = 0;
    constexpr auto sql = "SELECT number FROM thing";
    auto const rows = database->query(sql, [&](Statement&) {
        pairs += static_cast<int>(database->query(sql, [](Statement& inner) { return inner.read<int>(0); }).value().size());
        return 0;
    });
    EXPECT_EQ(rows->size(), 2U);
    EXPECT_EQ(pairs, 4);
}

TEST_F(DatabaseTest, NewerSchema_IsRefused)
{
    ASSERT_TRUE(open()->execute("PRAGMA user_version=9").has_value());
    auto const database = Database::open(options()).value();
    auto const migrated = database->migrate(schema);
    ASSERT_FALSE(migrated.has_value());
    EXPECT_EQ(migrated.error().code, ErrorCode::invalid);
}

TEST_F(DatabaseTest, FileOfAnotherProgram_IsRefused)
{
    ASSERT_NE(open(), nullptr);
    auto other = options();
    other.application_id = 7;
    auto const database = Database::open(other);
    ASSERT_FALSE(database.has_value());
    EXPECT_EQ(database.error().code, ErrorCode::invalid);
}

TEST_F(DatabaseTest, NoDatabase_IsCorrupt)
{
    std::ofstream(path()) << std::string(8192, 'x');
    auto const database = Database::open(options());
    ASSERT_FALSE(database.has_value());
    EXPECT_EQ(database.error().code, ErrorCode::corrupt);
    EXPECT_EQ(database.error().where, path());
    EXPECT_FALSE(database.error().mend.empty());
}

TEST_F(DatabaseTest, FolderMissing_SaysWhereAndTheMend)
{
    auto missing = options();
    missing.path = (m_directory / "none" / "file.db").string();
    auto const database = Database::open(missing);
    ASSERT_FALSE(database.has_value());
    EXPECT_EQ(database.error().code, ErrorCode::unavailable);
    EXPECT_EQ(database.error().where, missing.path);
    EXPECT_FALSE(database.error().mend.empty());
}

TEST_F(DatabaseTest, LockedByAnother_IsUnavailableAndCanBeRetried)
{
    auto const first = open();
    auto impatient = options();
    impatient.busy_timeout = Milliseconds(1);
    auto const second = Database::open(impatient).value();
    auto const held = first->begin().value();
    auto const refused = second->begin();
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_EQ(refused.error().retry, Retry::later);
}

} // namespace
} // namespace zahide::sqlite
