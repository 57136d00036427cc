#pragma once

// Any message, for the tests that send them over the wire and back.

#include "protocol/catalogue.h"
#include "protocol/delivery.h"
#include "protocol/event.h"
#include "protocol/session.h"
#include "protocol/ticket.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>
#include <set>
#include <string>

namespace zahide::protocol {

inline Uuid any_uuid()
{
    std::array<std::uint8_t, 16> bytes {};
    for (auto& byte : bytes)
        byte = *rc::gen::arbitrary<std::uint8_t>();
    return Uuid(bytes);
}

template<class Id>
Id any_slug()
{
    auto const letters = rc::gen::elementOf(std::string("abcxyz019-"));
    auto const size = *rc::gen::inRange(1, 20);
    return Id("a" + *rc::gen::container<std::string>(static_cast<std::size_t>(size), letters) + "b");
}

inline Instant any_instant()
{
    return Instant::from_unix_ms(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000));
}

inline LocalDate any_date()
{
    return LocalDate::from_days(*rc::gen::inRange(0, 60000));
}

template<class Enum>
Enum any_of()
{
    auto const& entries = EnumNames<Enum>::entries;
    return entries[*rc::gen::inRange<std::size_t>(0, entries.size())].value;
}

template<class Make>
auto maybe(Make make) -> std::optional<decltype(make())>
{
    if (*rc::gen::arbitrary<bool>())
        return make();
    return std::nullopt;
}

/// Any Unicode text but NUL, the awkward ones included: quotes, controls, right-to-left, outside the BMP.
inline std::string any_text()
{
    auto const piece = rc::gen::elementOf(std::vector<std::string> { "a", "\"", "\\", "\n", "\x01", "ş", "\u200f", "مرحبا", "😀", "\u2068", "/", "{" });
    std::string text;
    for (auto const& part : *rc::gen::container<std::vector<std::string>>(piece))
        text += part;
    return text.size() > string_bytes_max ? "long" : text;
}

inline domain::LocalizedText any_localized()
{
    domain::LocalizedText text;
    for (auto const* language : { "tr", "en", "ar", "fa" }) {
        if (*rc::gen::arbitrary<bool>())
            text.by_language[LanguageTag(language)] = any_text();
    }
    return text;
}

template<class Id>
Id any_id()
{
    return Id(any_uuid());
}

inline TicketNumber any_number()
{
    return TicketNumber(*rc::gen::inRange(1, 10000));
}

inline CounterNumber any_counter()
{
    return CounterNumber(*rc::gen::inRange(1, 1000));
}

inline domain::Ticket any_ticket()
{
    domain::Ticket ticket;
    ticket.id = any_id<TicketId>();
    ticket.visit = any_id<VisitId>();
    ticket.center = any_slug<CenterId>();
    ticket.number = any_number();
    ticket.local_date = any_date();
    ticket.state = any_of<domain::TicketState>();
    ticket.service = Personal(any_slug<ServiceId>());
    ticket.language = Personal(any_slug<LanguageTag>());
    ticket.priority = Personal(any_of<domain::Priority>());
    ticket.gender = Personal(any_of<domain::GenderPreference>());
    ticket.urgency = Personal(any_of<domain::Urgency>());
    ticket.channel = any_of<domain::Channel>();
    ticket.device = maybe(any_slug<DeviceId>);
    ticket.given_at = any_instant();
    ticket.received_at = any_instant();
    ticket.arrival_at = any_instant();
    ticket.due_at = maybe(any_instant);
    ticket.appointment = maybe(any_id<AppointmentId>);
    ticket.calls = *rc::gen::inRange(0, 1000);
    ticket.first_called_at = maybe(any_instant);
    ticket.called_at = maybe(any_instant);
    ticket.started_at = maybe(any_instant);
    ticket.ended_at = maybe(any_instant);
    ticket.counter = maybe(any_counter);
    ticket.called_by = maybe(any_slug<StaffUserId>);
    ticket.transferred_to = maybe(any_id<TicketId>);
    ticket.transferred_from = maybe(any_id<TicketId>);
    if (*rc::gen::arbitrary<bool>())
        ticket.notes.push_back(any_of<domain::TicketNote>());
    ticket.copy = maybe([] {
        return domain::CopyOrder { any_id<PrintJobId>(), any_slug<DeviceId>(), any_slug<StaffUserId>(), any_instant(), maybe(any_of<domain::CopyEnd>) };
    });
    return ticket;
}

inline CallView any_call()
{
    return { any_id<CallId>(), any_number(), any_date(), any_counter(), any_localized(), any_instant(), *rc::gen::inRange(0, 9), maybe(any_slug<LanguageTag>) };
}

