// What a day brings.

#include "storage_contract.h"

namespace zahide {
namespace {

TEST_P(StorageContract, Ticket_ComesBackWithAllItsFields)
{
    auto const lent = lease();
    auto full = ticket(1);
    write([&](Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY(transaction.numbers().lend(lent, 5));
        full.channel = domain::Channel::kiosk;
        full.device = lent.device;
        full.lease = lent.id;
        full.priority = Personal(domain::Priority::pregnant);
        full.gender = Personal(domain::GenderPreference::woman);
        full.urgency = Personal(domain::Urgency::private_talk);
        full.due_at = now + Minutes(5);
        full.ahead = 4;
        full.notes = { domain::TicketNote::delivered_late, domain::TicketNote::service_replaced };
        return put(transaction, full);
    });
    auto const ask = [&](Transaction const& it) { return it.tickets().find(full.id); };
    EXPECT_EQ(read(ask), full);
    full = domain::apply(full, { domain::TicketEvent::call, now + Minutes(1), CounterNumber(2), StaffUserId("ayse") }).value();
    full.overtaken = 2;
    full.arrival_at = now + Minutes(2);
    write([&](Transaction& transaction) { return transaction.tickets().update(full); });
    EXPECT_EQ(read(ask), full);
    EXPECT_EQ(read([&](Transaction const& it) { return it.tickets().find_by_number(center, today, TicketNumber(1)); }), full);
    EXPECT_EQ(read([&](Transaction const& it) { return it.tickets().at_counter(center, CounterNumber(2)); }), full);
    EXPECT_EQ(read([&](Transaction const& it) { return it.tickets().of_visit(full.visit); }), std::vector { full });
    EXPECT_EQ(
        read([&](Transaction const& it) { return it.numbers().find_lease(lent.id); })->numbers, (domain::NumberRange { TicketNumber(1), TicketNumber(5) }));
    EXPECT_EQ(read([&](Transaction const& it) { return it.numbers().unused_of(DeviceId("kiosk-1"), today); }), 4);
}

TEST_P(StorageContract, TransferredTicket_NamesItsSuccessorAndItsVisitHasNoOpenOne)
{
    auto const tickets = desk_tickets(2);
    auto handed_on = tickets.front();
    auto const is_any_open = [&](VisitId const& visit) { return read([&](Transaction const& it) { return it.tickets().is_any_open(visit); }); };
    EXPECT_TRUE(is_any_open(handed_on.visit));
    handed_on = domain::apply(handed_on, { domain::TicketEvent::call, now, CounterNumber(2), StaffUserId("ayse") }).value();
    handed_on = domain::apply(handed_on, { .event = domain::TicketEvent::start, .at = now }).value();
    handed_on.transferred_to = tickets.back().id;
    handed_on = domain::apply(handed_on, { .event = domain::TicketEvent::transfer, .at = now }).value();
    write([&](Transaction& transaction) { return transaction.tickets().update(handed_on); });
    EXPECT_EQ(read([&](Transaction const& it) { return it.tickets().find(handed_on.id); }), handed_on);
    EXPECT_FALSE(is_any_open(handed_on.visit));
    EXPECT_TRUE(is_any_open(tickets.back().visit));
    EXPECT_FALSE(is_any_open(VisitId(fresh())));
}

TEST_P(StorageContract, TicketsWithOpenCopies_AreTheirKiosksByTheTimeOfAsking)
{
    auto tickets = desk_tickets(4);
    DeviceId const kiosk("kiosk-1");
    auto const order = [&](std::size_t index, Milliseconds after, std::optional<domain::CopyEnd> end) {
        tickets[index].copy = domain::CopyOrder { PrintJobId(fresh()), kiosk, StaffUserId("ayse"), now + after, end };
    };
    order(0, Minutes(20), std::nullopt);
    order(1, Minutes(10), std::nullopt);
    order(2, Minutes(15), domain::CopyEnd::unknown);
    order(3, Minutes(1), std::nullopt);
    write([&](Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY(transaction.numbers().lend(lease(), 1)); // its kiosk is known
        for (auto const& one : tickets)
            ZAHIDE_TRY_VOID(transaction.tickets().update(one));
        return {};
    });
    auto const open
        = [&](DeviceId const& device) { return read([&](Transaction const& it) { return it.tickets().with_open_copies(device, now + Minutes(5)); }); };
    EXPECT_EQ(open(kiosk), (std::vector { tickets[1], tickets[0] }));
    EXPECT_TRUE(open(DeviceId("kiosk-2")).empty());
    EXPECT_EQ(read([&](Transaction const& it) { return it.tickets().find(tickets[2].id); }), tickets[2]);
}

TEST_P(StorageContract, NumberGivenTwice_IsRefused)
{
    auto const first = desk_tickets(1).front();
    EXPECT_EQ(refused([&](Transaction& transaction) { return put(transaction, ticket(first.number.value())); }).code, ErrorCode::conflict);
}

TEST_P(StorageContract, NumberNeverHandedOut_IsRefused)
{
    desk_tickets(1);
    EXPECT_EQ(refused([&](Transaction& transaction) { return put(transaction, ticket(2)); }).code, ErrorCode::invalid);
    auto const lent = lease();
    write([&](Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY(transaction.numbers().lend(lent, 3));
        return {};
    });
    EXPECT_EQ(refused([&](Transaction& transaction) { return put(transaction, ticket(3)); }).code, ErrorCode::invalid) << "the desk has no lease";
    auto stranger = ticket(3);
    stranger.lease = LeaseId(fresh());
    stranger.device = lent.device;
    stranger.channel = domain::Channel::kiosk;
    EXPECT_EQ(refused([&](Transaction& transaction) { return put(transaction, stranger); }).code, ErrorCode::invalid) << "another lease";
}

TEST_P(StorageContract, NumbersOfADay_FollowOneAnotherAndEnd)
{
    write([&](Transaction& transaction) -> Result<void> {
        EXPECT_EQ(ZAHIDE_TRY(transaction.numbers().take_for_desk(center, today, 2)), (domain::NumberRange { TicketNumber(1), TicketNumber(2) }));
        EXPECT_EQ(ZAHIDE_TRY(transaction.numbers().lend(lease(), 40)).numbers, (domain::NumberRange { TicketNumber(3), TicketNumber(42) }));
        EXPECT_EQ(ZAHIDE_TRY(transaction.numbers().take_for_desk(center, today.plus_days(1), 1)).first, TicketNumber(1));
        EXPECT_EQ(ZAHIDE_TRY(transaction.numbers().take_for_desk(center, today, 9956)).last, TicketNumber(9998));
        EXPECT_EQ(ZAHIDE_TRY(transaction.numbers().take_for_desk(center, today, 5)), (domain::NumberRange { TicketNumber(9999), TicketNumber(9999) }));
        return {};
    });
    auto const over = refused([&](Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY(transaction.numbers().take_for_desk(center, today, 1));
        return {};
    });
    EXPECT_EQ(over.code, ErrorCode::limit);
}

TEST_P(StorageContract, NumbersOfAFailedUnit_AreHandedOutAgain)
{
    refused([&](Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY(transaction.numbers().take_for_desk(center, today, 10));
        return fail(ErrorCode::conflict, "on purpose");
    });
    EXPECT_EQ(desk_tickets(1).front().number, TicketNumber(1));
}

TEST_P(StorageContract, SecondTicketAtACounter_IsRefused)
{
    auto tickets = desk_tickets(2);
    auto const call = [](domain::Ticket const& it) {
        return domain::apply(it, { domain::TicketEvent::call, now, CounterNumber(1), StaffUserId("ayse") }).value();
    };
    write([&](Transaction& transaction) { return transaction.tickets().update(call(tickets[0])); });
    EXPECT_EQ(refused([&](Transaction& transaction) { return transaction.tickets().update(call(tickets[1])); }).code, ErrorCode::conflict);
}

TEST_P(StorageContract, OpenTickets_AreTheDaysByNumber)
{
    auto tickets = desk_tickets(4);
    write([&](Transaction& transaction) -> Result<void> {
        auto const cancelled = domain::apply(tickets[1], { .event = domain::TicketEvent::cancel, .at = now }).value();
        ZAHIDE_TRY_VOID(transaction.tickets().update(cancelled));
        return transaction.tickets().count_overtaken(std::vector { tickets[0].id, tickets[3].id });
    });
    auto const open = read([](Transaction const& it) { return it.tickets().open_of_day(center, today); });
    ASSERT_EQ(open.size(), 3U);
    EXPECT_EQ(open[0].number, TicketNumber(1));
    EXPECT_EQ(open[0].overtaken, 1);
    EXPECT_EQ(open[1].overtaken, 0);
    EXPECT_TRUE(read([](Transaction const& it) { return it.tickets().open_of_day(center, today.plus_days(1)); }).empty());
    write([&](Transaction& transaction) {
        return transaction.tickets().update(*domain::apply(tickets[0], { domain::TicketEvent::call, now, CounterNumber(1), StaffUserId("ayse") }));
    });
    auto const waiting = [&](LocalDate date) { return read([&](Transaction const& it) { return it.tickets().waiting_of_day(center, date); }); };
    EXPECT_EQ(waiting(today), (std::map<ServiceId, std::int32_t> { { ServiceId("legal"), 2 } }));
    EXPECT_TRUE(waiting(today.plus_days(1)).empty());
    auto const queue = read([](Transaction const& it) { return it.tickets().queue_of_day(center, today); });
    ASSERT_EQ(queue.size(), 2U);
    EXPECT_EQ(queue[0].number, TicketNumber(3));
    EXPECT_TRUE(read([](Transaction const& it) { return it.tickets().queue_of_day(center, today.plus_days(1)); }).empty());
    EXPECT_EQ(read([](Transaction const& it) { return it.tickets().open_before(center, today.plus_days(1)); }).size(), 3U);
}

TEST_P(StorageContract, WaitSamples_AreTheNewestOrdinaryWaitsOldestFirst)
{
    auto tickets = desk_tickets(5);
    tickets[4].notes = { domain::TicketNote::service_replaced, domain::TicketNote::clock_doubtful }; // nobody knows since when
    write([&](Transaction& transaction) -> Result<void> {
        for (int index = 0; index < 5; ++index) {
            auto called = domain::apply(tickets[static_cast<std::size_t>(index)],
                { domain::TicketEvent::call, now + Minutes(10 * (index + 1)), CounterNumber(index + 1), StaffUserId("ayse") });
            ZAHIDE_TRY_VOID(transaction.tickets().update(*called));
        }
        return {};
    });
    auto const samples = read([](Transaction const& it) { return it.tickets().wait_samples(center, ServiceId("legal"), 3); });
    EXPECT_EQ(samples, (std::vector<domain::WaitSample> { { 0, Minutes(20) }, { 0, Minutes(30) }, { 0, Minutes(40) } }));
    EXPECT_TRUE(read([](Transaction const& it) { return it.tickets().wait_samples(center, ServiceId("reception"), 3); }).empty());
}

TEST_P(StorageContract, Calls_ShowTheNewestOfEachTicketUntilTheyEnd)
{
    auto const tickets = desk_tickets(3);
    auto const call = [&](domain::Ticket const& it, int minute, int repeat) {
        return domain::Call { CallId(fresh()), it.id, center, it.number, today, CounterNumber(1), now + Minutes(minute), repeat, it.language, std::nullopt };
    };
    std::vector const calls { call(tickets[0], 1, 0), call(tickets[1], 2, 0), call(tickets[0], 3, 1), call(tickets[2], 3, 0) };
    write([&](Transaction& transaction) -> Result<void> {
        for (auto const& it : calls)
            ZAHIDE_TRY_VOID(transaction.calls().insert(it));
        return {};
    });
    auto const current = [&](std::size_t count_max) { return read([&](Transaction const& it) { return it.calls().current(center, today, count_max); }); };
    EXPECT_EQ(current(12), (std::vector { calls[3], calls[2], calls[1] }));
    EXPECT_EQ(current(1), (std::vector { calls[3] }));
    EXPECT_EQ(read([&](Transaction const& it) { return it.calls().newest_of(tickets[0].id); }), calls[2]);
    write([&](Transaction& transaction) { return transaction.calls().end_of(tickets[0].id, now); });
    EXPECT_EQ(current(12), (std::vector { calls[3], calls[1] }));
    EXPECT_EQ(read([&](Transaction const& it) { return it.calls().find(calls[0].id); })->ended_at, now);
}

TEST_P(StorageContract, HelpRequests_AreOpenUntilDone)
{
    domain::HelpRequest request;
    request.id = HelpRequestId(fresh());
    request.center = center;
    request.device = DeviceId("kiosk-1");
    request.language = Personal(LanguageTag("fa"));
    request.asked_at = now;
    write([&](Transaction& transaction) { return transaction.help_requests().insert(request); });
    auto const open = [this] { return read([](Transaction const& it) { return it.help_requests().open(center); }); };
    EXPECT_EQ(open(), std::vector { request });
    request.state = domain::HelpState::done;
    request.done_at = now;
    request.done_by = StaffUserId("ayse");
    write([&](Transaction& transaction) { return transaction.help_requests().update(request); });
    EXPECT_TRUE(open().empty());
    EXPECT_EQ(read([&](Transaction const& it) { return it.help_requests().find(request.id); }), request);
}

TEST_P(StorageContract, Visits_ComeBack)
{
    domain::Visit visit { VisitId(fresh()), center, today, domain::VisitState::active, now, std::nullopt };
    write([&](Transaction& transaction) { return transaction.visits().insert(visit); });
    visit.state = domain::VisitState::left;
    visit.ended_at = now;
    write([&](Transaction& transaction) { return transaction.visits().update(visit); });
    EXPECT_EQ(read([&](Transaction const& it) { return it.visits().find(visit.id); }), visit);
}

TEST_P(StorageContract, VisitsOfDaysPast_AreRemovedWithTheirTicketsAndCalls)
{
    auto tickets = desk_tickets(2);
    domain::Call const call { CallId(fresh()), tickets[0].id, center, tickets[0].number, today, CounterNumber(1), now, 0, tickets[0].language, std::nullopt };
    domain::HelpRequest request;
    request.id = HelpRequestId(fresh());
    request.center = center;
    request.device = DeviceId("kiosk-1");
    request.language = Personal(LanguageTag("fa"));
    request.asked_at = now;
    write([&](Transaction& transaction) -> Result<void> {
        tickets[0].state = domain::TicketState::transferred; // a chain goes as a whole
        tickets[0].transferred_to = tickets[1].id;
        ZAHIDE_TRY_VOID(transaction.tickets().update(tickets[0]));
        ZAHIDE_TRY_VOID(transaction.calls().insert(call));
        ZAHIDE_TRY_VOID(transaction.tickets().add_page(tickets[1].id, "a digest"));
        ZAHIDE_TRY_VOID(transaction.help_requests().insert(request));
        ZAHIDE_TRY_VOID(transaction.visits().remove_before(center, today));
        ZAHIDE_TRY_VOID(transaction.visits().remove_before(CenterId("elsewhere"), today.plus_days(1)));
        ZAHIDE_TRY_VOID(transaction.help_requests().remove_before(center, now));
        return transaction.help_requests().remove_before(CenterId("elsewhere"), now + Minutes(1));
    });
    auto const visit = [&] { return read([&](Transaction const& it) { return it.visits().find(tickets[0].visit); }); };
    auto const asked = [&] { return read([&](Transaction const& it) { return it.help_requests().find(request.id); }); };
    auto const page = [&] { return read([&](Transaction const& it) { return it.tickets().find_by_page("a digest"); }); };
    EXPECT_EQ(page().value().id, tickets[1].id);
    EXPECT_FALSE(read([&](Transaction const& it) { return it.tickets().find_by_page("another"); }));
    EXPECT_TRUE(visit() && asked()) << "nothing of that day or of another center's purge";
    write([&](Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY_VOID(transaction.visits().remove_before(center, today.plus_days(1)));
        return transaction.help_requests().remove_before(center, now + Minutes(1));
    });
    EXPECT_FALSE(visit() || asked() || page());
    EXPECT_FALSE(read([&](Transaction const& it) { return it.tickets().find(tickets[0].id); }));
    EXPECT_FALSE(read([&](Transaction const& it) { return it.tickets().find(tickets[1].id); }));
    EXPECT_FALSE(read([&](Transaction const& it) { return it.calls().find(call.id); }));
    EXPECT_EQ(desk_tickets(1).front().number, TicketNumber(3)) << "a number is not given again";
}

} // namespace
} // namespace zahide
