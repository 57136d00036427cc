#include "api_harness.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <thread>

namespace zahide::http {
namespace {

TEST(OpenApi, Document_NamesEveryRouteAndNoOther)
{
    auto const document = Json::parse(openapi_document());
    std::set<std::string> described;
    for (auto const& [path, methods] : document["paths"].items()) {
        for (auto const& [method, operation] : methods.items()) {
            std::string upper = method;
            std::transform(upper.begin(), upper.end(), upper.begin(), [](char letter) { return static_cast<char>(std::toupper(letter)); });
            described.insert(upper.append(" ").append(path));
        }
    }
    std::set<std::string> served;
    for (auto const& route : Api::routes()) {
        std::string path(route.pattern);
        if (path.ends_with("*"))
            path.replace(path.size() - 1, 1, "{path}");
        served.insert(std::string(to_string(route.method)) + " " + path);
    }
    EXPECT_EQ(described, served);
}

TEST(OpenApi, EveryReference_LeadsSomewhere)
{
    auto const document = Json::parse(openapi_document());
    int references = 0;
    std::function<void(Json const&)> const walk = [&](Json const& node) {
        if (node.is_object() && node.contains("$ref")) {
            auto const pointer = node["$ref"].get<std::string>();
            ASSERT_TRUE(pointer.starts_with("#"));
            EXPECT_TRUE(document.contains(Json::json_pointer(pointer.substr(1)))) << pointer;
            ++references;
        }
        if (node.is_structured()) {
            for (auto const& child : node)
                walk(child);
        }
    };
    walk(document);
    EXPECT_GT(references, 50);
}

TEST_F(ApiTest, Ticket_GoesItsWholeWay)
{
    add_staff("ayse");
    auto const ayse = log_in("ayse");
    auto const id = desk_ticket(ayse);
    auto const queue = get("/v1/centers/zahide-nine/queue", ayse);
    ASSERT_EQ(queue.status, 200);
    EXPECT_EQ(queue.body["tickets"][0]["id"], id);
    EXPECT_EQ(queue.body["tickets"][0]["number"], 1);
    EXPECT_EQ(queue.body["counters"].size(), 5U);

    auto const called = post("/v1/counters/2/call-next", Json::object(), ayse);
    ASSERT_EQ(called.status, 200) << called.text;
    EXPECT_EQ(called.body["ticket"]["id"], id);
    EXPECT_EQ(called.body["ticket"]["state"], "called");
    EXPECT_EQ(called.body["ticket"]["counter"], 2);
    EXPECT_EQ(post("/v1/tickets/" + id + "/recall", Json::object(), ayse).body["ticket"]["calls"], 2);
    EXPECT_EQ(post("/v1/tickets/" + id + "/start", Json::object(), ayse).body["ticket"]["state"], "serving");
    auto const calls = get("/v1/centers/zahide-nine/calls", ayse);
    EXPECT_EQ(calls.body["calls"][0]["repeat"], 1);
    EXPECT_FALSE(calls.body["calls"][0].contains("service"));

    auto const moved = post("/v1/tickets/" + id + "/transfer", { { "service", "social" } }, ayse);
    ASSERT_EQ(moved.status, 200) << moved.text;
    EXPECT_EQ(moved.body["ticket"]["state"], "transferred");
    EXPECT_EQ(moved.body["successor"]["service"], "social");
    EXPECT_EQ(moved.body["ticket"]["visit"], moved.body["successor"]["visit"]);
    auto const refused = post("/v1/tickets/" + id + "/finish", Json::object(), ayse);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.body["code"], "conflict");
    EXPECT_EQ(refused.body["type"], "urn:zahide:problem:conflict");

