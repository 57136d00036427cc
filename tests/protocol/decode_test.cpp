#include "protocol/device.h"
#include "protocol/problem.h"
#include "protocol/queue.h"
#include "protocol/ticket.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace zahide::protocol {
namespace {

constexpr char const* given_ticket = R"({"id":"8b7f0c1e-4a52-4b1c-9d25-1c2d3e4f5a6b","visit":"8b7f0c1e-4a52-4b1c-9d25-1c2d3e4f5a6c","number":47,
  "local_date":"2026-11-23","lease":"8b7f0c1e-4a52-4b1c-9d25-1c2d3e4f5a6d","given_at":"2026-11-23T07:30:00.000Z","private_talk":true,
  "service":"legal","language":"ar","priority":"infant","gender":"woman","added_in_2030":{"x":[1]}})";

nlohmann::json given_json()
{
    return nlohmann::json::parse(given_ticket);
}

TEST(Decode, UnknownMembers_ArePassedOver)
{
    auto const ticket = decode<NewTicket>(given_ticket);
    ASSERT_TRUE(ticket) << ticket.error().line();
    ASSERT_TRUE(ticket->given);
    EXPECT_EQ(ticket->given->number, TicketNumber(47));
    EXPECT_EQ(ticket->given->urgency, domain::Urgency::private_talk);
    EXPECT_EQ(ticket->gender.reveal(), domain::GenderPreference::woman);
}

TEST(Decode, DeskTicket_NeedsOnlyServiceAndLanguage)
{
    auto const ticket = decode<NewTicket>(R"({"service":"legal","language":"tr"})");
    ASSERT_TRUE(ticket);
    EXPECT_FALSE(ticket->given);
    EXPECT_EQ(ticket->priority.reveal(), domain::Priority::none);
}

TEST(Decode, EveryMissingMember_IsNamed)
{
    for (auto const* name : { "visit", "number", "local_date", "lease", "given_at", "service", "language" }) {
        auto json = given_json();
        json.erase(name);
        auto const ticket = decode<NewTicket>(json.dump());
        ASSERT_FALSE(ticket) << name;
        EXPECT_EQ(ticket.error().code, ErrorCode::invalid);
        EXPECT_EQ(ticket.error().where, name);
        EXPECT_EQ(ticket.error().what, "it is missing");
    }
}

TEST(Decode, EveryMemberOfTheWrongType_IsNamedWithoutItsValue)
{
    for (auto const* name : { "id", "visit", "number", "local_date", "lease", "given_at", "service", "language", "priority", "gender", "private_talk" }) {
        for (auto const& wrong : { nlohmann::json("Secret Visitor"), nlohmann::json(-7.5), nlohmann::json::array({ 1 }), nlohmann::json::object() }) {
            auto json = given_json();
            json[name] = wrong;
            auto const ticket = decode<NewTicket>(json.dump());
            ASSERT_FALSE(ticket) << name << wrong;
            EXPECT_EQ(ticket.error().where, name);
            EXPECT_EQ(ticket.error().line().find("Secret"), std::string::npos);
        }
    }
}

TEST(Decode, NumbersOutOfRange_AreRefused)
{
    for (auto const* number : { "0", "-1", "10000", "9223372036854775808", "18446744073709551615", "1e3", "1.0" }) {
        auto text = std::string(given_ticket);
        text.replace(text.find("47"), 2, number);
        EXPECT_FALSE(decode<NewTicket>(text)) << number;
    }
}

TEST(Decode, PlaceInsideAnArray_IsNamed)
{
    auto const list = decode<CallList>(R"({"revision":1,"calls":[{"id":"8b7f0c1e-4a52-4b1c-9d25-1c2d3e4f5a6b","number":"x"}]})");
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().where, "calls[0].number");
}

