#include "ipp_condition.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace zahide::printer {

namespace {

using domain::PrintTrouble;

constexpr int stopped = 5;

/// Reasons come with a suffix that says how bad they are: "media-empty-error", "media-low-report".
bool is_reason(std::string_view said, std::string_view reason)
{
    if (!said.starts_with(reason))
        return false;
    auto const suffix = said.substr(reason.size());
    return suffix.empty() || suffix == "-error" || suffix == "-warning" || suffix == "-report";
}

bool has_reason(std::vector<std::string> const& reasons, std::string_view reason)
{
    return std::ranges::any_of(reasons, [reason](std::string const& said) { return is_reason(said, reason); });
}

template<std::size_t count>
bool has_any(std::vector<std::string> const& reasons, std::array<std::string_view, count> const& wanted)
{
    return std::ranges::any_of(wanted, [&reasons](std::string_view reason) { return has_reason(reasons, reason); });
}

constexpr std::array<std::string_view, 3> no_paper { "media-empty", "media-needed", "input-tray-missing" };
constexpr std::array<std::string_view, 3> open_cover { "cover-open", "door-open", "interlock-open" };
constexpr std::array<std::string_view, 5> gone { "paused", "shutdown", "offline", "timed-out", "connecting-to-device" };
constexpr std::array<std::string_view, 5> stuck { "media-jam", "marker-supply-empty", "spool-area-full", "fuser-over-temp", "other" };

} // namespace

PrintTrouble IppCondition::trouble() const
{
    if (has_any(reasons, open_cover))
        return PrintTrouble::cover_open;
    if (has_any(reasons, no_paper))
        return PrintTrouble::paper_out;
    if (has_any(reasons, gone) || jobs == Jobs::refused)
        return PrintTrouble::offline;
    if (state != stopped)
        return PrintTrouble::none; // a complaint that does not stop it
    return has_any(reasons, stuck) ? PrintTrouble::mechanical : PrintTrouble::offline;
}

ports::PrinterStatus IppCondition::status() const
{
    auto const paper = has_any(reasons, no_paper) ? ports::PaperState::out
        : has_reason(reasons, "media-low")        ? ports::PaperState::near_end
                                                  : ports::PaperState::ok;
    switch (trouble()) {
    case PrintTrouble::none:
        return { ports::PrinterState::ready, paper };
    case PrintTrouble::paper_out:
        return { ports::PrinterState::paper_out, paper };
    case PrintTrouble::cover_open:
        return { ports::PrinterState::cover_open, paper };
    case PrintTrouble::mechanical:
        return { ports::PrinterState::error, paper };
    case PrintTrouble::offline:
    case PrintTrouble::cutter:
    case PrintTrouble::not_there:
    case PrintTrouble::not_allowed:
    case PrintTrouble::link_lost:
    case PrintTrouble::no_answer:
    case PrintTrouble::timed_out:
    case PrintTrouble::disk:
    case PrintTrouble::refused:
        break;
    }
    return { ports::PrinterState::offline, paper };
}

} // namespace zahide::printer
