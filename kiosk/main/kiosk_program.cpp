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

} // namespace

KioskProgram::KioskProgram(KioskParts parts, Milliseconds idle)
    : m_parts(parts)
    , m_flow(parts.messages, patience(idle), parts.clock.ticks())
{
    Ticks const now = parts.clock.ticks();
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
        }
    }
}

void KioskProgram::take_news(Ticks now)
{
    auto const news = m_parts.host.link().pump();
    bool const is_new = std::any_of(news.begin(), news.end(), [](device::Effect const& effect) {
        return std::holds_alternative<device::CatalogueChanged>(effect) || std::holds_alternative<device::WaitsChanged>(effect)
            || std::holds_alternative<device::ConnectivityChanged>(effect);
    });
    if (is_new || std::exchange(m_is_first, false))
        learn_world(now);
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
    LocalDateTime const local = zone->local(m_parts.clock.now());
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
    for (visitor::Effect const& effect : effects) {
        if (auto const* take = std::get_if<visitor::TakeTicket>(&effect)) {
            take_ticket(take->wish, now);
        } else if (auto const* copy = std::get_if<visitor::PrintCopy>(&effect)) {
            print_copy(copy->ticket, now);
        } else if (auto const* help = std::get_if<visitor::AskHelp>(&effect)) {
            ask_help(help->language, now);
        } else if (std::holds_alternative<visitor::AskBooking>(effect)) {
            ask_booking(now);
        } else if (std::holds_alternative<visitor::AbandonBooking>(effect)) {
            continue; // nothing is ever held while no question reaches the scheduler
        } else {
            m_given.reset();
            m_wish = {};
            m_wait.reset();
            // Twice: what was asked for since the last time goes with the second.
            m_parts.engine.trim();
            m_parts.engine.trim();
        }
    }
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
    m_wish = wish;
    auto const wait = m_facts.waits.find(wish.service);
    m_wait = wait == m_facts.waits.end() ? std::optional<visitor::WaitFacts>() : wait->second;
    m_flow.ticket_given(*promise, now);
    print(promise->print_job, *promise, wish, domain::PrintMark::original);
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
    print(*job, *m_given, m_wish, domain::PrintMark::copy);
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

// The visitor is told that appointments don't work here and what does.
void KioskProgram::ask_booking(Ticks now)
{
    m_parts.log.warning("appointments can't be asked for: this kiosk's device has no way to them yet");
    carry_out(m_flow.booking_answered(device::BookingFailed { device::BookingFailure::unreachable, {} }, now), now);
}

void KioskProgram::print(PrintJobId const& job, device::TicketPromise const& promise, device::TicketWish const& wish, domain::PrintMark mark)
{
    paper::TicketContent content;
    content.language = wish.language;
    content.number = promise.number;
    content.mark = mark;
    content.printed_at = m_facts.now;
    if (unicode::Zone const* zone = m_parts.host.device().zone())
        content.printed_at = zone->local(promise.given_at);
    if (m_facts.catalogue) {
        domain::Center const& center = m_facts.catalogue->center;
        content.center_name = center.name.in(wish.language);
        content.center_name_turkish = center.name.in(LanguageTag("tr"));
        content.waiting_place = center.waiting_place.in(wish.language);
    }
    if (wish.urgency == domain::Urgency::ordinary && m_wait) {
        if (m_wait->range)
            content.wait = paper::WaitRange { static_cast<int>(m_wait->range->low.count()), static_cast<int>(m_wait->range->high.count()) };
        else if (m_wait->people_ahead)
            content.wait = paper::PeopleAhead { *m_wait->people_ahead };
    }
    m_parts.papers.print(job, promise.local_date.text() + "-" + std::to_string(promise.number.value()), content);
}

void KioskProgram::note_screen()
{
    visitor::Screen const now = m_flow.screen().screen;
    if (std::exchange(m_noted, now) != now)
        m_parts.host.device().note_screen(std::string(to_string(now)));
}

} // namespace zahide::program