    auto const second = post("/v1/counters/2/call-next", Json::object(), ayse);
    EXPECT_EQ(second.body["ticket"]["id"], moved.body["successor"]["id"]);
    EXPECT_EQ(post("/v1/tickets/" + second.body["ticket"]["id"].get<std::string>() + "/no-show", Json::object(), ayse).body["ticket"]["state"], "noshow");
    EXPECT_TRUE(post("/v1/counters/2/call-next", Json::object(), ayse).body["ticket"].is_null());
}

TEST_F(ApiTest, CallNext_FinishesTheCurrentTicketInTheSameTransaction)
{
    add_staff("ayse");
    auto const ayse = log_in("ayse");
    auto const first = desk_ticket(ayse);
    auto const second = desk_ticket(ayse);
    post("/v1/counters/2/call-next", Json::object(), ayse);
    Json const finishing { { "finish_current", true } };
    EXPECT_EQ(post("/v1/counters/2/call-next", finishing, ayse).status, 409) << "who was called and has not come is not finished";
    post("/v1/tickets/" + first + "/start", Json::object(), ayse);
    EXPECT_EQ(post("/v1/counters/2/call-next", Json::object(), ayse).status, 409) << "nothing is finished silently";
    EXPECT_EQ(post("/v1/counters/2/call-next", { { "finish_current", "yes" } }, ayse).status, 400);
    auto const called = post("/v1/counters/2/call-next", finishing, ayse);
    ASSERT_EQ(called.status, 200) << called.text;
    EXPECT_EQ(called.body["ticket"]["id"], second);
    EXPECT_EQ(post("/v1/tickets/" + first + "/finish", Json::object(), ayse).status, 409) << "it is finished";
    post("/v1/tickets/" + second + "/start", Json::object(), ayse);
    auto const third = desk_ticket(ayse);
    auto const chosen = post("/v1/counters/2/call", { { "ticket", third }, { "finish_current", true } }, ayse);
    EXPECT_EQ(chosen.body["ticket"]["state"], "called") << chosen.text;
}

TEST_F(ApiTest, SameKey_HasItsEffectOnceAndAnotherBodyIs422)
{
    add_staff("ayse");
    auto const ayse = log_in("ayse");
    auto const key = new_key();
    Json const wish { { "service", "legal" }, { "language", "ar" } };
    auto const first = send(Method::post, "/v1/centers/zahide-nine/tickets", wish, ayse, key);
    auto const again = send(Method::post, "/v1/centers/zahide-nine/tickets", wish, ayse, key);
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(first.text, again.text);
    EXPECT_EQ(get("/v1/centers/zahide-nine/queue", ayse).body["tickets"].size(), 1U);
    auto const other = send(Method::post, "/v1/centers/zahide-nine/tickets", { { "service", "social" }, { "language", "ar" } }, ayse, key);
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(other.body["field"], "Idempotency-Key");
    EXPECT_EQ(send(Method::post, "/v1/centers/zahide-nine/tickets", wish, ayse).status, 400);
}

TEST_F(ApiTest, ServedInTheOutage_AreMarkedOnceAndTheOthersNamed)
{
    add_staff("ayse");
    add_device("kiosk-1", domain::DeviceKind::kiosk);
    auto const ayse = log_in("ayse");
    auto const served = desk_ticket(ayse);
    auto const waiting = desk_ticket(ayse);
    auto const called = desk_ticket(ayse);
    post("/v1/counters/1/call", { { "ticket", called } }, ayse);
    auto const target = "/v1/centers/zahide-nine/tickets/served";
    auto const key = new_key();
    Json const wish { { "tickets", { served, called } } };
    auto const first = send(Method::post, target, wish, ayse, key);
    EXPECT_EQ(first.status, 200) << first.text;
    EXPECT_EQ(first.body["tickets"], Json({ served }));
    EXPECT_EQ(first.body["left"], Json::array({ { { "ticket", called }, { "why", "at_counter" } } }));
    EXPECT_EQ(send(Method::post, target, wish, ayse, key).text, first.text) << "the same key is answered the same";
    EXPECT_EQ(post(target, wish, ayse).body["left"].size(), 2U) << "another key: both are left";
    auto const queue = get("/v1/centers/zahide-nine/queue", ayse).body["tickets"];
    ASSERT_EQ(queue.size(), 2U);
    EXPECT_EQ(queue[0]["id"], called);
    EXPECT_EQ(queue[1]["id"], waiting);
    EXPECT_EQ(post(target, { { "tickets", Json::array() } }, ayse).status, 400);
    EXPECT_EQ(post("/v1/centers/elsewhere/tickets/served", wish, ayse).status, 403);
}

TEST_F(ApiTest, CopyOfAPaper_IsAskedForOnceAndTellsHowItCameOut)
{
    add_staff("ayse");
    auto const device_key = add_device("kiosk-1", domain::DeviceKind::kiosk);
    auto const ayse = log_in("ayse");
    auto const kiosk = log_in("kiosk-1", *device_key);
    auto const target = "/v1/tickets/" + desk_ticket(ayse) + "/copies";
    Json const wish { { "device", "kiosk-1" } };
    auto const silent = post(target, wish, ayse);
    EXPECT_EQ(silent.status, 409);
    EXPECT_NE(silent.text.find("kiosk-1"), std::string::npos) << "which kiosk is said";
    Json status { { "version", "0.1" }, { "printer", { { "state", "ready" }, { "paper", "ok" } } }, { "outbox", 0 } };
    post("/v1/devices/kiosk-1/status", status, kiosk);
    EXPECT_EQ(post(target, Json::object(), ayse).status, 400) << "the desk gave the number";
    auto const key = new_key();
    auto const first = send(Method::post, target, wish, ayse, key);
    ASSERT_EQ(first.status, 200) << first.text;
    EXPECT_EQ(send(Method::post, target, wish, ayse, key).text, first.text) << "a second click asks for no second paper";
    EXPECT_EQ(post(target, wish, ayse).status, 409);
    auto const order = first.body["ticket"]["copy"];
    EXPECT_EQ(order["device"], "kiosk-1");
    EXPECT_FALSE(order.contains("end"));
    auto const heard = post("/v1/devices/kiosk-1/status", status, kiosk).body["copies"];
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_EQ(heard[0]["id"], order["id"]);
    EXPECT_FALSE(heard[0].contains("service")) << "what it is for is not on the paper";
    status["copies"] = Json::array({ { { "id", order["id"] }, { "end", "printed" } } });
    EXPECT_TRUE(post("/v1/devices/kiosk-1/status", status, kiosk).body["copies"].empty());
    EXPECT_EQ(get("/v1/centers/zahide-nine/queue", ayse).body["tickets"][0]["copy"]["end"], "printed");
}

TEST_F(ApiTest, TwoStaffAtOnce200Times_AlwaysGetDifferentTickets)
{
    constexpr int rounds = 200;
    add_staff("ayse");
    add_staff("berna");
    Secret const tokens[] { log_in("ayse"), log_in("berna") };
    for (int count = 0; count < 2 * rounds; ++count)
        desk_ticket(tokens[0]);
    std::set<std::string> called;
    for (int round = 0; round < rounds; ++round) {
        std::string ids[2];
        std::thread other([&] { ids[1] = post("/v1/counters/2/call-next", Json::object(), tokens[1]).body["ticket"].value("id", ""); });
        ids[0] = post("/v1/counters/1/call-next", Json::object(), tokens[0]).body["ticket"].value("id", "");
        other.join();
        for (int who = 0; who < 2; ++who) {
            ASSERT_FALSE(ids[who].empty()) << "round " << round;
            ASSERT_TRUE(called.insert(ids[who]).second) << "called twice in round " << round;
            ASSERT_EQ(post("/v1/tickets/" + ids[who] + "/park", Json::object(), tokens[who]).status, 200);
        }
    }
    EXPECT_EQ(called.size(), 2U * rounds);
}

TEST_F(ApiTest, Kiosk_DeliversWhatItGaveFromItsLease)
{
    auto const key = add_device("kiosk-1", domain::DeviceKind::kiosk);
    auto const kiosk = log_in("kiosk-1", *key);
    auto const catalogue = get("/v1/centers/zahide-nine/catalogue", kiosk);
    ASSERT_EQ(catalogue.status, 200);
    EXPECT_EQ(catalogue.body["center"]["zone"], "Europe/Istanbul");
    EXPECT_EQ(get("/v1/centers/zahide-nine/services", kiosk).body["services"].size(), 5U);
    // The center's day: +03 all year.
    auto const today = Instant::from_unix_ms(m_clock.now().unix_ms() + 3 * 3'600'000).text().substr(0, 10);
    auto const lease = post("/v1/devices/kiosk-1/number-leases", { { "local_date", today }, { "machine", "machine-1" } }, kiosk);
    ASSERT_EQ(lease.status, 201) << lease.text;
    Json const ticket { { "id", new_key() }, { "visit", new_key() }, { "number", lease.body["first"] }, { "local_date", today },
        { "lease", lease.body["lease"] }, { "given_at", m_clock.now().text() }, { "private_talk", true }, { "gender", "woman" }, { "service", "reception" },
        { "language", "fa" } };
    auto const delivered = post("/v1/centers/zahide-nine/tickets", ticket, kiosk);
    ASSERT_EQ(delivered.status, 201) << delivered.text;
    EXPECT_EQ(delivered.body["number"], lease.body["first"]);
    EXPECT_EQ(delivered.body["urgent"], true);
    EXPECT_EQ(post("/v1/centers/zahide-nine/tickets", ticket, kiosk).body["id"], ticket["id"]); // another key, the same ticket

    Json const status { { "version", "0.1" }, { "printer", { { "state", "ready" }, { "paper", "near_end" } } }, { "outbox", 2 } };
    auto const contact = post("/v1/devices/kiosk-1/status", status, kiosk);
    EXPECT_EQ(contact.status, 200);
    EXPECT_TRUE(Instant::parse(contact.body.value("now", "")).has_value());
    EXPECT_FALSE(contact.body.contains("promises_seen"));
    Json const help { { "id", new_key() }, { "kind", "come" }, { "device", "kiosk-1" }, { "language", "fa" } };
    EXPECT_EQ(post("/v1/centers/zahide-nine/help-requests", help, kiosk).status, 201);
    add_staff("ayse");
    auto const ayse = log_in("ayse");
    EXPECT_EQ(get("/v1/devices", ayse).body["devices"][0]["status"]["printer"]["paper"], "near_end");
    EXPECT_EQ(get("/v1/centers/zahide-nine/queue", ayse).body["help_requests"].size(), 1U);
    EXPECT_EQ(post("/v1/help-requests/" + help["id"].get<std::string>() + "/done", Json::object(), ayse).status, 200);
    EXPECT_EQ(get("/v1/centers/zahide-nine/queue", ayse).body["help_requests"].size(), 0U);
}

TEST_F(ApiTest, Device_NeedsItsKeyAndAFreshChallenge)
{
    auto const key = add_device("kiosk-1", domain::DeviceKind::kiosk);
    auto const stranger = crypto::open_device_key((m_directory / "stranger.key").string(), m_random);
    auto const open = [&](std::string const& challenge, ports::DeviceKey const& signer) {
        auto const signature = signer.sign(ports::device_session_text("kiosk-1", challenge));
        return send(Method::post, "/v1/device-sessions", { { "device", "kiosk-1" }, { "challenge", challenge }, { "signature", signature } }, {}).status;
    };
    auto const challenge = [&] { return send(Method::post, "/v1/device-challenges", { { "device", "kiosk-1" } }, {}).body.value("challenge", ""); };
    EXPECT_EQ(open("made-up", *key), 401);
    EXPECT_EQ(open(challenge(), **stranger), 401);
    auto const once = challenge();
    EXPECT_EQ(open(once, *key), 200);
    EXPECT_EQ(open(once, *key), 401);
    // A new key ends the sessions of the old one.
    auto const token = log_in("kiosk-1", *key);
    EXPECT_EQ(get("/v1/centers/zahide-nine/catalogue", token).status, 200);
    std::filesystem::remove(m_directory / "kiosk-1.key");
    (void)add_device("kiosk-1", domain::DeviceKind::kiosk);
    EXPECT_EQ(get("/v1/centers/zahide-nine/catalogue", token).status, 401);
}

TEST_F(ApiTest, CopyOfAKioskOnAnotherMachine_IsRefusedAndShownToTheStaff)
{
    auto const key = add_device("kiosk-1", domain::DeviceKind::kiosk);
    auto const open = [&](char const* machine) {
        auto const challenge = send(Method::post, "/v1/device-challenges", { { "device", "kiosk-1" } }, {}).body.value("challenge", "");
        auto const signature = key->sign(ports::device_session_text("kiosk-1", challenge));
        Json const login { { "device", "kiosk-1" }, { "challenge", challenge }, { "signature", signature }, { "machine", machine } };
        return send(Method::post, "/v1/device-sessions", login, {});
    };
    auto const kiosk = Secret(open("machine-1").body.value("token", ""));
    Json const status { { "version", "1" }, { "printer", { { "state", "ready" }, { "paper", "ok" } } }, { "outbox", 0 } };
    EXPECT_EQ(post("/v1/devices/kiosk-1/status", status, kiosk).status, 200);
    add_staff("ayse");
    auto const ayse = log_in("ayse");
    EXPECT_FALSE(get("/v1/devices", ayse).body["devices"][0].contains("rival_at"));
    auto const refused = open("machine-2");
    EXPECT_EQ(refused.status, 409);
    EXPECT_FALSE(refused.body.contains("token"));
    EXPECT_EQ(post("/v1/devices/kiosk-1/status", status, kiosk).status, 200) << "the rightful one goes on";
    EXPECT_TRUE(Instant::parse(get("/v1/devices", ayse).body["devices"][0].value("rival_at", "")).has_value());
    EXPECT_EQ(open("machine-1").status, 200);
}

TEST_F(ApiTest, Stranger_CannotTalkADevicesChallengeAway)
{
    auto const key = add_device("kiosk-1", domain::DeviceKind::kiosk);
    std::string const body = R"({"device":"kiosk-1"})";
    auto const challenge = send(Method::post, "/v1/device-challenges", Json::parse(body), {}).body.value("challenge", "");
    constexpr in_addr_t other_address = INADDR_LOOPBACK + 1;
    for (int count = 0; count < 100; ++count) {
        auto const reply = RawSocket(m_server->port(), 0, other_address)
                               .exchange("POST /v1/device-challenges HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: " + std::to_string(body.size())
                                   + "\r\n\r\n" + body);
        ASSERT_TRUE(reply.starts_with("HTTP/1.1 200 ")) << reply;
    }
    auto const signature = key->sign(ports::device_session_text("kiosk-1", challenge));
    auto const answer = send(Method::post, "/v1/device-sessions", { { "device", "kiosk-1" }, { "challenge", challenge }, { "signature", signature } }, {});
    EXPECT_EQ(answer.status, 200) << answer.text;
}

TEST_F(ApiTest, Board_HearsCallsButNeitherServiceNorForeignLanguage)
{
    add_staff("ayse");
    auto const ayse = log_in("ayse");
    auto const key = add_device("board-1", domain::DeviceKind::board, { LanguageTag("tr") });
    auto const board = log_in("board-1", *key);
    EXPECT_EQ(get("/v1/centers/zahide-nine/queue", board).status, 403);
    EXPECT_EQ(get("/v1/devices", board).status, 403);
    m_client->open_stream({ 1, "/v1/events", board, std::nullopt });
    EXPECT_EQ(m_listener.events(1)[0].kind, "hello");
    auto const arabic = desk_ticket(ayse, "psychological", "ar");
    (void)post("/v1/counters/1/call-next", Json::object(), ayse);
    (void)post("/v1/tickets/" + arabic + "/no-show", Json::object(), ayse);
    desk_ticket(ayse, "legal", "tr");
    (void)post("/v1/counters/1/call-next", Json::object(), ayse);
    auto const events = m_listener.events(4);
    ASSERT_EQ(events.size(), 4U);
    EXPECT_EQ(events[1].kind, "call");
    EXPECT_EQ(events[2].kind, "call_end");
    EXPECT_EQ(events[3].kind, "call");
    EXPECT_TRUE(Json::parse(events[1].data)["call"]["language"].is_null());
    EXPECT_EQ(Json::parse(events[3].data)["call"]["language"], "tr");
    for (auto const& event : events) {
        for (auto const* word : { "psychological", "legal", "\"ar\"}", "service" })
            EXPECT_EQ(event.data.find(word), std::string::npos) << event.data;
    }
    EXPECT_EQ(get("/v1/centers/zahide-nine/calls", board).body["calls"][0]["language"], "tr");
}

TEST_F(ApiTest, Kiosk_IsToldTheWaitsWhenItBeginsToListen)
{
    auto const key = add_device("kiosk-1", domain::DeviceKind::kiosk);
    m_client->open_stream({ 1, "/v1/events", log_in("kiosk-1", *key), std::nullopt });
    auto const events = m_listener.events(2);
    ASSERT_GE(events.size(), 2U);
    EXPECT_EQ(events[1].kind, "wait");
    EXPECT_EQ(Json::parse(events[1].data)["services"]["legal"]["waiting"], 0);
}

TEST_F(ApiTest, Staff_ResumeAfterTheLastEventTheyHeard)
{
    add_staff("ayse");
    auto const ayse = log_in("ayse");
    auto const revision = get("/v1/centers/zahide-nine/queue", ayse).body["revision"].get<std::int64_t>();
    auto const first = desk_ticket(ayse);
    m_client->open_stream({ 1, "/v1/events", ayse, std::to_string(revision) });
    auto const before = m_listener.events(1);
    m_client->close_stream(1);
    auto const second = desk_ticket(ayse); // while nobody listens
    m_client->open_stream({ 2, "/v1/events", ayse, before[0].id });
    auto const events = m_listener.events(2);
    EXPECT_EQ(Json::parse(events[0].data)["ticket"]["id"], first);
    EXPECT_EQ(Json::parse(events[1].data)["ticket"]["id"], second);
    m_client->open_stream({ 3, "/v1/events", ayse, "999999" });
    EXPECT_EQ(m_listener.events(3)[2].kind, "reset");
}

TEST_F(ApiTest, WrongPasswords_AreRefusedAndThenTooMany)
{
    add_staff("ayse");
    auto const attempt = [&](char const* login, char const* word) {
        return send(Method::post, "/v1/staff-sessions", { { "login", login }, { "password", word } }, {});
    };
    auto const wrong = attempt("ayse", "wrong");
    auto const nobody = attempt("nobody", "wrong");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.text, nobody.text); // doesn't tell which logins there are
    for (int count = 0; count < 9; ++count)
        EXPECT_EQ(attempt("ayse", "wrong").status, 401);
    EXPECT_EQ(attempt("ayse", password).status, 429);
    auto const text = m_log.text();
    for (auto const* secret : { "wrong", password, "ayse" })
        EXPECT_EQ(text.find(secret), std::string::npos);
}

