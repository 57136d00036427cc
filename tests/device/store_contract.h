#pragma once

#include "ports/device_store.h"

#include <functional>
#include <gtest/gtest.h>
#include <memory>

namespace zahide::device_tests {

inline Uuid uuid_of(std::uint32_t number)
{
    std::array<std::uint8_t, 16> bytes {};
    for (std::size_t index = 0; index < 4; ++index)
        bytes[15 - index] = static_cast<std::uint8_t>(number >> (8 * index));
    return Uuid(bytes);
}

/// Opens the same store again and again: what was transacted is there, as after a restart.
class StoreFactory {
public:
    virtual ~StoreFactory() = default;
    [[nodiscard]] virtual std::unique_ptr<ports::DeviceStore> open() = 0;
};

/// The contract of ports::DeviceStore, run over every implementation of it.
class StoreContract : public testing::TestWithParam<std::function<std::unique_ptr<StoreFactory>()>> {
protected:
    void SetUp() override
    {
        m_factory = GetParam()();
        reopen();
    }
    void reopen()
    {
        m_store.reset();
        m_store = m_factory->open();
        ASSERT_NE(m_store, nullptr);
    }
    [[nodiscard]] ports::DeviceStore& store() { return *m_store; }

    static LocalDate day(int number) { return LocalDate::create(2026, 11, number).value(); }
    static Instant at(std::int64_t ms) { return Instant::from_unix_ms(ms); }
    static ports::StoredLease lease(std::uint32_t id, int day_number)
    {
        return { LeaseId(uuid_of(id)), day(day_number), TicketNumber(5), TicketNumber(6), TicketNumber(5), at(9'000), "machine" };
    }
    static ports::StoredTicket ticket(std::uint32_t id, int day_number, int number, std::uint32_t lease_id)
    {
        return { TicketId(uuid_of(id)), VisitId(uuid_of(id + 100)), TicketNumber(number), day(day_number), LeaseId(uuid_of(lease_id)), at(id) };
    }
    static ports::OutboxEntry entry(std::uint32_t key)
    {
        return { {}, IdempotencyKey(uuid_of(key)), "/v1/x", Personal<std::string>("{\"key\":" + std::to_string(key) + "}"), at(key), std::nullopt };
    }
    static ports::StoredPrintJob job(std::uint32_t id, std::uint32_t ticket_id)
    {
        return { PrintJobId(uuid_of(id)), TicketId(uuid_of(ticket_id)), domain::PrintMark::original, domain::PrintJobState::journalled,
            domain::PrintTrouble::none, at(id), std::nullopt };
    }
    void done(ports::DeviceBatch const& batch)
    {
        auto const result = store().transact(batch);
        ASSERT_TRUE(result.has_value()) << result.error().line();
    }
    void refused(ports::DeviceBatch const& batch, ErrorCode code)
    {
        auto const result = store().transact(batch);
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error().code, code) << result.error().line();
    }

private:
    std::unique_ptr<StoreFactory> m_factory;
    std::unique_ptr<ports::DeviceStore> m_store;
};

TEST_P(StoreContract, Lease_ComesBackAfterReopening)
{
    done(
        { ports::KeepLeaseRequest { { day(23), IdempotencyKey(uuid_of(7)), "m" } }, ports::KeepLeaseRequest { { day(24), IdempotencyKey(uuid_of(8)), "m" } } });
    done({ ports::AddLease { lease(1, 23) }, ports::AddLease { lease(2, 23) } });
    reopen();
    EXPECT_EQ(store().leases().value(), (std::vector { lease(1, 23), lease(2, 23) }));
    EXPECT_EQ(store().lease_requests().value(), (std::vector { ports::StoredLeaseRequest { day(24), IdempotencyKey(uuid_of(8)), "m" } }));
    done({ ports::DropLeaseRequest { day(24) } });
    EXPECT_TRUE(store().lease_requests()->empty());
}

TEST_P(StoreContract, LeaseRequestAgain_ReplacesTheOneOfItsDay)
{
    done({ ports::KeepLeaseRequest { { day(23), IdempotencyKey(uuid_of(7)), "a" } } });
    done({ ports::KeepLeaseRequest { { day(23), IdempotencyKey(uuid_of(8)), "b" } } });
    EXPECT_EQ(store().lease_requests().value(), (std::vector { ports::StoredLeaseRequest { day(23), IdempotencyKey(uuid_of(8)), "b" } }));
}

TEST_P(StoreContract, UseNumber_GivesEachOnceAndNoneBeyondTheLast)
{
    done({ ports::AddLease { lease(1, 23) } });
    refused({ ports::UseNumber { LeaseId(uuid_of(1)), TicketNumber(6) } }, ErrorCode::conflict);
    done({ ports::UseNumber { LeaseId(uuid_of(1)), TicketNumber(5) } });
    refused({ ports::UseNumber { LeaseId(uuid_of(1)), TicketNumber(5) } }, ErrorCode::conflict);
    done({ ports::UseNumber { LeaseId(uuid_of(1)), TicketNumber(6) } });
    refused({ ports::UseNumber { LeaseId(uuid_of(1)), TicketNumber(7) } }, ErrorCode::conflict);
    reopen();
    EXPECT_EQ(store().leases()->at(0).next, TicketNumber(7));
}

TEST_P(StoreContract, NumbersGivenUp_AreNeverGiven)
{
    done({ ports::AddLease { lease(1, 23) }, ports::AddLease { lease(2, 24) } });
    done({ ports::UseNumber { LeaseId(uuid_of(1)), TicketNumber(5) }, ports::AddTicket { ticket(10, 23, 5, 1) } });
    refused({ ports::AddOutbox { entry(1) }, ports::GiveUpNumbers { LeaseId(uuid_of(1)), TicketNumber(5) } }, ErrorCode::conflict);
    done({ ports::GiveUpNumbers { LeaseId(uuid_of(1)), TicketNumber(6) }, ports::GiveUpNumbers { LeaseId(uuid_of(2)), TicketNumber(5) } });
    refused({ ports::UseNumber { LeaseId(uuid_of(1)), TicketNumber(6) } }, ErrorCode::conflict);
    refused({ ports::GiveUpNumbers { LeaseId(uuid_of(1)), TicketNumber(6) } }, ErrorCode::conflict);
    refused({ ports::GiveUpNumbers { LeaseId(uuid_of(2)), TicketNumber(5) } }, ErrorCode::conflict);
    reopen();
    ASSERT_EQ(store().leases()->size(), 1U) << "one of which a number was given stays";
    EXPECT_EQ(store().leases()->at(0).last, TicketNumber(5));
    EXPECT_EQ(store().find_ticket(TicketId(uuid_of(10))).value(), ticket(10, 23, 5, 1));
}

TEST_P(StoreContract, LastSequence_GrowsWithEveryEntryAndCanBeRaised)
{
    EXPECT_EQ(store().last_sequence().value(), ports::OutboxSequence(0));
    done({ ports::RaiseSequence { ports::OutboxSequence(7) } });
    done({ ports::AddOutbox { entry(1) } });
    EXPECT_EQ(store().last_sequence().value(), ports::OutboxSequence(8));
    done({ ports::RemoveOutbox { ports::OutboxSequence(8) } });
    done({ ports::RaiseSequence { ports::OutboxSequence(3) } });
    reopen();
    EXPECT_EQ(store().last_sequence().value(), ports::OutboxSequence(8));
    done({ ports::RaiseSequence { ports::OutboxSequence(20) }, ports::AddOutbox { entry(2) } });
    EXPECT_EQ(store().outbox(5)->at(0).sequence, ports::OutboxSequence(21));
}

TEST_P(StoreContract, ClockOffset_IsTheLastOneKept)
{
    EXPECT_EQ(store().clock_offset().value(), Milliseconds(0));
    done({ ports::KeepClockOffset { Milliseconds(86'400'000) } });
    done({ ports::KeepClockOffset { Milliseconds(-5) } });
    reopen();
    EXPECT_EQ(store().clock_offset().value(), Milliseconds(-5));
}

TEST_P(StoreContract, SlotLeases_ArePromisedOnceAndThenOnlyTheirIdsStay)
{
    auto const slot = [](std::uint32_t id) { return ports::StoredSlotLease { HoldId(uuid_of(id)), at(id * 1'000), "{\"id\":1}", "machine" }; };
    ports::StoredSlotRequest const request { IdempotencyKey(uuid_of(7)), "{}", "machine" };
    done({ ports::KeepSlotRequest { request } });
    EXPECT_EQ(store().slot_request().value(), request);
    done({ ports::KeepSlotLeases { { slot(1), slot(2), slot(3) } } });
    EXPECT_EQ(store().slot_request().value(), std::nullopt);
    done({ ports::PromiseSlot { HoldId(uuid_of(1)) } });
    refused({ ports::AddOutbox { entry(1) }, ports::PromiseSlot { HoldId(uuid_of(1)) } }, ErrorCode::conflict);
    EXPECT_EQ(store().outbox_size().value(), 0);
    refused({ ports::PromiseSlot { HoldId(uuid_of(9)) } }, ErrorCode::conflict);
    done({ ports::DropSlotLease { HoldId(uuid_of(1)) }, ports::DropSlotLease { HoldId(uuid_of(2)) } });
    done({ ports::KeepSlotLeases { { slot(1), slot(4) } } });
    reopen();
    auto promised = slot(1);
    promised.json.clear();
    EXPECT_EQ(store().slot_leases().value(), (std::vector { promised, slot(4) }));
    done({ ports::PurgeOld { day(1), at(2'000) } });
    EXPECT_EQ(store().slot_leases().value(), (std::vector { slot(4) }));
}

TEST_P(StoreContract, NumberOfTheSameDayAgain_IsRefusedAndNothingOfTheBatchStays)
{
    done({ ports::AddLease { lease(1, 23) }, ports::AddLease { lease(2, 23) }, ports::AddLease { lease(3, 24) } });
    done({ ports::UseNumber { LeaseId(uuid_of(1)), TicketNumber(5) }, ports::AddTicket { ticket(10, 23, 5, 1) } });
    refused({ ports::AddOutbox { entry(1) }, ports::UseNumber { LeaseId(uuid_of(2)), TicketNumber(5) }, ports::AddTicket { ticket(11, 23, 5, 2) } },
        ErrorCode::conflict);
    EXPECT_EQ(store().outbox_size().value(), 0);
    EXPECT_EQ(store().leases()->at(1).next, TicketNumber(5));
    done({ ports::UseNumber { LeaseId(uuid_of(3)), TicketNumber(5) }, ports::AddTicket { ticket(12, 24, 5, 3) } });
    EXPECT_EQ(store().tickets_of(day(23)).value(), (std::vector { ticket(10, 23, 5, 1) }));
    EXPECT_EQ(store().find_ticket(TicketId(uuid_of(12))).value(), ticket(12, 24, 5, 3));
    EXPECT_EQ(store().find_ticket(TicketId(uuid_of(11))).value(), std::nullopt);
}

TEST_P(StoreContract, Outbox_KeepsItsOrderAndNeverReusesASequence)
{
    auto wanted = entry(2);
    wanted.expires_at = at(77);
    done({ ports::AddOutbox { entry(1) }, ports::AddOutbox { wanted } });
    auto const first = store().outbox(10).value();
    ASSERT_EQ(first.size(), 2U);
    EXPECT_LT(first[0].sequence, first[1].sequence);
    wanted.sequence = first[1].sequence;
    EXPECT_EQ(first[1], wanted);
    done({ ports::RemoveOutbox { first[0].sequence }, ports::RemoveOutbox { first[1].sequence } });
    reopen();
    done({ ports::AddOutbox { entry(3) }, ports::AddOutbox { entry(4) } });
    auto const second = store().outbox(1).value();
    ASSERT_EQ(second.size(), 1U);
    EXPECT_GT(second[0].sequence, first[1].sequence);
    EXPECT_EQ(store().outbox_size().value(), 2);
}

TEST_P(StoreContract, Parked_LeavesTheOutboxAndIsCounted)
{
    done({ ports::AddOutbox { entry(1) }, ports::AddOutbox { entry(2) } });
    done({ ports::ParkOutbox { store().outbox(1)->at(0).sequence, { 409, "conflict", at(50) } } });
    EXPECT_EQ(store().outbox_size().value(), 1);
    EXPECT_EQ(store().outbox(10)->at(0).key, IdempotencyKey(uuid_of(2)));
    reopen();
    EXPECT_EQ(store().parked_size().value(), 1);
}

TEST_P(StoreContract, Delivered_IsKeptUntilABackupHoldsIt)
{
    auto passing = entry(9);
    passing.expires_at = at(77);
    done({ ports::AddOutbox { entry(1) }, ports::AddOutbox { passing }, ports::AddOutbox { entry(2) }, ports::AddOutbox { entry(3) } });
    auto const all = store().outbox(10).value();
    EXPECT_EQ(store().newest_delivered().value(), ports::DeliveredPlace(0));
    for (std::size_t index = 0; index < 3; ++index)
        done({ ports::KeepDelivered { all[index].sequence, at(100), 10 } });
    EXPECT_EQ(store().outbox_size().value(), 1);
    auto const place = store().newest_delivered().value();
    EXPECT_GT(place, ports::DeliveredPlace(0));
    done({ ports::MarkDelivered { place, Revision(7) }, ports::DropDelivered { Revision(6), at(200), at(0) },
        ports::DropDelivered { Revision(7), at(0), at(0) } });
    reopen();
    EXPECT_EQ(store().newest_delivered().value(), place);
    done({ ports::DropDelivered { Revision(7), at(200), at(0) }, ports::BeginGeneration { "next" } });
    EXPECT_EQ(store().outbox_size().value(), 1) << "what expires is not kept, and the rest is safe";
}

TEST_P(StoreContract, DeliveredInAnotherLife_IsInTheOutboxAgainAsItWas)
{
    EXPECT_EQ(store().generation().value(), std::nullopt);
    for (std::uint32_t key = 1; key <= 5; ++key)
        done({ ports::AddOutbox { entry(key) } });
    auto const all = store().outbox(10).value();
    for (std::size_t index = 0; index < 4; ++index)
        done({ ports::KeepDelivered { all[index].sequence, at(100 + static_cast<std::int64_t>(index)), 3 } });
    done({ ports::DropDelivered { Revision(0), at(200), at(102) } }); // the first is one too many, the second too old
    done({ ports::BeginGeneration { "next" } });
    reopen();
    EXPECT_EQ(store().generation().value(), "next");
    EXPECT_EQ(store().outbox(10).value(), (std::vector { all[2], all[3], all[4] }));
    EXPECT_EQ(store().newest_delivered().value(), ports::DeliveredPlace(0));
    done({ ports::KeepDelivered { all[2].sequence, at(200), 3 } });
    EXPECT_GT(store().newest_delivered().value(), ports::DeliveredPlace(0));
}

TEST_P(StoreContract, PrintJob_IsOpenUntilItsEnd)
{
    done({ ports::AddLease { lease(1, 23) }, ports::AddTicket { ticket(10, 23, 5, 1) }, ports::AddPrintJob { job(20, 10) } });
    reopen();
    EXPECT_EQ(store().open_print_jobs().value(), (std::vector { job(20, 10) }));
    done({ ports::EndPrintJob { PrintJobId(uuid_of(20)), { domain::PrintJobState::not_printed, domain::PrintTrouble::paper_out }, at(99) } });
    EXPECT_TRUE(store().open_print_jobs()->empty());
    auto ended = job(20, 10);
    ended.state = domain::PrintJobState::not_printed;
    ended.trouble = domain::PrintTrouble::paper_out;
    ended.ended_at = at(99);
    EXPECT_EQ(store().find_print_job(PrintJobId(uuid_of(20))).value(), ended);
    refused({ ports::EndPrintJob { PrintJobId(uuid_of(21)), { domain::PrintJobState::printed, domain::PrintTrouble::none }, at(99) } }, ErrorCode::not_found);
}

TEST_P(StoreContract, PrintJobWithoutATicket_IsKeptForItsTime)
{
    auto paper = job(20, 0);
    paper.ticket.reset();
    paper.journalled_at = at(50);
    done({ ports::AddPrintJob { paper } });
    reopen();
    EXPECT_EQ(store().open_print_jobs().value(), (std::vector { paper }));
    done({ ports::EndPrintJob { paper.id, { domain::PrintJobState::printed, domain::PrintTrouble::none }, at(60) } });
    done({ ports::PurgeOld { day(23), at(50) } });
    EXPECT_TRUE(store().find_print_job(paper.id).value().has_value());
    done({ ports::PurgeOld { day(23), at(51) } });
    EXPECT_EQ(store().find_print_job(paper.id).value(), std::nullopt);
}

TEST_P(StoreContract, Booking_StaysUntilItIsDroppedOrTooOld)
{
    ports::StoredBooking first { HoldId(uuid_of(1)), IdempotencyKey(uuid_of(11)), std::nullopt, at(50) };
    ports::StoredBooking const second { HoldId(uuid_of(2)), IdempotencyKey(uuid_of(12)), AppointmentId(uuid_of(22)), at(60) };
    done({ ports::KeepBooking { first }, ports::KeepBooking { second } });
    reopen();
    EXPECT_EQ(store().bookings().value(), (std::vector { first, second }));
    first.appointment = AppointmentId(uuid_of(21));
    done({ ports::DropBooking { second.hold } });
    done({ ports::KeepBooking { first } });
    EXPECT_EQ(store().bookings().value(), (std::vector { first }));
    done({ ports::PurgeOld { day(23), at(50) } });
    EXPECT_EQ(store().bookings()->size(), 1U);
    done({ ports::PurgeOld { day(23), at(51) } });
    EXPECT_TRUE(store().bookings()->empty());
}

TEST_P(StoreContract, PaperAndEndOfItsBooking_AreOneStep)
{
    done({ ports::KeepBooking { { HoldId(uuid_of(1)), IdempotencyKey(uuid_of(11)), std::nullopt, at(50) } } });
    auto paper = job(20, 0);
    paper.ticket.reset();
    refused({ ports::DropBooking { HoldId(uuid_of(1)) }, ports::AddPrintJob { paper },
                ports::EndPrintJob { PrintJobId(uuid_of(21)), { domain::PrintJobState::printed, domain::PrintTrouble::none }, at(99) } },
        ErrorCode::not_found);
    EXPECT_EQ(store().bookings()->size(), 1U);
    EXPECT_TRUE(store().open_print_jobs()->empty());
}

TEST_P(StoreContract, Catalogue_IsTheLastOne)
{
    EXPECT_EQ(store().catalogue().value(), std::nullopt);
    done({ ports::KeepCatalogue { { Revision(1), "{}", at(1) } } });
    done({ ports::KeepCatalogue { { Revision(2), "{\"a\":\"ş\"}", at(2) } } });
    reopen();
    EXPECT_EQ(store().catalogue().value(), (ports::StoredCatalogue { Revision(2), "{\"a\":\"ş\"}", at(2) }));
}

TEST_P(StoreContract, Purge_TakesOldDaysAndLeavesTheOutbox)
{
    done({ ports::AddLease { lease(1, 22) }, ports::AddTicket { ticket(10, 22, 5, 1) }, ports::AddPrintJob { job(20, 10) }, ports::AddOutbox { entry(1) },
        ports::AddOutbox { entry(2) } });
    done({ ports::AddLease { lease(2, 23) }, ports::AddTicket { ticket(11, 23, 5, 2) },
        ports::KeepLeaseRequest { { day(22), IdempotencyKey(uuid_of(7)), "m" } } });
    done({ ports::ParkOutbox { store().outbox(1)->at(0).sequence, { 409, "conflict", at(50) } } });
    done({ ports::PurgeOld { day(23), at(50) } });
    EXPECT_EQ(store().parked_size().value(), 1);
    done({ ports::PurgeOld { day(23), at(51) } });
    EXPECT_EQ(store().parked_size().value(), 0);
    EXPECT_EQ(store().outbox_size().value(), 1);
    EXPECT_EQ(store().leases().value(), (std::vector { lease(2, 23) }));
    EXPECT_TRUE(store().lease_requests()->empty());
    EXPECT_TRUE(store().tickets_of(day(22))->empty());
    EXPECT_EQ(store().tickets_of(day(23))->size(), 1U);
    EXPECT_EQ(store().find_print_job(PrintJobId(uuid_of(20))).value(), std::nullopt);
}

} // namespace zahide::device_tests
