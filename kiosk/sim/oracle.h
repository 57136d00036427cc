#pragma once

#include "appointment_oracle.h"
#include "base/ids.h"
#include "copy_oracle.h"
#include "device/ticket.h"
#include "domain/print_job.h"
#include "domain/ticket.h"
#include "ports/storage.h"
#include "sim/simulation.h"
#include "timeline.h"

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace zahide::sim {

/// Sees everything and believes nobody: what was promised, printed, answered and told. The first broken promise ends the run.
class Oracle {
public:
    Oracle(Timeline const& timeline, Setting const& setting);
    Oracle(Oracle const&) = delete;
    Oracle& operator=(Oracle const&) = delete;

    [[nodiscard]] bool is_broken() const { return m_broken.has_value(); }
    [[nodiscard]] std::optional<BrokenPromise> const& broken() const { return m_broken; }
    void fail_promise(int promise, std::string what);
    /// Among the lines shown when a promise breaks.
    void note(std::string line);
    [[nodiscard]] std::deque<std::string> const& trace() const { return m_trace; }

    // What visitors see and hold.
    void shown(std::string const& kiosk, device::TicketPromise const& promise);
    /// A number that the scheduler gave, so that it is not the kiosk's to deliver.
    void checked_in(std::string const& kiosk, device::TicketPromise const& promise);
    /// A kiosk's disk took no ticket, or may have: one more may turn up that nobody holds.
    void refused() { ++m_refusals; }
    void paper_came(PrintJobId const& job, LocalDate date, TicketNumber number, domain::PrintMark mark);
    void called_printed(PrintJobId const& job);

    // What the scheduler answers and tells. A key's first answer is its only one.
    void answered(std::string const& who, std::string const& key, std::string const& target, int status, std::string const& body);
    /// The same of one entry of a batch: of its answer only the status is told.
    void delivered(std::string const& who, std::string const& key, std::string const& target, int status);
    void asked_at_desk(std::string const& key) { m_desk_keys.insert(key); }
    void told_board(std::string const& kind, std::string const& data, std::vector<LanguageTag> const& speaks);
    void told_calls(std::string const& body, std::vector<LanguageTag> const& speaks);

    // A backup holds what was done before its moment: for the scheduler what comes after has not happened once it is put back.
    [[nodiscard]] std::uint64_t moment() const { return m_moment; }
    void put_back(std::uint64_t moment, ports::Transaction const& snapshot);
    /// It is about to be put back: what it has heard it may not know soon.
    void put_back_begins() { ++m_lives; }
    /// Counts both.
    [[nodiscard]] std::int64_t lives() const { return m_lives; }
    /// A kiosk's disk is as at that moment, and what it delivered since it can't deliver again.
    void put_image_back(std::string const& kiosk, std::uint64_t moment) { m_forgotten.push_back({ kiosk, moment, ++m_moment }); }
    /// Whether a kiosk that promised something at the first moment may have no memory of it, and a scheduler put back to the second.
    [[nodiscard]] bool is_forgotten(std::string const& kiosk, std::uint64_t promised, std::uint64_t put_back_to) const;
    [[nodiscard]] std::uint64_t next_moment() { return ++m_moment; }

    /// In calm weather: everything promised is there, and nothing else.
    void check_scheduler(ports::Transaction const& snapshot);

    [[nodiscard]] AppointmentOracle& appointments() { return m_appointments; }
    [[nodiscard]] CopyOracle& copies() { return m_copies; }
    [[nodiscard]] std::size_t promised() const { return m_promises.size(); }

private:
    using Number = std::pair<LocalDate, TicketNumber>;

    enum class Giver : std::uint8_t { kiosk, scheduler };
    void given(Number const& number, TicketId const& id, std::string const& by, Giver giver);
    void check_no_service(std::string const& data);
    void check_languages(std::string const& data, std::vector<LanguageTag> const& speaks);
    void check_number(ports::Transaction const& snapshot, Number const& number, std::int64_t& unknown_at_desk, std::int64_t& unknown_at_kiosks);

    struct Given {
        TicketId id;
        std::string by;
        Giver giver = Giver::kiosk;
        std::uint64_t at = 0;
        bool may_be_lost = false; ///< by a restore; the number is given all the same
    };
    struct Answer {
        int status = 0;
        std::string body;
        std::uint64_t at = 0;
    };
    struct Forgotten {
        std::string kiosk;
        std::uint64_t from = 0;
        std::uint64_t until = 0;
    };
    using Request = std::pair<std::string, std::string>; ///< who, and with which key

    Timeline const& m_timeline;
    CenterId m_center;
    std::int32_t m_days_kept; ///< tickets are, at the scheduler
    std::set<std::string> m_services;
    std::optional<BrokenPromise> m_broken;
    std::deque<std::string> m_trace;
    std::map<Number, Given> m_promises;
    std::map<Number, int> m_papers; ///< originals
    std::set<PrintJobId> m_printed;
    std::map<Request, Answer> m_answers;
    std::map<Request, std::uint64_t> m_delivered; ///< in batches, and when
    std::set<std::string> m_desk_keys;
    std::map<std::string, std::uint64_t> m_desk_keys_answered;
    std::int64_t m_refusals = 0;
    std::uint64_t m_moment = 0; ///< counts what happens
    std::int64_t m_lives = 0;
    std::vector<Forgotten> m_forgotten;
    AppointmentOracle m_appointments;
    CopyOracle m_copies;
};

} // namespace zahide::sim
