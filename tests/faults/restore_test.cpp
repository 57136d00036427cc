#include "programs.h"

#include <fstream>

namespace zahide::faults {
namespace {

/// Visitors come until so many more have read a number.
void give(Programs& programs, std::size_t count)
{
    auto const wanted = programs.m_shown.size() + count;
    while (programs.m_shown.size() < wanted)
        ASSERT_NO_FATAL_FAILURE(programs.run_until_shown());
}

TEST(Restore, SchedulerPutBackToABackup_HasEveryPrintedNumberOnceAndGivesNoneTwice)
{
    Programs::use_no_screen();
    Programs programs("restore");
    ASSERT_NO_FATAL_FAILURE(programs.begin());
    ASSERT_NO_FATAL_FAILURE(give(programs, 1));
    auto const backup = (programs.folder() / "backup.db").string();
    ASSERT_TRUE(programs.administer({ "backup", "--to", backup })) << "while a number is on its way";
    ASSERT_NO_FATAL_FAILURE(give(programs, 3));
    std::set<int> const since(programs.m_shown.begin(), programs.m_shown.end());
    static_cast<void>(programs.settle(since, {})); // all of them have arrived, and the backup holds few
    ASSERT_FALSE(programs.administer({ "restore", "--from", backup })) << "it runs";
    ASSERT_NO_FATAL_FAILURE(programs.kill(programs.m_scheduler));
    std::ofstream(programs.folder() / "scheduler.db", std::ios::trunc) << "lost";
    std::filesystem::remove(programs.folder() / "scheduler.db-wal");
    ASSERT_NO_FATAL_FAILURE(give(programs, 1)); // visitors don't wait for the scheduler
    ASSERT_TRUE(programs.administer({ "restore", "--from", backup }));
    ASSERT_NO_FATAL_FAILURE(programs.start_scheduler());
    ASSERT_NO_FATAL_FAILURE(give(programs, 2));

    std::set<int> const promised(programs.m_shown.begin(), programs.m_shown.end());
    auto const books = programs.settle(promised, {});
    EXPECT_EQ(promised.size(), programs.m_shown.size()) << "a number was given twice";
    for (int const number : promised)
        EXPECT_EQ(books.numbers.count(number), 1U) << number;
    auto const on_paper = programs.numbers_on_paper();
    for (int const number : on_paper)
        EXPECT_EQ(on_paper.count(number), 1U) << number << " twice on paper";
}

} // namespace
} // namespace zahide::faults
