#include "scheduler/writer_queue.h"

#include "world.h"

#include <future>
#include <set>
#include <thread>

namespace zahide::scheduler {
namespace {

using WriterQueueTest = SchedulerTest;
INSTANTIATE_TEST_SUITE_P(Over, WriterQueueTest, ::testing::Values(Kind::memory, Kind::sqlite), name_of_kind);

/// Calls from one counter until the day is over, and says whom.
std::vector<TicketId> call_many(WriterQueue& queue, Scheduler const& scheduler, domain::Principal const& who, int counter, int count)
{
    std::vector<TicketId> called;
    for (int round = 0; round < count; ++round) {
        std::promise<Result<TicketId>> promise;
        auto answer = promise.get_future();
        auto id = std::make_shared<TicketId>();
        auto unit = [&scheduler, &who, counter, id](ports::Transaction& transaction) -> Result<void> {
            auto const ticket = ZAHIDE_TRY(scheduler.run(transaction, who, CallNext { CounterNumber(counter), CurrentTicket::finish })).ticket;
            if (!ticket)
                return fail(ErrorCode::not_found, "nobody waits");
            *id = ticket->id;
            ZAHIDE_TRY(scheduler.run(transaction, who, MoveTicket { ticket->id, DeskMove::start }));
            return {};
        };
        auto finished = [&promise, id](Result<void> result) {
            if (result)
                promise.set_value(*id);
            else
                promise.set_value(fail(result.error()));
        };
        auto const submitted = queue.submit(unit, finished);
        EXPECT_TRUE(submitted);
        auto const ticket = answer.get();
        EXPECT_TRUE(ticket) << ticket.error().line();
        if (ticket)
            called.push_back(*ticket);
    }
    return called;
}

TEST_P(WriterQueueTest, TwoWhoCallNextAtOnce_NeverGetTheSameTicket)
{
    constexpr int calls = 200;
    ASSERT_TRUE(ports::transact_one(m_world.storage(), [&](ports::Transaction& transaction) -> Result<void> {
        for (int count = 0; count < 2 * calls; ++count)
            ZAHIDE_TRY(m_world.scheduler().run(transaction, ayse, IssueTicket { center, wish() }));
        return {};
    }));
    std::vector<TicketId> of_ayse;
    std::vector<TicketId> of_mehmet;
    {
        WriterQueue queue(m_world.storage(), {});
        std::thread first([&] { of_ayse = call_many(queue, m_world.scheduler(), ayse, 1, calls); });
        std::thread second([&] { of_mehmet = call_many(queue, m_world.scheduler(), mehmet, 2, calls); });
        first.join();
        second.join();
    }
    EXPECT_EQ(of_ayse.size(), 200U);
    EXPECT_EQ(of_mehmet.size(), 200U);
    std::set<TicketId> all(of_ayse.begin(), of_ayse.end());
    all.insert(of_mehmet.begin(), of_mehmet.end());
    EXPECT_EQ(all.size(), 400U);
}

TEST_P(WriterQueueTest, UnitsThatWait_AreWrittenInOneBatch)
{
    class Counting final : public ports::Storage {
    public:
        explicit Counting(ports::Storage& inner)
            : m_inner(inner)
        {
        }
        std::vector<Result<void>> transact(std::span<ports::Unit const> batch) override
        {
            sizes.push_back(batch.size());
            return m_inner.transact(batch);
        }
        Result<void> read(ports::Reader const& reader) const override { return m_inner.read(reader); }
        std::vector<std::size_t> sizes;

    private:
        ports::Storage& m_inner;
    };
    Counting counting(m_world.storage());
    std::promise<void> begun;
    std::promise<void> go_on;
    int told = 0;
    int committed = 0;
    {
        WriterQueue queue(counting, [&] { ++committed; });
        auto const hold = [&](ports::Transaction&) -> Result<void> {
            begun.set_value();
            go_on.get_future().wait();
            return {};
        };
        ASSERT_TRUE(queue.submit(hold, [&](Result<void> const&) { ++told; }));
        begun.get_future().wait();
        for (int count = 0; count < 9; ++count)
            ASSERT_TRUE(queue.submit([](ports::Transaction&) -> Result<void> { return {}; }, [&](Result<void> const&) { ++told; }));
        ASSERT_TRUE(queue.submit([](ports::Transaction&) -> Result<void> { return fail(ErrorCode::conflict, "on purpose"); },
            [&](Result<void> const& result) { told += result ? 100 : 1; }));
        go_on.set_value();
    }
    EXPECT_EQ(told, 11) << "what was submitted is carried out before the queue goes";
    EXPECT_EQ(committed, 2);
    EXPECT_EQ(counting.sizes, (std::vector<std::size_t> { 1, 10 }));
}

TEST_P(WriterQueueTest, QueueThatIsFull_RefusesAndSaysWhen)
{
    std::promise<void> go_on;
    auto const waited = go_on.get_future().share();
    WriterQueue queue(m_world.storage(), {});
    auto const hold = [waited](ports::Transaction&) -> Result<void> {
        waited.wait();
        return {};
    };
    bool refused = false;
    for (std::size_t count = 0; count <= WriterQueue::units_waiting_max + WriterQueue::units_in_batch_max && !refused; ++count) {
        auto const submitted = queue.submit(hold, [](Result<void> const&) {});
        if (!submitted) {
            EXPECT_EQ(submitted.error().code, ErrorCode::limit);
            EXPECT_EQ(submitted.error().retry, Retry::later);
            refused = true;
        }
    }
    EXPECT_TRUE(refused);
    go_on.set_value();
}

TEST_P(WriterQueueTest, Answer_ComesBackStoredAndAgainTheSame)
{
    WriterQueue queue(m_world.storage(), {});
    Once const once { IdempotencyKey(Uuid::generate(m_world.random)), "digest" };
    auto const encode = [](domain::Ticket const& ticket) { return ports::StoredResponse { 201, std::to_string(ticket.number.value()) }; };
    for (int round = 0; round < 3; ++round) {
        std::promise<Result<ports::StoredResponse>> promise;
        queue.answer(m_world.scheduler(), ayse, once, IssueTicket { center, wish() }, encode,
            [&promise](Result<ports::StoredResponse> response) { promise.set_value(std::move(response)); });
        auto const response = promise.get_future().get();
        ASSERT_TRUE(response);
        EXPECT_EQ(response->body, "1");
    }
}

TEST_P(WriterQueueTest, InlineWriter_AnswersBeforeItReturns)
{
    int committed = 0;
    InlineWriter writer(m_world.storage(), [&committed] { ++committed; });
    Once const once { IdempotencyKey(Uuid::generate(m_world.random)), "digest" };
    auto const encode = [](domain::Ticket const& ticket) { return ports::StoredResponse { 201, std::to_string(ticket.number.value()) }; };
    std::vector<std::string> told;
    for (int round = 0; round < 2; ++round) {
        writer.answer(m_world.scheduler(), ayse, once, IssueTicket { center, wish() }, encode,
            [&told](Result<ports::StoredResponse> const& response) { told.push_back(response ? response->body : response.error().line()); });
    }
    EXPECT_EQ(told, (std::vector<std::string> { "1", "1" }));
    EXPECT_EQ(committed, 2);
    auto const refused = writer.submit(
        [](ports::Transaction&) -> Result<void> { return fail(ErrorCode::conflict, "no"); }, [](Result<void> const& result) { EXPECT_FALSE(result); });
    EXPECT_TRUE(refused);
    EXPECT_EQ(committed, 2);
}

} // namespace
} // namespace zahide::scheduler