inline StatusReport any_status()
{
    StatusReport report { any_text(), any_text(), any_text(), *rc::gen::inRange(0, 1000), maybe(any_text) };
    if (*rc::gen::arbitrary<bool>())
        report.copies.push_back({ any_id<PrintJobId>(), any_of<domain::CopyEnd>() });
    return report;
}

inline domain::HelpRequest any_help()
{
    return { any_id<HelpRequestId>(), any_slug<CenterId>(), any_slug<DeviceId>(), any_of<domain::HelpKind>(), any_of<domain::HelpState>(),
        Personal(any_slug<LanguageTag>()), any_instant(), maybe(any_instant), maybe(any_slug<StaffUserId>) };
}

inline Minutes any_minutes()
{
    return Minutes(*rc::gen::inRange(0, 500));
}

inline domain::ServiceNeeds any_needs()
{
    return { { { any_of<domain::ProfessionalRole>(), *rc::gen::inRange(1, 5) } }, any_of<domain::Interpreting>(), maybe(any_text), any_minutes(), any_minutes(),
        any_minutes(), any_minutes(), any_minutes(), *rc::gen::inRange(0, 366) };
}

inline domain::Service any_service()
{
    using domain::Service;
    return { any_slug<ServiceId>(), any_localized(), any_localized(), any_text(), any_text(), *rc::gen::element(Service::WalkIn::no, Service::WalkIn::yes),
        *rc::gen::element(Service::Reception::no, Service::Reception::yes), maybe(any_needs) };
}

inline domain::Catalogue any_catalogue()
{
    domain::Catalogue catalogue;
    catalogue.revision = Revision(*rc::gen::inRange<std::int64_t>(0, INT64_MAX));
    catalogue.center = { any_slug<CenterId>(), any_localized(), any_text(), maybe(any_text), any_localized() };
    catalogue.languages = { LanguageTag("tr"), any_slug<LanguageTag>() };
    catalogue.services = { any_service(), any_service() };
    catalogue.counters = { { any_counter(), any_localized() } };
    catalogue.opening = { { static_cast<Weekday>(*rc::gen::inRange(1, 8)), LocalTime::from_minutes(*rc::gen::inRange(0, 700)),
        LocalTime::from_minutes(*rc::gen::inRange(700, 1441)) } };
    catalogue.closures
        = { { any_date(), any_date(), maybe([] { return LocalTime::from_minutes(*rc::gen::inRange(0, 1440)); }), std::nullopt, any_localized() } };
    catalogue.rules.transfer_place = any_of<domain::Place>();
    catalogue.rules.between_calls = Seconds(*rc::gen::inRange(0, 600));
    catalogue.rules.hold_at_kiosk = any_minutes();
    catalogue.rules.hold_at_desk = any_minutes();
    catalogue.rules.hold_extensions_max = *rc::gen::inRange(0, 9);
    catalogue.rules.check_in_before = any_minutes();
    catalogue.rules.check_in_after = any_minutes();
    catalogue.rules.cancelled_closed = any_minutes();
    catalogue.rules.slots_per_service = *rc::gen::inRange(0, 20);
    catalogue.rules.code_tries_max = *rc::gen::inRange(1, 20);
    catalogue.rules.code_tries_window = any_minutes();
    catalogue.rules.filling = any_of<domain::Filling>();
    return catalogue;
}

/// As the next release may send it: with a member that this one doesn't know in every object, but for those whose names are
/// keys (languages and ids).
inline nlohmann::json of_the_next_release(nlohmann::json message)
{
    static std::set<std::string> const keyed { "name", "counter_name", "detail", "services", "waiting_place" };
    if (!message.is_structured())
        return message;
    for (auto const& part : message.items()) {
        if (!message.is_object() || !part.value().is_object() || !keyed.contains(part.key()))
            part.value() = of_the_next_release(part.value());
    }
    if (message.is_object())
        message["of_the_next_release"] = { { "much", { 1, nullptr } } };
    return message;
}

template<class Message>
void expect_same_after_the_wire(Message const& message)
{
    auto const decoded = decode<Message>(encode(message));
    RC_ASSERT(decoded.has_value());
    RC_ASSERT(*decoded == message);
    RC_ASSERT(encode(message).find('\n') == std::string::npos);
    auto const tree = nlohmann::json::parse(encode(message));
    RC_ASSERT(tree.dump().size() == encode(message).size()); // compact, and no member twice
    auto const of_later = decode<Message>(of_the_next_release(tree).dump());
    RC_ASSERT(of_later.has_value());
    RC_ASSERT(*of_later == message);
}

} // namespace zahide::protocol
