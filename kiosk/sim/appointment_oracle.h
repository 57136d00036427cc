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
    /// A kiosk promises a lent slot: it is the kiosk's to deliver.
    void promised_alone(HoldId const& slot) { m_promised_alone.insert(domain::appointment_of(slot)); }
    /// See Oracle::put_back().
    void put_back(std::uint64_t moment, ports::Transaction const& snapshot, Instant now);
    /// What was held may have been booked, and its visitor saw no code.
    void not_shown(HoldId const& hold) { m_not_shown.insert(hold); }
    /// The papers that people took along, oldest first.
    [[nodiscard]] std::vector<AppointmentPaper> const& papers() const { return m_papers; }

    /// At any time: nobody is in two places, and who has a time has all of it (promises 2 and 3).
    void check(ports::Transaction const& snapshot, Instant now);
    /// In calm weather, when nobody decides any more: every code has its appointment, and nothing else is taken.
    void check_calm(ports::Transaction const& snapshot, Instant now);
    /// At any time: a device promises only what is lent to it and what it has not promised already.
    void check_believed(ports::Transaction const& snapshot, std::vector<SlotsBelieved> const& believed);
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
    std::set<AppointmentId> m_promised_alone;
    std::map<AppointmentId, std::uint64_t> m_decided; ///< when the scheduler last decided something of it
    std::set<AppointmentId> m_may_be_lost; ///< by a restore, or be as it was before
    std::set<AppointmentId> m_may_be_there; ///< that nobody holds: undone since the backup
};

} // namespace zahide::sim