TEST_F(ApiTest, Cookie_CarriesTheConsolesSessionButNotFromOtherSites)
{
    add_staff("ayse");
    std::string const body = Json { { "login", "ayse" }, { "password", password } }.dump();
    auto const log_in_from = [&](std::string const& extra) {
        return RawSocket(m_server->port())
            .exchange("POST /v1/staff-sessions HTTP/1.1\r\nhost: x\r\nconnection: close\r\n" + extra + "content-length: " + std::to_string(body.size())
                + "\r\n\r\n" + body);
    };
    for (auto const* elsewhere : { "origin: http://y\r\n", "origin: null\r\n", "origin: http://x:81\r\n", "sec-fetch-site: same-site\r\n" })
        EXPECT_TRUE(log_in_from(elsewhere).starts_with("HTTP/1.1 403 ")) << elsewhere;
    auto const reply = log_in_from("origin: http://x\r\n");
    auto const at = reply.find("set-cookie: zahide_session=");
    ASSERT_NE(at, std::string::npos);
    auto const line = reply.substr(at + 12, reply.find("\r\n", at) - at - 12);
    EXPECT_NE(line.find("HttpOnly"), std::string::npos);
    EXPECT_NE(line.find("SameSite=Strict"), std::string::npos);
    auto const cookie = line.substr(0, line.find(';'));
    auto const ask = [&](std::string const& method, std::string const& extra) {
        return RawSocket(m_server->port())
            .exchange(method + " /v1/staff-sessions/current HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncookie: a=b; " + cookie + "\r\n" + extra + "\r\n");
    };
    auto const current = ask("GET", "sec-fetch-site: same-origin\r\n");
    EXPECT_TRUE(current.starts_with("HTTP/1.1 200 ")) << current;
    EXPECT_EQ(current.find("\"token\""), std::string::npos);
    EXPECT_TRUE(ask("GET", "sec-fetch-site: cross-site\r\n").starts_with("HTTP/1.1 403 "));
    EXPECT_TRUE(ask("DELETE", "origin: http://x:8081\r\n").starts_with("HTTP/1.1 403 ")); // over plain HTTP there is no sec-fetch-site
    EXPECT_TRUE(ask("DELETE", "origin: http://x\r\n").starts_with("HTTP/1.1 204 "));
    EXPECT_TRUE(ask("GET", "").starts_with("HTTP/1.1 401 "));
}

