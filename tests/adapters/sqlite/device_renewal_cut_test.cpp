// A device's damaged file is set aside and salvaged while the power is cut: before every single write, sync and change of a name.

#include "device_entries.h"
#include "sqlite/device_renewal.h"
#include "sqlite/virtual_disk.h"
#include "support/world.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace zahide::sqlite {
namespace {

constexpr int promised_count = 20;
constexpr std::size_t page_bytes = 4'096;
constexpr std::uint8_t damage_byte = 0xA5;

class DeviceRenewalCut : public testing::Test {
protected:
    void SetUp() override
    {
        add(1, promised_count / 2);
        DatabaseOptions options;
        options.path = m_file.string();
        options.vfs = m_disk.name();
        m_damaged_page = static_cast<std::size_t>(
            Database::open(options).value()->value<std::int64_t>("SELECT rootpage FROM sqlite_schema WHERE name = 'booking'").value().value());
        {
            auto const opened = open();
            for (int number = promised_count / 2 + 1; number <= promised_count; ++number)
                ASSERT_TRUE(opened->store->transact({ ports::AddOutbox { entry_number(number) } }));
            m_disk.switch_off(Outage::crash);
        }
        m_disk.switch_on();
        m_damaged = m_disk.image();
        ASSERT_GT(m_damaged.at("kiosk.db-wal").size(), 0U) << "the last promises stand in the log alone";
        std::fill_n(m_damaged.at("kiosk.db").begin() + damage_begin(), page_bytes, damage_byte);
    }

