#pragma once

#include "base/clock.h"
#include "device_host.h"
#include "i18n/messages.h"
#include "kiosk_papers.h"
#include "paper_desk.h"
#include "ports/log.h"
#include "text/engine.h"
#include "ui/kiosk_view.h"
#include "visitor/flow.h"

#include <optional>
#include <string>
#include <string_view>

namespace zahide::program {

/// What the kiosk's program is made of; all of it outlives the KioskProgram.
struct KioskParts {
    Clock const& clock;
    ports::Log& log;
    i18n::Catalogue const& messages;
    text::Engine& engine;
    PaperDesk& papers;
    DeviceHost& host;
};

/// Ties the visitor's flow to the device that keeps its promises and to the printer. Main thread.
class KioskProgram final : public ui::KioskControl {
public:
    KioskProgram(KioskParts parts, Milliseconds idle);

    [[nodiscard]] std::optional<Ticks> advance(Ticks now) override;
    [[nodiscard]] visitor::ScreenModel const& screen() const override { return m_flow.screen(); }
    void touched() override;
    void tap(std::string_view element, std::uint64_t serial) override;

private:
    void take_printer_messages(Ticks now);
    void take_news(Ticks now);
    void carry_out(std::vector<visitor::Effect> const& effects, Ticks now);
    void take_ticket(device::TicketWish const& wish, Ticks now);
    void print_copy(TicketId const& ticket, Ticks now);
    void ask_help(LanguageTag const& language, Ticks now);
    void ask_booking(device::BookingQuestion const& question, Ticks now);
    void take_booking_answer(device::BookingAnswered const& answered, Ticks now);
    void forget_visitor();
    /// The number that m_given has.
    void print_ticket(PrintJobId const& job, domain::PrintMark mark);
    void print_for_desk(device::CopyWanted const& copy);
    void print_appointment(device::AppointmentMade const& made, LanguageTag const& language);
    [[nodiscard]] std::optional<PaperPlace> paper_place();
    /// What the device knows, but the time: a screen at rest must not be drawn again for a minute that passes.
    void learn_world(Ticks now);
    void learn_time(Ticks now);
    void note_screen();

    KioskParts m_parts;
    visitor::Flow m_flow;
    visitor::Facts m_facts;
    std::optional<device::TicketPromise> m_given; ///< the present visitor's, for a copy; gone with the wipe
    LanguageTag m_given_language;
    std::optional<visitor::WaitFacts> m_wait; ///< as it was when the number was given, so that screen, paper and copy agree
    std::optional<device::BookingQuestionId> m_question; ///< the one under way
    std::optional<visitor::Screen> m_noted; ///< none yet: the first one is told too
    bool m_is_first = true;
};

} // namespace zahide::program
