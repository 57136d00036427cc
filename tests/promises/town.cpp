#include "town.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace zahide::promises {

namespace {

CenterId const center("zahide-nine");

/// Mondays on which the sample center is open, a week and two after the town's first day.
LocalDate booked_day(std::uint64_t number)
{
    return LocalDate::create(2026, 11, 30).value().plus_days(number % 2 == 0 ? 0 : 7);
}
constexpr std::uint64_t starts_of_day = 16;

domain::Catalogue catalogue_with_appointments()
{
    auto catalogue = device_tests::sample_catalogue();
    domain::ServiceNeeds needs;
    needs.roles = { { domain::ProfessionalRole::lawyer, 1 } };
    needs.duration = Minutes(30);
    catalogue.services.front().needs = needs;
    return catalogue;
}

domain::Roster lawyers()
{
    domain::Roster roster;
    roster.center = center;
    for (auto const* name : { "ada", "bela", "cem", "defne" }) {
        domain::Professional lawyer;
        lawyer.id = ProfessionalId(name);
        lawyer.name = name;
        lawyer.languages = { LanguageTag("ar") };
        domain::Schedule schedule;
        schedule.valid_from = LocalDate::create(2026, 1, 5).value();
        schedule.hours = { { Weekday::monday, LocalTime::from_minutes(540), LocalTime::from_minutes(1020) } };
        lawyer.schedules = { schedule };
        roster.professionals.push_back(std::move(lawyer));
    }
    return roster;
}

http::Request request_of(device::Send const& send)
{
    http::Request request;
    request.method = send.method == device::Method::get ? http::Method::get : http::Method::post;
    request.body = send.body;
    request.peer = "10.0.0.7";
    auto const parsed = http::parse_target(send.target, request);
    EXPECT_TRUE(parsed.has_value()) << send.target;
    if (send.bearer)
        request.headers.add("authorization", "Bearer " + send.bearer->reveal());
    if (send.key)
        request.headers.add("idempotency-key", send.key->value().text());
    request.headers.add("content-type", "application/json");
    return request;
}

} // namespace

struct SchedulerHouse::Up {
    Up(std::unique_ptr<sqlite::SchedulerStorage> opened, Clock const& clock, Random& random)
        : storage(std::move(opened))
        , scheduler({ *storage, clock, random, cryptography, hasher })
        , hub(scheduler, clock, log)
        , writer(*storage, [this] { hub.notify(); })
        , api({ scheduler, writer, hub, clock, random, cryptography, log }, {})
    {
    }
    ~Up() { hub.stop(); }
    Up(Up const&) = delete;
    Up& operator=(Up const&) = delete;

    SilentLog log;
    crypto::SodiumCryptography cryptography;
    crypto::Argon2Hasher hasher;
    std::unique_ptr<sqlite::SchedulerStorage> storage;
    scheduler::Scheduler scheduler;
    http::ThreadedEventHub hub;
    scheduler::WriterQueue writer;
    http::Api api;
};

SchedulerHouse::SchedulerHouse(std::filesystem::path file, VirtualClock const& clock, SeededRandom& random)
    : m_file(std::move(file))
    , m_clock(clock)
    , m_random(random)
{
    start();
}

void SchedulerHouse::start()
{
    sqlite::SchedulerStorageOptions options;
    options.path = m_file.string();
    auto storage = sqlite::SchedulerStorage::open(options);
    ASSERT_TRUE(storage.has_value()) << storage.error().line();
    m_up = std::make_shared<Up>(std::move(*storage), m_clock, m_random);
    auto const saved = m_up->scheduler.execute(domain::SystemPrincipal {}, scheduler::SaveCatalogue { catalogue_with_appointments() });
    ASSERT_TRUE(saved.has_value()) << saved.error().line();
    auto const known = m_up->scheduler.execute(domain::SystemPrincipal {}, scheduler::SaveRoster { lawyers() });
    ASSERT_TRUE(known.has_value()) << known.error().line();
}

void SchedulerHouse::crash()
{
    m_up.reset();
}

scheduler::Scheduler const& SchedulerHouse::scheduler() const
{
    return m_up->scheduler;
}