    [[nodiscard]] Result<OpenedDeviceStore> open(Instant now = that_noon) { return open_or_renew(m_file, now, Disk { m_disk.files(), m_disk.name() }); }
    void add(int first, int last)
    {
        auto const opened = open();
        for (int number = first; number <= last; ++number)
            ASSERT_TRUE(opened->store->transact({ ports::AddOutbox { entry_number(number) } }));
    }
    /// One run of the program, cut off before its so-manieth call; whether it was.
    [[nodiscard]] bool run_until_cut(std::uint64_t calls, Outage outage, Instant now)
    {
        m_disk.switch_off_after(calls, outage);
        static_cast<void>(open(now));
        m_disk.switch_off_after(0, outage);
        bool const is_cut = m_disk.is_off();
        if (is_cut)
            m_disk.switch_on();
        return is_cut;
    }
    [[nodiscard]] std::ptrdiff_t damage_begin() const { return static_cast<std::ptrdiff_t>((m_damaged_page - 1) * page_bytes); }
    [[nodiscard]] bool is_the_damaged_one(std::vector<std::uint8_t> const& bytes) const
    {
        auto const begin = damage_begin();
        return static_cast<std::ptrdiff_t>(bytes.size()) >= begin + static_cast<std::ptrdiff_t>(page_bytes)
            && std::all_of(bytes.begin() + begin, bytes.begin() + begin + page_bytes, [](std::uint8_t byte) { return byte == damage_byte; });
    }
    /// `run` gives whether it was cut off before its so-manieth call; gives how many calls there were.
    template<class Run>
    std::uint64_t cut_at_every_step(Outage outage, Run run)
    {
        std::uint64_t calls = 1;
        for (bool is_cut = true; is_cut && !HasFailure(); ++calls) {
            SCOPED_TRACE("before call " + std::to_string(calls) + (outage == Outage::crash ? ", crash" : ", power cut"));
            is_cut = run(calls);
            expect_all_there(that_noon + Minutes(2));
        }
        return calls;
    }
    static std::string damaged_name() { return "kiosk.db.damaged-" + std::to_string(that_noon.unix_ms()); }
    void expect_all_there(Instant now)
    {
        auto const opened = open(now);
        ASSERT_TRUE(opened) << opened.error().line();
        ASSERT_FALSE(opened->not_salvaged) << opened->not_salvaged->line();
        std::multiset<IdempotencyKey> keys;
        auto const entries = opened->store->outbox(1'000).value();
        for (auto const& entry : entries)
            keys.insert(entry.key);
        EXPECT_EQ(keys.size(), static_cast<std::size_t>(promised_count));
        for (int number = 1; number <= promised_count; ++number)
            EXPECT_EQ(keys.count(key_number(number)), 1U) << number;
        std::vector<std::string> kept;
        for (auto const& [name, bytes] : m_disk.image()) {
            if (is_the_damaged_one(bytes))
                kept.push_back(name);
        }
        ASSERT_EQ(kept.size(), 1U) << "the damaged file";
        EXPECT_TRUE(kept.front().starts_with("kiosk.db.damaged-"));
        EXPECT_TRUE(m_disk.image().contains(kept.front() + ".salvaged"));
    }

    std::filesystem::path const m_file { "kiosk.db" };
    support::SeededRandom m_dice { 7 };
    VirtualDisk m_disk { "device-renewal-cut", m_dice };
    DiskImage m_damaged;
    std::size_t m_damaged_page = 0;
};

TEST_F(DeviceRenewalCut, PowerCutAtAnyStep_LosesNoEntryAndNoFile)
{
    for (auto const outage : { Outage::crash, Outage::power_cut }) {
        EXPECT_GT(cut_at_every_step(outage,
                      [this, outage](std::uint64_t calls) {
                          m_disk.restore(m_damaged);
                          bool const is_cut = run_until_cut(calls, outage, that_noon);
                          // Then perhaps once more, at any step of what mends the first.
                          if (m_dice.below(3) == 0)
                              static_cast<void>(run_until_cut(1 + m_dice.below(calls + 20), outage, that_noon + Minutes(1)));
                          return is_cut;
                      }),
            40U)
            << "too few steps to be all of them";
    }
}

TEST_F(DeviceRenewalCut, PowerCutWhileTheLogIsMovedToo_LosesNoEntryAndNoFile)
{
    // On a full disk the log can't be put into the damaged file when that is closed.
    DiskFaults full;
    std::size_t size = 0;
    for (auto const& [name, bytes] : m_damaged)
        size += bytes.size();
    full.bytes_max = size;
    auto const begin = [&] {
        m_disk.restore(m_damaged);
        m_disk.set_faults(full);
    };
    for (auto const outage : { Outage::crash, Outage::power_cut }) {
        EXPECT_GT(cut_at_every_step(outage,
                      [&](std::uint64_t calls) {
                          begin();
                          bool const is_cut = run_until_cut(calls, outage, that_noon);
                          m_disk.set_faults({});
                          return is_cut;
                      }),
            4U);
        EXPECT_GT(cut_at_every_step(outage,
                      [&](std::uint64_t calls) {
                          begin();
                          EXPECT_FALSE(open()) << "no new file can be begun";
                          EXPECT_TRUE(m_disk.image().contains(damaged_name() + "-wal"));
                          m_disk.set_faults({});
                          return run_until_cut(calls, outage, that_noon + Minutes(1));
                      }),
            40U);
    }
}

TEST_F(DeviceRenewalCut, SalvagedAgainWithoutItsMark_BringsBackNothingThatIsSettled)
{
    m_disk.restore(m_damaged);
    {
        auto const opened = open();
        auto const entries = opened->store->outbox(promised_count).value();
        ASSERT_EQ(entries.size(), static_cast<std::size_t>(promised_count));
        ASSERT_TRUE(opened->store->transact({ ports::KeepDelivered { entries[0].sequence, that_noon, 100 },
            ports::ParkOutbox { entries[1].sequence, { 409, "conflict", that_noon } }, ports::RemoveOutbox { entries[2].sequence } }));
        ASSERT_TRUE(m_disk.files().remove(damaged_name() + ".salvaged"));
    }
    auto const opened = open(that_noon + Minutes(1));
    EXPECT_EQ(opened->salvaged, 1U) << "the one of which nothing is known here: the scheduler knows its key";
    auto const entries = opened->store->outbox(1'000).value();
    ASSERT_EQ(entries.size(), static_cast<std::size_t>(promised_count - 2));
    EXPECT_EQ(std::ranges::count(entries, key_number(1), &ports::OutboxEntry::key), 0) << "delivered";
    EXPECT_EQ(std::ranges::count(entries, key_number(2), &ports::OutboxEntry::key), 0) << "refused";
    for (auto const& entry : entries)
        EXPECT_TRUE(opened->store->transact({ ports::KeepDelivered { entry.sequence, that_noon, 100 } })) << "each can leave";
    EXPECT_TRUE(opened->store->transact({ ports::BeginGeneration { "another" } }));
    EXPECT_EQ(opened->store->outbox_size().value(), promised_count - 1) << "all but the one that was refused";
}

TEST_F(DeviceRenewalCut, DiskThatIsFullWhileSalvaging_IsTriedAgain)
{
    m_disk.restore(m_damaged);
    {
        auto const opened = open();
        auto const entries = opened->store->outbox(promised_count).value();
        for (auto const& entry : entries)
            ASSERT_TRUE(opened->store->transact({ ports::RemoveOutbox { entry.sequence } }));
        ASSERT_TRUE(m_disk.files().remove(damaged_name() + ".salvaged"));
    }
    auto const used = m_disk.bytes_used();
    int failures = 0;
    bool is_salvaged = false;
    for (DiskFaults full { .bytes_max = used }; !is_salvaged; *full.bytes_max += 1'000) {
        m_disk.set_faults(full);
        auto const opened = open(that_noon + Minutes(1));
        is_salvaged = opened && !opened->not_salvaged;
        failures += opened && opened->not_salvaged ? 1 : 0;
        ASSERT_LT(*full.bytes_max, used + 1'000'000);
    }
    EXPECT_GT(failures, 5);
    m_disk.set_faults({});
    expect_all_there(that_noon + Minutes(2));
}

} // namespace
} // namespace zahide::sqlite
