#include "booking_harness.h"

#include <algorithm>

namespace zahide::http {
namespace {

constexpr Minutes half_hour { 30 };

/// Whether the answer has every member that /openapi.json requires of it, and none that it doesn't name.
void expect_described(Json const& value, Json const& schema, std::string const& place)
{
    static Json const document = Json::parse(openapi_document());
    if (schema.contains("$ref"))
        return expect_described(value, document[Json::json_pointer(schema["$ref"].get<std::string>().substr(1))], place);
    if (schema.contains("anyOf"))
        return value.is_null() ? void() : expect_described(value, schema["anyOf"][0], place);
    if (value.is_array()) {
        for (auto const& item : value)
            expect_described(item, schema["items"], place + "[]");
    }
    if (!value.is_object() || !schema.contains("properties"))
        return;
    for (auto const& name : schema["required"])
        EXPECT_TRUE(value.contains(name.get<std::string>())) << place << " lacks " << name;
    for (auto const& [name, member] : value.items()) {
        ASSERT_TRUE(schema["properties"].contains(name)) << place << " is not said to have " << name;
        expect_described(member, schema["properties"][name], place + "." + name);
    }
}

void expect_described(Json const& value, std::string const& name)
{
    expect_described(value, Json { { "$ref", "#/components/schemas/" + name } }, name);
}

class BookingsTest : public BookingTest {
protected:
    BookingsTest() { setup(scheduler::SaveRoster { small_roster() }); }
};

TEST_F(BookingsTest, Booking_GoesItsWholeWay)
{
    auto const kiosk = add_kiosk("kiosk-1");
    auto const ayse = add_desk("ayse");
    auto const start = morning + half_hour;
    ASSERT_TRUE(is_offered(start, kiosk));

    auto const held = hold(start, kiosk);
    ASSERT_EQ(held.status, 201) << held.text;
    EXPECT_EQ(held.body["start"], start.text());
    EXPECT_EQ(held.body["end"], (start + half_hour).text());
    EXPECT_EQ(held.body["interpreter"], true);
    EXPECT_FALSE(held.body.contains("taken")) << "who is taken is told to staff only";
    EXPECT_FALSE(is_offered(start, ayse)) << "what is held is offered to nobody else";

    auto const booked = post("/v1/appointments", { { "hold", held.body["id"] } }, kiosk);
    ASSERT_EQ(booked.status, 201) << booked.text;
    auto const appointment = booked.body["appointment"];
    EXPECT_EQ(appointment["state"], "booked");
    EXPECT_EQ(appointment["code"].get<std::string>().size(), 9U);
    EXPECT_EQ(appointment["check_in"], "now");
    EXPECT_EQ(appointment["check_in_from"], morning.text());
    EXPECT_EQ(appointment["channel"], "kiosk");
    EXPECT_FALSE(appointment.contains("taken"));
    EXPECT_EQ(post("/v1/appointments", { { "hold", held.body["id"] } }, kiosk).body["code"], "hold_gone");

    auto const checked = post(path_of(appointment, "check-in"), Json::object(), kiosk);
    ASSERT_EQ(checked.status, 200) << checked.text;
    EXPECT_EQ(checked.body["appointment"]["state"], "arrived");
    EXPECT_EQ(checked.body["ticket"]["appointment"], appointment["id"]);
    EXPECT_EQ(checked.body["ticket"]["due_at"], start.text());
    auto const again = post(path_of(appointment, "check-in"), Json::object(), kiosk);
    EXPECT_EQ(again.body["ticket"]["id"], checked.body["ticket"]["id"]);

    auto const list = get("/v1/centers/zahide-nine/appointments?date=2026-11-23", ayse);
    ASSERT_EQ(list.status, 200) << list.text;
    ASSERT_EQ(list.body["appointments"].size(), 1U);
    auto const& entry = list.body["appointments"][0];
    EXPECT_EQ(entry["code"], appointment["code"]);
    EXPECT_EQ(entry["ticket_number"], checked.body["ticket"]["number"]);
    EXPECT_EQ(entry["taken"].dump(), R"({"interpreter":"parisa","professionals":["zehra"],"room":"room-1"})");
    EXPECT_EQ(get("/v1/centers/zahide-nine/appointments?date=2026-11-24", ayse).body["appointments"].size(), 0U);
}

TEST_F(BookingsTest, LentSlot_IsBookedAsThePaperSays)
{
    auto const kiosk = add_kiosk("kiosk-1");
    auto const ayse = add_desk("ayse");
    Json const request { { "machine", "machine-1" }, { "kept", Json::array() } };
    auto const lent = post("/v1/devices/kiosk-1/slot-leases", request, kiosk);
    ASSERT_EQ(lent.status, 200) << lent.text;
    expect_described(lent.body, "SlotLeases");
    ASSERT_FALSE(lent.body["leases"].empty());
    auto const& lease = lent.body["leases"][0];
    Json const booking { { "service", lease["service"] }, { "language", lease["languages"][0] }, { "start", lease["start"] }, { "code", lease["code"] },
        { "booked_at", morning.text() } };
    auto const target = "/v1/devices/kiosk-1/slot-leases/" + lease["id"].get<std::string>() + "/book";
    EXPECT_EQ(post(target, booking, ayse).status, 403);
    Json const entry { { "key", new_key() }, { "target", target }, { "body", booking.dump() } };
    auto const delivered = send(Method::post, "/v1/devices/kiosk-1/deliveries", { { "entries", Json::array({ entry }) } }, kiosk);
    EXPECT_EQ(delivered.body["answers"][0]["status"], 201) << delivered.text;
    auto const booked = post(target, booking, kiosk); // told again
    ASSERT_EQ(booked.status, 201) << booked.text;
    expect_described(booked.body, "AppointmentReply");
    EXPECT_EQ(booked.body["appointment"]["id"], lease["id"]);
    EXPECT_EQ(booked.body["appointment"]["code"], lease["code"]);
    EXPECT_EQ(booked.body["appointment"]["start"], lease["start"]);
}

TEST_F(BookingsTest, SlotThatIsTaken_BringsTheNextFreeOnes)
{
    auto const kiosk = add_kiosk("kiosk-1");
    auto const other = add_kiosk("kiosk-2");
    auto const start = morning + half_hour;
    ASSERT_EQ(hold(start, kiosk).status, 201);
    auto const refused = hold(start, other);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.body["code"], "slot_taken");
    EXPECT_EQ(refused.body["type"], "urn:zahide:problem:slot_taken");
    auto const& next = refused.body["next_starts"];
    ASSERT_GE(next.size(), 1U);
    EXPECT_LE(next.size(), 6U);
    EXPECT_EQ(next[0]["start"], (start + half_hour).text());
    EXPECT_EQ(next[0]["local"], "2026-11-23T11:00");
    EXPECT_EQ(next[0]["interpreter"], true);
    EXPECT_EQ(hold(start + half_hour, other).status, 201) << "what is told to be free is free";
}

TEST_F(BookingsTest, Holds_AreExtendedAndReleasedByTheirOwnerOnly)
{
    auto const kiosk = add_kiosk("kiosk-1");
    auto const other = add_kiosk("kiosk-2");
    auto const start = morning + half_hour;
    auto const held = hold(start, kiosk);
    auto const path = "/v1/holds/" + held.body.value("id", "");
    m_clock.set(morning + Minutes(2));
    auto const extended = post(path + "/extend", Json::object(), kiosk);
    ASSERT_EQ(extended.status, 200) << extended.text;
    EXPECT_GT(extended.body["expires_at"], held.body["expires_at"]);
    auto const of_other = post(path + "/extend", Json::object(), other);
    EXPECT_EQ(of_other.status, 404);
    EXPECT_EQ(of_other.body["code"], "hold_gone");
    EXPECT_EQ(post("/v1/appointments", { { "hold", held.body["id"] } }, other).body["code"], "hold_gone");
    EXPECT_EQ(post(path + "/release", Json::object(), kiosk).status, 204);
    EXPECT_EQ(post(path + "/release", Json::object(), kiosk).status, 204) << "one that has gone is no failure";
    EXPECT_TRUE(is_offered(start, other));
}

TEST_F(BookingsTest, Staff_SeeWhoIsTakenByAHold)
{
    auto const ayse = add_desk("ayse");
    auto const held = hold(morning + half_hour, ayse);
    ASSERT_EQ(held.status, 201) << held.text;
    EXPECT_EQ(held.body["taken"].dump(), R"({"interpreter":"parisa","professionals":["zehra"],"room":"room-1"})");
    auto const roster = get("/v1/centers/zahide-nine/roster", ayse);
    ASSERT_EQ(roster.status, 200);
    EXPECT_EQ(roster.body["professionals"].size(), 2U);
    EXPECT_EQ(roster.body["rooms"][0]["kind"], "legal-room");
    auto const kiosk = add_kiosk("kiosk-1");
    EXPECT_EQ(get("/v1/centers/zahide-nine/roster", kiosk).status, 403);
    EXPECT_EQ(get("/v1/centers/zahide-nine/appointments", kiosk).status, 403);
}

TEST_F(BookingsTest, Code_FindsItsAppointment)
{
    auto const kiosk = add_kiosk("kiosk-1");
    auto const appointment = book(morning + half_hour, kiosk);
    auto code = appointment.value("code", "");
    code.insert(3, " ");
    auto const found = send(Method::post, "/v1/centers/zahide-nine/appointments/lookup", { { "code", code } }, kiosk);
    ASSERT_EQ(found.status, 200) << found.text;
    EXPECT_EQ(found.body["appointment"]["id"], appointment["id"]);
    EXPECT_EQ(found.body["appointment"]["code"], appointment["code"]);
}

TEST_F(BookingsTest, WrongCodes_AreRefusedAndThenTooMany)
{
    auto const kiosk = add_kiosk("kiosk-1");
    auto const other = add_kiosk("kiosk-2");
    auto const code = book(morning + half_hour, kiosk).value("code", "");
    auto const look_up = [&](std::string const& text, Secret const& token) {
        return post("/v1/centers/zahide-nine/appointments/lookup", { { "code", text } }, token);
    };
    std::string unknown;
    for (system::SystemRandom random; unknown.empty() || unknown == code;)
        unknown = domain::AppointmentCode::generate(random).text();
    auto const ill_formed = look_up("12", kiosk);
    EXPECT_EQ(ill_formed.status, 400);
    EXPECT_EQ(ill_formed.body["field"], "code");
    for (int count = 0; count < 4; ++count) {
        auto const wrong = look_up(unknown, kiosk);
        EXPECT_EQ(wrong.status, 404);
        EXPECT_EQ(wrong.body["code"], "unknown_code");
    }
    EXPECT_EQ(look_up(code, kiosk).status, 200) << "a right one clears the count";
    for (int count = 0; count < 5; ++count)
        EXPECT_EQ(look_up(unknown, kiosk).status, 404);
    auto const stopped = look_up(code, kiosk);
    EXPECT_EQ(stopped.status, 429) << "not even a right one now";
    EXPECT_EQ(stopped.body["code"], "too_many_tries");
    EXPECT_EQ(look_up(code, other).status, 200) << "each kiosk has its own count";
    m_clock.pass(Minutes(9));
    EXPECT_EQ(look_up(code, kiosk).status, 429);
    m_clock.pass(Minutes(2));
    EXPECT_EQ(look_up(unknown, kiosk).status, 404) << "the time to wait is over";
    EXPECT_EQ(look_up(code, kiosk).status, 200);
    auto const text = m_log.text() + get("/metrics").text;
    EXPECT_EQ(text.find(code), std::string::npos);
    EXPECT_EQ(text.find(unknown), std::string::npos);
}

TEST_F(BookingsTest, TooManyWrongCodes_SayWhenToComeBack)
{
    auto const kiosk = add_kiosk("kiosk-1");
    std::string const body = R"({"code":")" + domain::AppointmentCode::generate(m_random).text() + "\"}";
    for (int count = 0; count < 5; ++count)
        EXPECT_EQ(send_text(Method::post, "/v1/centers/zahide-nine/appointments/lookup", body, kiosk).status, 404);
    RawSocket const socket(m_server->port());
    auto const answer = socket.exchange("POST /v1/centers/zahide-nine/appointments/lookup HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer "
        + kiosk.reveal() + "\r\ncontent-length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 429")) << answer;
    EXPECT_NE(answer.find("\r\nretry-after: 600\r\n"), std::string::npos) << answer;
    EXPECT_NE(answer.find("\r\ncache-control: no-store\r\n"), std::string::npos) << answer;
}

