#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "device/booking.h"
#include "device/event.h"
#include "device/options.h"
#include "device/ticket.h"
#include "domain/catalogue.h"
#include "domain/print_job.h"
#include "domain/slot_lease.h"
#include "ports/device_store.h"
#include "ports/keys.h"
#include "ports/printer.h"
#include "protocol/event.h"
#include "unicode/zone.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zahide::device {

/// The device's side of every promise, without I/O of its own but its store: a kiosk's (numbers, outbox, print journal)
/// and a board's (calls). Time, network results and touches come in; what is to be done goes out as effects.
///
/// For one thread. After creating it, and after any call but handle(), send a TimerFired through handle() so that what has to leave
/// leaves; do all effects of a handle() in their order.
class Device {
public:
    /// Takes up what the store holds. Print jobs without an end become unknown: nothing is printed again by itself.
    /// All references outlive the device. Fails if the store can't be read or written.
    [[nodiscard]] static Result<Device> create(
        ports::DeviceStore& store, Clock const& clock, Random& random, ports::DeviceKey const& key, DeviceOptions options);
    ~Device();
    Device(Device&&) noexcept;
    Device& operator=(Device&&) noexcept;

    [[nodiscard]] std::vector<Effect> handle(Event const& event);

    /// Gives the next number of the center's day. When it returns, the number, the message to the scheduler and the print
    /// job are on the disk, in one transaction. Fails with `limit` when no number is left or the outbox is full, with
    /// `unavailable` without a catalogue or when the disk takes nothing, with `invalid` on a service or language the
    /// catalogue doesn't offer; then nothing was given.
    [[nodiscard]] Result<TicketPromise> take_ticket(TicketWish const& wish);
    /// Journals one more paper for a ticket given here, marked as a copy. Fails with `conflict` while a job of it is
    /// under way and with `not_found` for a ticket not kept any more.
    [[nodiscard]] Result<PrintJobId> journal_copy(TicketId const& ticket);
    /// The same for the paper of an appointment, and above for a ticket that the scheduler gave: while the visitor stands
    /// there, that is until abandon_booking() or the next such paper. Later `not_found`: nothing of it is kept.
    [[nodiscard]] Result<PrintJobId> journal_copy(AppointmentId const& appointment);
    /// How a journalled job ended. Must be called once for each.
    [[nodiscard]] Result<void> print_finished(PrintJobId const& job, domain::PrintOutcome const& outcome);
    /// Asks the desk to send somebody to this kiosk; lapses by itself if it can't be delivered soon.
    [[nodiscard]] Result<HelpRequestId> ask_help(LanguageTag const& language);

    /// Asks the scheduler about an appointment, for the visitor who stands there. One BookingAnswered of a later handle()
    /// answers it, within DeviceLimits::booking_deadline, unless it is abandoned. Who asks for times, or to hold another one,
    /// gives back the one that is held; a booking or move that fails leaves nothing held. Fails with `conflict` while a
    /// question is under way, and with `unavailable` when the disk takes nothing and the question may end in a paper; then
    /// nothing was asked. Where the scheduler doesn't answer, times are offered, held and booked of the slots lent to this device, if
    /// any meets the wish: then the booking is on the disk with its delivery and its print job, in one transaction.
    [[nodiscard]] Result<BookingQuestionId> ask_booking(BookingQuestion question);
    /// The visitor turned back or left: a question under way is not answered any more, a time that is held is let go, and
    /// an appointment that may have been made and that nobody has a paper for is cancelled as soon as the scheduler is
    /// reached, after a restart too. A move that may have been made stays: the code on the visitor's paper leads to it.
    void abandon_booking();

    /// For the status report. `screen` is a screen's name, never a visitor's choice.
    void note_printer(ports::PrinterStatus status);
    void note_screen(std::string screen);

    /// The center's catalogue, if there ever was one; valid until the next handle().
    [[nodiscard]] domain::Catalogue const* catalogue() const;
    [[nodiscard]] Readiness readiness() const;
    [[nodiscard]] Connectivity connectivity() const;
    /// The slots that can be booked without the scheduler, by start.
    [[nodiscard]] std::vector<domain::SlotLease> lent_slots() const;
    /// How long one waits for a service as far as that is known and recent.
    [[nodiscard]] std::optional<protocol::ServiceWait> wait_of(ServiceId const& service) const;
    /// The center's zone; nullptr without a catalogue. Valid until the next handle().
    [[nodiscard]] unicode::Zone const* zone() const;
    /// The time: by the scheduler's clock where it has said that this machine's is off by minutes.
    [[nodiscard]] Instant time() const;
    /// The day at the center now; nothing without a catalogue.
    [[nodiscard]] std::optional<LocalDate> today() const;

private:
    class Parts;
    explicit Device(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace zahide::device
