#include "kiosk_program.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace zahide::program {

namespace {

visitor::Patience patience(Milliseconds idle)
{
    // WCAG 2.2.1: twenty seconds to answer, whatever the config says.
    constexpr Milliseconds answer { 20'000 };
    visitor::Patience result;
    result.wipe_after = std::max(idle, 2 * answer);
    result.warn_after = result.wipe_after - answer;
    return result;
}

/// What can't be known, such as the state of a printer that never answers, is expected to go well.
visitor::Paper paper_expected(ports::PrinterStatus const& status)
{
    using ports::PrinterState;
    switch (status.state) {
    case PrinterState::unknown:
    case PrinterState::ready:
        return status.paper == ports::PaperState::out ? visitor::Paper::none : visitor::Paper::expected;
    case PrinterState::offline:
    case PrinterState::cover_open:
    case PrinterState::paper_out:
    case PrinterState::error:
    case PrinterState::not_there:
    case PrinterState::not_allowed:
        return visitor::Paper::none;
    }
    return visitor::Paper::expected;
}

} // namespace

KioskProgram::KioskProgram(KioskParts parts, Milliseconds idle)
    : m_parts(parts)
    , m_flow(parts.messages, patience(idle), parts.clock.ticks())
{
    Ticks const now = parts.clock.ticks();
    if (!parts.papers.has_printer())
        m_facts.paper = visitor::Paper::none;
    learn_world(now);
    learn_time(now);
}

std::optional<Ticks> KioskProgram::advance(Ticks now)
{
    take_printer_messages(now);
    take_news(now);
    auto const due = m_flow.next_tick();
    if (due && now >= *due) {
        learn_time(now);
        carry_out(m_flow.tick(now), now);
    }
    note_screen();
    std::optional<Ticks> wake = m_flow.next_tick();
    if (auto const errand = m_parts.host.link().wake_at())
        wake = wake ? std::min(*wake, *errand) : *errand;
    return wake;
}

void KioskProgram::touched()
{
    Ticks const now = m_parts.clock.ticks();
    learn_time(now);
    m_flow.touched(now);
}

void KioskProgram::tap(std::string_view element, std::uint64_t serial)
{
    Ticks const now = m_parts.clock.ticks();
    carry_out(m_flow.tap(element, serial, now), now);
}

void KioskProgram::take_printer_messages(Ticks now)
{
    for (ports::PrinterMessage const& message : m_parts.papers.take_messages()) {
        if (auto const* finished = std::get_if<ports::PrintFinished>(&message)) {
            auto const noted = m_parts.host.device().print_finished(finished->id, finished->outcome);
            if (!noted)
                m_parts.log.error("a paper's end could not be kept: " + noted.error().line());
            if (finished->outcome.state != domain::PrintJobState::printed)
                m_parts.log.warning("a ticket's paper",
                    { { "state", std::string(to_string(finished->outcome.state)) }, { "trouble", std::string(to_string(finished->outcome.trouble)) } });
            m_flow.print_ended(finished->id, finished->outcome.state, now);
        } else if (auto const* changed = std::get_if<ports::PrinterStatusChanged>(&message)) {
            m_parts.host.device().note_printer(changed->status);
            m_facts.paper = paper_expected(changed->status);
            m_flow.set_facts(m_facts, now);
        }
    }
}

void KioskProgram::take_news(Ticks now)
{
    if (m_parts.host.renew_if_damaged()) {
        m_is_first = true;
        if (std::exchange(m_question, std::nullopt)) // the new device knows nothing of it
            carry_out(m_flow.booking_answered(device::BookingFailed { device::BookingFailure::failed, {} }, now), now);
    }
    auto const news = m_parts.host.link().pump();
    bool const is_new = std::any_of(news.begin(), news.end(), [](device::Effect const& effect) {
        return std::holds_alternative<device::CatalogueChanged>(effect) || std::holds_alternative<device::WaitsChanged>(effect)
            || std::holds_alternative<device::ConnectivityChanged>(effect);
    });
    if (is_new || std::exchange(m_is_first, false))
        learn_world(now);
    for (device::Effect const& effect : news) {
        if (auto const* answered = std::get_if<device::BookingAnswered>(&effect))
            take_booking_answer(*answered, now);
        else if (auto const* copy = std::get_if<device::CopyWanted>(&effect))
            print_for_desk(*copy);
    }
}

void KioskProgram::learn_world(Ticks now)
{
    device::Device const& device = m_parts.host.device();
    domain::Catalogue const* catalogue = device.catalogue();
    if (!catalogue)
        m_facts.catalogue.reset();
    else if (!m_facts.catalogue || *m_facts.catalogue != *catalogue)
        m_facts.catalogue = *catalogue;
    m_facts.readiness = device.readiness();
    m_facts.link = device.connectivity().link;
    m_facts.lent_slots = device.lent_slots();
    m_facts.waits.clear();
    if (catalogue) {
        for (domain::Service const& service : catalogue->services) {
            auto const wait = device.wait_of(service.id);
            if (!wait)
                continue;
            visitor::WaitFacts known { .people_ahead = wait->waiting, .range = {} };
            if (wait->low_minutes && wait->high_minutes)
                known.range = domain::WaitRange { Minutes(*wait->low_minutes), Minutes(*wait->high_minutes) };
            m_facts.waits.emplace(service.id, known);
        }
    }
    m_flow.set_facts(m_facts, now);
}

void KioskProgram::learn_time(Ticks now)
{
    unicode::Zone const* zone = m_parts.host.device().zone();
    if (!zone || !m_facts.catalogue)
        return;
    LocalDateTime const local = zone->local(m_parts.host.device().time());
    auto const opening = domain::opening_at(local, m_facts.catalogue->opening, m_facts.catalogue->closures);
    auto const readiness = m_parts.host.device().readiness(); // another day has other numbers
    if (local == m_facts.now && opening == m_facts.opening && readiness == m_facts.readiness)
        return;
    m_facts.now = local;
    m_facts.opening = opening;
    m_facts.readiness = readiness;
    m_flow.set_facts(m_facts, now);
}

void KioskProgram::carry_out(std::vector<visitor::Effect> const& effects, Ticks now)
{
    bool is_let_go = false;
    for (visitor::Effect const& effect : effects) {
        if (auto const* take = std::get_if<visitor::TakeTicket>(&effect)) {
            take_ticket(take->wish, now);
        } else if (auto const* copy = std::get_if<visitor::PrintCopy>(&effect)) {
            print_copy(copy->ticket, now);
        } else if (auto const* help = std::get_if<visitor::AskHelp>(&effect)) {
            ask_help(help->language, now);
        } else if (auto const* booking = std::get_if<visitor::AskBooking>(&effect)) {
            ask_booking(booking->question, now);
        } else if (std::holds_alternative<visitor::AbandonBooking>(effect)) {
            m_question.reset();
            m_parts.host.device().abandon_booking();
            is_let_go = true;
        } else {
            forget_visitor();
        }
    }
    if (is_let_go)
        take_news(now); // what was held is given back at once, or was by the question that followed
}

void KioskProgram::forget_visitor()
{
    m_question.reset();
    m_parts.host.device().abandon_booking();
    m_given.reset();
    m_given_language = {};
    m_wait.reset();
    // Twice: what was asked for since the last time goes with the second.
    m_parts.engine.trim();
    m_parts.engine.trim();
}

void KioskProgram::take_ticket(device::TicketWish const& wish, Ticks now)
{
    auto const promise = m_parts.host.device().take_ticket(wish);
    if (!promise) {
        m_parts.log.warning("no number was given: " + promise.error().line());
        learn_world(now);
        return m_flow.ticket_refused(now);
    }
    m_given = *promise;
    m_given_language = wish.language;
    auto const wait = m_facts.waits.find(wish.service);
    bool const is_told = wish.urgency == domain::Urgency::ordinary && wait != m_facts.waits.end();
    m_wait = is_told ? std::optional(wait->second) : std::nullopt;
    m_flow.ticket_given(*promise, now);
    print_ticket(promise->print_job, domain::PrintMark::original);
    take_news(now); // the promise leaves at once
}

void KioskProgram::print_copy(TicketId const& ticket, Ticks now)
{
    auto const job = m_parts.host.device().journal_copy(ticket);
    if (!job || !m_given) {
        m_parts.log.warning("no copy was printed: " + (job ? std::string("the ticket is not this visitor's") : job.error().line()));
        return m_flow.copy_refused(now);
    }
    m_flow.copy_started(*job, now);
    print_ticket(*job, domain::PrintMark::copy);
}

void KioskProgram::ask_help(LanguageTag const& language, Ticks now)
{
    if (m_facts.link != device::Link::online)
        return m_flow.help_unreachable(now);
    auto const asked = m_parts.host.device().ask_help(language);
    if (!asked) {
        m_parts.log.warning("nobody could be asked to come: " + asked.error().line());
        return m_flow.help_unreachable(now);
    }
    take_news(now);
}

void KioskProgram::ask_booking(device::BookingQuestion const& question, Ticks now)
{
    auto const asked = m_parts.host.device().ask_booking(question);
    if (!asked) {
        m_parts.log.warning("appointments could not be asked about: " + asked.error().line());
        return carry_out(m_flow.booking_answered(device::BookingFailed { device::BookingFailure::failed, {} }, now), now);
    }
    m_question = *asked;
    take_news(now); // the question leaves at once
}

void KioskProgram::take_booking_answer(device::BookingAnswered const& answered, Ticks now)
{
    bool const is_awaited = m_question == answered.question;
    LanguageTag const language = m_flow.screen().language;
    auto const* checked_in = std::get_if<device::CheckedIn>(&answered.answer);
    if (is_awaited)
        m_question.reset();
    if (checked_in) {
        m_given = checked_in->promise;
        m_given_language = language;
        m_wait.reset(); // it is called at its time
    }
    if (is_awaited)
        carry_out(m_flow.booking_answered(answered.answer, now), now);
    // What is journalled is printed, or the journal would wait for its end.
    if (auto const* made = std::get_if<device::AppointmentMade>(&answered.answer))
        print_appointment(*made, language);
    if (checked_in)
        print_ticket(checked_in->promise.print_job, domain::PrintMark::original);
}

std::optional<PaperPlace> KioskProgram::paper_place()
{
    unicode::Zone const* zone = m_parts.host.device().zone();
    if (!zone || !m_facts.catalogue)
        return std::nullopt;
    return PaperPlace { m_facts.catalogue->center, *zone };
}

void KioskProgram::print_ticket(PrintJobId const& job, domain::PrintMark mark)
{
    auto const place = paper_place();
    if (!place || !m_given)
        return m_parts.papers.give_up(job, domain::PrintTrouble::refused);
    auto content = ticket_paper(*place, m_given_language, *m_given, m_wait);
    content.mark = mark;
    m_parts.papers.print(job, m_given->local_date.text() + "-" + std::to_string(m_given->number.value()), content);
}

/// Beside whoever stands here: the screen says nothing of it.
void KioskProgram::print_for_desk(device::CopyWanted const& copy)
{
    auto const place = paper_place();
    if (!place)
        return m_parts.papers.give_up(copy.print_job, domain::PrintTrouble::refused);
    device::TicketPromise paper;
    paper.number = copy.number;
    paper.local_date = copy.local_date;
    paper.given_at = copy.given_at;
    auto content = ticket_paper(*place, copy.language.reveal(), paper, std::nullopt);
    content.mark = domain::PrintMark::copy;
    m_parts.papers.print(copy.print_job, copy.local_date.text() + "-" + std::to_string(copy.number.value()) + "-copy", content);
}

void KioskProgram::print_appointment(device::AppointmentMade const& made, LanguageTag const& language)
{
    auto const place = paper_place();
    if (!place)
        return m_parts.papers.give_up(made.print_job, domain::PrintTrouble::refused);
    m_parts.papers.print(made.print_job, "appointment", appointment_paper(*place, language, made.appointment));
}

void KioskProgram::note_screen()
{
    visitor::Screen const now = m_flow.screen().screen;
    if (std::exchange(m_noted, now) != now)
        m_parts.host.device().note_screen(std::string(to_string(now)));
}

} // namespace zahide::program
