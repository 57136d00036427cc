#include "sqlite/device_store.h"

#include "../../device/store_contract.h"

#include <filesystem>
#include <unistd.h>

namespace zahide::device_tests {
namespace {

class SqliteFactory : public StoreFactory {
public:
    SqliteFactory()
        : m_path(std::filesystem::path(testing::TempDir()) / ("zahide-device-" + std::to_string(getpid()) + ".db"))
    {
        remove();
    }
    ~SqliteFactory() override { remove(); }
    SqliteFactory(SqliteFactory const&) = delete;
    SqliteFactory& operator=(SqliteFactory const&) = delete;
    std::unique_ptr<ports::DeviceStore> open() override
    {
        auto store = sqlite::DeviceStore::open(m_path.string());
        EXPECT_TRUE(store.has_value()) << store.error().line();
        return store ? std::move(*store) : nullptr;
    }

private:
    void remove() const
    {
        for (auto const* suffix : { "", "-wal", "-shm" })
            std::filesystem::remove(m_path.string() + suffix);
    }
    std::filesystem::path m_path;
};

} // namespace

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract, testing::Values([] { return std::unique_ptr<StoreFactory>(new SqliteFactory()); }));

} // namespace zahide::device_tests
