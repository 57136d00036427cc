#include "domain/print_job.h"

#include "base/verify.h"

#include <string>

namespace zahide::domain {

namespace {

constexpr std::array all_print_troubles { PrintTrouble::none, PrintTrouble::paper_out, PrintTrouble::cover_open, PrintTrouble::offline, PrintTrouble::cutter,
    PrintTrouble::mechanical, PrintTrouble::not_there, PrintTrouble::not_allowed, PrintTrouble::link_lost, PrintTrouble::no_answer, PrintTrouble::timed_out,
    PrintTrouble::disk, PrintTrouble::refused };

tl::unexpected<Error> impossible(PrintJobState state)
{
    return fail(ErrorCode::conflict, "a print job that is " + std::string(to_string(state)) + " can't do that");
}

Result<PrintJobState> from_journalled(PrintJobEvent event)
{
    switch (event) {
    case PrintJobEvent::started:
        return PrintJobState::sending;
    case PrintJobEvent::failed:
        return PrintJobState::not_printed;
    case PrintJobEvent::lost:
    case PrintJobEvent::restarted:
        return PrintJobState::unknown;
    case PrintJobEvent::confirmed:
    case PrintJobEvent::handed_over:
        return impossible(PrintJobState::journalled);
    }
    return impossible(PrintJobState::journalled);
}

Result<PrintJobState> from_sending(PrintJobEvent event)
{
    switch (event) {
    case PrintJobEvent::confirmed:
        return PrintJobState::printed;
    case PrintJobEvent::failed:
        return PrintJobState::not_printed;
    case PrintJobEvent::lost:
    case PrintJobEvent::restarted:
        return PrintJobState::unknown;
    case PrintJobEvent::handed_over:
        return PrintJobState::sent;
    case PrintJobEvent::started:
        return impossible(PrintJobState::sending);
    }
    return impossible(PrintJobState::sending);
}

} // namespace

Result<PrintJobState> next_state(PrintJobState state, PrintJobEvent event)
{
    switch (state) {
    case PrintJobState::journalled:
        return from_journalled(event);
    case PrintJobState::sending:
        return from_sending(event);
    case PrintJobState::printed:
    case PrintJobState::not_printed:
    case PrintJobState::unknown:
    case PrintJobState::sent:
        // A restart finds ended jobs too and leaves them as they are.
        if (event == PrintJobEvent::restarted)
            return state;
        return impossible(state);
    }
    return impossible(state);
}

bool is_final(PrintJobState state)
{
    return state != PrintJobState::journalled && state != PrintJobState::sending;
}

PrintJobEvent event_of(PrintOutcome const& outcome)
{
    ZAHIDE_VERIFY(is_final(outcome.state));
    switch (outcome.state) {
    case PrintJobState::printed:
        return PrintJobEvent::confirmed;
    case PrintJobState::not_printed:
        return PrintJobEvent::failed;
    case PrintJobState::sent:
        return PrintJobEvent::handed_over;
    case PrintJobState::unknown:
    case PrintJobState::journalled:
    case PrintJobState::sending:
        break;
    }
    return PrintJobEvent::lost;
}

PrintMark reprint_mark(PrintJobState ended)
{
    ZAHIDE_VERIFY(is_final(ended));
    return PrintMark::copy;
}

std::string_view to_string(PrintJobState state)
{
    switch (state) {
    case PrintJobState::journalled:
        return "journalled";
    case PrintJobState::sending:
        return "sending";
    case PrintJobState::printed:
        return "printed";
    case PrintJobState::not_printed:
        return "not_printed";
    case PrintJobState::unknown:
        return "unknown";
    case PrintJobState::sent:
        return "sent";
    }
    return "";
}

std::string_view to_string(PrintTrouble trouble)
{
    switch (trouble) {
    case PrintTrouble::none:
        return "none";
    case PrintTrouble::paper_out:
        return "paper_out";
    case PrintTrouble::cover_open:
        return "cover_open";
    case PrintTrouble::offline:
        return "offline";
    case PrintTrouble::cutter:
        return "cutter";
    case PrintTrouble::mechanical:
        return "mechanical";
    case PrintTrouble::not_there:
        return "not_there";
    case PrintTrouble::not_allowed:
        return "not_allowed";
    case PrintTrouble::link_lost:
        return "link_lost";
    case PrintTrouble::no_answer:
        return "no_answer";
    case PrintTrouble::timed_out:
        return "timed_out";
    case PrintTrouble::disk:
        return "disk";
    case PrintTrouble::refused:
        return "refused";
    }
    return "";
}

Result<PrintJobState> parse_print_job_state(std::string_view text)
{
    for (PrintJobState const state : all_print_job_states) {
        if (to_string(state) == text)
            return state;
    }
    return fail(ErrorCode::invalid, "not a state of a print job");
}

Result<PrintTrouble> parse_print_trouble(std::string_view text)
{
    for (PrintTrouble const trouble : all_print_troubles) {
        if (to_string(trouble) == text)
            return trouble;
    }
    return fail(ErrorCode::invalid, "not a trouble of a print job");
}

} // namespace zahide::domain
