// Random bookings in any order, by several at once and with time going on, keep promises 2 and 3 and what is offered true.

#include "booking_world.h"

#include <map>
#include <rapidcheck.h>

namespace zahide::scheduler {
namespace {

constexpr Minutes step_minutes { 4 };

class BookingChaos {
public:
    explicit BookingChaos(Kind kind)
        : m_world(kind)
    {
        RC_ASSERT(m_world.scheduler().execute(system_itself, SaveCatalogue { booking_catalogue() }).has_value());
        RC_ASSERT(m_world.scheduler().execute(system_itself, SaveRoster { booking_roster() }).has_value());
    }

    void step()
    {
        m_world.clock.advance(step_minutes * *rc::gen::inRange(0, 3));
        switch (*rc::gen::inRange(0, 8)) {
        case 0:
        case 1:
            hold_what_is_offered();
            break;
        case 2:
            hold_anything();
            break;
        case 3:
            book();
            break;
        case 4:
            move();
            break;
        case 5:
            cancel();
            break;
        case 6:
            check_in();
            break;
        case 7:
            m_world.start();
            break;
        }
    }

    /// Nobody is taken twice, and whoever has an appointment has all of it.
    void check()
    {
        std::vector<domain::Appointment> appointments;
        RC_ASSERT(m_world.storage().read([&](ports::Transaction const& snapshot) -> Result<void> {
            appointments = ZAHIDE_TRY(snapshot.bookings().starting(center, at("00:00"), at("00:00", today.plus_days(30))));
            m_taken = ZAHIDE_TRY(snapshot.bookings().taken(center, at("00:00"), at("00:00", today.plus_days(30)), m_world.clock.now()));
            return {};
        }));
        for (std::size_t index = 1; index < m_taken.size(); ++index) // in order of resource and time
            RC_ASSERT(m_taken[index - 1].resource != m_taken[index].resource || m_taken[index - 1].to <= m_taken[index].from);
        for (auto const& appointment : appointments) {
            if (!domain::takes_time(appointment.state))
                continue;
            RC_ASSERT(!appointment.assignment.professionals.empty() && appointment.assignment.room.has_value());
            bool const same_language = appointment.wish.language == Personal(LanguageTag("tr"));
            RC_ASSERT(appointment.assignment.interpreter.has_value() != same_language);
            for (auto const& resource : appointment.assignment.resources())
                RC_ASSERT(is_taken(resource, appointment.start, appointment.end));
        }
    }

private:
    domain::Principal who() { return *rc::gen::element(kiosk, second_kiosk, ayse); }

    domain::BookingWish wish()
    {
        return booking(*rc::gen::element("legal", "social"), *rc::gen::element("tr", "fa", "ar"),
            *rc::gen::element(domain::GenderPreference::any, domain::GenderPreference::woman, domain::GenderPreference::man));
    }

    bool is_taken(domain::Resource const& resource, Instant from, Instant to) const
    {
        return std::ranges::any_of(m_taken, [&](domain::Occupation const& each) { return each.resource == resource && each.from <= from && to <= each.to; });
    }

    bool is_offered(domain::BookingWish const& wanted, Instant start)
    {
        auto const view = m_world.scheduler().ask(ayse, AvailabilityQuery { center, wanted, m_zone.local(start).date, 1 });
        return view && std::ranges::find(view->offers, start, &domain::Offer::start) != view->offers.end();
    }

    void keep(domain::Principal const& owner, domain::Hold const& held) { m_holds.emplace_back(owner, held); }

    /// What is offered can be had.
    void hold_what_is_offered()
    {
        auto const wanted = wish();
        auto const view = m_world.scheduler().ask(kiosk, AvailabilityQuery { center, wanted, today, 2 });
        if (!view || view->offers.empty())
            return;
        auto const& offer = view->offers.at(*rc::gen::inRange<std::size_t>(0, view->offers.size()));
        auto const owner = who();
        auto const held = m_world.scheduler().execute(owner, HoldSlot { center, wanted, offer.start });
        if (!held) {
            RC_ASSERT(held.error().code == ErrorCode::limit);
            return;
        }
        RC_ASSERT(held->start == offer.start && held->end == offer.end);
        RC_ASSERT(held->assignment.interpreter.has_value() == (offer.interpreter == domain::WithInterpreter::yes));
        keep(owner, *held);
    }

