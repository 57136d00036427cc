#include "generators.h"

namespace zahide::protocol {
namespace {

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
        expect_same_after_the_wire(CopyRequest { maybe(any_slug<DeviceId>) });
        expect_same_after_the_wire(MarkServedRequest { { any_id<TicketId>(), any_id<TicketId>() } });
        expect_same_after_the_wire(MarkServedReply { { any_id<TicketId>() }, { { any_id<TicketId>(), any_of<domain::WhyLeft>() } } });
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
        StatusNoted noted { any_text(), Revision(7), Revision(5), maybe(any_instant), maybe([] { return *rc::gen::inRange(0, 99); }) };
        noted.copies.push_back({ any_id<PrintJobId>(), any_number(), any_date(), any_instant(), Personal(any_slug<LanguageTag>()),
            *rc::gen::element(CopyWanted::print, CopyWanted::told) });
        expect_same_after_the_wire(noted);
        expect_same_after_the_wire(NumberReturn { any_id<LeaseId>(), any_number(), any_number() });
        expect_same_after_the_wire(Renewal { *rc::gen::inRange(0, 99), *rc::gen::inRange(0, 99) });
        DeviceView view { any_slug<DeviceId>(), any_slug<CenterId>(), any_of<domain::DeviceKind>(), maybe(any_instant), maybe(any_status) };
        view.rival_at = maybe(any_instant);
        expect_same_after_the_wire(DeviceList { { view } });
        expect_same_after_the_wire(DeviceEvent { view });
        expect_same_after_the_wire(
            NewHelpRequest { any_id<HelpRequestId>(), any_of<domain::HelpKind>(), any_slug<DeviceId>(), Personal(any_slug<LanguageTag>()) });
    }));
}

TEST(Codec, Deliveries_ComeBackAsTheyWent)
{
    EXPECT_TRUE(rc::check([] {
        expect_same_after_the_wire(
            DeliveryBatch { { { any_id<IdempotencyKey>(), any_text(), Personal(any_text()) } }, maybe([] { return *rc::gen::inRange(0, 99); }) });
        expect_same_after_the_wire(DeliveryAnswers { { { any_id<IdempotencyKey>(), *rc::gen::inRange(100, 600), maybe(any_text) } } });
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
