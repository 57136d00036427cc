#include "booking_world.h"
#include "domain/slot_lease.h"

#include <map>
#include <rapidcheck.h>

/// Whatever happens in whatever order, a slot that a device promised while it was lent becomes the appointment of its paper.
namespace zahide::scheduler {
namespace {

/// A kiosk by its contract: it promises only what it holds, keeps what it promised, and asks again only after an answer.
struct Alone {
    domain::Principal who;
    DeviceId device;
    std::map<HoldId, domain::SlotLease> held;
    std::vector<BookLentSlot> promised;
    std::size_t delivered = 0;
};

class Interleaving {
public:
    explicit Interleaving(Kind kind)
        : m_world(kind)
    {
        auto catalogue = booking_catalogue();
        catalogue.rules.slots_per_service = 3;
        RC_ASSERT(m_world.scheduler().execute(system_itself, SaveCatalogue { catalogue }).has_value());
        RC_ASSERT(m_world.scheduler().execute(system_itself, SaveRoster { booking_roster() }).has_value());
    }

    void step()
    {
        auto& kiosk_of_turn = m_kiosks.at(*rc::gen::inRange<std::size_t>(0, m_kiosks.size()));
        switch (*rc::gen::inRange(0, 7)) {
        case 0:
            return ask(kiosk_of_turn);
        case 1:
        case 2:
            return promise(kiosk_of_turn);
        case 3:
            return deliver(kiosk_of_turn);
        case 4:
            return book_online();
        case 5:
            m_world.clock.advance(Minutes(*rc::gen::inRange(1, 600)));
            return;
        default:
            static_cast<void>(m_world.scheduler().execute(system_itself, CleanUp {}));
            m_world.start();
        }
    }

    /// All come back and deliver, some of it twice.
    void check_end()
    {
        for (auto& each : m_kiosks) {
            while (each.delivered < each.promised.size())
                deliver(each);
            for (auto const& promised : each.promised)
                RC_ASSERT(told(each, promised).code == promised.code);
        }
    }

private:
    void ask(Alone& alone)
    {
        LendSlots command { alone.device, "machine of " + alone.device.value(), {} };
        for (auto const& [id, lease] : alone.held) {
            if (*rc::gen::inRange(0, 3) > 0)
                command.kept.push_back(id);
        }
        for (auto const& promised : alone.promised)
            command.kept.push_back(promised.lease);
        auto const lent = m_world.scheduler().execute(alone.who, command);
        RC_ASSERT(lent.has_value());
        alone.held.clear();
        for (auto const& lease : *lent) {
            bool const is_promised = std::ranges::find(alone.promised, lease.id, &BookLentSlot::lease) != alone.promised.end();
            if (!is_promised)
                alone.held.emplace(lease.id, lease);
        }
    }

    void promise(Alone& alone)
    {
        for (auto const& [id, lease] : alone.held) {
            if (lease.book_until <= m_world.clock.now())
                continue;
            domain::BookingWish const wish { Personal(lease.service), Personal(lease.languages.at(0)), Personal(domain::GenderPreference::any) };
            alone.promised.push_back({ alone.device, id, wish, lease.start, lease.code, m_world.clock.now() });
            alone.held.erase(id);
            return;
        }
    }

    void deliver(Alone& alone)
    {
        if (alone.delivered < alone.promised.size())
            static_cast<void>(told(alone, alone.promised.at(alone.delivered++)));
    }

    domain::Appointment told(Alone const& alone, BookLentSlot const& promised)
    {
        auto made = m_world.scheduler().execute(alone.who, promised);
        if (!made)
            RC_FAIL("a slot that was promised is refused: " + made.error().line());
        RC_ASSERT(made->start == promised.start);
        return std::move(*made);
    }

    /// The first free time of somebody's wish, whoever is quicker.
    void book_online()
    {
        auto const wish = booking(*rc::gen::element("legal", "social"), *rc::gen::element("tr", "ar", "fa"));
        auto const next = m_world.scheduler().ask(ayse, NextOffersQuery { center, wish, m_world.clock.now() });
        RC_ASSERT(next.has_value());
        if (next->empty())
            return;
        auto const hold = m_world.scheduler().execute(ayse, HoldSlot { center, wish, next->back().start });
        RC_ASSERT(hold.has_value());
        RC_ASSERT(m_world.scheduler().execute(ayse, BookAppointment { hold->id }).has_value());
    }

    World m_world;
    std::vector<Alone> m_kiosks { { kiosk, DeviceId("kiosk-1"), {}, {}, 0 }, { second_kiosk, DeviceId("kiosk-2"), {}, {}, 0 } };
};

void live_interleaved(Kind kind, int steps)
{
    Interleaving interleaving(kind);
    for (int step = 0; step < steps; ++step)
        interleaving.step();
    interleaving.check_end();
}

bool keeps_its_word(Kind kind, int runs)
{
    rc::detail::TestParams params;
    params.maxSuccess = runs;
    auto const run = [kind] { live_interleaved(kind, *rc::gen::inRange(5, 40)); };
    return rc::detail::checkTestable(run, rc::detail::TestMetadata { "slot leases", "any order" }, params).is<rc::detail::SuccessResult>();
}

TEST(SlotLeasesProperty, AnyOrder_KeepsWhatWasPromised)
{
    EXPECT_TRUE(keeps_its_word(Kind::memory, 25));
}

TEST(SlotLeasesProperty, AnyOrderOverSqlite_KeepsWhatWasPromised)
{
    EXPECT_TRUE(keeps_its_word(Kind::sqlite, 3));
}

} // namespace
} // namespace zahide::scheduler
