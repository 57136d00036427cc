#include "world.h"

#include "protocol/catalogue.h"
#include "protocol/delivery.h"
#include "protocol/problem.h"
#include "protocol/session.h"
#include "protocol/ticket.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace zahide::device_tests {

device::Replied ScriptedScheduler::answer(device::Send const& send)
{
    for (auto const& [target, status] : forced_status) {
        if (send.target.starts_with(target))
            return { send.id, status, R"({"type":"urn:zahide:problem:x","title":"x","status":400,"detail":"x","code":")" + forced_code + "\"}" };
    }
    if (send.target.ends_with("/deliveries"))
        return deliver(send);
    auto const request = send.target + "\n" + send.body;
    if (send.key) {
        if (auto const forced = forced_key_status.find(*send.key); forced != forced_key_status.end())
            return { send.id, forced->second, "{}" };
        if (auto const kept = m_kept.find(*send.key); kept != m_kept.end()) {
            EXPECT_EQ(kept->second.request, request) << "a key with another request";
            ++repeated;
            return { send.id, kept->second.status, kept->second.body };
        }
    }
    auto decided = decide(send);
    decided.request = request;
    if (send.key && decided.status < 300)
        m_kept.emplace(*send.key, decided);
    return { send.id, decided.status, decided.body };
}

device::Replied ScriptedScheduler::deliver(device::Send const& send)
{
    if (!send.bearer || !valid_tokens.contains(send.bearer->reveal()))
        return { send.id, 401, "{}" };
    auto const batch = protocol::decode<protocol::DeliveryBatch>(send.body).value();
    batches.push_back(batch.entries.size());
    promises_delivered = batch.promises;
    protocol::DeliveryAnswers answers;
    for (auto const& entry : batch.entries) {
        auto alone = send;
        alone.target = entry.target;
        alone.body = entry.body.reveal();
        alone.key = entry.key;
        auto const answered = answer(alone);
        auto const problem = answered.status < 400 ? fail(ErrorCode::not_found, "no problem") : protocol::decode<protocol::Problem>(answered.body);
        answers.answers.push_back({ entry.key, answered.status, problem ? std::optional(problem->code) : std::nullopt });
    }
    return { send.id, 200, protocol::encode(answers) };
}

ScriptedScheduler::Kept ScriptedScheduler::decide(device::Send const& send)
{
    if (send.target == "/v1/device-challenges")
        return { {}, 200, R"({"challenge":"c)" + std::to_string(m_tokens) + "\"}" };
    if (send.target == "/v1/device-sessions") {
        auto const login = protocol::decode<protocol::DeviceLogin>(send.body).value();
        EXPECT_EQ(login.signature, "signed:zahide-device-session\nkiosk-1\n" + login.challenge);
        machine_logged_in = login.machine;
        auto const token = "token-" + std::to_string(++m_tokens);
        valid_tokens.insert(token);
        return { {}, 200, R"({"token":")" + token + R"(","expires_at":"2026-12-24T00:00:00Z"})" };
    }
    if (!send.bearer || !valid_tokens.contains(send.bearer->reveal()))
        return { {}, 401, "{}" };
    if (send.target.ends_with("/catalogue"))
        return { {}, 200, protocol::encode(catalogue) };
    if (send.target.ends_with("/number-leases"))
        return lend(send);
    if (send.target.ends_with("/slot-leases"))
        return lend_slots(send);
    if (send.target.find("/slot-leases/") != std::string::npos)
        return book_lent(send);
    if (send.target.ends_with("/tickets"))
        return take(send);
    if (send.target.ends_with("/status")) {
        reports.push_back(protocol::decode<protocol::StatusReport>(send.body).value());
        if (!noted_text.empty())
            return { {}, 200, noted_text };
        if (noted && time)
            noted->now = time();
        return noted ? Kept { {}, 200, protocol::encode(*noted) } : Kept { {}, 204, {} };
    }
    if (send.target.ends_with("/number-returns")) {
        returns.push_back(protocol::decode<protocol::NumberReturn>(send.body).value());
        return { {}, 204, {} };
    }
    if (send.target.ends_with("/renewals")) {
        renewals.push_back(protocol::decode<protocol::Renewal>(send.body).value());
        return { {}, 204, {} };
    }
    if (send.target.ends_with("/help-requests")) {
        ++help_requests;
        return { {}, 201, "{}" };
    }
    if (send.target.ends_with("/calls"))
        return { {}, 200, protocol::encode(protocol::CallList { revision, calls }) };
    if (auto const booked = desk.decide(send))
        return { {}, booked->first, booked->second };
    ADD_FAILURE() << "unknown target " << send.target;
    return { {}, 404, "{}" };
}

