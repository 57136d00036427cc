#include "booking_world.h"
#include "domain/slot_lease.h"

#include <set>

namespace zahide::scheduler {
namespace {

using domain::SlotLease;
using Kept = std::vector<HoldId>;

class SlotLeases : public BookingTest {
protected:
    std::vector<SlotLease> lent(Kept kept = {}, domain::Principal const& who = kiosk, char const* machine = "machine-1")
    {
        auto const& device = std::get<domain::DevicePrincipal>(who).device;
        return done(who, LendSlots { device, machine, std::move(kept) });
    }

    static BookLentSlot promise(SlotLease const& lease, char const* device = "kiosk-1")
    {
        domain::BookingWish const wish { Personal(lease.service), Personal(lease.languages.front()), Personal(domain::GenderPreference::any) };
        return { DeviceId(device), lease.id, wish, lease.start, lease.code, morning };
    }

    static Kept ids(std::vector<SlotLease> const& leases)
    {
        Kept all;
        for (auto const& lease : leases)
            all.push_back(lease.id);
        return all;
    }

    std::vector<domain::Hold> stored_lent()
    {
        std::vector<domain::Hold> holds;
        EXPECT_TRUE(m_world.storage().read([&](ports::Transaction const& snapshot) -> Result<void> {
            holds = ZAHIDE_TRY(snapshot.bookings().lent(center));
            return {};
        }));
        return holds;
    }
};

INSTANTIATE_TEST_SUITE_P(Storages, SlotLeases, ::testing::Values(Kind::memory, Kind::sqlite), name_of_kind);

TEST_P(SlotLeases, SlotsLent_ServeTheFirstLanguagesOfEachService)
{
    auto const leases = lent();
    ASSERT_EQ(leases.size(), 4U); // two of each service with appointments
    std::set<std::string> first_languages;
    std::set<std::string> codes;
    for (auto const& lease : leases) {
        EXPECT_GE(lease.start, morning + domain::lending_lead);
        EXPECT_EQ(lease.book_until, lease.start - domain::lent_notice);
        ASSERT_FALSE(lease.languages.empty());
        first_languages.insert(lease.service.value() + " " + lease.languages.front().value());
        codes.insert(lease.code.reveal().text());
        EXPECT_EQ(lease.interpreter == domain::WithInterpreter::yes, lease.languages.front() == LanguageTag("ar"));
    }
    EXPECT_EQ(first_languages, (std::set<std::string> { "legal tr", "legal ar", "social tr", "social ar" }));
    EXPECT_EQ(codes.size(), 4U);
}

TEST_P(SlotLeases, LongNotice_WhatIsLentCanBePromisedForHours)
{
    for (auto& service : m_catalogue.services) {
        if (service.needs)
            service.needs->notice = Minutes(24 * 60);
    }
    done(system_itself, SaveCatalogue { m_catalogue });
    auto const leases = lent();
    ASSERT_FALSE(leases.empty());
    for (auto const& lease : leases)
        EXPECT_GE(lease.book_until, morning + domain::lending_lead);
}

TEST_P(SlotLeases, NoSlotsByTheRules_LendsNone)
{
    m_catalogue.rules.slots_per_service = 0;
    done(system_itself, SaveCatalogue { m_catalogue });
    EXPECT_TRUE(lent().empty());
}

TEST_P(SlotLeases, ManySlotsByTheRules_LeaveMostOfEachDay)
{
    m_catalogue.rules.slots_per_service = 20;
    done(system_itself, SaveCatalogue { m_catalogue });
    auto const wish = booking("social", "tr");
    auto const free_before = asked(second_kiosk, AvailabilityQuery { center, wish, today.plus_days(1), 1 }).offers.size();
    static_cast<void>(lent());
    static_cast<void>(lent({}, second_kiosk, "machine-2"));
    auto const free_after = asked(second_kiosk, AvailabilityQuery { center, wish, today.plus_days(1), 1 }).offers.size();
    EXPECT_LT(free_after, free_before);
    std::map<LocalDate, std::int64_t> lent_on;
    for (auto const& hold : stored_lent()) {
        if (hold.wish.service.reveal() == ServiceId("social"))
            ++lent_on[booking_zone().local(hold.start).date];
    }
    for (auto const& [date, count] : lent_on)
        EXPECT_LE(count * domain::lending_share, static_cast<std::int64_t>(free_before)) << date.text();
}

TEST_P(SlotLeases, LentSlot_IsNobodyElses)
{
    for (auto const& lease : lent()) {
        if (lease.service != ServiceId("social"))
            continue; // the only psychologist
        EXPECT_FALSE(is_offered(lease.start, booking("social", "tr")));
        EXPECT_EQ(reason(second_kiosk, HoldSlot { center, booking("social", "tr"), lease.start }), Reason::slot_taken);
    }
}

TEST_P(SlotLeases, LentSlot_CanBeBookedOnlyAsLent)
{
    auto const lease = lent().front();
    EXPECT_EQ(reason(kiosk, BookAppointment { lease.id }), Reason::hold_gone);
    done(kiosk, ReleaseHold { lease.id });
    EXPECT_EQ(stored_lent().size(), 4U);
    EXPECT_EQ(refused(second_kiosk, promise(lease, "kiosk-2")), ErrorCode::conflict);
    EXPECT_EQ(refused(second_kiosk, promise(lease)), ErrorCode::forbidden);
}

TEST_P(SlotLeases, PromisedSlot_BecomesTheAppointmentOfThePaper)
{
    auto const lease = lent().front();
    auto const made = done(kiosk, promise(lease));
    EXPECT_EQ(made.id, domain::appointment_of(lease.id));
    EXPECT_EQ(made.start, lease.start);
    EXPECT_EQ(made.channel, domain::Channel::kiosk);
    EXPECT_EQ(asked(kiosk, AppointmentByCodeQuery { center, lease.code }).id, made.id);
    EXPECT_EQ(done(kiosk, promise(lease)), made); // told again
    EXPECT_EQ(stored_lent().size(), 3U);
    m_world.clock.set(lease.start - Minutes(10));
    EXPECT_EQ(done(kiosk, CheckIn { made.id }).appointment.id, made.id);
}

TEST_P(SlotLeases, PromiseThatComesLate_IsKept)
{
    auto const lease = lent().front();
    m_world.clock.set(lease.end + std::chrono::days(7));
    done(system_itself, CleanUp {});
    static_cast<void>(lent({ lease.id }));
    EXPECT_EQ(done(kiosk, promise(lease)).code, lease.code);
}

TEST_P(SlotLeases, SlotsKept_StayAndTheOthersAreFree)
{
    auto const leases = lent();
    EXPECT_EQ(lent(ids(leases)), leases);
    auto const kept = lent({ leases.front().id });
    EXPECT_EQ(kept.size(), 4U);
    EXPECT_NE(std::ranges::find(kept, leases.front().id, &SlotLease::id), kept.end());
    EXPECT_EQ(std::ranges::find(kept, leases.back().id, &SlotLease::id), kept.end());
    EXPECT_EQ(stored_lent().size(), 4U);
}

TEST_P(SlotLeases, DeviceThatLostItsMemory_FreesNothingAndIsToldOfNoneAgain)
{
    auto const leases = lent();
    domain::DeviceStatus status { Instant(), "0.1.0", "ready", "ok", 0, "home" };
    status.incident = "storage_renewed";
    done(kiosk, ReportStatus { DeviceId("kiosk-1"), status });
    auto const anew = lent();
    EXPECT_FALSE(anew.empty());
    for (auto const& lease : leases) {
        EXPECT_EQ(std::ranges::find(anew, lease.id, &SlotLease::id), anew.end()) << "it may have promised it";
        EXPECT_EQ(done(kiosk, promise(lease)).code, lease.code) << "as what was set aside tells later";
    }
}

TEST_P(SlotLeases, DayClosedSince_IsLentNoMoreAndWhatWasPromisedStays)
{
    auto const leases = lent();
    auto const day = booking_zone().local(leases.front().start).date;
    m_catalogue.closures.push_back({ day, day, std::nullopt, std::nullopt, m_catalogue.center.name });
    done(system_itself, SaveCatalogue { m_catalogue });
    for (auto const& lease : lent(ids(leases)))
        EXPECT_NE(booking_zone().local(lease.start).date, day);
    EXPECT_EQ(done(kiosk, promise(leases.front())).code, leases.front().code);
}

TEST_P(SlotLeases, PromiseWhoseSlotIsGone_IsJudgedAsWhenItWasMade)
{
    auto const lease = lent().front();
    domain::Device device { DeviceId("kiosk-1"), center, domain::DeviceKind::kiosk, "key of kiosk-1", domain::Standing::blocked };
    done(system_itself, SaveDevice { device });
    device.standing = domain::Standing::active;
    done(system_itself, SaveDevice { device });
    m_world.clock.set(lease.start + Minutes(5));
    EXPECT_EQ(done(kiosk, promise(lease)).code, lease.code) << "it was early enough then";
}

TEST_P(SlotLeases, AnotherMachine_GivesNothingBackOfTheFirst)
{
    auto const leases = lent();
    EXPECT_TRUE(lent({}, kiosk, "machine-2").empty());
    EXPECT_EQ(lent(ids(leases)), leases);
}

TEST_P(SlotLeases, BlockedDevice_HasNoSlots)
{
    auto const leases = lent();
    domain::Device device { DeviceId("kiosk-1"), center, domain::DeviceKind::kiosk, "key of kiosk-1", domain::Standing::blocked };
    done(system_itself, SaveDevice { device });
    EXPECT_TRUE(stored_lent().empty());
    device.standing = domain::Standing::active;
    done(system_itself, SaveDevice { device });
    // What it has promised meanwhile is booked if nobody was quicker, and else refused.
    EXPECT_EQ(done(kiosk, promise(leases[0])).code, leases[0].code);
    auto const psychologist = std::ranges::find(leases, ServiceId("social"), &SlotLease::service);
    booked(psychologist->start, booking("social", "tr"), second_kiosk);
    EXPECT_EQ(refused(kiosk, promise(*psychologist)), ErrorCode::conflict);
}

TEST_P(SlotLeases, Staff_AreLentNothing)
{
    EXPECT_EQ(refused(ayse, LendSlots { DeviceId("kiosk-1"), "machine-1", {} }), ErrorCode::forbidden);
    EXPECT_EQ(refused(board, LendSlots { DeviceId("board-1"), "machine-1", {} }), ErrorCode::forbidden);
    EXPECT_EQ(refused(kiosk, LendSlots { DeviceId("kiosk-2"), "machine-1", {} }), ErrorCode::forbidden);
    EXPECT_EQ(refused(kiosk, LendSlots { DeviceId("kiosk-1"), "", {} }), ErrorCode::invalid);
}

} // namespace
} // namespace zahide::scheduler
