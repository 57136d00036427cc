#include "protocol/catalogue.h"
#include "protocol/event.h"
#include "protocol/session.h"
#include "protocol/ticket.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace zahide::protocol {
namespace {

Uuid any_uuid()
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

Instant any_instant()
{
    return Instant::from_unix_ms(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000));
}

LocalDate any_date()
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
std::string any_text()
{
    auto const piece = rc::gen::elementOf(std::vector<std::string> { "a", "\"", "\\", "\n", "\x01", "ş", "\u200f", "مرحبا", "😀", "\u2068", "/", "{" });
    std::string text;
    for (auto const& part : *rc::gen::container<std::vector<std::string>>(piece))
        text += part;
    return text.size() > string_bytes_max ? "long" : text;
}

domain::LocalizedText any_localized()
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

TicketNumber any_number()
{
    return TicketNumber(*rc::gen::inRange(1, 10000));
}

CounterNumber any_counter()
{
    return CounterNumber(*rc::gen::inRange(1, 1000));
}

domain::Ticket any_ticket()
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
    return ticket;
}

CallView any_call()
{
    return { any_id<CallId>(), any_number(), any_date(), any_counter(), any_localized(), any_instant(), *rc::gen::inRange(0, 9), maybe(any_slug<LanguageTag>) };
}

StatusReport any_status()
{
    return { any_text(), any_text(), any_text(), *rc::gen::inRange(0, 1000), maybe(any_text) };
}

domain::HelpRequest any_help()
{
    return { any_id<HelpRequestId>(), any_slug<CenterId>(), any_slug<DeviceId>(), any_of<domain::HelpKind>(), any_of<domain::HelpState>(),
        Personal(any_slug<LanguageTag>()), any_instant(), maybe(any_instant), maybe(any_slug<StaffUserId>) };
}

domain::Service any_service()
{
    using domain::Service;
    return { any_slug<ServiceId>(), any_localized(), any_localized(), any_text(), any_text(), *rc::gen::element(Service::WalkIn::no, Service::WalkIn::yes),
        *rc::gen::element(Service::Reception::no, Service::Reception::yes) };
}

domain::Catalogue any_catalogue()
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
    return catalogue;
}

template<class Message>
void expect_same_after_the_wire(Message const& message)
{
    auto const decoded = decode<Message>(encode(message));
    RC_ASSERT(decoded.has_value());
    RC_ASSERT(*decoded == message);
    RC_ASSERT(encode(message).find('\n') == std::string::npos);
}

TEST(Codec, Tickets_ComeBackAsTheyWent)
{
    EXPECT_TRUE(rc::check([] {
        expect_same_after_the_wire(any_ticket());
        expect_same_after_the_wire(TicketReply { maybe(any_ticket) });
        expect_same_after_the_wire(TransferReply { any_ticket(), any_ticket() });
        expect_same_after_the_wire(TicketEvent { any_ticket() });
    }));
}

TEST(Codec, NewTickets_ComeBackAsTheyWent)
{
    EXPECT_TRUE(rc::check([] {
        NewTicket ticket { Personal(any_slug<ServiceId>()), Personal(any_slug<LanguageTag>()), Personal(any_of<domain::Priority>()),
            Personal(any_of<domain::GenderPreference>()), std::nullopt };
        ticket.given = maybe([] {
            return GivenTicket { any_id<TicketId>(), any_id<VisitId>(), any_number(), any_date(), any_id<LeaseId>(), any_instant(), any_of<domain::Urgency>() };
        });
        expect_same_after_the_wire(ticket);
        expect_same_after_the_wire(
            TransferRequest { Personal(any_slug<ServiceId>()), maybe([] { return *rc::gen::element(KeepArrival::no, KeepArrival::yes); }) });
        expect_same_after_the_wire(CallRequest { any_id<TicketId>(), *rc::gen::element(FinishCurrent::no, FinishCurrent::yes) });
        expect_same_after_the_wire(CallNextRequest { *rc::gen::element(FinishCurrent::no, FinishCurrent::yes) });
    }));
}

TEST(Codec, Catalogues_ComeBackAsTheyWent)
{
    EXPECT_TRUE(rc::check([] {
        auto const catalogue = any_catalogue();
        expect_same_after_the_wire(catalogue);
        expect_same_after_the_wire(ServiceList { catalogue.services });
    }));
}

TEST(Codec, QueuesCallsAndEvents_ComeBackAsTheyWent)
{
    EXPECT_TRUE(rc::check([] {
        CounterView const counter { any_counter(), any_localized(), maybe([] {
                                       return StaffName { any_slug<StaffUserId>(), any_text() };
                                   }),
            maybe(any_id<TicketId>) };
        expect_same_after_the_wire(QueueView { Revision(7), any_instant(), { any_ticket() }, { counter }, { any_help() } });
        expect_same_after_the_wire(CallList { Revision(8), { any_call(), any_call() } });
        expect_same_after_the_wire(CallEvent { any_call() });
        expect_same_after_the_wire(CallEnd { any_number(), any_id<CallId>() });
        expect_same_after_the_wire(HelpEvent { any_help() });
        expect_same_after_the_wire(RevisionNotice { Revision(*rc::gen::inRange<std::int64_t>(0, INT64_MAX)) });
        WaitEvent wait;
        wait.services[any_slug<ServiceId>()] = { *rc::gen::inRange(0, 99), maybe([] { return *rc::gen::inRange(0, 99); }), std::nullopt };
        expect_same_after_the_wire(wait);
    }));
}

TEST(Codec, DeviceMessages_ComeBackAsTheyWent)
{
    EXPECT_TRUE(rc::check([] {
        expect_same_after_the_wire(LeaseRequest { any_date(), any_text() });
        expect_same_after_the_wire(LentNumbers { any_id<LeaseId>(), any_date(), any_number(), any_number(), any_instant() });
        expect_same_after_the_wire(any_status());
        DeviceView const view { any_slug<DeviceId>(), any_slug<CenterId>(), any_of<domain::DeviceKind>(), maybe(any_instant), maybe(any_status) };
        expect_same_after_the_wire(DeviceList { { view } });
        expect_same_after_the_wire(DeviceEvent { view });
        expect_same_after_the_wire(
            NewHelpRequest { any_id<HelpRequestId>(), any_of<domain::HelpKind>(), any_slug<DeviceId>(), Personal(any_slug<LanguageTag>()) });
    }));
}

TEST(Codec, Sessions_ComeBackAsTheyWent)
{
    StaffSession const session { { StaffUserId("ayse"), "Ayşe \"A\"", domain::StaffRole::coordinator, CenterId("z9"), { ServiceId("legal") }, {} },
        Secret("token"), Instant::from_unix_ms(1) };
    auto const decoded = decode<StaffSession>(encode(session));
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->staff, session.staff);
    EXPECT_EQ(decoded->token->reveal(), "token");
    EXPECT_EQ(decoded->expires_at, session.expires_at);
    auto const login = decode<StaffLogin>(encode(StaffLogin { "ayse", Secret("p\"w") }));
    ASSERT_TRUE(login);
    EXPECT_EQ(login->password.reveal(), "p\"w");
}

} // namespace
} // namespace zahide::protocol
