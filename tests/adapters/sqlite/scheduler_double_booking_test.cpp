// Promise 2 in the database itself: rows inserted by hand, as with the sqlite3 shell, can't book anybody twice.

#include "scheduler_file.h"

#include <cstdio>
#include <cstdlib>

namespace zahide::sqlite {
namespace {

class DoubleBooking : public SchedulerFile {
protected:
    void SetUp() override
    {
        SchedulerFile::SetUp();
        ASSERT_TRUE(SchedulerStorage::open({ .path = path() }));
        m_shell = std::make_unique<Shell>(path());
        ASSERT_TRUE(m_shell->accepts(a_center));
        ASSERT_TRUE(reserve("h1", "zeynep", 100, 110)) << m_refusal;
        ASSERT_TRUE(book("a1", "h1", "123456786", 100, 110)) << m_refusal;
    }
    void TearDown() override
    {
        m_shell.reset();
        SchedulerFile::TearDown();
    }

    bool run(std::string const& sql)
    {
        m_refusal = m_shell->refusal(sql);
        return m_refusal.empty();
    }

    bool reserve(std::string const& claim, std::string const& resource, int first, int last, std::string const& verb = "INSERT")
    {
        return run(verb + " INTO reservations (claim, center, resource_kind, resource, part, position, first_cell, last_cell) VALUES ('" + claim
            + "', 'c', 'professional', '" + resource + "', 'professional', 0, " + std::to_string(first) + ", " + std::to_string(last) + ")");
    }

    bool book(std::string const& id, std::string const& claim, std::string const& code, int first, int last, std::string const& verb = "INSERT")
    {
        constexpr std::int64_t cell_ms = 300'000;
        return run(verb + " INTO appointments (id, center, claim, code, state, service, language, gender, start_at, end_at, channel, booked_at, moves)"
            + " VALUES ('" + id + "', 'c', '" + claim + "', '" + code + "', 'booked', 's', 'tr', 'any', " + std::to_string(first * cell_ms) + ", "
            + std::to_string((last + 1) * cell_ms) + ", 'desk', 0, 0)");
    }

    std::int64_t cells() { return m_shell->number("SELECT count(*) FROM taken_cells"); }