ScriptedScheduler::Kept ScriptedScheduler::lend(device::Send const& send)
{
    auto const request = protocol::decode<protocol::LeaseRequest>(send.body).value();
    machines.push_back(request.machine);
    auto& next = next_number.try_emplace(request.local_date, 1).first->second;
    protocol::LentNumbers const lent { LeaseId(Uuid::generate(m_random)), request.local_date, TicketNumber(next), TicketNumber(next + block - 1),
        Instant::from_unix_ms((request.local_date.days_since_1970() + 1) * 86'400'000LL) };
    next += block;
    return { {}, 201, protocol::encode(lent) };
}

/// Two slots in Persian, one a day from the next day on, where anything can be booked.
ScriptedScheduler::Kept ScriptedScheduler::lend_slots(device::Send const& send)
{
    ++slot_requests;
    auto const request = protocol::decode<protocol::SlotLeaseRequest>(send.body).value();
    std::erase_if(slots, [&request](auto const& slot) { return std::ranges::find(request.kept, slot.first) == request.kept.end(); });
    bool const can_book = std::ranges::any_of(catalogue.services, [](domain::Service const& service) { return service.needs.has_value(); });
    while (can_book && slots.size() < 2) {
        HoldId const id(Uuid::generate(m_random));
        auto const start = BookingDesk::start_of(24 * m_slots_lent++);
        slots[id] = { id, ServiceId("legal"), start, start + Minutes(45), start - slot_notice, { LanguageTag("fa") }, domain::Gender::woman,
            domain::WithInterpreter::yes, Personal(domain::AppointmentCode::generate(m_random)),
            domain::Loan { { { ProfessionalId("deniz") }, ProfessionalId("ali"), RoomId("room-1") }, start - std::chrono::hours(24) } };
    }
    protocol::SlotLeases reply;
    for (auto const& [id, slot] : slots)
        reply.leases.push_back(slot);
    return { {}, 200, protocol::encode(reply) };
}

ScriptedScheduler::Kept ScriptedScheduler::book_lent(device::Send const& send)
{
    std::string_view target = send.target;
    target.remove_suffix(std::string_view("/book").size());
    HoldId const id(Uuid::parse(target.substr(target.rfind('/') + 1)).value());
    EXPECT_EQ(slots.erase(id), 1U) << "a slot that isn't lent was promised";
    EXPECT_TRUE(lent_bookings.emplace(id, protocol::decode<protocol::LentBooking>(send.body).value()).second);
    return { {}, 201, "{}" };
}

ScriptedScheduler::Kept ScriptedScheduler::take(device::Send const& send)
{
    tickets.push_back(protocol::decode<protocol::NewTicket>(send.body).value());
    return { {}, 201, "{}" };
}

void ScriptedScheduler::lose_everything()
{
    m_kept.clear();
    tickets.clear();
    valid_tokens.clear();
}

World::World(std::uint64_t seed, domain::DeviceKind kind)
    : random(seed)
{
    scheduler.catalogue = sample_catalogue();
    options.device = DeviceId("kiosk-1");
    options.center = CenterId("zahide-nine");
    options.kind = kind;
    options.machine = "machine-1";
    options.version = "test";
    restart();
}