http::Response SchedulerHouse::answer(device::Send const& send)
{
    return m_up->api.handle(request_of(send));
}

Town::Town(std::uint64_t seed, std::size_t kiosks, std::filesystem::path folder)
    : m_dice(seed)
    , m_random(seed + 1)
    , m_house(folder / "scheduler.db", m_clock, m_random)
{
    for (std::size_t index = 0; index < kiosks; ++index) {
        Kiosk kiosk;
        kiosk.id = "kiosk-" + std::to_string(index + 1);
        kiosk.file = folder / (kiosk.id + ".db");
        kiosk.clock = std::make_unique<SkewedClock>(m_clock);
        kiosk.key = crypto::open_device_key((folder / (kiosk.id + ".key")).string(), m_random).value();
        domain::Device enrolled;
        enrolled.id = DeviceId(kiosk.id);
        enrolled.center = center;
        enrolled.kind = domain::DeviceKind::kiosk;
        enrolled.public_key = kiosk.key->public_key();
        EXPECT_TRUE(m_house.scheduler().execute(domain::SystemPrincipal {}, scheduler::SaveDevice { enrolled }).has_value());
        m_kiosks.push_back(std::move(kiosk));
    }
    for (auto& kiosk : m_kiosks)
        start(kiosk);
}

void Town::start(Kiosk& kiosk)
{
    ++kiosk.life;
    kiosk.timer.reset();
    kiosk.held.reset();
    kiosk.is_asking = false;
    kiosk.store = sqlite::DeviceStore::open(kiosk.file.string()).value();
    device::DeviceOptions options;
    options.device = DeviceId(kiosk.id);
    options.center = center;
    options.machine = "machine of " + kiosk.id;
    options.version = "test";
    kiosk.device = std::make_unique<device::Device>(device::Device::create(*kiosk.store, *kiosk.clock, m_random, *kiosk.key, options).value());
    feed(static_cast<std::size_t>(&kiosk - m_kiosks.data()), device::TimerFired {});
}

void Town::feed(std::size_t index, device::Event const& event)
{
    auto& kiosk = m_kiosks[index];
    auto effects = kiosk.device->handle(event);
    for (auto const& effect : effects) { // journalled already, whether anybody hears of it or not
        auto const* const answered = std::get_if<device::BookingAnswered>(&effect);
        auto const* const made = answered != nullptr ? std::get_if<device::AppointmentMade>(&answered->answer) : nullptr;
        if (made != nullptr)
            m_slips.insert(made->appointment.id);
    }
    for (auto& effect : effects) {
        // A crash between any two effects: the rest of them never happens.
        if (chance(1)) {
            kiosk.device.reset();
            kiosk.store.reset();
            ++m_crashes;
            return;
        }
        if (auto* const request = std::get_if<device::Send>(&effect))
            send(index, std::move(*request));
        else if (auto const* const timer = std::get_if<device::SetTimer>(&effect))
            kiosk.timer = timer->at;
        else if (auto const* const answered = std::get_if<device::BookingAnswered>(&effect))
            tell_booking(kiosk, answered->answer);
    }
}

void Town::tell_booking(Kiosk& kiosk, device::BookingAnswer const& answer)
{
    kiosk.is_asking = false;
    kiosk.held.reset();
    if (auto const* const held = std::get_if<device::TimeHeld>(&answer))
        kiosk.held = held->hold.id;
    if (auto const* const made = std::get_if<device::AppointmentMade>(&answer))
        static_cast<void>(kiosk.device->print_finished(made->print_job, { domain::PrintJobState::printed, domain::PrintTrouble::none }));
}

void Town::send(std::size_t index, device::Send request)
{
    Letter letter { index, m_kiosks[index].life, m_clock.ticks() + between(1, 400), m_clock.ticks() + request.deadline, std::move(request) };
    if (chance(10))
        post(letter); // twice
    post(std::move(letter));
}

/// Lost letters arrive too late instead, so that the deadline comes first.
void Town::post(Letter letter)
{
    if (chance(15))
        letter.arrives = letter.deadline + Milliseconds(1);
    m_letters.push_back(std::move(letter));
}