    /// What is had was offered.
    void hold_anything()
    {
        auto const wanted = wish();
        auto const start = at("09:00") + Minutes(15) * *rc::gen::inRange(0, 2 * 96);
        bool const offered = is_offered(wanted, start);
        auto const owner = who();
        auto const held = m_world.scheduler().execute(owner, HoldSlot { center, wanted, start });
        RC_ASSERT(offered || !held);
        if (held)
            keep(owner, *held);
    }

    void book()
    {
        if (m_holds.empty())
            return;
        auto const [owner, held] = m_holds.at(*rc::gen::inRange<std::size_t>(0, m_holds.size()));
        auto const appointment = m_world.scheduler().execute(owner, BookAppointment { held.id });
        if (!appointment) {
            RC_ASSERT(appointment.error().reason == Reason::hold_gone);
            return;
        }
        RC_ASSERT(appointment->assignment == held.assignment);
        m_appointments.push_back(appointment->id);
    }

    void move()
    {
        if (m_holds.empty() || m_appointments.empty())
            return;
        auto const [owner, held] = m_holds.at(*rc::gen::inRange<std::size_t>(0, m_holds.size()));
        auto const before = any_appointment();
        auto const moved = m_world.scheduler().execute(owner, MoveAppointment { before.id, held.id });
        auto const after = m_world.scheduler().ask(ayse, AppointmentQuery { before.id }).value();
        bool const as_told = moved ? after == *moved && after.claim == held.id && after.code == before.code : after == before;
        RC_ASSERT(as_told);
    }

    /// What was cancelled is offered again.
    void cancel()
    {
        if (m_appointments.empty())
            return;
        auto const before = any_appointment();
        auto const cancelled = m_world.scheduler().execute(ayse, CancelAppointment { before.id });
        if (cancelled && before.start > m_world.clock.now())
            RC_ASSERT(is_offered(before.wish, before.start));
    }

    void check_in()
    {
        if (m_appointments.empty())
            return;
        auto const before = any_appointment();
        auto const checked = m_world.scheduler().execute(kiosk, CheckIn { before.id });
        if (checked) {
            RC_ASSERT(checked->appointment.ticket == checked->ticket.id && checked->ticket.appointment == before.id);
        } else {
            RC_ASSERT(m_world.scheduler().ask(ayse, AppointmentQuery { before.id }).value() == before);
        }
    }

    domain::Appointment any_appointment()
    {
        auto const id = m_appointments.at(*rc::gen::inRange<std::size_t>(0, m_appointments.size()));
        return m_world.scheduler().ask(ayse, AppointmentQuery { id }).value();
    }

    World m_world;
    unicode::Zone m_zone = unicode::Zone::create("Europe/Istanbul").value();
    std::vector<std::pair<domain::Principal, domain::Hold>> m_holds;
    std::vector<AppointmentId> m_appointments;
    std::vector<domain::Occupation> m_taken;
};

void live(Kind kind, int steps)
{
    BookingChaos chaos(kind);
    for (int count = 0; count < steps; ++count) {
        chaos.step();
        if (count % 8 == 0)
            chaos.check();
    }
    chaos.check();
}

TEST(BookingPromises, AnyCommands_BookNobodyTwiceAndAllOrNothing)
{
    EXPECT_TRUE(rc::check([] { live(Kind::memory, *rc::gen::inRange(0, 60)); }));
}

TEST(BookingPromises, AnyCommandsOverSqlite_BookNobodyTwiceAndAllOrNothing)
{
    rc::detail::TestParams params;
    params.maxSuccess = 2;
    auto const long_day = [] { live(Kind::sqlite, 200); };
    auto const result = rc::detail::checkTestable(long_day, rc::detail::TestMetadata { "sqlite", "long day" }, params);
    EXPECT_TRUE(result.is<rc::detail::SuccessResult>());
}

} // namespace
} // namespace zahide::scheduler