TEST(Decode, WhatIsNotJson_IsRefused)
{
    for (auto const* text : { "", "{", "[]", "null", "7", "\"x\"", "{\"service\":\"\xff\"}", "{\"local_date\":\"2026-02-30\",\"machine\":\"m\"}" })
        EXPECT_FALSE(decode<LeaseRequest>(text)) << text;
    EXPECT_FALSE(decode<LeaseRequest>(std::string(200'000, '[')));
}

TEST(Decode, TooLongTexts_AreRefused)
{
    LeaseRequest request { LocalDate::from_days(20000), std::string(string_bytes_max, 'm') };
    EXPECT_TRUE(decode<LeaseRequest>(encode(request)));
    request.machine += 'm';
    EXPECT_FALSE(decode<LeaseRequest>(encode(request)));
    EXPECT_EQ(decode<LeaseRequest>(std::string(reply_bytes_max + 1, ' ')).error().code, ErrorCode::limit);
}

TEST(Problem, ErrorsOfEveryCode_ComeBackWithTheirCode)
{
    for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code) {
        Error const error { static_cast<ErrorCode>(code), "what", "where", "mend", Retry::no };
        auto const problem = decode<Problem>(encode(problem_of(error)));
        ASSERT_TRUE(problem);
        EXPECT_EQ(problem->type, "urn:zahide:problem:" + problem->code);
        EXPECT_GE(problem->status, 400);
        auto const back = error_of(*problem);
        EXPECT_EQ(back.code, error.code);
        EXPECT_EQ(back.line(), error.line());
    }
}

TEST(Problem, ErrorsOfEveryReason_ComeBackWithIt)
{
    for (auto const& entry : EnumNames<Reason>::entries) {
        if (entry.value == Reason::none)
            continue;
        auto const error = fail(
            entry.value, "what", "start", "mend", entry.value == Reason::too_many_tries || entry.value == Reason::awaiting_devices ? Retry::later : Retry::no)
                               .value();
        auto const problem = decode<Problem>(encode(problem_of(error)));
        ASSERT_TRUE(problem) << entry.name;
        EXPECT_EQ(problem->code, entry.name);
        EXPECT_EQ(problem->type, "urn:zahide:problem:" + problem->code);
        EXPECT_EQ(problem->status, http_status_of(error.code));
        EXPECT_FALSE(problem->title.empty()) << entry.name;
        EXPECT_EQ(error_of(*problem), error) << entry.name;
    }
}

TEST(Problem, TakenSlot_BringsTheNextFreeStarts)
{
    auto problem = problem_of(fail(Reason::slot_taken, "it is taken", "start").value());
    EXPECT_EQ(nlohmann::json::parse(encode(problem)).count("next_starts"), 0U);
    auto const start = Instant::parse("2026-11-24T06:30:00Z").value();
    LocalDateTime const local { LocalDate::create(2026, 11, 24).value(), LocalTime::create(9, 30).value() };
    problem.slot_taken = SlotTaken { { { start, start + Minutes(45), local, domain::WithInterpreter::yes } } };
    auto const json = nlohmann::json::parse(encode(problem));
    EXPECT_EQ(json["code"], "slot_taken");
    EXPECT_EQ(json["status"], 409);
    EXPECT_EQ(
        json["next_starts"].dump(), R"([{"end":"2026-11-24T07:15:00.000Z","interpreter":true,"local":"2026-11-24T09:30","start":"2026-11-24T06:30:00.000Z"}])");
    EXPECT_EQ(decode<Problem>(json.dump()).value(), problem);
}

TEST(Problem, UnknownCode_IsReadByItsStatus)
{
    EXPECT_EQ(error_of(Problem { "urn:x", "t", 409, "d", "brand_new", {}, {} }).code, ErrorCode::conflict);
    EXPECT_EQ(error_of(Problem { "urn:x", "t", 418, "d", "brand_new", {}, {} }).code, ErrorCode::internal);
}

} // namespace
} // namespace zahide::protocol
