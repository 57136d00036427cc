#pragma once

#include "domain/catalogue.h"
#include "domain/roster.h"
#include "domain/slot_lease.h"
#include "ports/storage.h"
#include "protocol/booking.h"
#include "sim/simulation.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace zahide::sim {

class Oracle;

/// What stands on an appointment's paper.
struct AppointmentPaper {
    AppointmentId appointment;
    domain::AppointmentCode code;
    Instant start;
    std::string by {};
    std::uint64_t at = 0; ///< the oracle's moment
};

/// What a device believes to be lent to it.
struct SlotsBelieved {
    DeviceId device;
    std::vector<domain::SlotLease> slots;
    bool is_asking = false; ///< for others, without an answer yet
    bool is_of_this_life = true; ///< has been told since the scheduler was last put back
};

/// Watches over appointments: what was promised to visitors, and what the scheduler has taken for them.
class AppointmentOracle {
public:
    AppointmentOracle(Oracle& oracle, Setting const& setting);

    /// Booked or moved, and shown with its code.
    void made(std::string const& by, protocol::AppointmentView const& view);
    /// Somebody wants it moved or cancelled: from now on it may be, whether they hear of it or not.
    void change_asked(AppointmentId const& appointment);
    void cancelled(AppointmentId const& appointment);
    /// A kiosk promises a lent slot: it is the kiosk's to deliver. In that of Oracle::lives() it was last told what is lent to it.
    void promised_alone(HoldId const& slot, std::int64_t told_in) { m_promised_alone.insert_or_assign(domain::appointment_of(slot), told_in); }
    /// The scheduler awaited the device, and the desk goes on without it.
    void gone_on_without(DeviceId const& device);
    /// The scheduler's answer to the promise of a lent slot. A refusal is as it must be for one that the backup doesn't hold, of a
    /// device without which the desk has gone on: it is kept and counted by the device, and its appointment lost.
    void promise_answered(DeviceId const& device, HoldId const& slot, int status);
    /// Of those refused so, how many the device must know of, and may.
    struct Refused {
        std::int64_t least = 0;
        std::int64_t most = 0;
    };
    [[nodiscard]] Refused refused(std::string const& device) const;
    /// See Oracle::put_back().
    void put_back(std::uint64_t moment, ports::Transaction const& snapshot, Instant now);
    /// What was held may have been booked, and its visitor saw no code.
    void not_shown(HoldId const& hold) { m_not_shown.insert(hold); }
    /// The papers that people took along, oldest first.
    [[nodiscard]] std::vector<AppointmentPaper> const& papers() const { return m_papers; }

    /// At any time: nobody is in two places, and who has a time has all of it (promises 2 and 3); and a device promises only
    /// what is lent to it and what it has not promised already.
    void check(ports::Transaction const& snapshot, std::vector<SlotsBelieved> const& believed, Instant now);
    /// In calm weather, when nobody decides any more: every code has its appointment, and nothing else is taken.
    void check_calm(ports::Transaction const& snapshot, std::vector<SlotsBelieved> const& believed, Instant now);
    /// In calm weather: what is lent is known to its device, and has gone back when its time is near.
    void check_returned(ports::Transaction const& snapshot, std::vector<SlotsBelieved> const& believed, Instant now);

private:
    using Resources = std::map<domain::Resource, std::vector<domain::Occupation>>;

    /// All kept that start around now, or nothing if they can't be read.
    [[nodiscard]] std::optional<std::vector<domain::Appointment>> all(ports::Transaction const& snapshot, Instant now);
    /// An appointment's or a lent hold's.
    template<class Taker>
    [[nodiscard]] std::vector<domain::Occupation> occupations_of(Taker const& taker) const;
    template<class Taker>
    void check_whole(Taker const& taker);
    template<class Taker>
    void check_taken(Taker const& taker, std::vector<domain::Occupation> const& taken, Resources& resources);
    void check_apart(Resources& resources);
    void check_believed(std::vector<domain::Hold> const& lent, std::vector<SlotsBelieved> const& believed);
    void check_kept(AppointmentPaper const& paper, domain::Appointment const* appointment);
    void check_free(std::vector<domain::Occupation> const& taken, Resources const& resources);

    Oracle& m_oracle;
    domain::Catalogue const& m_center;
    domain::Roster const& m_roster;
    std::vector<AppointmentPaper> m_papers;
    std::map<domain::AppointmentCode, AppointmentId> m_codes;
    std::multiset<AppointmentId> m_asked_to_change; ///< two people may hold copies of one code
    std::set<AppointmentId> m_cancelled;
    std::set<HoldId> m_not_shown;
    std::map<AppointmentId, std::int64_t> m_promised_alone; ///< see promised_alone()
    std::set<AppointmentId> m_held_by_backup; ///< which was put back last: booked or lent
    std::int64_t m_life_begun = 0; ///< of Oracle::lives(), when that was
    struct GoneOn {
        std::uint64_t at = 0; ///< the oracle's moment
        bool is_of_backup = false; ///< made in a life before this one, and held by its backup
    };
    std::map<DeviceId, GoneOn> m_gone_on; ///< without these
    struct RefusedPromise {
        std::string device;
        std::uint64_t at = 0; ///< the oracle's moment
    };
    std::map<AppointmentId, RefusedPromise> m_refused;
    std::map<AppointmentId, std::uint64_t> m_decided; ///< when the scheduler last decided something of it
    std::set<AppointmentId> m_may_be_lost; ///< by a restore, or be as it was before
    std::set<AppointmentId> m_may_be_there; ///< that nobody holds: undone since the backup
};

} // namespace zahide::sim
