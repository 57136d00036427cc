#include "paper_pile.h"

#include <charconv>
#include <utility>

namespace zahide::sim {

namespace {

struct Printed {
    LocalDate date;
    TicketNumber number;
    domain::PrintMark mark = domain::PrintMark::original;
};

Printed read(ports::PrintPicture const& picture)
{
    std::string const text(picture.bytes.begin(), picture.bytes.end());
    Printed printed;
    printed.date = LocalDate::parse(text.substr(0, 10)).value_or(LocalDate());
    std::int32_t number = 0;
    std::from_chars(text.data() + 12, text.data() + text.size(), number);
    printed.number = TicketNumber(number);
    printed.mark = text[11] == 'c' ? domain::PrintMark::copy : domain::PrintMark::original;
    return printed;
}

} // namespace

ports::PrintPicture paper_picture(LocalDate date, TicketNumber number, domain::PrintMark mark)
{
    std::string const text = date.text() + (mark == domain::PrintMark::copy ? " c" : " o") + std::to_string(number.value());
    return { static_cast<int>(text.size()) * 8, 1, { text.begin(), text.end() } };
}

class VirtualPrinter::Port final : public ports::Printer {
public:
    Port(VirtualPrinter& printer, ports::PrinterListener& listener)
        : m_printer(printer)
        , m_listener(listener)
    {
    }
    [[nodiscard]] Result<void> submit(ports::PrintJob job) override
    {
        ZAHIDE_TRY_VOID(ports::check_print_job(job));
        if (m_job)
            return fail(ErrorCode::conflict, "a paper is being printed");
        m_job = job.id;
        m_printer.print(job, m_self);
        return {};
    }
    void request_status() override { m_printer.tell(m_self, ports::PrinterStatusChanged { m_printer.status() }); }
    [[nodiscard]] ports::PrinterStatus status() const override { return m_printer.status(); }

    [[nodiscard]] std::weak_ptr<Port*> self() const { return m_self; }
    void hear(ports::PrinterMessage const& message)
    {
        if (auto const* const finished = std::get_if<ports::PrintFinished>(&message); finished != nullptr && m_job == finished->id)
            m_job.reset();
        m_listener.on_printer(message);
    }

private:
    VirtualPrinter& m_printer;
    ports::PrinterListener& m_listener;
    std::optional<PrintJobId> m_job;
    std::shared_ptr<Port*> m_self = std::make_shared<Port*>(this); ///< dies with the port
};

VirtualPrinter::VirtualPrinter(Timeline& timeline, Oracle& oracle, Counts& counts, Dice dice, Answers answers)
    : m_timeline(timeline)
    , m_oracle(oracle)
    , m_counts(counts)
    , m_dice(std::move(dice))
    , m_answers(answers)
{
}

std::unique_ptr<ports::Printer> VirtualPrinter::plug_in(ports::PrinterListener& listener)
{
    auto port = std::make_unique<Port>(*this, listener);
    m_plugged = port->self();
    port->request_status();
    return port;
}

void VirtualPrinter::tell(std::weak_ptr<Port*> const& port, ports::PrinterMessage const& message)
{
    m_timeline.after(Milliseconds(5), [port, message] {
        if (auto const alive = port.lock())
            (*alive)->hear(message);
    });
}

void VirtualPrinter::set_mood(PrinterMood mood)
{
    m_mood = mood;
    tell(m_plugged, ports::PrinterStatusChanged { status() });
}

ports::PrinterStatus VirtualPrinter::status() const
{
    using enum ports::PrinterState;
    if (m_answers == Answers::never)
        return { unknown, ports::PaperState::unknown };
    switch (m_mood) {
    case PrinterMood::paper_out:
        return { paper_out, ports::PaperState::out };
    case PrinterMood::cover_open:
        return { cover_open, ports::PaperState::ok };
    case PrinterMood::offline:
        return { offline, ports::PaperState::ok };
    case PrinterMood::unplugged:
        return { not_there, ports::PaperState::unknown };
    case PrinterMood::cutter_stuck:
        return { error, ports::PaperState::ok };
    case PrinterMood::fine:
    case PrinterMood::silent:
    case PrinterMood::link_dies:
    case PrinterMood::slow:
        return { ready, ports::PaperState::ok };
    }
    return {};
}

void VirtualPrinter::come_out(ports::PrintJob const& job)
{
    auto const printed = read(job.picture);
    ++m_counts.papers;
    m_oracle.paper_came(job.id, printed.date, printed.number, printed.mark);
}

/// What comes of the job, and what the program is told of it.
domain::PrintOutcome VirtualPrinter::outcome_of(ports::PrintJob const& job)
{
    using enum domain::PrintJobState;
    using enum domain::PrintTrouble;
    auto const perhaps = [&] {
        if (m_dice.percent(50))
            come_out(job);
    };
    if (m_answers == Answers::never && m_mood != PrinterMood::unplugged) {
        if (m_mood == PrinterMood::fine || m_mood == PrinterMood::slow)
            come_out(job);
        return { sent, none };
    }
    switch (m_mood) {
    case PrinterMood::fine:
    case PrinterMood::slow:
        come_out(job);
        return { printed, none };
    case PrinterMood::paper_out:
        return { not_printed, domain::PrintTrouble::paper_out };
    case PrinterMood::cover_open:
        return { not_printed, domain::PrintTrouble::cover_open };
    case PrinterMood::offline:
        return { not_printed, domain::PrintTrouble::offline };
    case PrinterMood::unplugged:
        return { not_printed, not_there };
    case PrinterMood::cutter_stuck:
        come_out(job);
        return { unknown, cutter };
    case PrinterMood::silent:
        perhaps();
        return { unknown, no_answer };
    case PrinterMood::link_dies:
        perhaps();
        return { unknown, link_lost };
    }
    return { unknown, none };
}

void VirtualPrinter::print(ports::PrintJob const& job, std::weak_ptr<Port*> const& port)
{
    bool const starts = m_mood != PrinterMood::unplugged;
    if (starts)
        tell(port, ports::PrintStarted { job.id });
    auto const takes = m_mood == PrinterMood::slow ? m_dice.pause(9'000, 18'000) : m_dice.pause(900, 3'000);
    bool const stays = m_dice.percent(70); // in the printer's own buffer, should the kiosk die
    m_timeline.after(starts ? takes : Milliseconds(300), [this, job, port, stays] {
        if (port.expired()) {
            if (stays && (m_mood == PrinterMood::fine || m_mood == PrinterMood::slow))
                come_out(job);
            return;
        }
        tell(port, ports::PrintFinished { job.id, outcome_of(job) });
    });
}

} // namespace zahide::sim