    std::unique_ptr<Shell> m_shell;
    std::string m_refusal;
};

TEST_F(DoubleBooking, OverlappingReservation_IsRefusedHoweverItIsInserted)
{
    for (std::string const verb : { "INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE", "REPLACE", "INSERT OR FAIL", "INSERT OR ROLLBACK" }) {
        EXPECT_FALSE(reserve("h2", "zeynep", 100, 110, verb)) << verb;
        EXPECT_FALSE(reserve("h2", "zeynep", 90, 100, verb)) << verb;
        EXPECT_FALSE(reserve("h2", "zeynep", 110, 110, verb)) << verb;
        EXPECT_FALSE(reserve("h2", "zeynep", 90, 200, verb)) << verb;
        EXPECT_FALSE(reserve("h2", "zeynep", 105, 106, verb)) << verb;
        EXPECT_EQ(m_refusal, "the resource is taken at that time");
        EXPECT_FALSE(reserve("h1", "zeynep", 300, 310, verb)) << verb << " under the same claim";
    }
    EXPECT_EQ(cells(), 11);
    EXPECT_EQ(m_shell->number("SELECT count(*) FROM reservations"), 1);
    EXPECT_TRUE(reserve("h2", "zeynep", 111, 120)) << "right after it";
    EXPECT_TRUE(reserve("h3", "zeynep", 90, 99)) << "right before it";
    EXPECT_TRUE(reserve("h4", "ali", 100, 110)) << "somebody else";
    EXPECT_FALSE(reserve("h5", "ali", 200, 199)) << "ends before it begins";
    EXPECT_FALSE(reserve("h5", "ali", 200, 344)) << "longer than the cells that are kept";
}

TEST_F(DoubleBooking, Sqlite3ShellItself_IsRefused)
{
    ASSERT_EQ(std::system("command -v sqlite3 >/dev/null"), 0) << "install Debian's sqlite3"; // NOLINT: a fixed command line of ours
    auto const shell = [this](std::string const& sql) {
        auto const command = "sqlite3 '" + path() + "' \"" + sql + "\" 2>&1";
        std::unique_ptr<FILE, int (*)(FILE*)> const pipe(::popen(command.c_str(), "r"), ::pclose); // NOLINT: a fixed command line of ours
        std::string told;
        for (int character = std::fgetc(pipe.get()); character != EOF; character = std::fgetc(pipe.get()))
            told += static_cast<char>(character);
        return told;
    };
    std::string const insert = "INSERT INTO reservations (claim, center, resource_kind, resource, part, position, first_cell, last_cell) VALUES ";
    EXPECT_NE(
        shell(insert + "('h2', 'c', 'professional', 'zeynep', 'professional', 0, 105, 115)").find("the resource is taken at that time"), std::string::npos);
    EXPECT_EQ(shell("SELECT count(*) FROM reservations"), "1\n");
    EXPECT_EQ(shell(insert + "('h2', 'c', 'professional', 'zeynep', 'professional', 0, 111, 115)"), "");
    EXPECT_EQ(shell("SELECT count(*) FROM taken_cells"), "16\n");
}

TEST_F(DoubleBooking, ReservationMovedByHand_IsRefused)
{
    ASSERT_TRUE(reserve("h2", "zeynep", 200, 210));
    for (char const* change : { "first_cell = 100, last_cell = 110", "last_cell = 211", "resource = 'ali'", "claim = 'h9'", "resource_kind = 'room'",
             "center = 'other'", "part = 'interpreter'" }) {
        for (std::string const verb : { "UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE" })
            EXPECT_FALSE(run(verb + " reservations SET " + change + " WHERE claim = 'h2'")) << verb << " " << change;
    }
    EXPECT_EQ(cells(), 22);
}

TEST_F(DoubleBooking, ReleasedReservation_FreesItsTimeForGood)
{
    ASSERT_TRUE(reserve("h2", "zeynep", 200, 210));
    ASSERT_TRUE(run("UPDATE reservations SET released_at = 5 WHERE claim = 'h2'")) << m_refusal;
    EXPECT_EQ(cells(), 11);
    EXPECT_TRUE(reserve("h3", "zeynep", 205, 215));
    EXPECT_FALSE(run("UPDATE reservations SET released_at = NULL WHERE claim = 'h2'"));
    EXPECT_FALSE(run("UPDATE OR REPLACE reservations SET released_at = NULL WHERE claim = 'h2'"));
    EXPECT_TRUE(run("DELETE FROM reservations WHERE claim = 'h2'")) << m_refusal;
    EXPECT_EQ(cells(), 22);
}

TEST_F(DoubleBooking, CellsAlone_CanNotBeTamperedWith)
{
    EXPECT_FALSE(run("DELETE FROM taken_cells"));
    EXPECT_FALSE(run("UPDATE taken_cells SET cell = cell + 1000"));
    EXPECT_FALSE(run("UPDATE OR REPLACE taken_cells SET resource = 'ali'"));
    EXPECT_FALSE(run("INSERT INTO taken_cells VALUES ('c', 'professional', 'ali', 7)"));
    EXPECT_FALSE(run("INSERT OR REPLACE INTO taken_cells VALUES ('c', 'professional', 'zeynep', 111)"));
    EXPECT_FALSE(run("DELETE FROM cell_offsets"));
    EXPECT_FALSE(run("UPDATE cell_offsets SET cell_offset = cell_offset + 1"));
    EXPECT_EQ(cells(), 11);
}

TEST_F(DoubleBooking, AppointmentWithoutItsReservations_IsRefused)
{
    EXPECT_FALSE(book("a2", "h2", "000005724", 100, 110)) << "nothing is reserved";
    EXPECT_FALSE(book("a2", "h1", "000005724", 100, 110)) << "the claim is another's";
    EXPECT_FALSE(book("a2", "h1", "000005724", 100, 110, "INSERT OR REPLACE"));
    ASSERT_TRUE(reserve("h2", "zeynep", 200, 210));
    EXPECT_FALSE(book("a2", "h2", "000005724", 100, 110)) << "at a time that is not reserved for it";
    EXPECT_FALSE(book("a2", "h2", "000005724", 200, 211)) << "longer than what is reserved";
    EXPECT_FALSE(book("a2", "h2", "123456786", 200, 210)) << "with another's code";
    EXPECT_FALSE(book("a2", "h2", "123456786", 200, 210, "INSERT OR REPLACE"));
    EXPECT_TRUE(book("a2", "h2", "000005724", 200, 210)) << m_refusal;
    EXPECT_EQ(m_shell->number("SELECT count(*) FROM appointments"), 2);
}

TEST_F(DoubleBooking, AppointmentMovedByHand_IsRefused)
{
    ASSERT_TRUE(reserve("h2", "zeynep", 200, 210));
    ASSERT_TRUE(book("a2", "h2", "000005724", 200, 210));
    for (char const* change : { "start_at = 30000000, end_at = 33300000", "end_at = end_at + 300000", "claim = 'h1'", "claim = 'h3'" }) {
        for (std::string const verb : { "UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE" })
            EXPECT_FALSE(run(verb + " appointments SET " + change + " WHERE id = 'a2'")) << verb << " " << change;
    }
    EXPECT_FALSE(run("UPDATE reservations SET released_at = 5 WHERE claim = 'h2'")) << "while the appointment is to come";
    EXPECT_FALSE(run("DELETE FROM reservations WHERE claim = 'h2'"));
}

TEST_F(DoubleBooking, CancelledAppointment_IsNotRevivedOverAnother)
{
    ASSERT_TRUE(run("UPDATE appointments SET state = 'cancelled', ended_at = 5 WHERE id = 'a1'"));
    ASSERT_TRUE(run("UPDATE reservations SET released_at = 5 WHERE claim = 'h1'"));
    ASSERT_TRUE(reserve("h2", "zeynep", 100, 110));
    ASSERT_TRUE(book("a2", "h2", "000005724", 100, 110));
    for (char const* state : { "booked", "pending", "arrived", "fulfilled", "noshow" })
        EXPECT_FALSE(run(std::string("UPDATE appointments SET state = '") + state + "' WHERE id = 'a1'")) << state;
    EXPECT_TRUE(run("UPDATE appointments SET state = 'noshow' WHERE id = 'a2'")) << m_refusal;
    EXPECT_FALSE(run("UPDATE reservations SET released_at = 5 WHERE claim = 'h2'")) << "who missed it may still come";
}

} // namespace
} // namespace zahide::sqlite
