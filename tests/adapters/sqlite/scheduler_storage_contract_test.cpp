// What is set up, who is logged in, and what a unit is.

#include "storage_contract.h"

namespace zahide {
namespace {

INSTANTIATE_TEST_SUITE_P(Every, StorageContract, ::testing::Values(Kind::memory, Kind::sqlite, Kind::sqlite_one_connection), name_of_kind);

TEST_P(StorageContract, UnitThatFails_IsUndoneAlone)
{
    auto const user = [](char const* id) { return domain::StaffUser { StaffUserId(id), center, id, id }; };
    std::vector<Unit> const batch {
        [&](Transaction& transaction) { return transaction.staff().insert(user("first")); },
        [&](Transaction& transaction) -> Result<void> {
            ZAHIDE_TRY_VOID(transaction.staff().insert(user("undone")));
            ZAHIDE_TRY(transaction.feed().append({ center, ports::FeedKind::catalogue, "x", now }));
            return fail(ErrorCode::conflict, "on purpose");
        },
        [&](Transaction& transaction) { return transaction.staff().insert(user("last")); },
    };
    auto const results = m_storage->transact(batch);
    ASSERT_EQ(results.size(), 3U);
    EXPECT_TRUE(results[0]);
    EXPECT_EQ(results[1].error().what, "on purpose");
    EXPECT_TRUE(results[2]);
    auto const known = [this](char const* id) { return read([&](Transaction const& it) { return it.staff().find(StaffUserId(id)); }).has_value(); };
    EXPECT_TRUE(known("first"));
    EXPECT_FALSE(known("undone"));
    EXPECT_TRUE(known("last"));
    EXPECT_TRUE(read([](Transaction const& it) { return it.feed().after(Revision(0), center, ports::Listener::staff, 10); }).empty());
}

TEST_P(StorageContract, OnlyUnit_ThatFails_LeavesNothing)
{
    auto const insert = [](Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY_VOID(transaction.staff().insert({ StaffUserId("undone"), center, "undone", "undone" }));
        return fail(ErrorCode::conflict, "on purpose");
    };
    EXPECT_EQ(ports::transact_one(*m_storage, insert).error().what, "on purpose");
    EXPECT_FALSE(read([](Transaction const& it) { return it.staff().find(StaffUserId("undone")); }));
    write([](Transaction& transaction) { return transaction.staff().insert({ StaffUserId("kept"), center, "kept", "kept" }); });
    EXPECT_TRUE(read([](Transaction const& it) { return it.staff().find(StaffUserId("kept")); }));
}

TEST_P(StorageContract, LaterUnits_SeeWhatEarlierOnesOfTheBatchDid)
{
    bool seen = false;
    std::vector<Unit> const batch {
        [](Transaction& transaction) {
            return transaction.staff().insert({ StaffUserId("x"), center, "x", "X" });
        },
        [&](Transaction& transaction) -> Result<void> {
            seen = ZAHIDE_TRY(transaction.staff().find(StaffUserId("x"))).has_value();
            return {};
        },
    };
    static_cast<void>(m_storage->transact(batch));
    EXPECT_TRUE(seen);
}

TEST_P(StorageContract, Catalogue_ComesBackAsItWasSavedAndReplacesTheOneBefore)
{
    auto const ask = [](Transaction const& it) -> Result<domain::Catalogue> { return *ZAHIDE_TRY(it.catalogues().find(center)); };
    EXPECT_EQ(read(ask), sample_catalogue());
    auto changed = sample_catalogue();
    changed.services.erase(changed.services.begin());
    changed.closures.clear();
    changed.center.public_url.reset();
    changed.revision = Revision(8);
    write([&](Transaction& transaction) { return transaction.catalogues().save(changed); });
    EXPECT_EQ(read(ask), changed);
    EXPECT_EQ(read([](Transaction const& it) { return it.catalogues().centers(); }), std::vector { center });
    EXPECT_FALSE(read([](Transaction const& it) { return it.catalogues().find(CenterId("none")); }));
}

TEST_P(StorageContract, CatalogueWhoseUnitFails_IsSeenByNobodyAfterIt)
{
    auto const ask = [](Transaction const& it) -> Result<domain::Catalogue> { return *ZAHIDE_TRY(it.catalogues().find(center)); };
    auto const with_icon = [](char const* icon) {
        auto changed = sample_catalogue();
        changed.services.front().icon = icon;
        changed.revision = Revision(8);
        return changed;
    };
    refused([&](Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY_VOID(transaction.catalogues().save(with_icon("ghost")));
        EXPECT_EQ(ZAHIDE_TRY(ask(transaction)), with_icon("ghost"));
        return fail(ErrorCode::conflict, "on purpose");
    });
    EXPECT_EQ(read(ask), sample_catalogue());
    // The revision of what was undone is given to what comes next.
    write([&](Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY_VOID(transaction.catalogues().save(with_icon("scale")));
        EXPECT_EQ(ZAHIDE_TRY(ask(transaction)), with_icon("scale"));
        return {};
    });
    EXPECT_EQ(read(ask), with_icon("scale"));
}

TEST_P(StorageContract, Staff_ComeBackAndLoginsAreUnique)
{
    domain::StaffUser const user { StaffUserId("zeynep"), center, "z.kaya", "Zeynep", domain::StaffRole::professional, domain::Gender::woman,
        domain::Standing::active, { ServiceId("legal") }, { LanguageTag("tr"), LanguageTag("ar") }, "hash" };
    write([&](Transaction& transaction) { return transaction.staff().insert(user); });
    EXPECT_EQ(read([](Transaction const& it) { return it.staff().find_by_login("z.kaya"); }), user);
    EXPECT_EQ(read([](Transaction const& it) { return it.staff().list(center); }).size(), 3U);
    EXPECT_EQ(refused([](Transaction& transaction) {
        return transaction.staff().insert({ StaffUserId("other"), center, "z.kaya", "Other" });
    }).code,
        ErrorCode::conflict);
    auto changed = user;
    changed.standing = domain::Standing::blocked;
    changed.services.clear();
    write([&](Transaction& transaction) { return transaction.staff().update(changed); });
    EXPECT_EQ(read([](Transaction const& it) { return it.staff().find(StaffUserId("zeynep")); }), changed);
}

TEST_P(StorageContract, Seats_HoldOnePersonEach)
{
    auto const sit = [this](char const* who, int counter) {
        write([&](Transaction& transaction) { return transaction.seats().take({ center, CounterNumber(counter), StaffUserId(who), now }); });
    };
    sit("ayse", 1);
    sit("mehmet", 2);
    sit("ayse", 2);
    auto const seats = read([](Transaction const& it) { return it.seats().list(center); });
    ASSERT_EQ(seats.size(), 1U);
    EXPECT_EQ(seats[0].staff, StaffUserId("ayse"));
    EXPECT_FALSE(read([](Transaction const& it) { return it.seats().of(StaffUserId("mehmet")); }));
    EXPECT_FALSE(read([](Transaction const& it) { return it.seats().at(center, CounterNumber(1)); }));
    write([](Transaction& transaction) { return transaction.seats().leave(StaffUserId("ayse")); });
    EXPECT_TRUE(read([](Transaction const& it) { return it.seats().list(center); }).empty());
}

TEST_P(StorageContract, Devices_ComeBackWithTheirStatus)
{
    domain::Device device { DeviceId("board-1"), center, domain::DeviceKind::board, "key", domain::Standing::active, { LanguageTag("tr") }, "m" };
    write([&](Transaction& transaction) { return transaction.devices().insert(device); });
    EXPECT_EQ(read([](Transaction const& it) { return it.devices().find(DeviceId("board-1")); }), device);
    device.status = { now, "0.1.0", "ready", "ok", 3, "calls" };
    device.speaks.clear();
    write([&](Transaction& transaction) { return transaction.devices().update(device); });
    EXPECT_EQ(read([](Transaction const& it) { return it.devices().find(DeviceId("board-1")); }), device);
    device.status->at = now + Minutes(1);
    write([&](Transaction& transaction) { return transaction.devices().note_heard(device.id, device.status->at); });
    EXPECT_EQ(read([](Transaction const& it) { return it.devices().find(DeviceId("board-1")); }), device);
    EXPECT_EQ(read([](Transaction const& it) { return it.devices().list(center); }).size(), 2U);
}

TEST_P(StorageContract, Sessions_AreFoundByDigestUntilRemoved)
{
    ports::Session const staff { SessionId(fresh()), "digest 1", center, StaffUserId("ayse"), now, now + Minutes(60) };
    ports::Session const device { SessionId(fresh()), "digest 2", center, DeviceId("kiosk-1"), now, now + Minutes(10) };
    write([&](Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY_VOID(transaction.sessions().insert(staff));
        return transaction.sessions().insert(device);
    });
    auto const bearer = [this](char const* digest) { return read([&](Transaction const& it) { return it.sessions().bearer_of(digest); }); };
    auto const ayse = bearer("digest 1");
    ASSERT_TRUE(ayse);
    EXPECT_EQ(ayse->session, staff.id);
    EXPECT_EQ(ayse->owner, staff.owner);
    EXPECT_EQ(ayse->expires_at, staff.expires_at);
    EXPECT_FALSE(ayse->device);
    EXPECT_EQ(bearer("digest 2")->owner, device.owner);
    write([](Transaction& transaction) { return transaction.sessions().remove_expired(now + Minutes(10)); });
    EXPECT_FALSE(bearer("digest 2"));
    EXPECT_TRUE(bearer("digest 1"));
    write([](Transaction& transaction) { return transaction.sessions().remove_of(StaffUserId("ayse")); });
    EXPECT_FALSE(bearer("digest 1"));
}

TEST_P(StorageContract, BearerThatIsADevice_ComesWithHowTheDeviceStandsNow)
{
    auto device = read([](Transaction const& it) { return it.devices().find(DeviceId("kiosk-1")); }).value();
    ports::Session const session { SessionId(fresh()), "digest", center, device.id, now, now + Minutes(10) };
    write([&](Transaction& transaction) { return transaction.sessions().insert(session); });
    auto const standing = [this] { return read([](Transaction const& it) { return it.sessions().bearer_of("digest"); }).value().device.value(); };
    EXPECT_EQ(standing().center, device.center);
    EXPECT_EQ(standing().kind, device.kind);
    EXPECT_EQ(standing().standing, domain::Standing::active);
    device.standing = domain::Standing::blocked;
    write([&](Transaction& transaction) { return transaction.devices().update(device); });
    EXPECT_EQ(standing().standing, domain::Standing::blocked);
}

TEST_P(StorageContract, AnsweredRequests_BelongToTheirPrincipal)
{
    ports::AnsweredRequest const request { "staff:ayse", IdempotencyKey(fresh()), "digest", { 201, "{\"a\":1}" }, now };
    write([&](Transaction& transaction) { return transaction.answered_requests().insert(request); });
    auto const found = [&](char const* principal) { return read([&](Transaction const& it) { return it.answered_requests().find(principal, request.key); }); };
    ASSERT_TRUE(found("staff:ayse"));
    EXPECT_EQ(found("staff:ayse")->response, request.response);
    EXPECT_EQ(found("staff:ayse")->request_digest, "digest");
    EXPECT_FALSE(found("staff:mehmet"));
    EXPECT_EQ(refused([&](Transaction& transaction) { return transaction.answered_requests().insert(request); }).code, ErrorCode::conflict);
    write([](Transaction& transaction) { return transaction.answered_requests().remove_before(now + Seconds(1)); });
    EXPECT_FALSE(found("staff:ayse"));
}

TEST_P(StorageContract, Feed_GrowsIsFilteredAndNeverReusesARevision)
{
    auto const append = [this](ports::FeedKind kind) {
        Revision revision;
        write([&](Transaction& transaction) -> Result<void> {
            revision = ZAHIDE_TRY(transaction.feed().append({ center, kind, "subject", now }));
            return {};
        });
        return revision;
    };
    auto const first = append(ports::FeedKind::ticket);
    auto const second = append(ports::FeedKind::call);
    auto const third = append(ports::FeedKind::wait);
    EXPECT_LT(first, second);
    EXPECT_LT(second, third);
    auto const heard = [this](Revision after, ports::Listener listener) {
        return read([&](Transaction const& it) { return it.feed().after(after, center, listener, 10); }).size();
    };
    EXPECT_EQ(heard(Revision(0), ports::Listener::staff), 2U);
    EXPECT_EQ(heard(Revision(0), ports::Listener::board), 1U);
    EXPECT_EQ(heard(Revision(0), ports::Listener::kiosk), 1U);
    EXPECT_EQ(heard(first, ports::Listener::staff), 1U);
    EXPECT_EQ(read([](Transaction const& it) { return it.feed().newest(); }), third);
    EXPECT_EQ(read([](Transaction const& it) { return it.feed().resumable_from(); }), Revision(0));
    write([](Transaction& transaction) { return transaction.feed().trim(1); });
    EXPECT_EQ(read([](Transaction const& it) { return it.feed().resumable_from(); }), second);
    EXPECT_LT(third, append(ports::FeedKind::ticket));
}

} // namespace
} // namespace zahide