TEST_F(BookingsTest, CheckIn_HasItsTime)
{
    auto const kiosk = add_kiosk("kiosk-1");
    auto const ayse = add_desk("ayse");
    auto const appointment = book(morning + Minutes(120), kiosk);
    auto const early = post(path_of(appointment, "check-in"), Json::object(), kiosk);
    EXPECT_EQ(early.status, 409);
    EXPECT_EQ(early.body["code"], "too_early");
    EXPECT_EQ(early.body["field"], "time");
    m_clock.set(morning + Minutes(135));
    auto const late = post(path_of(appointment, "check-in"), Json::object(), kiosk);
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(late.body["code"], "too_late");
    auto const by_desk = post(path_of(appointment, "check-in"), Json::object(), ayse);
    EXPECT_EQ(by_desk.status, 200) << "later the desk decides: " << by_desk.text;
}

TEST_F(BookingsTest, Moved_FreesTheOldTimeAndKeepsItsCode)
{
    auto const kiosk = add_kiosk("kiosk-1");
    auto const first = morning + half_hour;
    auto const second = first + Minutes(60);
    auto const appointment = book(first, kiosk);
    auto const held = hold(second, kiosk);
    auto const moved = post(path_of(appointment, "reschedule"), { { "hold", held.body["id"] } }, kiosk);
    ASSERT_EQ(moved.status, 200) << moved.text;
    EXPECT_EQ(moved.body["appointment"]["start"], second.text());
    EXPECT_EQ(moved.body["appointment"]["code"], appointment["code"]);
    EXPECT_EQ(moved.body["appointment"]["moves"], 1);
    EXPECT_TRUE(is_offered(first, kiosk));
    EXPECT_FALSE(is_offered(second, kiosk));
    auto const gone = post(path_of(appointment, "reschedule"), { { "hold", new_key() } }, kiosk);
    EXPECT_EQ(gone.status, 404);
    EXPECT_EQ(gone.body["code"], "hold_gone");
    EXPECT_FALSE(is_offered(second, kiosk)) << "neither happens";
}

