// Random commands in any order, repeated and from both sides, keep promises 1 and 5 and the order of the queue.

#include "unicode/zone.h"
#include "world.h"

#include <algorithm>
#include <map>
#include <rapidcheck.h>
#include <set>

namespace zahide::scheduler {
namespace {

/// What the test has seen handed out.
struct Seen {
    std::map<std::pair<LocalDate, TicketNumber>, TicketId> numbers;
    std::vector<domain::NumberLease> leases;
    std::vector<DeliverTicket> deliveries;
    std::vector<std::pair<Once, std::string>> answers;
    std::vector<TicketId> tickets;
};

class TicketChaos {
public:
    explicit TicketChaos(Kind kind)
        : m_world(kind)
    {
    }

    void step()
    {
        m_world.clock.advance(Seconds(*rc::gen::inRange(0, 600)));
        switch (*rc::gen::inRange(0, 9)) {
        case 0:
            lend();
            break;
        case 1:
        case 2:
            deliver();
            break;
        case 3:
            repeat_delivery();
            break;
        case 4:
            issue_once();
            break;
        case 5:
            repeat_answer();
            break;
        case 6:
            call();
            break;
        case 7:
            move();
            break;
        case 8:
            m_world.start();
            break;
        }
    }

    void check()
    {
        for (auto const& lease : m_seen.leases) {
            for (auto const& other : m_seen.leases) {
                bool const same_day = lease.local_date == other.local_date && lease.id != other.id;
                RC_ASSERT(!same_day || lease.numbers.last < other.numbers.first || other.numbers.last < lease.numbers.first);
            }
        }
        for (auto const& [day_and_number, id] : m_seen.numbers) {
            auto const ticket = m_world.scheduler().ask(ayse, TicketQuery { id });
            RC_ASSERT(ticket.has_value());
            RC_ASSERT(ticket->number == day_and_number.second);
        }
        std::set<CounterNumber> busy;
        auto const queue = m_world.scheduler().ask(ayse, QueueQuery { center }).value();
        for (auto const& ticket : queue.tickets) {
            if (domain::is_at_counter(ticket.state))
                RC_ASSERT(busy.insert(*ticket.counter).second);
        }
    }

private:
    void note(domain::Ticket const& ticket)
    {
        auto const [position, fresh] = m_seen.numbers.emplace(std::pair(ticket.local_date, ticket.number), ticket.id);
        RC_ASSERT(fresh || position->second == ticket.id); // promise 1
        if (fresh)
            m_seen.tickets.push_back(ticket.id);
    }

    void lend()
    {
        auto const& who = *rc::gen::element(kiosk, second_kiosk);
        auto const lent = m_world.scheduler().execute(who, LendNumbers { std::get<domain::DevicePrincipal>(who).device, date(), "machine" });
        if (lent)
            m_seen.leases.push_back(*lent);
    }

    void deliver()
    {
        if (m_seen.leases.empty())
            return;
        auto const& lease = m_seen.leases.at(*rc::gen::inRange<std::size_t>(0, m_seen.leases.size()));
        auto const delivery = m_world.delivery(lease, lease.numbers.first.value() + *rc::gen::inRange(-1, 6));
        if (auto const ticket = m_world.scheduler().execute(device_of(lease), delivery)) {
            RC_ASSERT(ticket->number == delivery.number);
            m_seen.deliveries.push_back(delivery);
            note(*ticket);
        }
    }

    void repeat_delivery()
    {
        if (m_seen.deliveries.empty())
            return;
        auto const& delivery = m_seen.deliveries.at(*rc::gen::inRange<std::size_t>(0, m_seen.deliveries.size()));
        auto const* lease = find_lease(delivery.lease);
        auto const ticket = m_world.scheduler().execute(device_of(*lease), delivery);
        RC_ASSERT(ticket.has_value());
        RC_ASSERT(ticket->id == delivery.id && ticket->number == delivery.number);
    }

