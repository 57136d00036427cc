#pragma once

#include "../device/virtual.h"
#include "crypto/cryptography.h"
#include "device/device.h"
#include "http/api.h"
#include "scheduler/scheduler.h"
#include "scheduler/writer_queue.h"
#include "sqlite/device_store.h"
#include "sqlite/scheduler_storage.h"

#include <filesystem>
#include <list>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace zahide::promises {

using device_tests::SeededRandom;
using device_tests::VirtualClock;

/// The town's clock as one device sees it: its wall clock may be wrong, its monotonic one is not.
class SkewedClock : public Clock {
public:
    explicit SkewedClock(VirtualClock const& clock)
        : m_clock(clock)
    {
    }
    [[nodiscard]] Instant now() const override { return m_clock.now() + m_skew; }
    [[nodiscard]] Ticks ticks() const override { return m_clock.ticks(); }
    void skew(Milliseconds skew) { m_skew = skew; }

private:
    VirtualClock const& m_clock;
    Milliseconds m_skew { 0 };
};

class SilentLog : public ports::Log {
public:
    void write(ports::Severity /*severity*/, std::string_view /*event*/, std::initializer_list<ports::LogField> /*fields*/) override { }
};

/// The scheduler that ships, from its HTTP API down to its SQLite file, on virtual time.
class SchedulerHouse {
public:
    SchedulerHouse(std::filesystem::path file, VirtualClock const& clock, SeededRandom& random);
    /// What was committed stays.
    void crash();
    void start();
    [[nodiscard]] bool runs() const { return m_up != nullptr; }
    [[nodiscard]] scheduler::Scheduler const& scheduler() const;
    [[nodiscard]] http::Response answer(device::Send const& send);

private:
    struct Up;
    std::filesystem::path m_file;
    VirtualClock const& m_clock;
    SeededRandom& m_random;
    std::shared_ptr<Up> m_up;
};

/// A kiosk's device side as it ships, on its SQLite file and its own key.
struct Kiosk {
    std::string id;
    std::filesystem::path file;
    std::unique_ptr<SkewedClock> clock;
    std::unique_ptr<ports::DeviceKey> key;
    std::unique_ptr<sqlite::DeviceStore> store;
    std::unique_ptr<device::Device> device; ///< none while it is down
    int life = 0; ///< grows with every start: what is for an earlier one is lost
    std::optional<Ticks> timer;
    // Whoever stands there to book.
    std::optional<HoldId> held;
    bool is_asking = false;
};

/// A message under way.
struct Letter {
    std::size_t kiosk = 0;
    int life = 0;
    Ticks arrives;
    Ticks deadline; ///< of the request
    std::variant<device::Send, device::Replied> content;
};

/// Kiosks, a network that loses, repeats, delays and reorders, a desk, and a scheduler, all in one thread of events.
class Town {
public:
    Town(std::uint64_t seed, std::size_t kiosks, std::filesystem::path folder);

    /// One thing happens somewhere, then time passes.
    void step();
    /// The weather clears: everything runs, nothing is lost, until all is delivered.
    void calm_down();
    /// Fails the test for every promise that does not hold.
    void check() const;

    [[nodiscard]] std::size_t promised() const { return m_promises.size(); }
    [[nodiscard]] std::size_t booked() const { return m_slips.size(); }
    [[nodiscard]] int crashes() const { return m_crashes; }

private:
    struct Promise {
        TicketId id;
        LocalDate date;
        TicketNumber number;
        friend auto operator<=>(Promise const&, Promise const&) = default;
    };
    enum class Weather { stormy, calm };

    void check_appointments() const;
    void visitor_comes();
    void visitor_books();
    void tell_booking(Kiosk& kiosk, device::BookingAnswer const& answer);
    void desk_gives();
    void kiosk_crashes();
    void scheduler_crashes();
    void clock_goes_wrong();
    void pass(Milliseconds time);
    void deliver(Letter letter);
    void lose(Letter const& letter);
    void start(Kiosk& kiosk);
    void feed(std::size_t index, device::Event const& event);
    void send(std::size_t index, device::Send request);
    void post(Letter letter);
    void keep(Promise promise);
    [[nodiscard]] Milliseconds between(std::int64_t low, std::int64_t high)
    {
        return Milliseconds(low + static_cast<std::int64_t>(m_dice.below(static_cast<std::uint64_t>(high - low + 1))));
    }
    [[nodiscard]] bool chance(std::uint64_t percent) { return m_weather == Weather::stormy && m_dice.below(100) < percent; }

    VirtualClock m_clock;
    SeededRandom m_dice;
    SeededRandom m_random;
    SchedulerHouse m_house;
    std::vector<Kiosk> m_kiosks;
    std::list<Letter> m_letters;
    std::vector<Promise> m_promises;
    std::set<AppointmentId> m_slips; ///< appointments whose paper a kiosk has journalled
    Weather m_weather = Weather::stormy;
    int m_crashes = 0;
};

} // namespace zahide::promises