TEST_F(BookingsTest, Cancelled_IsOfferedAgain)
{
    auto const kiosk = add_kiosk("kiosk-1");
    auto const start = morning + half_hour;
    auto const appointment = book(start, kiosk);
    EXPECT_FALSE(is_offered(start, kiosk));
    auto const cancelled = post(path_of(appointment, "cancel"), Json::object(), kiosk);
    ASSERT_EQ(cancelled.status, 200) << cancelled.text;
    EXPECT_EQ(cancelled.body["appointment"]["state"], "cancelled");
    EXPECT_TRUE(is_offered(start, kiosk));
    auto const check_in = post(path_of(appointment, "check-in"), Json::object(), kiosk);
    EXPECT_EQ(check_in.status, 409);
    EXPECT_EQ(check_in.body["code"], "conflict");
}

TEST_F(BookingsTest, NoShow_IsForTheDeskToSay)
{
    auto const kiosk = add_kiosk("kiosk-1");
    auto const ayse = add_desk("ayse");
    auto const appointment = book(morning + half_hour, kiosk);
    EXPECT_EQ(post(path_of(appointment, "no-show"), Json::object(), kiosk).status, 403);
    m_clock.set(morning + Minutes(60));
    auto const missed = post(path_of(appointment, "no-show"), Json::object(), ayse);
    ASSERT_EQ(missed.status, 200) << missed.text;
    EXPECT_EQ(missed.body["appointment"]["state"], "noshow");
}