    Result<ports::StoredResponse> answer(Once const& once)
    {
        std::optional<ports::StoredResponse> response;
        auto const encode = [](domain::Ticket const& ticket) { return ports::StoredResponse { 201, ticket.id.value().text() }; };
        auto const result = ports::transact_one(m_world.storage(), [&](ports::Transaction& transaction) -> Result<void> {
            response = ZAHIDE_TRY(m_world.scheduler().answer(transaction, ayse, once, IssueTicket { center, wish() }, encode));
            return {};
        });
        if (!result)
            return fail(result.error());
        return std::move(*response);
    }

    void issue_once()
    {
        Once const once { IdempotencyKey(Uuid::generate(m_world.random)), "digest" };
        auto const response = answer(once);
        RC_ASSERT(response.has_value());
        note(m_world.scheduler().ask(ayse, TicketQuery { TicketId(Uuid::parse(response->body).value()) }).value());
        m_seen.answers.emplace_back(once, response->body);
    }

    void repeat_answer()
    {
        if (m_seen.answers.empty())
            return;
        auto const& [once, body] = m_seen.answers.at(*rc::gen::inRange<std::size_t>(0, m_seen.answers.size()));
        RC_ASSERT(answer(once)->body == body); // promise 5
    }

    void call()
    {
        auto const& who = *rc::gen::element(ayse, mehmet, lawyer);
        static_cast<void>(m_world.scheduler().execute(who, CallNext { CounterNumber(*rc::gen::inRange(1, 4)), CurrentTicket::finish }));
    }

    void move()
    {
        if (m_seen.tickets.empty())
            return;
        auto const id = m_seen.tickets.at(*rc::gen::inRange<std::size_t>(0, m_seen.tickets.size()));
        auto const before = m_world.scheduler().ask(ayse, TicketQuery { id }).value();
        if (*rc::gen::inRange(0, 4) == 0) {
            if (auto const transferred = m_world.scheduler().execute(ayse, TransferTicket { id, Personal(ServiceId("social")), std::nullopt }))
                note(transferred->successor);
            return;
        }
        auto const move = static_cast<DeskMove>(*rc::gen::inRange(0, 7));
        auto const after = m_world.scheduler().execute(ayse, MoveTicket { id, move });
        if (!after)
            RC_ASSERT(m_world.scheduler().ask(ayse, TicketQuery { id }).value() == before);
    }

    LocalDate date() { return m_zone.local(m_world.clock.now()).date.plus_days(*rc::gen::inRange(0, 2)); }

    domain::Principal device_of(domain::NumberLease const& lease) { return lease.device == DeviceId("kiosk-1") ? kiosk : second_kiosk; }

    domain::NumberLease const* find_lease(LeaseId const& id)
    {
        auto const found = std::ranges::find(m_seen.leases, id, &domain::NumberLease::id);
        return &*found;
    }

    World m_world;
    Seen m_seen;
    unicode::Zone m_zone = unicode::Zone::create("Europe/Istanbul").value();
};

TEST(Promises, AnyCommands_KeepNumbersUniqueAndRepeatsHarmless)
{
    EXPECT_TRUE(rc::check([] {
        TicketChaos chaos(Kind::memory);
        for (int count = *rc::gen::inRange(0, 60); count > 0; --count)
            chaos.step();
        chaos.check();
    }));
}

TEST(Promises, AnyCommandsOverSqlite_KeepNumbersUniqueAndRepeatsHarmless)
{
    // One long day: what a shrunk counterexample needs is found in memory.
    auto const seeded = [] {
        TicketChaos chaos(Kind::sqlite);
        for (int count = 0; count < 300; ++count)
            chaos.step();
        chaos.check();
    };
    rc::detail::TestParams params;
    params.maxSuccess = 3;
    auto const result = rc::detail::checkTestable(seeded, rc::detail::TestMetadata { "sqlite", "long day" }, params);
    EXPECT_TRUE(result.is<rc::detail::SuccessResult>());
}

} // namespace
} // namespace zahide::scheduler
