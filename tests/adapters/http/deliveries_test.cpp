#include "api_harness.h"
#include "protocol/delivery.h"

namespace zahide::http {
namespace {

class DeliveriesTest : public ApiTest {
protected:
    DeliveriesTest()
        : m_key(add_device("kiosk-1", domain::DeviceKind::kiosk))
        , m_kiosk(log_in("kiosk-1", *m_key))
        , m_today(unicode::Zone::create("Europe/Istanbul")->local(m_clock.now()).date.text())
        , m_lease(post("/v1/devices/kiosk-1/number-leases", { { "local_date", m_today }, { "machine", "machine-1" } }, m_kiosk).body)
    {
    }

    /// A ticket of the lease, as it stands in an outbox.
    Json ticket(int nth)
    {
        Json const given { { "id", new_key() }, { "visit", new_key() }, { "number", m_lease["first"].get<int>() + nth }, { "local_date", m_today },
            { "lease", m_lease["lease"] }, { "given_at", m_clock.now().text() }, { "service", "reception" }, { "language", "ar" } };
        return entry(tickets, given.dump());
    }
    Json entry(std::string const& target, std::string const& body) { return { { "key", new_key() }, { "target", target }, { "body", body } }; }
    Answer deliver(Json const& entries) { return send(Method::post, "/v1/devices/kiosk-1/deliveries", { { "entries", entries } }, m_kiosk); }
    [[nodiscard]] std::size_t waiting(Secret const& staff) { return get("/v1/centers/zahide-nine/queue", staff).body["tickets"].size(); }

