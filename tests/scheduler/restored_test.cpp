// From when a backup was put back until each kiosk has told what it has promised since.

#include "booking_world.h"
#include "domain/slot_lease.h"

namespace zahide::scheduler {
namespace {

using domain::SlotLease;

class Restored : public BookingTest {
protected:
    static constexpr char const* service = "social"; ///< of the only psychologist

    void SetUp() override
    {
        BookingTest::SetUp();
        m_catalogue.rules.slots_per_service = 1;
        done(system_itself, SaveCatalogue { m_catalogue });
    }

    std::vector<SlotLease> lent(std::vector<HoldId> kept = {}, domain::Principal const& who = kiosk)
    {
        auto const& device = std::get<domain::DevicePrincipal>(who).device;
        return done(who, LendSlots { device, "machine of " + device.value(), std::move(kept) });
    }
    SlotLease lent_slot(domain::Principal const& who = kiosk)
    {
        auto const leases = lent({}, who);
        auto const found = std::ranges::find(leases, ServiceId(service), &SlotLease::service);
        EXPECT_NE(found, leases.end());
        return found == leases.end() ? SlotLease {} : *found;
    }

    /// As it is delivered by the device that has it.
    BookLentSlot promise(SlotLease const& lease, char const* device = "kiosk-1") const
    {
        domain::BookingWish const wish { Personal(lease.service), Personal(lease.languages.front()), Personal(domain::GenderPreference::any) };
        return { DeviceId(device), lease.id, wish, lease.start, lease.code, m_world.clock.now(), lease.loan };
    }
    /// A slot for the same people at the same time, which is lent so much later, in a life that is lost by now.
    SlotLease lent_again(SlotLease lease, Milliseconds later = Minutes(5))
    {
        lease.id = HoldId(Uuid::generate(m_random));
        lease.code = Personal(domain::AppointmentCode::generate(m_random));
        lease.loan->lent_at = lease.loan->lent_at + later;
        return lease;
    }

    void write(ports::Unit const& unit) { EXPECT_TRUE(ports::transact_one(m_world.storage(), unit)); }
    void put_back(std::vector<char const*> const& awaited = { "kiosk-1", "kiosk-2" })
    {
        write([&](ports::Transaction& transaction) -> Result<void> {
            for (auto const* id : awaited) {
                auto device = ZAHIDE_TRY(transaction.devices().find(DeviceId(id)));
                device->awaited_since = m_world.clock.now();
                ZAHIDE_TRY_VOID(transaction.devices().update(*device));
            }
            return {};
        });
    }
    bool is_awaited(char const* id)
    {
        auto const devices = asked(ayse, DevicesQuery { center });
        return std::ranges::find(devices, DeviceId(id), &domain::Device::id)->awaited_since.has_value();
    }
    Reason booking_refused() { return reason(ayse, AvailabilityQuery { center, booking(service, "tr"), today.plus_days(1), 1 }); }
    domain::AppointmentState state_of(AppointmentId const& id) { return stored(id).state; }