TEST_F(BookingsTest, Answers_AreAsTheApiIsDescribed)
{
    auto const kiosk = add_kiosk("kiosk-1");
    auto const ayse = add_desk("ayse");
    auto const start = morning + half_hour;
    std::string const of_center = "/v1/centers/zahide-nine";
    expect_described(get(of_center + "/catalogue", kiosk).body, "Catalogue");
    expect_described(get(of_center + "/availability?service=legal&language=fa", kiosk).body, "Availability");
    auto const held = hold(start, ayse);
    expect_described(held.body, "Hold");
    auto const refused = hold(start, kiosk);
    ASSERT_FALSE(refused.body["next_starts"].empty());
    expect_described(refused.body, "Problem");
    auto const booked = post("/v1/appointments", { { "hold", held.body["id"] } }, ayse);
    expect_described(booked.body, "AppointmentReply");
    expect_described(post(path_of(booked.body["appointment"], "check-in"), Json::object(), ayse).body, "CheckInReply");
    expect_described(get(of_center + "/appointments", ayse).body, "AppointmentList");
    expect_described(get(of_center + "/roster", ayse).body, "Roster");
}

TEST_F(BookingsTest, SameKey_HoldsOnce)
{
    auto const kiosk = add_kiosk("kiosk-1");
    auto const key = new_key();
    auto const first = send(Method::post, "/v1/centers/zahide-nine/holds", wish(morning + half_hour), kiosk, key);
    auto const again = send(Method::post, "/v1/centers/zahide-nine/holds", wish(morning + half_hour), kiosk, key);
    EXPECT_EQ(first.status, 201) << first.text;
    EXPECT_EQ(again.status, 201) << again.text;
    EXPECT_EQ(first.text, again.text);
    EXPECT_EQ(send(Method::post, "/v1/centers/zahide-nine/holds", wish(morning + half_hour), kiosk).status, 400) << "without a key";
}