void Town::deliver(Letter letter)
{
    auto& kiosk = m_kiosks[letter.kiosk];
    if (letter.arrives > letter.deadline)
        return lose(letter);
    if (auto const* const reply = std::get_if<device::Replied>(&letter.content)) {
        if (kiosk.device && kiosk.life == letter.life)
            feed(letter.kiosk, *reply);
        return;
    }
    if (!m_house.runs())
        return lose(letter);
    auto const& request = std::get<device::Send>(letter.content);
    auto response = m_house.answer(request);
    letter.content = device::Replied { request.id, response.status, std::move(response.body) };
    letter.arrives = m_clock.ticks() + between(1, 400);
    post(std::move(letter));
}

void Town::lose(Letter const& letter)
{
    auto const* const request = std::get_if<device::Send>(&letter.content);
    auto const id = request != nullptr ? request->id : std::get<device::Replied>(letter.content).id;
    if (m_kiosks[letter.kiosk].device && m_kiosks[letter.kiosk].life == letter.life)
        feed(letter.kiosk, device::ReplyLost { id, { ErrorCode::unavailable, "no answer", "network", {}, Retry::later } });
}

void Town::keep(Promise promise)
{
    for (auto const& other : m_promises)
        EXPECT_FALSE(other.date == promise.date && other.number == promise.number) << "number " << promise.number.value() << " was given twice";
    m_promises.push_back(promise);
}

void Town::visitor_comes()
{
    auto const index = m_dice.below(m_kiosks.size());
    auto& kiosk = m_kiosks[index];
    if (!kiosk.device)
        return;
    auto const ticket = kiosk.device->take_ticket({ ServiceId("legal"), LanguageTag("ar") });
    if (!ticket)
        return;
    keep({ ticket->id, ticket->local_date, ticket->number });
    feed(index, device::TimerFired {});
    if (kiosk.device && m_dice.below(10) != 0)
        static_cast<void>(kiosk.device->print_finished(ticket->print_job, { domain::PrintJobState::printed, domain::PrintTrouble::none }));
}

void Town::visitor_books()
{
    auto const index = m_dice.below(m_kiosks.size());
    auto& kiosk = m_kiosks[index];
    if (!kiosk.device)
        return;
    if ((kiosk.is_asking || kiosk.held) && m_dice.below(8) == 0) {
        kiosk.device->abandon_booking();
        kiosk.is_asking = false;
        kiosk.held.reset();
    } else if (!kiosk.is_asking) {
        domain::BookingWish const wish { Personal(ServiceId("legal")), Personal(LanguageTag("ar")), Personal(domain::GenderPreference::any) };
        auto const minutes = 540 + 30 * static_cast<int>(m_dice.below(starts_of_day));
        LocalDateTime const local { booked_day(m_dice.below(2)), LocalTime::from_minutes(minutes) };
        auto const start = unicode::Zone::create("Europe/Istanbul").value().instants(local).first;
        auto const asked
            = kiosk.held ? kiosk.device->ask_booking(device::BookTime { *kiosk.held }) : kiosk.device->ask_booking(device::HoldTime { wish, start });
        kiosk.is_asking = asked.has_value();
    }
    feed(index, device::TimerFired {});
}

void Town::desk_gives()
{
    if (!m_house.runs())
        return;
    scheduler::IssueTicket command;
    command.center = center;
    command.wish.service = Personal(ServiceId("legal"));
    command.wish.language = Personal(LanguageTag("tr"));
    auto const ticket = m_house.scheduler().execute(domain::SystemPrincipal {}, command);
    if (ticket)
        keep({ ticket->id, ticket->local_date, ticket->number });
}

void Town::kiosk_crashes()
{
    auto& kiosk = m_kiosks[m_dice.below(m_kiosks.size())];
    if (kiosk.device)
        ++m_crashes;
    kiosk.device.reset();
    kiosk.store.reset();
}

void Town::scheduler_crashes()
{
    if (!m_house.runs())
        return;
    ++m_crashes;
    m_house.crash();
}

void Town::clock_goes_wrong()
{
    m_kiosks[m_dice.below(m_kiosks.size())].clock->skew(between(-7'200'000, 7'200'000));
}