TEST_F(ApiTest, BadRequests_SayWhatIsWrongWhere)
{
    add_staff("ayse");
    auto const ayse = log_in("ayse");
    auto const bad = [&](std::string const& target, std::string const& body) { return send_text(Method::post, target, body, ayse, new_key()); };
    EXPECT_EQ(bad("/v1/centers/zahide-nine/tickets", "{").status, 400);
    auto const missing = bad("/v1/centers/zahide-nine/tickets", R"({"service":"legal"})");
    EXPECT_EQ(missing.status, 400);
    EXPECT_EQ(missing.body["field"], "language");
    EXPECT_FALSE(missing.body["mend"].get<std::string>().empty());
    EXPECT_EQ(bad("/v1/counters/0/call-next", "{}").body["field"], "counter");
    EXPECT_EQ(bad("/v1/counters/77/call-next", "{}").status, 404);
    EXPECT_EQ(bad("/v1/tickets/not-a-uuid/start", "{}").status, 400);
    EXPECT_EQ(bad("/v1/tickets/" + new_key() + "/start", "{}").status, 404);
    EXPECT_EQ(bad("/v1/centers/elsewhere/tickets", R"({"service":"legal","language":"ar"})").status, 403);
    EXPECT_EQ(get("/v1/nothing", ayse).status, 404);
    auto const other_method = get("/v1/staff-sessions", ayse);
    EXPECT_EQ(other_method.status, 405);
    EXPECT_EQ(other_method.body["status"], 405); // RFC 9457 §3.1.2
    EXPECT_EQ(get("/v1/centers/zahide-nine/queue").status, 401);
    EXPECT_EQ(get("/v1/centers/zahide-nine/queue", Secret("made-up")).status, 401);
    EXPECT_EQ(get("/v1/events?after=-1", ayse).status, 400);
}

TEST_F(ApiTest, Service_TellsHealthMetricsAndFiles)
{
    std::ofstream(m_directory / "console" / "index.html") << "<!doctype html>console";
    add_staff("ayse");
    auto const ayse = log_in("ayse");
    desk_ticket(ayse);
    EXPECT_EQ(get("/healthz").text, R"({"status":"ok"})");
    EXPECT_EQ(get("/openapi.json").body["openapi"], "3.1.0");
    EXPECT_EQ(get("/console/").text, "<!doctype html>console");
    EXPECT_EQ(get("/console/any/page").text, "<!doctype html>console");
    EXPECT_EQ(get("/locales/ar.arb").body["@@locale"], "ar");
    EXPECT_EQ(get("/locales/none.arb").status, 404);
    auto const metrics = get("/metrics").text;
    for (auto const* line : { "zahide_queue_tickets{center=\"zahide-nine\",state=\"waiting\"} 1", "zahide_transact_seconds_count 1", "zahide_sse_clients 0",
             "zahide_http_requests_total{route=\"POST /v1/staff-sessions\",status=\"200\"} 1" })
        EXPECT_NE(metrics.find(line), std::string::npos) << line << "\n" << metrics;
}

} // namespace
} // namespace zahide::http
