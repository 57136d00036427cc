#include "oracle.h"

#include "protocol/event.h"
#include "protocol/ticket.h"

#include <algorithm>

namespace zahide::sim {

namespace {

constexpr std::int64_t ms_of_day = 86'400'000;
constexpr std::size_t trace_lines_max = 60;
/// Numbers past the highest one known of that are looked up for tickets that nobody holds.
constexpr std::int32_t numbers_beyond = 60;

std::string number_text(LocalDate date, TicketNumber number)
{
    return "number " + std::to_string(number.value()) + " of " + date.text();
}

} // namespace

void Counts::add(Counts const& other)
{
    days += other.days;
    visits += other.visits;
    numbers += other.numbers;
    papers += other.papers;
    requests += other.requests;
    transactions += other.transactions;
    messages += other.messages;
    heartbeats += other.heartbeats;
    crashes += other.crashes;
    images += other.images;
    restores += other.restores;
    lent_bookings += other.lent_bookings;
    gone_on_without += other.gone_on_without;
    desk_copies += other.desk_copies;
    device_bytes_max = std::max(device_bytes_max, other.device_bytes_max);
    scheduler_bytes_max = std::max(scheduler_bytes_max, other.scheduler_bytes_max);
}

Oracle::Oracle(Timeline const& timeline, Setting const& setting)
    : m_timeline(timeline)
    , m_center(setting.center.center.id)
    , m_days_kept(setting.center.rules.kept_days)
    , m_appointments(*this, setting)
    , m_copies(*this)
{
    for (auto const& service : setting.center.services)
        m_services.insert(service.id.value());
}

void Oracle::fail_promise(int promise, std::string what)
{
    if (m_broken)
        return;
    note("BROKEN: " + what);
    m_broken = BrokenPromise { promise, std::move(what), m_timeline.instant().text() };
}

void Oracle::note(std::string line)
{
    m_trace.push_back(m_timeline.instant().text() + " " + std::move(line));
    if (m_trace.size() > trace_lines_max)
        m_trace.pop_front();
}

void Oracle::given(Number const& number, TicketId const& id, std::string const& by, Giver giver)
{
    auto const [place, is_new] = m_promises.try_emplace(number, Given { id, by, giver, next_moment() });
    if (!is_new && place->second.id != id)
        fail_promise(1, number_text(number.first, number.second) + " was given twice, by " + place->second.by + " and by " + by);
}

void Oracle::shown(std::string const& kiosk, device::TicketPromise const& promise)
{
    note(kiosk + " gives " + number_text(promise.local_date, promise.number));
    given({ promise.local_date, promise.number }, promise.id, kiosk, Giver::kiosk);
}

void Oracle::checked_in(std::string const& kiosk, device::TicketPromise const& promise)
{
    note(kiosk + " checks in " + number_text(promise.local_date, promise.number));
    given({ promise.local_date, promise.number }, promise.id, kiosk, Giver::scheduler);
}

void Oracle::paper_came(PrintJobId const& job, LocalDate date, TicketNumber number, domain::PrintMark mark)
{
    m_printed.insert(job);
    m_copies.paper_came(job, date, number, mark);
    if (mark == domain::PrintMark::original && ++m_papers[{ date, number }] > 1)
        fail_promise(7, "two papers that aren't marked as copies bear " + number_text(date, number));
}

void Oracle::called_printed(PrintJobId const& job)
{
    if (!m_printed.contains(job))
        fail_promise(7, "a paper is called printed and lies nowhere");
}

void Oracle::answered(std::string const& who, std::string const& key, std::string const& target, int status, std::string const& body)
{
    // Who logs in gets something new each time: nothing comes of it but a session.
    bool const is_login = target.ends_with("-challenges") || target.ends_with("-sessions");
    bool const is_question = target.ends_with("/lookup"); // of the present: asked again later, it is answered as it stands then
    if (is_login || is_question)
        return;
    // What was done once is answered as then, not refused because it is done already.
    bool const is_refusal = status >= 400 && status < 500 && status != 401 && status != 429;
    if (is_refusal && m_answers.contains({ who, key }))
        return fail_promise(5, "what " + who + " was granted at " + target + " is refused to the same Idempotency-Key");
    if (status < 200 || status > 299 || status == 204)
        return;
    auto const [place, is_new] = m_answers.try_emplace({ who, key }, Answer { status, body, next_moment() });
    if (!is_new && (place->second.status != status || place->second.body != body))
        return fail_promise(5, "one Idempotency-Key of " + who + " has two answers at " + target);
    if (!is_new || !who.starts_with("staff"))
        return;
    if (target.ends_with("/tickets")) {
        m_desk_keys_answered.emplace(key, m_moment);
        if (auto const ticket = protocol::decode<domain::Ticket>(body))
            given({ ticket->local_date, ticket->number }, ticket->id, "the desk", Giver::scheduler);
    } else if (target.ends_with("/transfer")) {
        m_desk_keys_answered.emplace(key, m_moment);
        if (auto const reply = protocol::decode<protocol::TransferReply>(body))
            given({ reply->successor.local_date, reply->successor.number }, reply->successor.id, "a transfer", Giver::scheduler);
    } else if (target.ends_with("/copies")) {
        m_copies.ordered(key, body, m_timeline.instant());
    }
}

void Oracle::delivered(std::string const& who, std::string const& key, std::string const& target, int status)
{
    bool const is_refusal = status >= 400 && status < 500 && status != 401 && status != 429;
    bool const is_granted = m_answers.contains({ who, key }) || m_delivered.contains({ who, key });
    if (is_refusal && is_granted)
        return fail_promise(5, "what " + who + " was granted at " + target + " is refused to the same Idempotency-Key");
    if (status >= 200 && status <= 299)
        m_delivered.try_emplace({ who, key }, next_moment());
}

bool Oracle::is_forgotten(std::string const& kiosk, std::uint64_t promised, std::uint64_t put_back_to) const
{
    return std::ranges::any_of(
        m_forgotten, [&](Forgotten const& one) { return one.kiosk == kiosk && one.from < promised && promised < one.until && put_back_to < one.until; });
}

void Oracle::put_back(std::uint64_t moment, ports::Transaction const& snapshot)
{
    ++m_lives;
    note("the scheduler is in another life");
    std::erase_if(m_answers, [moment](auto const& one) { return one.second.at > moment; });
    std::erase_if(m_delivered, [moment](auto const& one) { return one.second > moment; });
    std::erase_if(m_desk_keys_answered, [moment](auto const& one) { return one.second > moment; });
    for (auto& [number, given] : m_promises) {
        bool const is_lost = given.giver == Giver::scheduler ? given.at > moment : is_forgotten(given.by, given.at, moment);
        given.may_be_lost = given.may_be_lost || is_lost;
    }
    m_appointments.put_back(moment, snapshot, m_timeline.instant());
    m_copies.put_back(moment);
}

void Oracle::check_no_service(std::string const& data)
{
    bool tells = data.find("\"service") != std::string::npos;
    for (auto const& service : m_services)
        tells = tells || data.find("\"" + service + "\"") != std::string::npos;
    if (tells)
        fail_promise(9, "a board was told a service");
}

void Oracle::told_board(std::string const& kind, std::string const& data, std::vector<LanguageTag> const& speaks)
{
    check_no_service(data);
    if (kind != "call")
        return;
    auto const event = protocol::decode<protocol::CallEvent>(data);
    if (event && event->call.language && std::ranges::find(speaks, *event->call.language) == speaks.end())
        fail_promise(9, "a board was told a language that it doesn't speak");
}

void Oracle::told_calls(std::string const& body, std::vector<LanguageTag> const& speaks)
{
    check_no_service(body);
    auto const list = protocol::decode<protocol::CallList>(body);
    if (!list)
        return;
    for (auto const& call : list->calls) {
        if (call.language && std::ranges::find(speaks, *call.language) == speaks.end())
            fail_promise(9, "a board was told a language that it doesn't speak");
    }
}

void Oracle::check_number(ports::Transaction const& snapshot, Number const& number, std::int64_t& unknown_at_desk, std::int64_t& unknown_at_kiosks)
{
    auto const found = snapshot.tickets().find_by_number(m_center, number.first, number.second);
    if (!found)
        return fail_promise(0, "the scheduler's file can't be read: " + found.error().line());
    auto const& ticket = *found;
    auto const promise = m_promises.find(number);
    if (promise != m_promises.end()) {
        bool const is_excused = !ticket && promise->second.may_be_lost;
        if (!is_excused && (!ticket || ticket->id != promise->second.id))
            fail_promise(4, number_text(number.first, number.second) + ", given by " + promise->second.by + ", is not at the scheduler");
        return;
    }
    if (ticket && ticket->appointment)
        return; // somebody checked in, and left before the answer came
    if (ticket && ticket->device)
        ++unknown_at_kiosks;
    else if (ticket)
        ++unknown_at_desk;
}

void Oracle::check_scheduler(ports::Transaction const& snapshot)
{
    std::int64_t unknown_at_desk = 0;
    std::int64_t unknown_at_kiosks = 0;
    // What is older is removed there, as it should be.
    auto const kept_since = LocalDate::from_days(static_cast<std::int32_t>(m_timeline.instant().unix_ms() / ms_of_day)).plus_days(1 - m_days_kept);
    Number looked_at; // numbers go on far above after a restore: not all of those between are looked at
    for (auto const& [promised, given] : m_promises) {
        auto const [date, last] = promised;
        auto const seen = looked_at.first == date ? looked_at.second.value() : 0;
        auto number = std::max(seen, last.value() - numbers_beyond);
        while (date >= kept_since && number < last.value() + numbers_beyond && !is_broken())
            check_number(snapshot, { date, TicketNumber(++number) }, unknown_at_desk, unknown_at_kiosks);
        looked_at = { date, TicketNumber(number) };
    }
    // A write that failed may be there all the same, as a request may whose answer nobody heard.
    auto const unanswered = static_cast<std::int64_t>(m_desk_keys.size() - m_desk_keys_answered.size());
    if (unknown_at_desk > unanswered)
        fail_promise(5, std::to_string(unknown_at_desk) + " tickets of the desk stand in the queue that nobody was given");
    if (unknown_at_kiosks > m_refusals)
        fail_promise(4, std::to_string(unknown_at_kiosks) + " tickets of kiosks stand in the queue that nobody was given");
}

} // namespace zahide::sim