void World::restart()
{
    m_device.reset();
    sends.clear();
    stream_wanted.reset();
    m_timer.reset();
    m_store = std::make_unique<MemoryDeviceStore>(disk);
    auto created = device::Device::create(*m_store, clock, random, m_key, options);
    ASSERT_TRUE(created.has_value()) << created.error().line();
    m_device = std::make_unique<device::Device>(std::move(*created));
    feed(device::TimerFired {});
}

void World::feed(device::Event const& event)
{
    for (auto& effect : m_device->handle(event)) {
        if (auto* const send = std::get_if<device::Send>(&effect))
            sends.push_back(std::move(*send));
        else if (auto* const open = std::get_if<device::OpenStream>(&effect))
            stream_wanted = std::move(*open);
        else if (std::holds_alternative<device::CloseStream>(effect))
            stream_wanted.reset();
        else if (auto const* const timer = std::get_if<device::SetTimer>(&effect))
            m_timer = timer->at;
        else
            news.push_back(std::move(effect));
    }
}

bool World::step(Fate fate)
{
    if (sends.empty())
        return false;
    auto const send = sends.front();
    sends.pop_front();
    Error const lost { ErrorCode::unavailable, "no answer", "network", "", Retry::later };
    switch (fate) {
    case Fate::answered:
        feed(scheduler.answer(send));
        break;
    case Fate::request_lost:
        feed(device::ReplyLost { send.id, lost });
        break;
    case Fate::reply_lost:
        static_cast<void>(scheduler.answer(send));
        feed(device::ReplyLost { send.id, lost });
        break;
    }
    return true;
}

void World::settle(Fate fate)
{
    for (int steps = 0; step(fate); ++steps)
        ASSERT_LT(steps, 100'000) << "it never comes to rest";
}

void World::pass(Milliseconds time, Fate fate)
{
    settle(fate);
    auto const end = clock.ticks() + time;
    int fired = 0;
    while (m_timer && *m_timer <= end) {
        ASSERT_LT(++fired, 100'000) << "the timer never rests";
        auto const wait = std::max(*m_timer - clock.ticks(), std::chrono::nanoseconds(0));
        // Rounded up: a timer fires late, never early.
        clock.pass(std::chrono::ceil<Milliseconds>(wait));
        m_timer.reset();
        feed(device::TimerFired {});
        settle(fate);
    }
    if (clock.ticks() < end)
        clock.pass(std::chrono::ceil<Milliseconds>(end - clock.ticks()));
}

void World::open_stream()
{
    ASSERT_TRUE(stream_wanted.has_value());
    feed(device::StreamOpened { stream_wanted->id });
    stream("hello", R"({"revision":100})");
}

void World::stream(std::string const& kind, std::string const& data)
{
    ASSERT_TRUE(stream_wanted.has_value());
    m_event_revision = Revision(m_event_revision.value() + 1);
    feed(device::StreamBrought { stream_wanted->id, std::to_string(m_event_revision.value()), kind, data });
}

Result<device::TicketPromise> World::take()
{
    auto promise
        = m_device->take_ticket({ ServiceId("legal"), LanguageTag("ar"), domain::Priority::none, domain::GenderPreference::any, domain::Urgency::ordinary });
    if (promise) {
        given.push_back(*promise);
        feed(device::TimerFired {});
    }
    return promise;
}

std::optional<device::BookingAnswer> World::ask(device::BookingQuestion question, Fate fate)
{
    news.clear();
    auto const asked = m_device->ask_booking(std::move(question));
    EXPECT_TRUE(asked.has_value());
    feed(device::TimerFired {});
    pass(options.limits.booking_deadline, fate);
    return answer();
}

std::optional<device::BookingAnswer> World::answer()
{
    std::optional<device::BookingAnswer> found;
    for (auto const& effect : news) {
        if (auto const* const answered = std::get_if<device::BookingAnswered>(&effect)) {
            EXPECT_FALSE(found.has_value()) << "answered twice";
            found = answered->answer;
        }
    }
    news.clear();
    return found;
}

} // namespace zahide::device_tests
