#pragma once

#include "dice.h"
#include "oracle.h"
#include "ports/printer.h"
#include "timeline.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace zahide::sim {

/// How a printer stands (PRINTING.md).
enum class PrinterMood : std::uint8_t {
    fine,
    paper_out,
    cover_open,
    offline,
    unplugged,
    cutter_stuck, ///< the paper comes and stays in the printer
    silent, ///< prints or not, and says nothing
    link_dies, ///< in the midst of a paper
    slow,
};

/// What a picture bears here instead of dots.
[[nodiscard]] ports::PrintPicture paper_picture(LocalDate date, TicketNumber number, domain::PrintMark mark);

/// The metal under a kiosk: it goes on printing what it has when the kiosk crashes.
class VirtualPrinter {
public:
    enum class Answers : std::uint8_t { yes, never };

    VirtualPrinter(Timeline& timeline, Oracle& oracle, Counts& counts, Dice dice, Answers answers);

    void set_mood(PrinterMood mood);
    /// The port for one run of a kiosk's program; its listener hears nothing any more once it is destroyed.
    [[nodiscard]] std::unique_ptr<ports::Printer> plug_in(ports::PrinterListener& listener);

private:
    class Port;
    void print(ports::PrintJob const& job, std::weak_ptr<Port*> const& port);
    void come_out(ports::PrintJob const& job);
    void tell(std::weak_ptr<Port*> const& port, ports::PrinterMessage const& message);
    [[nodiscard]] domain::PrintOutcome outcome_of(ports::PrintJob const& job);
    [[nodiscard]] ports::PrinterStatus status() const;

    Timeline& m_timeline;
    Oracle& m_oracle;
    Counts& m_counts;
    Dice m_dice;
    Answers m_answers;
    PrinterMood m_mood = PrinterMood::fine;
    std::weak_ptr<Port*> m_plugged;
};

} // namespace zahide::sim