    static constexpr char const* tickets = "/v1/centers/zahide-nine/tickets";
    std::unique_ptr<ports::DeviceKey> m_key;
    Secret m_kiosk;
    std::string m_today;
    Json m_lease;
};

TEST_F(DeliveriesTest, Batch_IsAnsweredEntryByEntryAndARefusalStopsNoOther)
{
    add_staff("ayse");
    auto const ayse = log_in("ayse");
    Json stranger = ticket(2);
    Json outside = ticket(5'000);
    stranger["target"] = "/v1/counters/1/call-next";
    Json const batch { ticket(0), entry(tickets, "no json"), stranger, outside, entry("../etc", "{}"), ticket(1) };
    auto const answered = deliver(batch);
    ASSERT_EQ(answered.status, 200) << answered.text;
    auto const& answers = answered.body["answers"];
    ASSERT_EQ(answers.size(), 6U);
    std::vector<int> statuses;
    for (std::size_t index = 0; index < 6; ++index) {
        EXPECT_EQ(answers[index]["key"], batch[index]["key"]);
        statuses.push_back(answers[index]["status"].get<int>());
    }
    EXPECT_EQ(statuses, (std::vector { 201, 400, 404, 409, 400, 201 }));
    EXPECT_FALSE(answers[0].contains("code"));
    EXPECT_EQ(answers[3]["code"], "conflict");
    EXPECT_EQ(waiting(ayse), 2U);
}

TEST_F(DeliveriesTest, EntrySentAgainAloneOrInABatch_HasItsEffectOnce)
{
    add_staff("ayse");
    auto const ayse = log_in("ayse");
    auto const first = ticket(0);
    auto const second = ticket(1);
    EXPECT_EQ(send_text(Method::post, tickets, first["body"], m_kiosk, first["key"]).status, 201);
    for (int time = 0; time < 2; ++time) {
        auto const answered = deliver({ first, second });
        EXPECT_EQ(answered.body["answers"][0]["status"], 201);
        EXPECT_EQ(answered.body["answers"][1]["status"], 201);
    }
    EXPECT_EQ(send_text(Method::post, tickets, second["body"], m_kiosk, second["key"]).status, 201);
    EXPECT_EQ(waiting(ayse), 2U);
    auto reused = ticket(2);
    reused["key"] = first["key"];
    EXPECT_EQ(deliver(Json::array({ reused })).body["answers"][0]["status"], 422);
}

TEST_F(DeliveriesTest, BatchOfAnotherOrTooLong_IsRefusedAsAWhole)
{
    add_staff("ayse");
    Json const none { { "entries", Json::array() } };
    EXPECT_EQ(send(Method::post, "/v1/devices/kiosk-2/deliveries", none, m_kiosk).status, 403);
    EXPECT_EQ(send(Method::post, "/v1/devices/kiosk-1/deliveries", none, log_in("ayse")).status, 403);
    EXPECT_EQ(send(Method::post, "/v1/devices/kiosk-1/deliveries", none, m_kiosk).status, 200);
    Json many = Json::array();
    for (std::size_t count = 0; count <= protocol::deliveries_max; ++count)
        many.push_back(entry(tickets, "{}"));
    EXPECT_EQ(deliver(many).status, 400);
}

TEST_F(DeliveriesTest, KioskFromAnOldImage_IsToldGivesUpAndIsSeenByTheStaff)
{
    add_staff("ayse");
    auto const ayse = log_in("ayse");
    Json status { { "version", "1" }, { "printer", { { "state", "ready" }, { "paper", "ok" } } }, { "outbox", 0 }, { "promises", 9 } };
    EXPECT_EQ(post("/v1/devices/kiosk-1/status", status, m_kiosk).status, 200);
    status["promises"] = 3;
    status["clock"] = (m_clock.now() + Minutes(90)).text();
    EXPECT_EQ(post("/v1/devices/kiosk-1/status", status, m_kiosk).body["promises_seen"], 9);
    Json const renewal { { "promises", 3 }, { "promises_seen", 9 } };
    Json const back { { "lease", m_lease["lease"] }, { "first", m_lease["first"] }, { "last", m_lease["last"] } };
    auto const answered = deliver({ entry("/v1/devices/kiosk-1/renewals", renewal.dump()), entry("/v1/devices/kiosk-1/number-returns", back.dump()) });
    EXPECT_EQ(answered.body["answers"][0]["status"], 204);
    EXPECT_EQ(answered.body["answers"][1]["status"], 204);
    auto const device = get("/v1/devices", ayse).body["devices"][0];
    EXPECT_TRUE(Instant::parse(device.value("renewed_at", "")).has_value());
    EXPECT_NEAR(device.value("clock_off_minutes", 0), 90, 1);
    EXPECT_EQ(deliver(Json::array({ ticket(0) })).body["answers"][0]["status"], 409) << "it was given back";
}

TEST_F(DeliveriesTest, PromisesToldWithABatch_ShowAnOldImageWithTheNextReport)
{
    auto const batch = [this](int promises) {
        Json const body { { "entries", Json::array({ ticket(0) }) }, { "promises", promises } };
        return send(Method::post, "/v1/devices/kiosk-1/deliveries", body, m_kiosk);
    };
    EXPECT_EQ(batch(4).body["answers"][0]["status"], 201);
    Json const status { { "version", "1" }, { "printer", { { "state", "ready" }, { "paper", "ok" } } }, { "outbox", 0 }, { "promises", 3 } };
    EXPECT_EQ(post("/v1/devices/kiosk-1/status", status, m_kiosk).body["promises_seen"], 4);
    EXPECT_EQ(batch(-1).status, 400);
}

TEST_F(DeliveriesTest, MembersOfANewerDevice_ArePassedOver)
{
    auto newer = ticket(0);
    newer["since_2030"] = { 1, 2 };
    auto const answered = send(Method::post, "/v1/devices/kiosk-1/deliveries", { { "entries", { newer } }, { "sent_at", "2030-01-01T00:00:00Z" } }, m_kiosk);
    ASSERT_EQ(answered.status, 200);
    EXPECT_EQ(answered.body["answers"][0]["status"], 201);
}

} // namespace
} // namespace zahide::http
