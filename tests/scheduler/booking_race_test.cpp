// Many who want the same at once: exactly one gets it, the others nothing at all, not even a part.

#include "booking_world.h"
#include "scheduler/writer_queue.h"

#include <atomic>
#include <latch>
#include <thread>

namespace zahide::scheduler {
namespace {

constexpr int clients = 8;
constexpr int threads = 4;

class BookingRace : public BookingTest {
protected:
    /// What became of one client's request.
    struct Run {
        domain::Principal who;
        domain::BookingWish wish;
        std::optional<domain::Hold> held;
        Error error;
    };

    std::vector<Run> race(WriterQueue& queue, std::vector<domain::BookingWish> const& wishes)
    {
        std::vector<Run> runs;
        for (std::size_t client = 0; client < clients; ++client)
            runs.push_back({ std::array { kiosk, second_kiosk, ayse, mehmet }.at(client % 4), wishes.at(client % wishes.size()), std::nullopt, {} });
        std::latch told(clients);
        std::vector<std::thread> crowd;
        for (std::size_t thread = 0; thread < threads; ++thread) {
            crowd.emplace_back([&, thread] {
                for (std::size_t client = thread; client < clients; client += threads)
                    submit(queue, runs[client], told);
            });
        }
        for (auto& each : crowd)
            each.join();
        told.wait();
        return runs;
    }

    void expect_one_winner(std::vector<Run> const& runs)
    {
        std::vector<domain::Hold> winners;
        for (auto const& run : runs) {
            if (run.held)
                winners.push_back(*run.held);
            else
                EXPECT_EQ(run.error.reason, Reason::slot_taken) << run.error.line();
        }
        ASSERT_EQ(winners.size(), 1U);
        std::size_t taken = 0;
        EXPECT_TRUE(m_world.storage().read([&](ports::Transaction const& snapshot) -> Result<void> {
            taken = ZAHIDE_TRY(snapshot.bookings().taken(center, m_start, m_start + Minutes(45), m_world.clock.now())).size();
            return {};
        }));
        EXPECT_EQ(taken, winners.front().assignment.resources().size()) << "never a part of a booking";
    }

    void run_rounds(std::vector<domain::BookingWish> const& wishes)
    {
        WriterQueue queue(m_world.storage(), {});
        for (int round = 0; round < m_rounds && !HasFailure(); ++round) {
            auto const runs = race(queue, wishes);
            expect_one_winner(runs);
            for (auto const& run : runs) {
                if (run.held)
                    done(run.who, ReleaseHold { run.held->id });
            }
        }
    }

    Instant m_start = at("11:00");
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
    int m_rounds = 20; // enough for a data race to be seen
#else
    int m_rounds = 200;
#endif

private:
    void submit(WriterQueue& queue, Run& run, std::latch& told)
    {
        auto unit = [this, &run](ports::Transaction& transaction) -> Result<void> {
            run.held = ZAHIDE_TRY(m_world.scheduler().run(transaction, run.who, HoldSlot { center, run.wish, m_start }));
            return {};
        };
        auto finished = [&run, &told](Result<void> const& result) {
            if (!result) {
                run.held.reset();
                run.error = result.error();
            }
            told.count_down();
        };
        EXPECT_TRUE(queue.submit(unit, finished));
    }
};
INSTANTIATE_TEST_SUITE_P(Over, BookingRace, ::testing::Values(Kind::memory, Kind::sqlite), name_of_kind);

TEST_P(BookingRace, OneSlotForAll_HasOneWinner)
{
    run_rounds({ booking("legal", "fa") });
}

TEST_P(BookingRace, OnlyTheInterpreterShared_HasOneWinner)
{
    run_rounds({ booking("legal", "fa"), booking("social", "fa") });
}

TEST_P(BookingRace, OnlyTheRoomShared_HasOneWinner)
{
    m_roster.rooms.pop_back();
    done(system_itself, SaveRoster { m_roster });
    run_rounds({ booking("legal", "tr"), booking("social", "ar") });
}

TEST_P(BookingRace, ThreeProfessionals_LetThreeWin)
{
    WriterQueue queue(m_world.storage(), {});
    m_roster.rooms.push_back(room("room-3"));
    done(system_itself, SaveRoster { m_roster });
    auto const runs = race(queue, { booking("legal", "tr"), booking("social", "tr"), booking("legal", "tr"), booking("social", "tr") });
    EXPECT_EQ(std::ranges::count_if(runs, [](Run const& run) { return run.held.has_value(); }), 3) << "two lawyers and a psychologist";
}

/// The storage's own constraint, without the planner's look beforehand: it holds against a use case that is wrong.
TEST_P(BookingRace, HoldsInsertedWithoutLooking_HaveOneWinner)
{
    std::atomic<int> kept = 0;
    std::latch told(clients);
    WriterQueue queue(m_world.storage(), {});
    for (int client = 0; client < clients; ++client) {
        auto unit = [this, client](ports::Transaction& transaction) -> Result<void> {
            domain::Hold hold;
            hold.id = HoldId(Uuid::generate(m_world.random));
            hold.center = center;
            hold.owner = "anybody";
            hold.start = m_start + Minutes(5) * client;
            hold.end = hold.start + Minutes(45);
            hold.expires_at = m_world.clock.now() + Minutes(3);
            hold.assignment = { { ProfessionalId("lawyer-" + std::to_string(client)) }, ProfessionalId("ali"), std::nullopt };
            auto const& needs = *m_catalogue.services[0].needs;
            return transaction.bookings().insert_hold(hold, domain::occupations_of(hold.assignment, needs, hold.start));
        };
        EXPECT_TRUE(queue.submit(unit, [&](Result<void> const& result) {
            kept += result ? 1 : 0;
            told.count_down();
        }));
    }
    told.wait();
    EXPECT_EQ(kept, 1);
}

} // namespace
} // namespace zahide::scheduler
