#include "world.h"

namespace zahide::scheduler {
namespace {

using AccessTest = SchedulerTest;
INSTANTIATE_TEST_SUITE_P(Over, AccessTest, ::testing::Values(Kind::memory, Kind::sqlite), name_of_kind);

TEST_P(AccessTest, Login_IsByPasswordAndTakesAsLongForNobody)
{
    auto const& scheduler = m_world.scheduler();
    EXPECT_EQ(scheduler.check_login("ayse", Secret("secret")).value().id, StaffUserId("ayse"));
    auto const wrong = scheduler.check_login("ayse", Secret("guess"));
    auto const nobody = scheduler.check_login("nobody", Secret("guess"));
    ASSERT_FALSE(wrong);
    ASSERT_FALSE(nobody);
    EXPECT_EQ(wrong.error(), nobody.error()) << "neither says which of the two was wrong";
    EXPECT_EQ(wrong.error().code, ErrorCode::unauthorized);
    EXPECT_EQ(m_world.passwords.verified, 3) << "an unknown login is hashed as well";
}

TEST_P(AccessTest, Session_IsFoundByItsTokenUntilItEnds)
{
    auto const& scheduler = m_world.scheduler();
    auto const opened = done(system_itself, OpenSession { StaffUserId("ayse") });
    auto const found = scheduler.authenticate(opened.token);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->principal, ayse);
    EXPECT_EQ(found->staff->login, "ayse");
    EXPECT_FALSE(scheduler.authenticate(Secret("another token")));
    EXPECT_EQ(refused(mehmet, EndSession { opened.session }), ErrorCode::forbidden);
    done(ayse, EndSession { opened.session });
    EXPECT_EQ(scheduler.authenticate(opened.token).error().code, ErrorCode::unauthorized);
    EXPECT_EQ(refused(ayse, OpenSession { StaffUserId("ayse") }), ErrorCode::forbidden) << "only who has checked the password may open";
}

TEST_P(AccessTest, Session_EndsWithItsTimeTheBlockAndANewPassword)
{
    auto const& scheduler = m_world.scheduler();
    auto const open = [&] { return done(system_itself, OpenSession { StaffUserId("ayse") }); };
    auto const expiring = open();
    m_world.clock.set(expiring.expires_at - Milliseconds(1));
    EXPECT_TRUE(scheduler.authenticate(expiring.token));
    m_world.clock.set(expiring.expires_at);
    EXPECT_FALSE(scheduler.authenticate(expiring.token));

    auto const changed = open();
    domain::StaffUser user { StaffUserId("ayse"), center, "ayse", "Ayşe" };
    done(system_itself, SaveStaff { user });
    EXPECT_TRUE(scheduler.authenticate(changed.token)) << "a new name ends nothing";
    user.password_hash = "hash of another";
    done(system_itself, SaveStaff { user });
    EXPECT_FALSE(scheduler.authenticate(changed.token));
    EXPECT_TRUE(scheduler.check_login("ayse", Secret("another")));

    auto const blocked = open();
    user.standing = domain::Standing::blocked;
    done(system_itself, SaveStaff { user });
    EXPECT_FALSE(scheduler.authenticate(blocked.token));
    EXPECT_FALSE(scheduler.check_login("ayse", Secret("another")));
}

TEST_P(AccessTest, LoggingOut_LeavesTheCounterUnlessSomebodyIsThere)
{
    auto const at_first_counter = [&] { return asked(mehmet, QueueQuery { center }).counters[0].staff.has_value(); };
    auto const ticket = desk_ticket();
    next(ayse, 1);
    done(ayse, EndSession { done(system_itself, OpenSession { StaffUserId("ayse") }).session });
    EXPECT_TRUE(at_first_counter()) << "somebody is there";
    moved(ticket.id, DeskMove::park);
    done(ayse, EndSession { done(system_itself, OpenSession { StaffUserId("ayse") }).session });
    EXPECT_FALSE(at_first_counter());
    next(ayse, 1);
    EXPECT_TRUE(at_first_counter());
    m_world.clock.advance(std::chrono::hours(24));
    done(system_itself, CleanUp {});
    EXPECT_FALSE(at_first_counter()) << "nobody sits there over night";
}

TEST_P(AccessTest, Device_ProvesItsKey)
{
    auto const& scheduler = m_world.scheduler();
    std::string const signature = "key of kiosk-1 signs " + ports::device_session_text("kiosk-1", "challenge");
    EXPECT_EQ(scheduler.check_device(DeviceId("kiosk-1"), "challenge", signature).value().id, DeviceId("kiosk-1"));
    EXPECT_FALSE(scheduler.check_device(DeviceId("kiosk-1"), "another", signature));
    EXPECT_FALSE(scheduler.check_device(DeviceId("kiosk-2"), "challenge", signature));
    EXPECT_FALSE(scheduler.check_device(DeviceId("kiosk-9"), "challenge", signature));
    auto const opened = done(system_itself, OpenSession { DeviceId("kiosk-1") });
    EXPECT_EQ(scheduler.authenticate(opened.token)->principal, kiosk);
    domain::Device device { DeviceId("kiosk-1"), center, domain::DeviceKind::kiosk, "a new key" };
    done(system_itself, SaveDevice { device });
    EXPECT_FALSE(scheduler.authenticate(opened.token)) << "a new key ends its sessions";
}

TEST_P(AccessTest, SecondMachineWithAKiosksKey_IsRefusedWhileTheFirstIsThere)
{
    auto const& scheduler = m_world.scheduler();
    OpenSession const own { DeviceId("kiosk-1"), "machine-1" };
    OpenSession const copy { DeviceId("kiosk-1"), "machine-2" };
    ReportStatus const report { DeviceId("kiosk-1"), { Instant(), "0.1.0", "ready", "ok", 0, "home" } };
    auto const opened = done(system_itself, own);
    done(kiosk, report);
    m_world.clock.advance(Minutes(14));
    EXPECT_EQ(refused(system_itself, copy), ErrorCode::conflict);
    EXPECT_TRUE(scheduler.authenticate(opened.token)) << "the rightful one goes on";
    done(system_itself, own);
    done(system_itself, OpenSession { DeviceId("kiosk-1") }); // an earlier release tells none
    done(kiosk, report);
    m_world.clock.advance(Minutes(16));
    auto const moved = done(system_itself, copy);
    EXPECT_FALSE(scheduler.authenticate(opened.token)) << "the first has to ask again, and is the later one now";
    EXPECT_TRUE(scheduler.authenticate(moved.token));
    done(kiosk, report);
    EXPECT_EQ(refused(system_itself, own), ErrorCode::conflict);
    EXPECT_EQ(refused(system_itself, OpenSession { DeviceId("kiosk-1"), std::string(1'000, 'm') }), ErrorCode::invalid);
}

TEST_P(AccessTest, RefusedMachine_IsToldToTheStaffUntilTheKioskHasANewKey)
{
    done(system_itself, OpenSession { DeviceId("kiosk-1"), "machine-1" });
    done(kiosk, ReportStatus { DeviceId("kiosk-1"), { Instant(), "0.1.0", "ready", "ok", 0, "home" } });
    auto const before = m_world.scheduler().newest_revision().value();
    done(system_itself, NoteRival { DeviceId("kiosk-1") });
    EXPECT_GT(m_world.scheduler().newest_revision().value(), before);
    auto device = asked(ayse, DevicesQuery { center })[1];
    EXPECT_EQ(device.rival_at, m_world.clock.now());
    EXPECT_EQ(refused(kiosk, NoteRival { DeviceId("kiosk-1") }), ErrorCode::forbidden);
    done(system_itself, SaveDevice { device });
    EXPECT_TRUE(asked(ayse, DevicesQuery { center })[1].rival_at.has_value());
    device.public_key = "a new key";
    done(system_itself, SaveDevice { device });
    EXPECT_EQ(asked(ayse, DevicesQuery { center })[1].rival_at, std::nullopt);
    done(system_itself, OpenSession { DeviceId("kiosk-1"), "machine-2" }); // the key was put into another machine
}

TEST_P(AccessTest, Staff_AreCheckedBeforeTheyAreSaved)
{
    domain::StaffUser user { StaffUserId("zeynep"), center, "zeynep", "Zeynep" };
    EXPECT_EQ(refused(system_itself, SaveStaff { user }), ErrorCode::invalid);
    EXPECT_EQ(m_refusal.where, "password");
    user.password_hash = "h";
    user.services = { ServiceId("massage") };
    EXPECT_EQ(refused(system_itself, SaveStaff { user }), ErrorCode::invalid);
    user.services.clear();
    user.login = "ayse";
    EXPECT_EQ(refused(system_itself, SaveStaff { user }), ErrorCode::conflict);
    user.login = "zeynep";
    EXPECT_EQ(refused(ayse, SaveStaff { user }), ErrorCode::forbidden) << "the front desk does not";
    EXPECT_EQ(refused(stranger, SaveStaff { user }), ErrorCode::forbidden) << "nor another center's coordinator";
    user.center = CenterId("nowhere");
    EXPECT_EQ(refused(system_itself, SaveStaff { user }), ErrorCode::not_found);
    EXPECT_FALSE(m_world.scheduler().hash_password(Secret("short")));
    EXPECT_TRUE(m_world.scheduler().hash_password(Secret("long enough")));
}

TEST_P(AccessTest, Catalogue_KeepsItsRevisionUntilItChanges)
{
    auto catalogue = sample_catalogue(center);
    auto const stored = asked(kiosk, CatalogueQuery { center });
    EXPECT_GT(stored.revision, Revision(0));
    EXPECT_EQ(done(system_itself, SaveCatalogue { catalogue }).revision, stored.revision);
    catalogue.services.pop_back();
    auto const changed = done(system_itself, SaveCatalogue { catalogue });
    EXPECT_GT(changed.revision, stored.revision);
    EXPECT_EQ(asked(kiosk, CatalogueQuery { center }), changed);
    catalogue.center.zone = "Mars/Olympus";
    EXPECT_EQ(refused(system_itself, SaveCatalogue { catalogue }), ErrorCode::invalid);
    EXPECT_EQ(m_refusal.where, "center.zone");
}

TEST_P(AccessTest, SameKeyAndRequest_AreAnsweredTheSameAndDoneOnce)
{
    auto const& scheduler = m_world.scheduler();
    Once const once { IdempotencyKey(Uuid::generate(m_world.random)), "digest" };
    auto const encode = [](domain::Ticket const& ticket) { return ports::StoredResponse { 201, "ticket " + std::to_string(ticket.number.value()) }; };
    auto const ask = [&](domain::Principal const& who, Once const& how) -> Result<ports::StoredResponse> {
        std::optional<ports::StoredResponse> response;
        auto const result = ports::transact_one(m_world.storage(), [&](ports::Transaction& transaction) -> Result<void> {
            response = ZAHIDE_TRY(scheduler.answer(transaction, who, how, IssueTicket { center, wish() }, encode));
            return {};
        });
        if (!result)
            return fail(result.error());
        return std::move(*response);
    };
    EXPECT_EQ(ask(ayse, once)->body, "ticket 1");
    EXPECT_EQ(ask(ayse, once)->body, "ticket 1");
    EXPECT_EQ(ask(ayse, once)->status, 201);
    EXPECT_EQ(asked(ayse, QueueQuery { center }).tickets.size(), 1U);
    EXPECT_EQ(ask(ayse, { once.key, "another request" }).error().where, "Idempotency-Key");
    EXPECT_EQ(ask(mehmet, once)->body, "ticket 2") << "a key is the asker's own";
    EXPECT_FALSE(ask(stranger, once));
    EXPECT_FALSE(ask(stranger, once)) << "failures are decided again";
}

TEST_P(AccessTest, CleanUp_ClosesFormerDaysAndDropsWhatHasExpired)
{
    auto const waiting = desk_ticket();
    auto const served = desk_ticket();
    done(ayse, CallTicket { CounterNumber(1), served.id });
    moved(served.id, DeskMove::start);
    auto const called = desk_ticket();
    done(mehmet, CallTicket { CounterNumber(2), called.id });
    auto const session = done(system_itself, OpenSession { StaffUserId("ayse") });
    EXPECT_EQ(refused(ayse, CleanUp {}), ErrorCode::forbidden);
    done(system_itself, CleanUp {});
    EXPECT_EQ(asked(ayse, TicketQuery { waiting.id }).state, domain::TicketState::waiting) << "the day is not over";
    m_world.clock.advance(std::chrono::hours(24));
    done(system_itself, CleanUp {});
    EXPECT_EQ(asked(ayse, TicketQuery { waiting.id }).state, domain::TicketState::cancelled);
    EXPECT_EQ(asked(ayse, TicketQuery { served.id }).state, domain::TicketState::done);
    EXPECT_EQ(asked(ayse, TicketQuery { called.id }).state, domain::TicketState::noshow);
    EXPECT_FALSE(m_world.scheduler().authenticate(session.token));
    EXPECT_EQ(desk_ticket().number, TicketNumber(1));
    EXPECT_TRUE(next(ayse, 1));
}

TEST_P(AccessTest, CleanUp_SettlesRequestsForHelpOfFormerDays)
{
    auto const help = done(kiosk, AskHelp { HelpRequestId(Uuid::generate(m_world.random)), center, domain::HelpKind::come, Personal(LanguageTag("ar")) });
    done(system_itself, CleanUp {});
    EXPECT_EQ(asked(ayse, QueueQuery { center }).help_requests.size(), 1U) << "the day is not over";
    m_world.clock.advance(std::chrono::hours(24));
    done(system_itself, CleanUp {});
    EXPECT_TRUE(asked(ayse, QueueQuery { center }).help_requests.empty());
    EXPECT_EQ(done(ayse, SettleHelp { help.id }).state, domain::HelpState::done) << "still known";
}

TEST_P(AccessTest, CleanUpAfterTheClockJumped_ForgetsNothingForADay)
{
    auto const delivery = m_world.delivery(lease(), 1);
    auto const ticket = done(kiosk, delivery);
    EXPECT_FALSE(done(system_itself, CleanUp {}).purge_held_until);
    auto const before = m_world.clock.now();
    m_world.clock.advance(std::chrono::hours(24 * 365));
    EXPECT_TRUE(done(system_itself, CleanUp {}).purge_held_until);
    EXPECT_TRUE(done(system_itself, CleanUp {}).purge_held_until);
    EXPECT_TRUE(m_world.scheduler().ask(ayse, TicketQuery { ticket.id })) << "somebody has a day to set the clock";
    m_world.clock.set(before);
    EXPECT_FALSE(done(system_itself, CleanUp {}).purge_held_until) << "it was set";
    EXPECT_TRUE(m_world.scheduler().ask(ayse, TicketQuery { ticket.id }));
    m_world.clock.advance(std::chrono::hours(24 * 365));
    done(system_itself, CleanUp {});
    m_world.clock.advance(std::chrono::hours(23));
    EXPECT_TRUE(done(system_itself, CleanUp {}).purge_held_until);
    m_world.clock.advance(std::chrono::hours(1));
    EXPECT_FALSE(done(system_itself, CleanUp {}).purge_held_until) << "it was a year indeed";
    EXPECT_FALSE(m_world.scheduler().ask(ayse, TicketQuery { ticket.id }));
}

TEST_P(AccessTest, CleanUp_RemovesVisitorsOfDaysLongPast)
{
    auto const lent = lease();
    auto const delivered = done(kiosk, m_world.delivery(lent, lent.numbers.first.value()));
    auto const transferred = desk_ticket();
    auto const successor = done(ayse, TransferTicket { transferred.id, Personal(ServiceId("social")), std::nullopt }).successor;
    next(ayse, 1);
    auto const help = done(kiosk, AskHelp { HelpRequestId(Uuid::generate(m_world.random)), center, domain::HelpKind::come, Personal(LanguageTag("ar")) });
    m_world.clock.advance(std::chrono::hours(24 * 30));
    done(system_itself, CleanUp {});
    EXPECT_TRUE(m_world.scheduler().ask(ayse, TicketQuery { delivered.id })) << "thirty days are kept";
    m_world.clock.advance(std::chrono::hours(24));
    done(system_itself, CleanUp {});
    for (auto const& id : { delivered.id, transferred.id, successor.id })
        EXPECT_EQ(m_world.scheduler().ask(ayse, TicketQuery { id }).error().code, ErrorCode::not_found);
    EXPECT_EQ(refused(ayse, SettleHelp { help.id }), ErrorCode::not_found);
    EXPECT_EQ(desk_ticket().number, TicketNumber(1)) << "today is another day";
    EXPECT_EQ(asked(ayse, QueueQuery { center }).tickets.size(), 1U);
}

} // namespace
} // namespace zahide::scheduler