TEST_F(BookingsTest, BadQueries_SayWhatIsWrongWhere)
{
    auto const kiosk = add_kiosk("kiosk-1");
    auto const field_of = [&](std::string const& query) {
        auto const answer = get("/v1/centers/zahide-nine/availability?" + query, kiosk);
        EXPECT_EQ(answer.status, 400) << query << " " << answer.text;
        return answer.body.value("field", "");
    };
    EXPECT_EQ(field_of("language=fa"), "service");
    EXPECT_EQ(field_of("service=legal"), "language");
    EXPECT_EQ(field_of("service=Legal&language=fa"), "service");
    EXPECT_EQ(field_of("service=legal&language=fa&gender=x"), "gender");
    EXPECT_EQ(field_of("service=legal&language=fa&from=today"), "from");
    for (auto const* days : { "0", "32", "-1", "1x", "" })
        EXPECT_EQ(field_of("service=legal&language=fa&days=" + std::string(days)), "days");
    EXPECT_EQ(get("/v1/centers/zahide-nine/availability?service=none&language=fa", kiosk).status, 404);
    EXPECT_EQ(get("/v1/centers/zahide-nine/availability?service=social&language=fa", kiosk).body["code"], "not_servable");
    EXPECT_EQ(get("/v1/centers/elsewhere/availability?service=legal&language=fa", kiosk).status, 403);
    auto const text = m_log.text() + get("/metrics").text;
    for (auto const* asked : { "service=", "language=", "legal", "?" })
        EXPECT_EQ(text.find(asked), std::string::npos) << asked;
}

TEST_F(BookingsTest, BadStarts_SayWhatIsWrongWhere)
{
    auto const kiosk = add_kiosk("kiosk-1");
    for (auto const start : { morning + Minutes(31), morning - half_hour, morning + Minutes(60 * 24 * 300) }) {
        auto const refused = hold(start, kiosk);
        EXPECT_EQ(refused.status, 400) << refused.text;
        EXPECT_EQ(refused.body["field"], "start");
        EXPECT_FALSE(refused.body.contains("next_starts"));
    }
    auto wrong = wish(morning + half_hour);
    wrong["start"] = "soon";
    EXPECT_EQ(post("/v1/centers/zahide-nine/holds", wrong, kiosk).body["field"], "start");
    EXPECT_EQ(post("/v1/appointments", Json::object(), kiosk).body["field"], "hold");
}

TEST_F(BookingsTest, Staff_HearOfAppointments)
{
    auto const kiosk = add_kiosk("kiosk-1");
    auto const ayse = add_desk("ayse");
    m_client->open_stream({ 1, "/v1/events", ayse, std::nullopt });
    ASSERT_EQ(m_listener.opened(1), 1);
    ASSERT_EQ(m_listener.events(1)[0].kind, "hello");
    auto const appointment = book(morning + half_hour, kiosk);
    auto const event = m_listener.events(2)[1];
    EXPECT_EQ(event.kind, "appointment");
    auto const told = Json::parse(event.data)["appointment"];
    EXPECT_EQ(told["id"], appointment["id"]);
    EXPECT_EQ(told["code"], appointment["code"]);
    EXPECT_EQ(told["check_in"], "now");
    EXPECT_EQ(told["taken"]["interpreter"], "parisa");
}

} // namespace
} // namespace zahide::http
