#include "domain/print_job.h"

#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <utility>

namespace zahide::domain {
namespace {

using State = PrintJobState;
using Event = PrintJobEvent;

/// The whole table; a pair that is not in it must be refused.
std::map<std::pair<State, Event>, State> const transitions {
    { { State::journalled, Event::started }, State::sending },
    { { State::journalled, Event::failed }, State::not_printed },
    { { State::journalled, Event::lost }, State::unknown },
    { { State::journalled, Event::restarted }, State::unknown },
    { { State::sending, Event::confirmed }, State::printed },
    { { State::sending, Event::failed }, State::not_printed },
    { { State::sending, Event::lost }, State::unknown },
    { { State::sending, Event::handed_over }, State::sent },
    { { State::sending, Event::restarted }, State::unknown },
    { { State::printed, Event::restarted }, State::printed },
    { { State::not_printed, Event::restarted }, State::not_printed },
    { { State::unknown, Event::restarted }, State::unknown },
    { { State::sent, Event::restarted }, State::sent },
};

TEST(PrintJob, EveryPair_FollowsTheTable)
{
    for (State const state : all_print_job_states) {
        for (Event const event : all_print_job_events) {
            auto const expected = transitions.find({ state, event });
            auto const result = next_state(state, event);
            ASSERT_EQ(result.has_value(), expected != transitions.end()) << to_string(state) << " event " << static_cast<int>(event);
            if (result) {
                EXPECT_EQ(*result, expected->second);
            } else {
                EXPECT_EQ(result.error().code, ErrorCode::conflict);
            }
        }
    }
}

TEST(PrintJob, Printed_IsReachedOnlyByAConfirmation)
{
    for (State const state : all_print_job_states) {
        for (Event const event : all_print_job_events) {
            auto const result = next_state(state, event);
            if (result && *result == State::printed && state != State::printed) {
                EXPECT_EQ(event, Event::confirmed);
            }
        }
    }
}

TEST(PrintJob, Outcomes_LeadToTheirOwnState)
{
    for (State const state : all_print_job_states) {
        if (is_final(state)) {
            EXPECT_EQ(next_state(State::sending, event_of({ state, PrintTrouble::none })).value(), state);
            EXPECT_EQ(reprint_mark(state), PrintMark::copy);
        }
    }
}

TEST(PrintJob, Names_RoundTrip)
{
    for (State const state : all_print_job_states)
        EXPECT_EQ(parse_print_job_state(to_string(state)).value(), state);
    for (int value = 0; value <= static_cast<int>(PrintTrouble::refused); ++value)
        EXPECT_EQ(parse_print_trouble(to_string(static_cast<PrintTrouble>(value))).value(), static_cast<PrintTrouble>(value));
    EXPECT_FALSE(parse_print_job_state("done"));
    EXPECT_FALSE(parse_print_trouble(""));
}

} // namespace
} // namespace zahide::domain