    support::SeededRandom m_random { 5 };
};

INSTANTIATE_TEST_SUITE_P(Storages, Restored, ::testing::Values(Kind::memory, Kind::sqlite), name_of_kind);

TEST_P(Restored, UntilEachKioskIsHeard_NobodyBooksAndNothingIsLent)
{
    auto const lease = lent_slot();
    put_back();
    EXPECT_EQ(booking_refused(), Reason::awaiting_devices);
    EXPECT_EQ(reason(ayse, HoldSlot { center, booking(service, "tr"), at("09:00", today.plus_days(2)) }), Reason::awaiting_devices);
    EXPECT_NE(m_refusal.what.find("kiosk-1, kiosk-2"), std::string::npos) << "the desk has to know whom to look for";
    EXPECT_EQ(lent({ lease.id }).size(), 1U) << "what it keeps; the one it gave back is lent to nobody";
    EXPECT_FALSE(is_awaited("kiosk-1"));
    EXPECT_EQ(booking_refused(), Reason::awaiting_devices);
    EXPECT_FALSE(lent({}, second_kiosk).empty());
    EXPECT_FALSE(asked(ayse, AvailabilityQuery { center, booking(service, "tr"), today.plus_days(1), 1 }).offers.empty());
    EXPECT_EQ(lent({ lease.id }).size(), 2U);
}

TEST_P(Restored, KioskThatKeepsWhatIsUnknown_IsAwaitedUntilItHasDeliveredIt)
{
    auto const lease = lent_again(lent_slot());
    put_back({ "kiosk-1" });
    static_cast<void>(lent({ lease.id }));
    EXPECT_TRUE(is_awaited("kiosk-1")) << "it may be promising it just now";
    EXPECT_EQ(done(kiosk, promise(lease)).code, lease.code);
    static_cast<void>(lent({ lease.id }));
    EXPECT_FALSE(is_awaited("kiosk-1"));
}

TEST_P(Restored, BlockedKiosk_IsNotWaitedFor)
{
    put_back({ "kiosk-2" });
    domain::Device device { DeviceId("kiosk-2"), center, domain::DeviceKind::kiosk, "key of kiosk-2", domain::Standing::blocked };
    done(system_itself, SaveDevice { device });
    EXPECT_NO_FATAL_FAILURE(asked(ayse, AvailabilityQuery { center, booking(service, "tr"), today.plus_days(1), 1 }));
    device.standing = domain::Standing::active;
    done(system_itself, SaveDevice { device });
    EXPECT_EQ(booking_refused(), Reason::awaiting_devices) << "in use again it may tell of promises";
}

TEST_P(Restored, SlotPromisedSince_TakesThePlaceOfTheOneThatWasGivenBack)
{
    auto const given_back = lent_slot(second_kiosk);
    auto const lease = lent_again(given_back);
    put_back();
    auto const made = done(kiosk, promise(lease));
    EXPECT_EQ(made.state, domain::AppointmentState::booked);
    EXPECT_EQ(made.assignment, lease.loan->assignment);
    EXPECT_EQ(asked(kiosk, AppointmentByCodeQuery { center, lease.code }).id, made.id);
    EXPECT_TRUE(std::ranges::none_of(lent({ given_back.id }, second_kiosk), [&](SlotLease const& one) { return one.start == lease.start; }));
}

TEST_P(Restored, SlotPromisedSince_ShowsThatTheAppointmentThereWasCancelled)
{
    auto const lease = lent_slot();
    static_cast<void>(lent()); // given back, and lent anew: the first is free
    done(kiosk, promise(lease));
    auto const later = lent_again(lease);
    put_back();
    EXPECT_EQ(done(second_kiosk, promise(later, "kiosk-2")).state, domain::AppointmentState::booked);
    EXPECT_EQ(state_of(domain::appointment_of(lease.id)), domain::AppointmentState::cancelled);
}

TEST_P(Restored, SlotPromisedSince_ShowsThatWhatWasBookedOnlineThereIsOver)
{
    auto lease = lent_slot();
    static_cast<void>(lent({}, kiosk));
    done(system_itself, SaveDevice { { DeviceId("kiosk-1"), center, domain::DeviceKind::kiosk, "key of kiosk-1", domain::Standing::blocked } });
    auto const online = booked(lease.start, booking(service, "tr"), second_kiosk);
    done(system_itself, SaveDevice { { DeviceId("kiosk-1"), center, domain::DeviceKind::kiosk, "key of kiosk-1", domain::Standing::active } });
    put_back();
    EXPECT_EQ(done(kiosk, promise(lent_again(lease))).state, domain::AppointmentState::booked);
    EXPECT_EQ(state_of(online.id), domain::AppointmentState::cancelled);
}

TEST_P(Restored, ClosedAfterACancellation_IsNotInTheWay)
{
    auto const lease = lent_slot();
    auto const first = done(kiosk, promise(lease));
    put_back();
    done(ayse, CancelAppointment { first.id });
    EXPECT_EQ(done(second_kiosk, promise(lent_again(lease), "kiosk-2")).state, domain::AppointmentState::booked);
}

TEST_P(Restored, PromiseOfWhatWasLentToSomebodyElseLater_IsKnownAsCancelled)
{
    auto const lease = lent_slot();
    auto const later = lent_again(lease);
    auto const latest = lent_again(lease, Minutes(9));
    static_cast<void>(lent());
    put_back();
    auto const second = done(second_kiosk, promise(latest, "kiosk-2"));
    auto const first = done(kiosk, promise(later));
    EXPECT_EQ(first.state, domain::AppointmentState::cancelled);
    EXPECT_EQ(first.code, later.code);
    EXPECT_EQ(state_of(second.id), domain::AppointmentState::booked);
    EXPECT_EQ(done(kiosk, promise(later)), stored(first.id)) << "told again";
    static_cast<void>(lent({ later.id }));
    EXPECT_FALSE(is_awaited("kiosk-1"));
}

TEST_P(Restored, WithoutThatKiosk_OthersBookAndItsPromiseMayBeRefused)
{
    auto const lease = lent_slot();
    static_cast<void>(lent());
    auto const later = lent_again(lease);
    put_back({ "kiosk-1" });
    EXPECT_EQ(refused(kiosk, GoOnWithout { DeviceId("kiosk-1") }), ErrorCode::forbidden);
    EXPECT_EQ(refused(ayse, GoOnWithout { DeviceId("kiosk-9") }), ErrorCode::not_found);
    done(ayse, GoOnWithout { DeviceId("kiosk-1") });
    EXPECT_FALSE(is_awaited("kiosk-1"));
    done(system_itself, SaveDevice { { DeviceId("kiosk-1"), center, domain::DeviceKind::kiosk, "key of kiosk-1", domain::Standing::blocked } });
    auto const online = booked(lease.start, booking(service, "tr"), second_kiosk);
    done(system_itself, SaveDevice { { DeviceId("kiosk-1"), center, domain::DeviceKind::kiosk, "key of kiosk-1", domain::Standing::active } });
    EXPECT_EQ(refused(kiosk, promise(later)), ErrorCode::conflict);
    EXPECT_EQ(state_of(online.id), domain::AppointmentState::booked);
}

TEST_P(Restored, BookedWithoutThatKioskBeforeTheNextBackup_StaysWhenThatIsPutBack)
{
    auto const lease = lent_slot();
    static_cast<void>(lent());
    auto const later = lent_again(lease, Milliseconds(0));
    put_back({ "kiosk-1" });
    done(ayse, GoOnWithout { DeviceId("kiosk-1") });
    done(system_itself, SaveDevice { { DeviceId("kiosk-1"), center, domain::DeviceKind::kiosk, "key of kiosk-1", domain::Standing::blocked } });
    m_world.clock.advance(Minutes(1));
    auto const online = booked(lease.start, booking(service, "tr"), second_kiosk);
    done(system_itself, SaveDevice { { DeviceId("kiosk-1"), center, domain::DeviceKind::kiosk, "key of kiosk-1", domain::Standing::active } });
    put_back();
    EXPECT_EQ(refused(kiosk, promise(later)), ErrorCode::conflict);
    EXPECT_EQ(state_of(online.id), domain::AppointmentState::booked);
}

TEST_P(Restored, LentToSomebodyElseWithoutThatKiosk_IsRefusedToIt)
{
    auto const lease = lent_slot();
    auto const later = lent_again(lease, Minutes(-1));
    static_cast<void>(lent());
    put_back({ "kiosk-1" });
    done(ayse, GoOnWithout { DeviceId("kiosk-1") });
    done(system_itself, SaveDevice { { DeviceId("kiosk-1"), center, domain::DeviceKind::kiosk, "key of kiosk-1", domain::Standing::blocked } });
    auto const theirs = lent_slot(second_kiosk);
    ASSERT_EQ(theirs.start, later.start) << "the same psychologist, in the life after that one";
    done(system_itself, SaveDevice { { DeviceId("kiosk-1"), center, domain::DeviceKind::kiosk, "key of kiosk-1", domain::Standing::active } });
    EXPECT_EQ(refused(kiosk, promise(later)), ErrorCode::conflict) << "nobody has cancelled it: the desk has to hear of that paper";
    EXPECT_EQ(done(second_kiosk, promise(theirs, "kiosk-2")).state, domain::AppointmentState::booked);
}

} // namespace
} // namespace zahide::scheduler
