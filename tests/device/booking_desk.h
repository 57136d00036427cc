#pragma once

#include "device/event.h"
#include "protocol/booking.h"
#include "protocol/problem.h"
#include "virtual.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace zahide::device_tests {

/// Holds and appointments by the contract of the HTTP API: one place, whose every start can be taken once.
class BookingDesk {
public:
    using Reply = std::pair<int, std::string>;

    /// Nothing for a target that is not about appointments.
    [[nodiscard]] std::optional<Reply> decide(device::Send const& send)
    {
        if (send.target.find("/availability?") != std::string::npos) {
            asked_for = send.target;
            return Reply { 200, protocol::encode(protocol::AvailabilityReply { { offer(start_of(0)) }, {} }) };
        }
        if (send.target.ends_with("/holds"))
            return hold(protocol::decode<protocol::NewHold>(send.body).value());
        if (send.target == "/v1/appointments")
            return book(protocol::decode<protocol::HoldReference>(send.body).value().hold);
        if (send.target.ends_with("/appointments/lookup"))
            return find(protocol::decode<protocol::CodeLookup>(send.body).value().code.reveal());
        auto const parts = split(send.target);
        if (parts.first == "holds")
            return release(HoldId(Uuid::parse(parts.second.first).value()));
        if (parts.first == "appointments")
            return change(AppointmentId(Uuid::parse(parts.second.first).value()), parts.second.second, send.body);
        return std::nullopt;
    }

    static Instant start_of(int number) { return Instant::parse("2026-11-24T06:30:00Z").value() + Milliseconds(number * 3'600'000LL); }
    [[nodiscard]] int booked() const
    {
        int count = 0;
        for (auto const& [id, view] : appointments)
            count += view.state == domain::AppointmentState::booked ? 1 : 0;
        return count;
    }

    std::map<HoldId, Instant> holds;
    std::map<AppointmentId, protocol::AppointmentView> appointments;
    std::optional<Reply> check_in_refusal;
    std::string asked_for;
    int releases = 0;
    int cancels = 0;
    Instant hold_ends = Instant::parse("2026-11-23T07:10:00Z").value();

    static Reply problem(Error const& error, std::optional<protocol::SlotTaken> taken = std::nullopt)
    {
        auto problem = protocol::problem_of(error);
        problem.slot_taken = std::move(taken);
        return { problem.status, protocol::encode(problem) };
    }
    static Reply problem(Reason reason) { return problem(fail(reason, "no").value()); }

private:
    static std::pair<std::string, std::pair<std::string, std::string>> split(std::string const& target)
    {
        auto const id = target.find('/', 4);
        auto const what = target.find('/', id + 1);
        return { target.substr(4, id - 4), { target.substr(id + 1, what - id - 1), target.substr(what + 1) } };
    }
    static domain::Offer offer(Instant start)
    {
        return { start, start + Milliseconds(1'800'000), { LocalDate::create(2026, 11, 24).value(), LocalTime::create(9, 30).value() },
            domain::WithInterpreter::no };
    }
    [[nodiscard]] bool is_taken(Instant start) const
    {
        for (auto const& [id, held] : holds) {
            if (held == start)
                return true;
        }
        for (auto const& [id, view] : appointments) {
            if (view.start == start && view.state != domain::AppointmentState::cancelled)
                return true;
        }
        return false;
    }
    Reply hold(protocol::NewHold const& wanted)
    {
        if (is_taken(wanted.start))
            return problem(fail(Reason::slot_taken, "gone", "start").value(), protocol::SlotTaken { { offer(start_of(3)) } });
        HoldId const id(Uuid::generate(m_random));
        holds.emplace(id, wanted.start);
        return { 201,
            protocol::encode(protocol::HoldView { id, wanted.start, wanted.start + Milliseconds(1'800'000), hold_ends, domain::WithInterpreter::yes, {} }) };
    }
    Reply release(HoldId const& id)
    {
        ++releases;
        return holds.erase(id) > 0 ? Reply { 204, {} } : problem(Reason::hold_gone);
    }
    Reply book(HoldId const& hold)
    {
        auto const found = holds.find(hold);
        if (found == holds.end())
            return problem(Reason::hold_gone);
        protocol::AppointmentView view;
        view.id = AppointmentId(Uuid::generate(m_random));
        view.center = CenterId("zahide-nine");
        view.code = Personal(domain::AppointmentCode::generate(m_random));
        view.wish = { Personal(ServiceId("legal")), Personal(LanguageTag("fa")), Personal(domain::GenderPreference::any) };
        view.start = found->second;
        view.end = view.start + Milliseconds(1'800'000);
        holds.erase(found);
        appointments.emplace(view.id, view);
        return { 201, protocol::encode(protocol::AppointmentReply { view }) };
    }
    Reply find(domain::AppointmentCode const& code) const
    {
        for (auto const& [id, view] : appointments) {
            if (view.code->reveal() == code)
                return { 200, protocol::encode(protocol::AppointmentReply { view }) };
        }
        return problem(Reason::unknown_code);
    }
    Reply change(AppointmentId const& id, std::string const& what, std::string const& body)
    {
        auto const found = appointments.find(id);
        if (found == appointments.end())
            return problem(fail(ErrorCode::not_found, "no such appointment").value());
        auto& view = found->second;
        if (view.state == domain::AppointmentState::cancelled)
            return problem(fail(ErrorCode::conflict, "its state forbids it").value());
        if (what == "check-in")
            return check_in(view);
        if (what == "cancel") {
            ++cancels;
            view.state = domain::AppointmentState::cancelled;
            return { 200, protocol::encode(protocol::AppointmentReply { view }) };
        }
        auto const hold = holds.find(protocol::decode<protocol::HoldReference>(body).value().hold);
        if (hold == holds.end())
            return problem(Reason::hold_gone);
        view.start = hold->second;
        ++view.moves;
        holds.erase(hold);
        return { 200, protocol::encode(protocol::AppointmentReply { view }) };
    }
    Reply check_in(protocol::AppointmentView& view)
    {
        if (check_in_refusal)
            return *check_in_refusal;
        domain::Ticket ticket;
        ticket.id = TicketId(Uuid::generate(m_random));
        ticket.visit = VisitId(Uuid::generate(m_random));
        ticket.center = view.center;
        ticket.number = TicketNumber(412);
        ticket.local_date = LocalDate::create(2026, 11, 24).value();
        ticket.service = view.wish.service;
        ticket.language = view.wish.language;
        view.state = domain::AppointmentState::arrived;
        return { 200, protocol::encode(protocol::CheckInReply { view, ticket }) };
    }

    SeededRandom m_random { 7 };
};

} // namespace zahide::device_tests
