#pragma once

// A center that is open day and night, with a roster of the test's own, and what a booking takes over HTTP.

#include "api_harness.h"
#include "scheduler/booking_commands.h"

namespace zahide::http {

class BookingTest : public ApiTest {
protected:
    inline static CenterId const center { "zahide-nine" };
    /// 10:00 on a Monday in Istanbul.
    inline static Instant const morning = Instant::parse("2026-11-23T07:00:00Z").value();

    BookingTest()
    {
        m_clock.set(morning);
        auto catalogue = m_scheduler->ask(domain::SystemPrincipal {}, scheduler::CatalogueQuery { center }).value();
        catalogue.opening.clear();
        for (int day = 1; day <= 7; ++day)
            catalogue.opening.push_back({ static_cast<Weekday>(day), LocalTime(), LocalTime::from_minutes(24 * 60) });
        catalogue.closures.clear();
        catalogue.rules = {};
        for (auto& service : catalogue.services) {
            service.needs.reset();
            if (service.id == ServiceId("legal"))
                service.needs = needs_of(domain::ProfessionalRole::lawyer, "legal-room");
            if (service.id == ServiceId("psychological"))
                service.needs = needs_of(domain::ProfessionalRole::psychologist, "quiet-room");
            if (service.id == ServiceId("social"))
                service.needs = needs_of(domain::ProfessionalRole::social_worker, "social-room");
        }
        setup(scheduler::SaveCatalogue { catalogue });
    }

    [[nodiscard]] static domain::ServiceNeeds needs_of(domain::ProfessionalRole role, std::string room_kind)
    {
        domain::ServiceNeeds needs;
        needs.roles = { { role, 1 } };
        needs.room_kind = std::move(room_kind);
        needs.duration = Minutes(30);
        needs.grid = Minutes(30);
        return needs;
    }

    /// At work day and night.
    [[nodiscard]] static domain::Professional professional(
        std::string const& id, domain::ProfessionalRole role, std::vector<LanguageTag> languages, domain::Gender gender = domain::Gender::woman)
    {
        domain::Professional professional;
        professional.id = ProfessionalId(id);
        professional.name = "Somebody";
        professional.role = role;
        professional.gender = gender;
        professional.languages = std::move(languages);
        domain::Schedule schedule;
        schedule.valid_from = LocalDate::create(2026, 1, 1).value();
        for (int day = 1; day <= 7; ++day)
            schedule.hours.push_back({ static_cast<Weekday>(day), LocalTime(), LocalTime::from_minutes(24 * 60) });
        professional.schedules = { std::move(schedule) };
        return professional;
    }

    [[nodiscard]] static domain::Room room(std::string const& id, std::string const& kind)
    {
        domain::LocalizedText name;
        name.by_language[LanguageTag("tr")] = id;
        return { RoomId(id), name, kind, {} };
    }

    /// One lawyer, one interpreter for Persian, one room.
    [[nodiscard]] static domain::Roster small_roster()
    {
        using enum domain::ProfessionalRole;
        return { center,
            { professional("zehra", lawyer, { LanguageTag("tr") }), professional("parisa", interpreter, { LanguageTag("tr"), LanguageTag("fa") }) },
            { room("room-1", "legal-room") } };
    }

    /// A kiosk that is logged in.
    [[nodiscard]] Secret add_kiosk(std::string const& id)
    {
        domain::Device device;
        device.id = DeviceId(id);
        device.center = center;
        device.kind = domain::DeviceKind::kiosk;
        device.public_key = "key of " + id;
        setup(scheduler::SaveDevice { device });
        return m_scheduler->execute(domain::SystemPrincipal {}, scheduler::OpenSession { device.id }).value().token;
    }

    /// Somebody of the desk who is logged in.
    [[nodiscard]] Secret add_desk(std::string const& login)
    {
        add_staff(login);
        return log_in(login);
    }

    [[nodiscard]] static Json wish(Instant start, std::string const& service = "legal", std::string const& language = "fa")
    {
        return { { "service", service }, { "language", language }, { "gender", "any" }, { "start", start.text() } };
    }

    Answer hold(Instant start, Secret const& token) { return post("/v1/centers/zahide-nine/holds", wish(start), token); }

    /// Held and booked: the appointment.
    Json book(Instant start, Secret const& token)
    {
        auto const held = hold(start, token);
        EXPECT_EQ(held.status, 201) << held.text;
        auto const booked = post("/v1/appointments", { { "hold", held.body.value("id", "") } }, token);
        EXPECT_EQ(booked.status, 201) << booked.text;
        return booked.body.value("appointment", Json::object());
    }

    /// The starts offered for legal advice in Persian in the two days from today on.
    std::vector<std::string> offered(Secret const& token)
    {
        auto const answer = get("/v1/centers/zahide-nine/availability?service=legal&language=fa&from=2026-11-23&days=2", token);
        EXPECT_EQ(answer.status, 200) << answer.text;
        std::vector<std::string> starts;
        for (auto const& offer : answer.body.value("starts", Json::array()))
            starts.push_back(offer.value("start", ""));
        return starts;
    }

    [[nodiscard]] bool is_offered(Instant start, Secret const& token)
    {
        auto const starts = offered(token);
        return std::find(starts.begin(), starts.end(), start.text()) != starts.end();
    }

    static std::string path_of(Json const& appointment, std::string const& step) { return "/v1/appointments/" + appointment.value("id", "") + "/" + step; }
};

} // namespace zahide::http
