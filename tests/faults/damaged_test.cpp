#include "programs.h"

#include <cctype>
#include <fstream>

namespace zahide::faults {
namespace {

namespace fs = std::filesystem;

enum class Damage { bytes_in_pages, cut_off, emptied, garbage };

void damage(fs::path const& file, Damage how)
{
    auto const log = fs::path(file.string() + "-wal");
    auto const spoil = [](fs::path const& path) {
        auto const size = fs::exists(path) ? static_cast<std::streamoff>(fs::file_size(path)) : 0;
        std::fstream stream(path, std::ios::in | std::ios::out | std::ios::binary);
        for (std::streamoff at = 4'096; at < size; at += 4'096) {
            stream.seekp(at);
            stream << std::string(64, '\x5A');
        }
    };
    switch (how) {
    case Damage::bytes_in_pages:
        spoil(file);
        spoil(log);
        return;
    case Damage::cut_off:
        fs::resize_file(file, 6'000);
        fs::remove(log);
        return;
    case Damage::emptied:
        fs::resize_file(file, 0);
        fs::remove(log);
        return;
    case Damage::garbage:
        std::ofstream(file, std::ios::trunc) << std::string(50'000, 'x');
        return;
    }
}

TEST(Damaged, DatabaseOfTheKiosk_IsBegunAnewWithoutAHand)
{
    Programs::use_no_screen();
    Programs programs("damaged");
    ASSERT_NO_FATAL_FAILURE(programs.begin());
    for (auto const how : { Damage::bytes_in_pages, Damage::cut_off, Damage::emptied, Damage::garbage }) {
        auto const wanted = programs.m_shown.size() + 1;
        while (programs.m_shown.size() < wanted)
            ASSERT_NO_FATAL_FAILURE(programs.run_until_shown());
        static_cast<void>(programs.settle({ programs.m_shown.begin(), programs.m_shown.end() }, {}));
        ASSERT_NO_FATAL_FAILURE(programs.kill(programs.m_kiosk));
        damage(programs.folder() / "kiosk.db", how);
        programs.start_kiosk();
    }
    auto const before = programs.m_shown.size();
    while (programs.m_shown.size() == before)
        ASSERT_NO_FATAL_FAILURE(programs.run_until_shown());
    std::set<int> const shown(programs.m_shown.begin(), programs.m_shown.end());
    EXPECT_EQ(shown.size(), programs.m_shown.size()) << "a number was given twice";
    auto const books = programs.settle(shown, {});
    for (int const number : shown)
        EXPECT_EQ(books.numbers.count(number), 1U) << number;
    int set_aside = 0;
    for (auto const& entry : fs::directory_iterator(programs.folder())) {
        auto const name = entry.path().filename().string(); // without the logs and marks beside them
        set_aside += name.starts_with("kiosk.db.damaged-") && std::isdigit(static_cast<unsigned char>(name.back())) != 0 ? 1 : 0;
    }
    EXPECT_GE(set_aside, 3) << "the engineer wants to see them";
}

} // namespace
} // namespace zahide::faults
