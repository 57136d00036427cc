#pragma once

#include "base/enum_names.h"
#include "base/ids.h"
#include "base/personal.h"
#include "base/secret.h"
#include "base/time.h"
#include "domain/catalogue.h"
#include "domain/device.h"
#include "domain/help_request.h"
#include "domain/numbers.h"
#include "domain/staff.h"
#include "domain/ticket.h"
#include "ports/change_feed.h"

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What can be asked of the scheduler so that something changes: one struct a use case, with what comes of it as its
/// Outcome. All have already passed their parser; what only the stored state can tell is decided by the use case.
namespace zahide::scheduler {

/// Nothing to tell but that it was done.
struct Done { };

/// What somebody comes for, as chosen at the kiosk or asked at the desk.
struct TicketWish {
    Personal<ServiceId> service;
    Personal<LanguageTag> language;
    Personal<domain::Priority> priority;
    Personal<domain::GenderPreference> gender;
    Personal<domain::Urgency> urgency;
};

/// The desk gives a number. Works outside opening hours too: whoever stands at the desk decides.
struct IssueTicket {
    using Outcome = domain::Ticket;
    CenterId center;
    TicketWish wish;
};

/// A device tells of a number it gave from its lease. The same ticket again is answered as the first time. A service
/// that is no longer offered goes to reception and a language that is no longer offered becomes the center's first: what a
/// visitor was handed is kept.
/// Fails with `conflict` if the number is outside the lease or is another ticket's.
struct DeliverTicket {
    using Outcome = domain::Ticket;
    TicketId id;
    VisitId visit;
    CenterId center;
    TicketNumber number;
    LocalDate local_date;
    LeaseId lease;
    TicketWish wish;
    Instant given_at;
    std::optional<Secret> page_token = std::nullopt; ///< opens Scheduler::ticket_page()
    std::optional<domain::NumberRange> lease_numbers = std::nullopt; ///< as the device says
};

/// Ticket numbers for a device that may be offline later: of today or tomorrow by the center's wall clock.
struct LendNumbers {
    using Outcome = domain::NumberLease;
    DeviceId device;
    LocalDate local_date;
    std::string machine; ///< an id of the hardware that a disk image does not carry
};

/// What becomes of the ticket that is still being served at the counter when the next one is called from there.
enum class CurrentTicket : std::uint8_t {
    refuse, ///< the call fails with `conflict`: nothing is finished silently
    finish, ///< it is finished first. One that was called and has not come is never finished: the call fails
};

struct CalledTicket {
    std::optional<domain::Ticket> ticket; ///< none: nobody waits whom this person can serve
};

/// The end of a lease, from `numbers.first` to its last number: the device has given it up for ever, durably, before it tells.
/// Told again it changes nothing. Fails with `conflict` if it isn't the end of a lease of this device, or if one of the
/// numbers was given all the same.
struct GiveBackNumbers {
    using Outcome = Done;
    DeviceId device;
    LeaseId lease;
    domain::NumberRange numbers;
};

/// Calls the first waiter that the staff member can serve. Whoever calls from a counter takes it: from a colleague only
/// if they have nobody there, and leaving the own former counter only if nobody is there.
struct CallNext {
    using Outcome = CalledTicket;
    CounterNumber counter;
    CurrentTicket current = CurrentTicket::refuse;
};

/// Calls that one: waiting, parked, or a no-show who has come back. Skills are not asked: the desk decides.
struct CallTicket {
    using Outcome = domain::Ticket;
    CounterNumber counter;
    TicketId ticket;
    CurrentTicket current = CurrentTicket::refuse;
};

/// What the desk does with a ticket. `resume` puts a parked one back into the queue, and a no-show who came back where
/// Rules::come_back_place says.
enum class DeskMove : std::uint8_t { recall, start, finish, no_show, park, resume, cancel };

/// Fails with `conflict` if the ticket's state forbids it.
struct MoveTicket {
    using Outcome = domain::Ticket;
    TicketId ticket;
    DeskMove move = DeskMove::start;
};

struct LeftTicket {
    TicketId id;
    domain::WhyLeft why = domain::WhyLeft::unknown;
};

struct MarkedTickets {
    std::vector<domain::Ticket> marked; ///< done now, in the order asked
    std::vector<LeftTicket> left; ///< in the order asked
};

/// The desk says that these were served already, as while the scheduler was out of reach: those of them that wait or are
/// parked are done, in one transaction, and each says who said so. The others stay as they are and are told back.
struct MarkServed {
    using Outcome = MarkedTickets;
    CenterId center;
    std::vector<TicketId> tickets;
};

struct TransferredTicket {
    domain::Ticket ticket;
    domain::Ticket successor; ///< waiting, in the same visit, with a number of its own
};

struct TransferTicket {
    using Outcome = TransferredTicket;
    TicketId ticket;
    Personal<ServiceId> service;
    std::optional<domain::Place> place = std::nullopt; ///< none: as Rules::transfer_place says
};

/// The same request again is answered as the first time. With too many open ones, the oldest gives way.
struct AskHelp {
    using Outcome = domain::HelpRequest;
    HelpRequestId id;
    CenterId center;
    domain::HelpKind kind = domain::HelpKind::come;
    Personal<LanguageTag> language;
};

struct SettleHelp {
    using Outcome = domain::HelpRequest;
    HelpRequestId id;
};

/// The desk asks a kiosk for a copy of a ticket's paper: the one that gave it, if none is named. Today's tickets only. Fails with
/// `conflict` while another copy of it is on its way, when the ticket's way is over, and if the kiosk isn't heard of or can't
/// print, saying which.
struct OrderCopy {
    using Outcome = domain::Ticket;
    TicketId ticket;
    std::optional<DeviceId> device;
};

/// A copy that a kiosk was asked for, with what stands on the paper.
struct CopyToPrint {
    enum class Wanted : std::uint8_t {
        print, ///< now, if its journal has no job of that id yet
        told, ///< too late to be printed: only what became of it
    };
    PrintJobId id;
    TicketNumber number;
    LocalDate local_date;
    Instant given_at;
    Personal<LanguageTag> language;
    Wanted wanted = Wanted::print;
};

/// How one came out, by the kiosk's journal.
struct CopyEnded {
    PrintJobId id;
    domain::CopyEnd end = domain::CopyEnd::unknown;
};

/// What a device hears at each contact.
struct StatusNoted {
    ports::Lineage lineage;
    Revision newest; ///< whatever was done before is in it
    Instant now;
    std::optional<std::int32_t> promises_seen = std::nullopt; ///< it has told of more promises before: it is an old image of its disk, or a copy
    std::vector<CopyToPrint> copies {};
};

/// `status.at` and what the status says of the clock is set by the scheduler. Told to staff only when something but the time
/// has changed.
struct ReportStatus {
    using Outcome = StatusNoted;
    DeviceId device;
    domain::DeviceStatus status;
    std::optional<std::int32_t> promises = std::nullopt; ///< that it ever made, by its disk
    std::optional<Instant> clock = std::nullopt; ///< the device's own
    std::vector<CopyEnded> copies {}; ///< of those that StatusNoted told
};

/// How many promises the device ever made, by its disk: told along with what it delivers, so that no ticket is known here
/// of which an old image of that disk could come without being noticed.
struct NotePromises {
    using Outcome = Done;
    DeviceId device;
    std::int32_t promises = 0;
};

/// A device that heard StatusNoted::promises_seen has given up its leases and begun anew. Told to staff.
struct ReportRenewal {
    using Outcome = Done;
    DeviceId device;
    std::int32_t promises_seen = 0;
};

/// Puts a whole catalogue in the place of the center's former one; an unchanged one keeps its revision.
struct SaveCatalogue {
    using Outcome = domain::Catalogue;
    domain::Catalogue catalogue;
};

/// Adds the device, or changes all but its machine and status. A new key or a block ends its sessions.
struct SaveDevice {
    using Outcome = domain::Device;
    domain::Device device;
};

/// Adds the staff member, or changes them. An empty password hash keeps the former one; a new one or a block ends their
/// sessions. Hash passwords with Scheduler::hash_password before, off the writer thread.
struct SaveStaff {
    using Outcome = domain::StaffUser;
    domain::StaffUser user;
};

struct OpenedSession {
    Secret token; ///< told once, stored nowhere
    SessionId session;
    Instant expires_at;
};

/// Opens a session for who has just proved themselves (Scheduler::check_login, Scheduler::check_device). Asked by the
/// system.
struct OpenSession {
    using Outcome = OpenedSession;
    std::variant<StaffUserId, DeviceId> owner;
    /// A kiosk's hardware; empty: not told. Fails with `conflict` while the kiosk's own machine, another one, is heard of.
    std::string machine {};
};

/// Another machine with that kiosk's key was refused a session. Told to staff.
struct NoteRival {
    using Outcome = Done;
    DeviceId device;
};

/// Ends a session of the principal's own. Staff leave their counter by it, unless somebody is still there.
struct EndSession {
    using Outcome = Done;
    SessionId session;
};

/// Until when nothing is forgotten, because the clock seems to have jumped.
struct CleanedUp {
    std::optional<Instant> purge_held_until;
};

/// The nightly job: drops expired sessions, old answers and old feed entries, closes what was left open on former
/// days, and removes visits, appointments and requests for help that are older than Rules::kept_days.
///
/// When more time than a day and a half has gone by since the last run, the clock may have jumped: then nothing that is kept
/// for a time is forgotten before a day of runs has confirmed it, so that somebody can set the clock right.
struct CleanUp {
    using Outcome = CleanedUp;
};

} // namespace zahide::scheduler

/// Spelled as in the paths of the API.
template<>
struct zahide::EnumNames<zahide::scheduler::DeskMove> {
    using Value = zahide::scheduler::DeskMove;
    static constexpr std::array<EnumName<Value>, 7> entries { { { Value::recall, "recall" }, { Value::start, "start" }, { Value::finish, "finish" },
        { Value::no_show, "no-show" }, { Value::park, "park" }, { Value::resume, "resume" }, { Value::cancel, "cancel" } } };
};
