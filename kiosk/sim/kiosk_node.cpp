#include "kiosk_node.h"

#include "domain/opening.h"
#include "sqlite/device_store.h"

#include <algorithm>
#include <utility>

namespace zahide::sim {

namespace {

/// main's: idle time of the config, with 20 s to answer.
visitor::Patience patience()
{
    return {};
}

} // namespace

KioskNode::KioskNode(NodeParts parts, std::string name, VirtualPrinter::Answers answers)
    : DeviceNode(parts, std::move(name), domain::DeviceKind::kiosk)
    , m_printer(parts.timeline, parts.oracle, parts.counts, Dice::of(parts.seed, 700 + parts.line), answers)
{
}

KioskNode::~KioskNode() = default;

void KioskNode::started()
{
    m_flow = std::make_unique<visitor::Flow>(parts().setting.messages, patience(), parts().timeline.ticks());
    m_facts = {};
    m_is_world_new = true;
    m_port = m_printer.plug_in(*this);
    own().note_screen("attract");
    // As the bug does it, whoever was being served gets the paper once more.
    if (mutant() != Mutant::restart_prints_again || !m_given)
        return m_given.reset();
    print(PrintJobId(Uuid::generate(machine().dice)), *m_given, domain::PrintMark::original);
    m_given.reset();
}

void KioskNode::ended()
{
    m_port.reset();
    m_flow.reset();
    m_papers.clear();
    m_is_printing = false;
    m_wake.reset();
    ++m_touches;
    if (mutant() != Mutant::restart_prints_again)
        m_given.reset();
}

void KioskNode::take(device::Effect const& effect)
{
    if (auto const* const answered = std::get_if<device::BookingAnswered>(&effect))
        return take_booking_answer(*answered);
    if (auto const* const copy = std::get_if<device::CopyWanted>(&effect))
        return print_for_desk(*copy);
    bool const is_news = std::holds_alternative<device::CatalogueChanged>(effect) || std::holds_alternative<device::WaitsChanged>(effect)
        || std::holds_alternative<device::ConnectivityChanged>(effect);
    m_is_world_new = m_is_world_new || is_news;
    if (is_news && m_flow && m_flow->visit().screen != visitor::Screen::attract)
        learn_world();
}

void KioskNode::tap(std::string_view element, std::uint64_t serial)
{
    if (!m_flow || m_awaits_contact || !goes_on())
        return;
    if (m_is_world_new)
        learn_world();
    learn_time();
    auto const now = parts().timeline.ticks();
    m_flow->touched(now);
    do_all(m_flow->tap(element, serial, now));
    if (!m_flow)
        return;
    wait_for_flow();
    watch_for_wipe();
}

/// Promise 10: a while after the last touch nothing of the visitor is left.
void KioskNode::watch_for_wipe()
{
    auto const limit = patience().wipe_unprinted_after + Milliseconds(2'000);
    after(limit, [this, touches = ++m_touches] {
        if (touches != m_touches)
            return;
        visitor::Visit fresh;
        fresh.screen = m_flow->visit().screen;
        bool const is_resting = fresh.screen == visitor::Screen::attract || fresh.screen == visitor::Screen::out_of_order;
        if (!is_resting || m_flow->visit() != fresh || m_given)
            parts().oracle.fail_promise(10, name() + " keeps something of a visitor who left long ago");
    });
}

/// The flow's own time, but not the greetings' while nobody looks.
void KioskNode::wait_for_flow()
{
    auto const next = m_flow->next_tick();
    if (!next || next == m_wake || m_flow->visit().screen == visitor::Screen::attract)
        return;
    m_wake = next;
    at(*next, [this, next] {
        if (m_wake != next)
            return;
        m_wake.reset();
        learn_time();
        if (mutant() == Mutant::visitor_kept)
            return;
        do_all(m_flow->tick(parts().timeline.ticks()));
        if (m_flow)
            wait_for_flow();
    });
}

void KioskNode::learn_world()
{
    m_is_world_new = false;
    auto const* const catalogue = own().catalogue();
    if (catalogue == nullptr)
        m_facts.catalogue.reset();
    else if (!m_facts.catalogue || m_facts.catalogue->revision != catalogue->revision)
        m_facts.catalogue = *catalogue;
    m_facts.readiness = own().readiness();
    m_facts.link = own().connectivity().link;
    m_facts.lent_slots = own().lent_slots();
    m_facts.waits.clear();
    if (catalogue != nullptr) {
        for (auto const& service : catalogue->services) {
            if (auto const wait = own().wait_of(service.id))
                m_facts.waits.emplace(service.id, visitor::WaitFacts { .people_ahead = wait->waiting, .range = {} });
        }
    }
    m_facts.now = {}; // told below
    learn_time();
}

void KioskNode::learn_time()
{
    auto const* const zone = own().zone();
    auto const readiness = own().readiness();
    auto local = m_facts.now;
    if (zone != nullptr && m_facts.catalogue) {
        local = zone->local(own().time());
        if (local == m_facts.now && readiness == m_facts.readiness)
            return;
        m_facts.opening = domain::opening_at(local, m_facts.catalogue->opening, m_facts.catalogue->closures);
    }
    m_facts.now = local;
    m_facts.readiness = readiness;
    m_flow->set_facts(m_facts, parts().timeline.ticks());
}

void KioskNode::do_all(std::vector<visitor::Effect> const& effects)
{
    for (auto const& effect : effects) {
        if (!goes_on())
            return;
        if (auto const* const wish = std::get_if<visitor::TakeTicket>(&effect))
            take_ticket(wish->wish);
        else if (auto const* const copy = std::get_if<visitor::PrintCopy>(&effect))
            print_copy(copy->ticket);
        else if (auto const* const help = std::get_if<visitor::AskHelp>(&effect))
            ask_help(help->language);
        else if (auto const* const booking = std::get_if<visitor::AskBooking>(&effect))
            ask_booking(booking->question);
        else
            forget_visitor_or_booking(effect);
    }
}

/// What the flow lets go: the time it held, or all of the visitor.
void KioskNode::forget_visitor_or_booking(visitor::Effect const& effect)
{
    m_question.reset();
    own().abandon_booking();
    if (std::holds_alternative<visitor::Wiped>(effect))
        m_given.reset();
    feed(device::TimerFired {});
}

void KioskNode::ask_booking(device::BookingQuestion const& question)
{
    auto& appointments = parts().oracle.appointments();
    if (auto const* const move = std::get_if<device::MoveAppointment>(&question))
        appointments.change_asked(move->appointment);
    else if (auto const* const cancel = std::get_if<device::CancelAppointment>(&question))
        appointments.change_asked(cancel->appointment);
    auto const* const book = std::get_if<device::BookTime>(&question);
    auto const lent = own().lent_slots();
    bool const is_lent = book != nullptr && std::ranges::find(lent, book->hold, &domain::SlotLease::id) != lent.end();
    if (is_lent)
        appointments.promised_alone(book->hold, told_slots_in());
    m_booked = book != nullptr ? std::optional(book->hold) : std::nullopt;
    if (book != nullptr && m_booking_crash) {
        crash_after_effects(m_booking_crash->effects, m_booking_crash->outage);
        m_booking_crash.reset();
    }
    auto const asked = own().ask_booking(question);
    if (!goes_on()) {
        if (is_lent)
            booking_not_shown(); // promised, or not: nobody saw it
        return;
    }
    parts().counts.lent_bookings += is_lent ? 1 : 0;
    if (!asked)
        return do_all(m_flow->booking_answered(device::BookingFailed { device::BookingFailure::failed, {} }, parts().timeline.ticks()));
    m_question = *asked;
    feed(device::TimerFired {});
}

void KioskNode::take_booking_answer(device::BookingAnswered const& answered)
{
    bool const is_awaited = m_question == answered.question;
    auto const* const checked_in = std::get_if<device::CheckedIn>(&answered.answer);
    note_booking_answer(answered.answer);
    if (is_awaited)
        m_question.reset();
    if (checked_in != nullptr)
        m_given = checked_in->promise;
    if (is_awaited)
        do_all(m_flow->booking_answered(answered.answer, parts().timeline.ticks()));
    // What is journalled has its paper; an appointment's bears no number and is not followed here.
    if (auto const* const made = std::get_if<device::AppointmentMade>(&answered.answer))
        static_cast<void>(own().print_finished(made->print_job, { domain::PrintJobState::unknown, domain::PrintTrouble::no_answer }));
    if (checked_in != nullptr)
        print(checked_in->promise.print_job, checked_in->promise, domain::PrintMark::original);
}

void KioskNode::missed(device::Effect const& effect)
{
    auto const* const answered = std::get_if<device::BookingAnswered>(&effect);
    auto const* const failed = answered == nullptr ? nullptr : std::get_if<device::BookingFailed>(&answered->answer);
    bool const is_failure = failed != nullptr && failed->why == device::BookingFailure::failed;
    // A disk that goes off over its journal may have kept it: then the booking is not undone.
    if (is_failure || (answered != nullptr && std::holds_alternative<device::AppointmentMade>(answered->answer)))
        booking_not_shown();
}

void KioskNode::booking_not_shown()
{
    if (m_booked)
        parts().oracle.appointments().not_shown(*m_booked);
}

/// What the visitor sees of it.
void KioskNode::note_booking_answer(device::BookingAnswer const& answer)
{
    auto& oracle = parts().oracle;
    if (auto const* const made = std::get_if<device::AppointmentMade>(&answer)) {
        auto view = made->appointment;
        if (mutant() == Mutant::code_of_another && !oracle.appointments().papers().empty())
            view.code = Personal(oracle.appointments().papers().back().code);
        oracle.appointments().made(name(), view);
    } else if (auto const* const checked_in = std::get_if<device::CheckedIn>(&answer)) {
        ++parts().counts.numbers;
        oracle.checked_in(name(), checked_in->promise);
    } else if (auto const* const cancelled = std::get_if<device::AppointmentCancelled>(&answer)) {
        oracle.note(name() + " cancels an appointment");
        oracle.appointments().cancelled(cancelled->appointment.id);
    } else if (auto const* const failed = std::get_if<device::BookingFailed>(&answer)) {
        if (failed->why == device::BookingFailure::failed)
            booking_not_shown();
    }
}

void KioskNode::take_ticket(device::TicketWish const& wish)
{
    if (mutant() == Mutant::two_for_one_tap)
        static_cast<void>(own().take_ticket(wish));
    auto const promise = own().take_ticket(wish);
    auto const now = parts().timeline.ticks();
    if (!goes_on()) {
        // The power went in the midst of it: nobody saw a number, which may be written all the same.
        parts().oracle.refused();
        return;
    }
    if (!promise) {
        parts().oracle.note(name() + " refuses: " + promise.error().line());
        if (promise.error().code == ErrorCode::unavailable)
            parts().oracle.refused();
        learn_world();
        return m_flow->ticket_refused(now);
    }
    m_given = *promise;
    m_flow->ticket_given(*promise, now);
    ++parts().counts.numbers;
    parts().oracle.shown(name(), *promise);
    if (!goes_on())
        return;
    print(promise->print_job, *promise, domain::PrintMark::original);
    feed(device::TimerFired {});
}

void KioskNode::print_copy(TicketId const& ticket)
{
    auto const job = own().journal_copy(ticket);
    auto const now = parts().timeline.ticks();
    if (!goes_on())
        return;
    if (!job || !m_given)
        return m_flow->copy_refused(now);
    m_flow->copy_started(*job, now);
    print(*job, *m_given, mutant() == Mutant::copy_unmarked ? domain::PrintMark::original : domain::PrintMark::copy);
}

/// Beside whoever stands here.
void KioskNode::print_for_desk(device::CopyWanted const& copy)
{
    ++parts().counts.desk_copies;
    parts().oracle.copies().begun(name(), copy, parts().timeline.instant());
    if (auto const crash = std::exchange(m_copy_crash, std::nullopt))
        crash_after_effects(crash->effects, crash->outage);
    device::TicketPromise paper;
    paper.number = copy.number;
    paper.local_date = copy.local_date;
    print(copy.print_job, paper, mutant() == Mutant::copy_unmarked ? domain::PrintMark::original : domain::PrintMark::copy);
}

void KioskNode::ask_help(LanguageTag const& language)
{
    auto const now = parts().timeline.ticks();
    if (own().connectivity().link != device::Link::online)
        return m_flow->help_unreachable(now);
    auto const asked = own().ask_help(language);
    if (!goes_on())
        return;
    if (!asked)
        return m_flow->help_unreachable(now);
    feed(device::TimerFired {});
}

void KioskNode::print(PrintJobId const& job, device::TicketPromise const& promise, domain::PrintMark mark)
{
    ports::PrintJob paper;
    paper.id = job;
    paper.label = promise.local_date.text() + "-" + std::to_string(promise.number.value());
    paper.picture = paper_picture(promise.local_date, promise.number, mark);
    m_papers.push_back({ std::move(paper), promise });
    submit_next();
}

void KioskNode::submit_next()
{
    if (m_is_printing || m_papers.empty())
        return;
    m_is_printing = true;
    if (auto const submitted = m_port->submit(m_papers.front().job); !submitted)
        parts().oracle.fail_promise(0, "a printer takes no paper: " + submitted.error().line());
}

void KioskNode::on_printer(ports::PrinterMessage const& message)
{
    if (!goes_on())
        return;
    if (auto const* const finished = std::get_if<ports::PrintFinished>(&message)) {
        paper_ended(*finished);
    } else if (auto const* const changed = std::get_if<ports::PrinterStatusChanged>(&message)) {
        own().note_printer(changed->status);
        feed(device::TimerFired {});
    }
}

void KioskNode::paper_ended(ports::PrintFinished const& finished)
{
    auto outcome = finished.outcome;
    if (mutant() == Mutant::printed_unasked)
        outcome = { domain::PrintJobState::printed, domain::PrintTrouble::none };
    auto const paper = std::move(m_papers.front());
    m_papers.pop_front();
    m_is_printing = false;
    static_cast<void>(own().print_finished(finished.id, outcome));
    if (!goes_on())
        return;
    if (outcome.state == domain::PrintJobState::printed)
        parts().oracle.called_printed(finished.id);
    m_flow->print_ended(finished.id, outcome.state, parts().timeline.ticks());
    if (mutant() == Mutant::unknown_printed_again && outcome.state == domain::PrintJobState::unknown)
        print(PrintJobId(Uuid::generate(machine().dice)), paper.promise, domain::PrintMark::original);
    submit_next();
    wait_for_flow();
    feed(device::TimerFired {});
}

void KioskNode::drop_image()
{
    m_image.reset();
    m_is_image_hasty = false;
}

void KioskNode::take_image()
{
    drop_image();
    if (runs() && is_settled())
        m_image = Image { machine().disk.image(), parts().oracle.moment() };
}

void KioskNode::put_image_back()
{
    auto const image = std::exchange(m_image, std::nullopt);
    m_is_image_hasty = false;
    if (!image || !runs() || !is_settled() || !has_told())
        return;
    parts().oracle.note("an old image is put back on " + name());
    parts().oracle.put_image_back(name(), image->moment);
    ++parts().counts.images;
    m_awaits_contact = true;
    restart_with(image->disk);
}

void KioskNode::digested(std::string const& target, int status)
{
    if (target.ends_with("/status") && status == 200)
        m_awaits_contact = false; // what it heard is settled, or it has nothing to give
    if (m_is_image_hasty && target.ends_with("/deliveries") && status == 200 && is_settled())
        after(Milliseconds(0), [this] { put_image_back(); });
}

void KioskNode::check_clone()
{
    if (!runs())
        return;
    sqlite::VirtualDisk disk("sim-clone", machine().dice);
    disk.restore(machine().disk.image());
    auto opened = sqlite::DeviceStore::open("device.db", disk.name());
    if (!opened)
        return parts().oracle.fail_promise(0, "a copied disk can't be read: " + opened.error().line());
    auto options = device_options();
    options.machine = "another machine";
    Counts uncounted;
    BuggyStore store(std::move(*opened), uncounted, mutant(), options.machine);
    auto clone = device::Device::create(store, machine().clock, machine().dice, parts().key, options);
    if (!clone || clone->catalogue() == nullptr)
        return;
    auto const& catalogue = *clone->catalogue();
    if (clone->take_ticket({ catalogue.services.front().id, catalogue.languages.front() }))
        parts().oracle.fail_promise(6, "a copy of " + name() + " on another machine gives a number");
    if (!clone->lent_slots().empty())
        parts().oracle.fail_promise(6, "a copy of " + name() + " on another machine has slots to promise");
}

} // namespace zahide::sim
