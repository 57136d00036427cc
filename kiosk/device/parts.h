#pragma once

#include "board_calls.h"
#include "bookings.h"
#include "catalogue_cache.h"
#include "contact.h"
#include "context.h"
#include "desk_copies.h"
#include "device/device.h"
#include "feed.h"
#include "heartbeat.h"
#include "leases.h"
#include "lent_bookings.h"
#include "loose_ends.h"
#include "outbox.h"
#include "print_journal.h"
#include "safekeeping.h"
#include "session.h"
#include "slot_leases.h"

#include <map>
#include <optional>
#include <vector>

namespace zahide::device {

/// A device's parts and the traffic between them and the network.
class Device::Parts {
public:
    Parts(Context context, ports::DeviceKey const& key);
    [[nodiscard]] Result<void> load();
    [[nodiscard]] std::vector<Effect> handle(Event const& event);
    [[nodiscard]] Result<TicketPromise> take_ticket(TicketWish const& wish);
    [[nodiscard]] Result<HelpRequestId> ask_help(LanguageTag const& language);
    [[nodiscard]] Result<BookingQuestionId> ask_booking(BookingQuestion question);
    [[nodiscard]] Readiness readiness() const;
    [[nodiscard]] Connectivity connectivity() const;
    [[nodiscard]] std::optional<protocol::ServiceWait> wait_of(ServiceId const& service) const;

    // The parts, in the order in which they are served when there is a link. Public within this folder.
    Context context;
    Session session;
    Outbox outbox;
    Safekeeping safekeeping;
    Leases leases;
    CatalogueCache cache;
    BoardCalls calls;
    Heartbeat heartbeat;
    Feed feed;
    PrintJournal journal;
    DeskCopies desk_copies;
    LooseEnds loose_ends;
    SlotLeases slots;
    Contact contact;
    LentBookings lent_bookings;
    Bookings bookings;

private:
    enum class Purpose : std::uint8_t { session, outbox, lease, catalogue, calls, heartbeat, booking, loose_end, slots };
    struct Pending {
        Purpose purpose;
        std::uint64_t session_generation;
    };
    struct ReadinessTold {
        Readiness readiness = Readiness::no_catalogue;
        Connectivity connectivity;
        friend bool operator==(ReadinessTold const&, ReadinessTold const&) = default;
    };

    // What came in.
    void on(TimerFired const& event);
    void on(Replied const& event);
    void on(ReplyLost const& event);
    void on(StreamOpened const& event);
    void on(StreamBrought const& event);
    void on(StreamLost const& event);
    void answered(RequestId id, Answer const& answer);
    void route(Purpose purpose, RequestId id, Answer const& answer);
    void hear(Heard const& heard, StreamBrought const& event);
    void take_waits(std::string const& data);
    void end_session(std::uint64_t generation);
    void link_lost();

    // What goes out.
    void pump();
    void pump_kiosk();
    void pump_booking();
    void pump_heartbeat();
    void reload_outbox();
    void status_noted(Answer const& answer);
    void send(Purpose purpose, std::optional<Draft> draft);
    void keep_house();
    void tell_connectivity();
    void set_timer();
    [[nodiscard]] std::optional<Ticks> network_wake() const;
    [[nodiscard]] Link link() const;

    [[nodiscard]] bool is_kiosk() const { return context.options.kind == domain::DeviceKind::kiosk; }
    [[nodiscard]] Ticks now() const { return context.clock.ticks(); }

    Backoff m_link;
    std::map<RequestId, Pending> m_pending;
    std::uint64_t m_last_id = 0;
    std::optional<Ticks> m_timer;
    std::optional<Ticks> m_purge_due;
    std::optional<Ticks> m_storage_probe_due;
    std::optional<protocol::WaitEvent> m_waits;
    Ticks m_waits_heard;
    std::optional<ReadinessTold> m_told;
};

} // namespace zahide::device