void Town::step()
{
    auto const what = m_dice.below(100);
    if (what < 35)
        visitor_comes();
    else if (what < 42)
        desk_gives();
    else if (what < 45)
        kiosk_crashes();
    else if (what < 47)
        scheduler_crashes();
    else if (what < 48)
        clock_goes_wrong();
    else if (what < 80)
        visitor_books();
    for (auto& kiosk : m_kiosks) {
        if (!kiosk.device && m_dice.below(4) == 0)
            start(kiosk);
    }
    if (!m_house.runs() && m_dice.below(12) == 0)
        m_house.start();
    pass(between(0, 2'000));
}

void Town::pass(Milliseconds time)
{
    auto const end = m_clock.ticks() + time;
    while (true) {
        auto next = end;
        auto const letter = std::ranges::min_element(m_letters, {}, [](Letter const& one) { return std::min(one.arrives, one.deadline + Milliseconds(1)); });
        if (letter != m_letters.end())
            next = std::min(next, letter->arrives);
        std::optional<std::size_t> due;
        for (std::size_t index = 0; index < m_kiosks.size(); ++index) {
            if (m_kiosks[index].device && m_kiosks[index].timer && *m_kiosks[index].timer <= next) {
                next = std::max(*m_kiosks[index].timer, m_clock.ticks());
                due = index;
            }
        }
        if (next > m_clock.ticks())
            m_clock.pass(std::chrono::ceil<Milliseconds>(next - m_clock.ticks()));
        if (due) {
            m_kiosks[*due].timer.reset();
            feed(*due, device::TimerFired {});
        } else if (letter != m_letters.end() && letter->arrives <= m_clock.ticks()) {
            auto arrived = std::move(*letter);
            m_letters.erase(letter);
            deliver(std::move(arrived));
        } else {
            return;
        }
    }
}

void Town::calm_down()
{
    m_weather = Weather::calm;
    if (!m_house.runs())
        m_house.start();
    for (auto& kiosk : m_kiosks) {
        kiosk.clock->skew(Milliseconds(0));
        if (!kiosk.device)
            start(kiosk);
        kiosk.device->abandon_booking();
    }
    for (int minute = 0; minute < 10; ++minute)
        pass(Milliseconds(60'000));
}

void Town::check() const
{
    for (auto const& kiosk : m_kiosks) {
        auto const state = kiosk.device->connectivity();
        EXPECT_EQ(state.undelivered, 0) << kiosk.id;
        EXPECT_EQ(state.parked, 0) << kiosk.id;
        EXPECT_EQ(state.link, device::Link::online) << kiosk.id;
    }
    for (auto const& promise : m_promises) {
        auto const ticket = m_house.scheduler().ask(domain::SystemPrincipal {}, scheduler::TicketQuery { promise.id });
        ASSERT_TRUE(ticket.has_value()) << "number " << promise.number.value() << " is lost";
        EXPECT_EQ(ticket->number, promise.number);
        EXPECT_EQ(ticket->local_date, promise.date);
    }
    auto const queue = m_house.scheduler().ask(domain::SystemPrincipal {}, scheduler::QueueQuery { center });
    ASSERT_TRUE(queue.has_value()) << queue.error().line();
    std::set<TicketId> promised;
    for (auto const& promise : m_promises)
        promised.insert(promise.id);
    for (auto const& ticket : queue->tickets)
        EXPECT_TRUE(promised.contains(ticket.id)) << "nobody was given number " << ticket.number.value();
    check_appointments();
}

/// Those stay for which there is a paper, and no others.
void Town::check_appointments() const
{
    std::size_t with_paper = 0;
    for (std::uint64_t day : { 0U, 1U }) {
        auto const view = m_house.scheduler().ask(domain::SystemPrincipal {}, scheduler::AppointmentsQuery { center, booked_day(day) });
        ASSERT_TRUE(view.has_value()) << view.error().line();
        for (auto const& entry : view->appointments) {
            bool const has_paper = m_slips.contains(entry.appointment.id);
            with_paper += has_paper ? 1 : 0;
            EXPECT_EQ(entry.appointment.state == domain::AppointmentState::booked, has_paper);
        }
    }
    EXPECT_EQ(with_paper, m_slips.size()) << "somebody has a paper for an appointment that is none";
}

} // namespace zahide::promises
