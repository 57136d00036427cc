#pragma once

#include "device_node.h"
#include "paper_pile.h"
#include "visitor/flow.h"

#include <deque>
#include <optional>
#include <string_view>

namespace zahide::sim {

/// A kiosk: device, visitor's flow and printer, tied together as main's KioskProgram ties them.
class KioskNode final : public DeviceNode, private ports::PrinterListener {
public:
    KioskNode(NodeParts parts, std::string name, VirtualPrinter::Answers answers);
    ~KioskNode() override;

    /// Nothing while it is down: its screen is black.
    [[nodiscard]] visitor::ScreenModel const* screen() const { return m_flow && !m_awaits_contact ? &m_flow->screen() : nullptr; }
    /// A finger lifted on an element that stood there on the screen of that serial.
    void tap(std::string_view element, std::uint64_t serial);
    /// Somebody stands there or has gone.
    [[nodiscard]] VirtualPrinter& printer() { return m_printer; }
    /// After so many effects of the next booking.
    void crash_in_booking(int effects, sqlite::Outage outage) { m_booking_crash = PlannedCrash { effects, outage }; }
    /// After so many effects of the next copy for the desk.
    void crash_in_copy(int effects, sqlite::Outage outage) { m_copy_crash = PlannedCrash { effects, outage }; }
    /// Whether a copy of its disk in another machine gives numbers (promise 6).
    void check_clone();
    /// Somebody saves its disk and puts that back later, if nothing undelivered is lost by it. They stay until the kiosk has reached
    /// the scheduler: what is given before that is outside of what is promised (promise 6).
    void take_image();
    void put_image_back();
    /// As soon as the next delivery has arrived, before anything else can tell of it.
    void put_image_back_after_delivery() { m_is_image_hasty = true; }
    void drop_image();
    [[nodiscard]] bool awaits_contact() const { return m_awaits_contact; }

private:
    void started() override;
    void ended() override;
    void take(device::Effect const& effect) override;
    void missed(device::Effect const& effect) override;
    void digested(std::string const& target, int status) override;
    void on_printer(ports::PrinterMessage const& message) override;

    void do_all(std::vector<visitor::Effect> const& effects);
    void take_ticket(device::TicketWish const& wish);
    void print_copy(TicketId const& ticket);
    void print_for_desk(device::CopyWanted const& copy);
    void ask_help(LanguageTag const& language);
    void ask_booking(device::BookingQuestion const& question);
    void take_booking_answer(device::BookingAnswered const& answered);
    void note_booking_answer(device::BookingAnswer const& answer);
    void forget_visitor_or_booking(visitor::Effect const& effect);
    void booking_not_shown();
    void print(PrintJobId const& job, device::TicketPromise const& promise, domain::PrintMark mark);
    void submit_next();
    void paper_ended(ports::PrintFinished const& finished);
    void learn_world();
    void learn_time();
    void wait_for_flow();
    void watch_for_wipe();

    struct Paper {
        ports::PrintJob job;
        device::TicketPromise promise;
    };

    struct PlannedCrash {
        int effects = 0;
        sqlite::Outage outage = sqlite::Outage::crash;
    };

    VirtualPrinter m_printer;
    std::unique_ptr<ports::Printer> m_port;
    std::unique_ptr<visitor::Flow> m_flow;
    visitor::Facts m_facts;
    bool m_is_world_new = true; ///< while nobody is there, the screen need not know
    std::optional<device::TicketPromise> m_given;
    std::optional<device::BookingQuestionId> m_question;
    std::optional<HoldId> m_booked; ///< what the question books
    std::optional<PlannedCrash> m_booking_crash;
    std::optional<PlannedCrash> m_copy_crash;
    std::deque<Paper> m_papers; ///< waiting, the first one perhaps in the printer
    bool m_is_printing = false;
    std::optional<Ticks> m_wake;
    std::uint64_t m_touches = 0;
    struct Image {
        sqlite::DiskImage disk;
        std::uint64_t moment = 0; ///< the oracle's
    };
    std::optional<Image> m_image;
    bool m_is_image_hasty = false;
    bool m_awaits_contact = false; ///< with an old disk
};

} // namespace zahide::sim
