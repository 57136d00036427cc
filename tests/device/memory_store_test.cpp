#include "memory_store.h"

#include "store_contract.h"

namespace zahide::device_tests {
namespace {

class MemoryFactory : public StoreFactory {
public:
    std::unique_ptr<ports::DeviceStore> open() override { return std::make_unique<MemoryDeviceStore>(m_disk); }

private:
    MemoryDisk m_disk;
};

} // namespace

INSTANTIATE_TEST_SUITE_P(Memory, StoreContract, testing::Values([] { return std::unique_ptr<StoreFactory>(new MemoryFactory()); }));

} // namespace zahide::device_tests
