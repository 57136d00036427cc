#pragma once

#include "booking_desk.h"
#include "device/device.h"
#include "memory_store.h"
#include "protocol/device.h"
#include "protocol/slot_lease.h"
#include "protocol/ticket.h"
#include "virtual.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace zahide::device_tests {

class FakeKey : public ports::DeviceKey {
public:
    [[nodiscard]] std::string public_key() const override { return "public"; }
    [[nodiscard]] std::string sign(std::string_view message) const override { return "signed:" + std::string(message); }
};

/// A scheduler by the contract of the HTTP API, small enough to be right by looking: what it took is what was delivered.
class ScriptedScheduler {
public:
    [[nodiscard]] device::Replied answer(device::Send const& send);

    domain::Catalogue catalogue;
    std::int32_t block = 30;
    /// Answers instead of the real ones, by the beginning of the target.
    std::map<std::string, int> forced_status;
    std::string forced_code = "conflict"; ///< of the problem that goes with it
    /// The same by the key, in a batch too.
    std::map<IdempotencyKey, int> forced_key_status;
    std::set<std::string> valid_tokens;
    std::optional<std::string> machine_logged_in; ///< told with the last login
    // What came, in order of arrival.
    std::vector<protocol::NewTicket> tickets;
    std::vector<protocol::StatusReport> reports;
    std::vector<protocol::NumberReturn> returns;
    std::vector<protocol::Renewal> renewals;
    std::vector<std::string> machines;
    std::vector<std::size_t> batches; ///< how many entries each had
    std::optional<std::int32_t> promises_delivered; ///< told with the last batch
    int help_requests = 0;
    int repeated = 0; ///< requests answered from the record of their key
    BookingDesk desk;
    std::map<HoldId, domain::SlotLease> slots; ///< lent now
    std::map<HoldId, protocol::LentBooking> lent_bookings;
    int slot_requests = 0;
    Minutes slot_notice { 30 }; ///< until so long before its start a slot can be promised
    // What a board is told.
    std::vector<protocol::CallView> calls;
    Revision revision { 10 };
    /// What the status report is answered with; none: nothing, as by an older scheduler.
    std::optional<protocol::StatusNoted> noted;
    std::string noted_text; ///< instead of it
    std::function<Instant()> time; ///< told in `noted`, if there is one
    /// As after a backup was put back: what was decided since is forgotten, and nobody is logged in.
    void lose_everything();
    std::map<LocalDate, std::int32_t> next_number;

private:
    struct Kept {
        std::string request;
        int status = 0;
        std::string body;
    };
    [[nodiscard]] device::Replied deliver(device::Send const& send);
    [[nodiscard]] Kept decide(device::Send const& send);
    [[nodiscard]] Kept lend(device::Send const& send);
    [[nodiscard]] Kept take(device::Send const& send);
    [[nodiscard]] Kept lend_slots(device::Send const& send);
    [[nodiscard]] Kept book_lent(device::Send const& send);

    std::map<IdempotencyKey, Kept> m_kept;
    SeededRandom m_random { 99 };
    int m_tokens = 0;
    int m_slots_lent = 0;
};

/// How the network treats a request.
enum class Fate { answered, request_lost, reply_lost };

/// A device, its disk, and a network whose every step the test takes.
class World {
public:
    explicit World(std::uint64_t seed = 1, domain::DeviceKind kind = domain::DeviceKind::kiosk);

    /// As after a crash: effects not done are gone, the disk stays.
    void restart();
    [[nodiscard]] device::Device& device() { return *m_device; }
    void feed(device::Event const& event);
    /// One request that is on its way meets its fate. False if there is none.
    bool step(Fate fate);
    /// Steps until nothing is on its way.
    void settle(Fate fate = Fate::answered);
    /// Lets time pass, firing the timer when it is due, each time settled with that fate.
    void pass(Milliseconds time, Fate fate = Fate::answered);
    /// The stream opens and says hello.
    void open_stream();
    void stream(std::string const& kind, std::string const& data);
    Result<device::TicketPromise> take();
    /// Asks, and gives the answer that has come by the time it has to.
    std::optional<device::BookingAnswer> ask(device::BookingQuestion question, Fate fate = Fate::answered);
    /// The answer that came since the last time, if one did.
    std::optional<device::BookingAnswer> answer();

    template<class Kind>
    [[nodiscard]] int count_of() const
    {
        int count = 0;
        for (auto const& effect : news)
            count += std::holds_alternative<Kind>(effect) ? 1 : 0;
        return count;
    }

    VirtualClock clock;
    SeededRandom random;
    MemoryDisk disk;
    ScriptedScheduler scheduler;
    device::DeviceOptions options;
    std::deque<device::Send> sends;
    std::optional<device::OpenStream> stream_wanted;
    std::vector<device::Effect> news; ///< effects that are not for the network
    std::vector<device::TicketPromise> given;

private:
    FakeKey m_key;
    std::unique_ptr<MemoryDeviceStore> m_store;
    std::unique_ptr<device::Device> m_device;
    std::optional<Ticks> m_timer;
    Revision m_event_revision { 100 };
};

} // namespace zahide::device_tests
