#include "domain/limits.h"
#include "world.h"

#include <algorithm>

namespace zahide::scheduler {
namespace {

using LeasesTest = SchedulerTest;
INSTANTIATE_TEST_SUITE_P(Over, LeasesTest, ::testing::Values(Kind::memory, Kind::sqlite), name_of_kind);

LendNumbers numbers_for(char const* device, LocalDate date, char const* machine = "machine-1")
{
    return { DeviceId(device), date, machine };
}

TEST_P(LeasesTest, Leases_FollowOneAnother)
{
    auto const first = done(kiosk, numbers_for("kiosk-1", today));
    auto const second = done(second_kiosk, numbers_for("kiosk-2", today));
    EXPECT_EQ(first.numbers, (domain::NumberRange { TicketNumber(1), TicketNumber(40) }));
    EXPECT_EQ(second.numbers, (domain::NumberRange { TicketNumber(41), TicketNumber(80) }));
    EXPECT_EQ(desk_ticket().number, TicketNumber(81));
    EXPECT_EQ(done(kiosk, numbers_for("kiosk-1", today.plus_days(1))).numbers.first, TicketNumber(1));
}

TEST_P(LeasesTest, Lease_EndsWithItsDayByTheCentersClock)
{
    auto const lent = done(kiosk, numbers_for("kiosk-1", today.plus_days(1)));
    EXPECT_EQ(lent.expires_at, Instant::parse("2026-11-24T21:00:00Z").value());
    EXPECT_EQ(lent.machine, "machine-1");
    EXPECT_EQ(lent.lent_at, morning);
}

TEST_P(LeasesTest, OtherDays_AreNotLent)
{
    EXPECT_EQ(refused(kiosk, numbers_for("kiosk-1", today.plus_days(-1))), ErrorCode::conflict);
    EXPECT_EQ(refused(kiosk, numbers_for("kiosk-1", today.plus_days(2))), ErrorCode::conflict);
    m_world.clock.set(Instant::parse("2026-11-23T21:30:00Z").value());
    EXPECT_EQ(refused(kiosk, numbers_for("kiosk-1", today)), ErrorCode::conflict) << "half past midnight in Istanbul";
}

TEST_P(LeasesTest, Numbers_AreLentToTheDeviceItselfOnly)
{
    EXPECT_EQ(refused(second_kiosk, numbers_for("kiosk-1", today)), ErrorCode::forbidden);
    EXPECT_EQ(refused(ayse, numbers_for("kiosk-1", today)), ErrorCode::forbidden);
    EXPECT_EQ(refused(board, numbers_for("board-1", today)), ErrorCode::forbidden);
    EXPECT_EQ(refused(kiosk, numbers_for("kiosk-1", today, "")), ErrorCode::invalid);
}

TEST_P(LeasesTest, DeviceThatNeverDelivers_MeetsALimit)
{
    std::int32_t lent = 0;
    while (true) {
        auto const outcome = m_world.scheduler().execute(kiosk, numbers_for("kiosk-1", today));
        if (!outcome) {
            EXPECT_EQ(outcome.error().code, ErrorCode::limit);
            break;
        }
        lent += outcome->numbers.count();
        ASSERT_LE(lent, domain::limits::lease_unused_numbers_max);
    }
    EXPECT_EQ(lent, domain::limits::lease_unused_numbers_max);
    EXPECT_TRUE(m_world.scheduler().execute(second_kiosk, numbers_for("kiosk-2", today)));
}

TEST_P(LeasesTest, AnotherMachine_IsNoticedByTheStaff)
{
    done(kiosk, numbers_for("kiosk-1", today));
    auto const before = m_world.scheduler().newest_revision().value();
    done(kiosk, numbers_for("kiosk-1", today));
    EXPECT_EQ(m_world.scheduler().newest_revision().value(), before);
    done(kiosk, numbers_for("kiosk-1", today, "machine-2"));
    auto const events = asked(ayse, EventsQuery { before }).events;
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(std::get<DeviceChanged>(events[0].what).device.machine, "machine-2");
}

TEST_P(LeasesTest, Status_IsToldWhenSomethingButTheTimeChanged)
{
    domain::DeviceStatus status { Instant(), "0.1.0", "ready", "ok", 0, "home" };
    done(kiosk, ReportStatus { DeviceId("kiosk-1"), status });
    auto const before = m_world.scheduler().newest_revision().value();
    m_world.clock.advance(Seconds(30));
    done(kiosk, ReportStatus { DeviceId("kiosk-1"), status });
    EXPECT_EQ(m_world.scheduler().newest_revision().value(), before);
    status.paper = "out";
    done(kiosk, ReportStatus { DeviceId("kiosk-1"), status });
    EXPECT_GT(m_world.scheduler().newest_revision().value(), before);
    auto const devices = asked(ayse, DevicesQuery { center });
    ASSERT_EQ(devices.size(), 3U);
    EXPECT_EQ(devices[1].status->paper, "out");
    EXPECT_EQ(devices[1].status->at, m_world.clock.now());
    EXPECT_EQ(refused(second_kiosk, ReportStatus { DeviceId("kiosk-1"), status }), ErrorCode::forbidden);
    status.version = std::string(1000, 'x');
    EXPECT_EQ(refused(kiosk, ReportStatus { DeviceId("kiosk-1"), status }), ErrorCode::invalid);
}

TEST_P(LeasesTest, Status_ThatSaysNothingNew_IsWrittenDownWithEachThirdReport)
{
    domain::DeviceStatus const status { Instant(), "0.1.0", "ready", "ok", 0, "home" };
    auto const heard_at = [&] {
        done(kiosk, ReportStatus { DeviceId("kiosk-1"), status });
        return asked(ayse, DevicesQuery { center })[1].status->at;
    };
    auto const first = heard_at();
    m_world.clock.advance(Seconds(30));
    EXPECT_EQ(heard_at(), first);
    m_world.clock.advance(Seconds(30));
    EXPECT_EQ(heard_at(), first);
    m_world.clock.advance(Seconds(30));
    EXPECT_EQ(heard_at(), m_world.clock.now());
    m_world.clock.advance(-Minutes(60)); // the scheduler's clock was put right
    EXPECT_EQ(heard_at(), m_world.clock.now());
    // How many it promised is written at once: it is what shows an old image.
    done(kiosk, ReportStatus { DeviceId("kiosk-1"), status, 7 });
    EXPECT_EQ(done(kiosk, ReportStatus { DeviceId("kiosk-1"), status, 6 }).promises_seen, 7);
}

TEST_P(LeasesTest, EndOfALease_IsGivenBackOnceAndNeverLentAgain)
{
    auto const lease = done(kiosk, numbers_for("kiosk-1", today));
    domain::NumberRange const end { TicketNumber(11), lease.numbers.last };
    GiveBackNumbers const back { DeviceId("kiosk-1"), lease.id, end };
    EXPECT_EQ(refused(second_kiosk, back), ErrorCode::conflict);
    done(kiosk, GiveBackNumbers { DeviceId("kiosk-1"), LeaseId(Uuid({ 99 })), end }); // one that went with a restore: nobody has it
    EXPECT_EQ(refused(kiosk, GiveBackNumbers { DeviceId("kiosk-1"), lease.id, { TicketNumber(11), TicketNumber(20) } }), ErrorCode::conflict);
    EXPECT_EQ(refused(kiosk, GiveBackNumbers { DeviceId("kiosk-1"), lease.id, { TicketNumber(0), end.last } }), ErrorCode::conflict);
    auto const other = done(kiosk, numbers_for("kiosk-1", today));
    done(kiosk, back);
    done(kiosk, back);
    EXPECT_EQ(refused(kiosk, GiveBackNumbers { DeviceId("kiosk-1"), lease.id, { TicketNumber(12), end.last } }), ErrorCode::conflict);
    auto const unused = [&] {
        std::int32_t count = 0;
        EXPECT_TRUE(m_world.storage().read([&](ports::Transaction const& snapshot) -> Result<void> {
            count = ZAHIDE_TRY(snapshot.numbers().unused_of(DeviceId("kiosk-1"), today));
            return {};
        }));
        return count;
    };
    EXPECT_EQ(unused(), 10 + other.numbers.count());
    EXPECT_EQ(desk_ticket().number, TicketNumber(81)) << "a gap does no harm, a number given twice does";
}

TEST_P(LeasesTest, NumberGivenBack_CanBeNoTicketAndNoTicketsNumberGivenBack)
{
    auto const lease = done(kiosk, numbers_for("kiosk-1", today));
    auto const ticket = m_world.delivery(lease, 5);
    done(kiosk, ticket);
    EXPECT_EQ(refused(kiosk, GiveBackNumbers { DeviceId("kiosk-1"), lease.id, { TicketNumber(5), lease.numbers.last } }), ErrorCode::conflict);
    done(kiosk, GiveBackNumbers { DeviceId("kiosk-1"), lease.id, { TicketNumber(6), lease.numbers.last } });
    EXPECT_EQ(refused(kiosk, m_world.delivery(lease, 7)), ErrorCode::conflict);
    done(kiosk, m_world.delivery(lease, 4));
}

TEST_P(LeasesTest, DeviceThatToldOfMorePromisesBefore_HearsIt)
{
    ReportStatus report { DeviceId("kiosk-1"), { Instant(), "0.1.0", "ready", "ok", 0, "home" }, 5, morning };
    auto const first = done(kiosk, report);
    EXPECT_EQ(first.now, m_world.clock.now());
    EXPECT_EQ(first.promises_seen, std::nullopt);
    report.promises = 4;
    EXPECT_EQ(done(kiosk, report).promises_seen, 5);
    report.promises.reset(); // an earlier release tells none
    EXPECT_EQ(done(kiosk, report).promises_seen, std::nullopt);
    report.promises = 6;
    EXPECT_EQ(done(kiosk, report).promises_seen, std::nullopt);
    report.status.incident = "storage_renewed";
    report.promises = 2;
    EXPECT_EQ(done(kiosk, report).promises_seen, std::nullopt) << "it says itself that it began anew";
    report.promises = 1;
    EXPECT_EQ(done(kiosk, report).promises_seen, 2) << "once";
    report.promises = 6;
    EXPECT_EQ(done(kiosk, report).promises_seen, std::nullopt);
    report.promises = -1;
    EXPECT_EQ(refused(kiosk, report), ErrorCode::invalid);
    auto const before = m_world.scheduler().newest_revision().value();
    done(kiosk, ReportRenewal { DeviceId("kiosk-1"), 6 });
    EXPECT_GT(m_world.scheduler().newest_revision().value(), before);
    EXPECT_EQ(asked(ayse, DevicesQuery { center })[1].renewed_at, m_world.clock.now());
    EXPECT_EQ(refused(second_kiosk, ReportRenewal { DeviceId("kiosk-1"), 6 }), ErrorCode::forbidden);
}

TEST_P(LeasesTest, PromisesToldWithADelivery_CountAsAReports)
{
    ReportStatus report { DeviceId("kiosk-1"), { Instant(), "0.1.0", "ready", "ok", 0, "home" }, 5, morning };
    done(kiosk, report);
    auto const before = m_world.scheduler().newest_revision().value();
    done(kiosk, NotePromises { DeviceId("kiosk-1"), 7 });
    done(kiosk, NotePromises { DeviceId("kiosk-1"), 6 }); // one that was late
    EXPECT_EQ(m_world.scheduler().newest_revision().value(), before) << "no news to anybody";
    EXPECT_EQ(done(kiosk, report).promises_seen, 7);
    report.promises = 7;
    EXPECT_EQ(done(kiosk, report).promises_seen, std::nullopt);
    EXPECT_EQ(refused(kiosk, NotePromises { DeviceId("kiosk-1"), -1 }), ErrorCode::invalid);
    EXPECT_EQ(refused(second_kiosk, NotePromises { DeviceId("kiosk-1"), 9 }), ErrorCode::forbidden);
    EXPECT_EQ(refused(ayse, NotePromises { DeviceId("kiosk-1"), 9 }), ErrorCode::forbidden);
}

TEST_P(LeasesTest, NumbersOfABlockedDevice_GoToNobodyElseAndCountOnceItIsBack)
{
    auto const lease = done(kiosk, numbers_for("kiosk-1", today));
    domain::Device device { DeviceId("kiosk-1"), center, domain::DeviceKind::kiosk, "key of kiosk-1", domain::Standing::blocked };
    done(system_itself, SaveDevice { device });
    EXPECT_EQ(refused(kiosk, numbers_for("kiosk-1", today)), ErrorCode::forbidden);
    EXPECT_EQ(refused(kiosk, m_world.delivery(lease, 1)), ErrorCode::forbidden);
    // It may go on giving them until it hears of it, so that they stay its own until their day is over.
    EXPECT_EQ(done(second_kiosk, numbers_for("kiosk-2", today)).numbers.first, TicketNumber(41));
    EXPECT_EQ(desk_ticket().number, TicketNumber(81));
    device.standing = domain::Standing::active;
    done(system_itself, SaveDevice { device });
    EXPECT_EQ(done(kiosk, m_world.delivery(lease, 1)).number, TicketNumber(1));
}

TEST_P(LeasesTest, ClockOffByMinutes_IsToldToTheStaff)
{
    ReportStatus report { DeviceId("kiosk-1"), { Instant(), "0.1.0", "ready", "ok", 0, "home" }, 5, morning + Seconds(100) };
    done(kiosk, report);
    EXPECT_EQ(asked(ayse, DevicesQuery { center })[1].status->clock_off_minutes, 0);
    report.clock = m_world.clock.now() - Minutes(1440);
    auto const before = m_world.scheduler().newest_revision().value();
    done(kiosk, report);
    EXPECT_EQ(asked(ayse, DevicesQuery { center })[1].status->clock_off_minutes, -1440);
    EXPECT_GT(m_world.scheduler().newest_revision().value(), before);
}

TEST_P(LeasesTest, Help_IsAskedOnceAndSettled)
{
    AskHelp const ask { HelpRequestId(Uuid::generate(m_world.random)), center, domain::HelpKind::come, Personal(LanguageTag("fa")) };
    auto const asked_once = done(kiosk, ask);
    EXPECT_EQ(done(kiosk, ask), asked_once);
    EXPECT_EQ(refused(second_kiosk, ask), ErrorCode::conflict);
    EXPECT_EQ(asked(ayse, QueueQuery { center }).help_requests, std::vector { asked_once });
    EXPECT_EQ(refused(stranger, SettleHelp { ask.id }), ErrorCode::not_found);
    auto const settled = done(ayse, SettleHelp { ask.id });
    EXPECT_EQ(settled.done_by, StaffUserId("ayse"));
    EXPECT_EQ(done(mehmet, SettleHelp { ask.id }), settled) << "settled by whoever was first";
    EXPECT_TRUE(asked(ayse, QueueQuery { center }).help_requests.empty());
}

TEST_P(LeasesTest, HelpWithoutEnd_TakesThePlaceOfTheOldest)
{
    auto const ask = [&] {
        return m_world.scheduler().execute(
            kiosk, AskHelp { HelpRequestId(Uuid::generate(m_world.random)), center, domain::HelpKind::come, Personal(LanguageTag("fa")) });
    };
    auto const oldest = ask().value();
    for (std::size_t count = 0; count < domain::limits::open_help_requests_max; ++count) {
        m_world.clock.advance(Seconds(1));
        ASSERT_TRUE(ask()) << "a refusal would hold up the tickets in the kiosk's outbox";
    }
    auto const open = asked(ayse, QueueQuery { center }).help_requests;
    EXPECT_EQ(open.size(), domain::limits::open_help_requests_max);
    EXPECT_EQ(std::ranges::count(open, oldest.id, &domain::HelpRequest::id), 0);
}

} // namespace
} // namespace zahide::scheduler
