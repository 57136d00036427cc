#pragma once

// The scheduler's file and a hand that writes into it.

#include "sqlite/scheduler_storage.h"
#include "support/world.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <sqlite3.h>

namespace zahide::sqlite {

/// A connection as the sqlite3 shell has it: no code of ours between it and the file.
class Shell {
public:
    explicit Shell(std::string const& path)
    {
        EXPECT_EQ(sqlite3_open(path.c_str(), &m_handle), SQLITE_OK);
        EXPECT_TRUE(accepts("PRAGMA foreign_keys = ON"));
    }
    Shell(Shell const&) = delete;
    Shell& operator=(Shell const&) = delete;
    ~Shell() { sqlite3_close(m_handle); }

    bool accepts(std::string const& sql) { return sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK; }
    /// Why it was refused; empty if it was not.
    std::string refusal(std::string const& sql) { return accepts(sql) ? std::string() : std::string(sqlite3_errmsg(m_handle)); }
    /// The first column of the first row as a number.
    std::int64_t number(std::string const& sql)
    {
        std::int64_t value = -1;
        auto const keep = [](void* kept, int /*columns*/, char** values, char** /*names*/) {
            *static_cast<std::int64_t*>(kept) = std::stoll(values[0]);
            return 0;
        };
        EXPECT_EQ(sqlite3_exec(m_handle, sql.c_str(), keep, &value, nullptr), SQLITE_OK) << sqlite3_errmsg(m_handle);
        return value;
    }

private:
    sqlite3* m_handle = nullptr;
};

class SchedulerFile : public ::testing::Test {
protected:
    void SetUp() override
    {
        support::SeededRandom chance(std::random_device {}());
        m_folder = std::filesystem::temp_directory_path() / ("zahide-file-" + Uuid::generate(chance).text());
        std::filesystem::create_directory(m_folder);
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    std::string path() const { return (m_folder / "scheduler.db").string(); }

    Error refused() const
    {
        auto const storage = SchedulerStorage::open({ .path = path() });
        EXPECT_FALSE(storage);
        return storage ? Error {} : storage.error();
    }

    std::filesystem::path m_folder;
};

inline constexpr char const* a_center = R"sql(
    INSERT INTO centers (id, revision, zone, languages, calls_before_no_show, between_calls_seconds, overtaken_max, transfer_place, come_back_place,
        lease_numbers, wait_samples_min)
    VALUES ('c', 0, 'UTC', 'tr', 3, 60, 4, 'kept', 'kept', 40, 20))sql";

} // namespace zahide::sqlite
