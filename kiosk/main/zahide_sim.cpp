// zahide-sim: the promises of DESIGN.md under every fault, in virtual time.
#include "commit.h"
#include "config/locales.h"
#include "share_directory.h"
#include "sim/sample_center.h"
#include "sim/simulation.h"
#include "system/clock.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

namespace zahide {

namespace {

constexpr int exit_broken = 1;
constexpr int exit_usage = 2;

enum class Shrinking : std::uint8_t { yes, no };
enum class Timing : std::uint8_t { no, yes };

struct Request {
    sim::Options options;
    Shrinking shrinking = Shrinking::yes;
    Timing timing = Timing::no;
    int world_days = sim::world_days;
};

int report(Error const& error, int code)
{
    std::fprintf(stderr, "%s\n", error.line().c_str());
    return code;
}

void print_counts(sim::Counts const& counts)
{
    auto const a_day = [&](std::int64_t count) { return static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(1, counts.days)); };
    std::printf("days %lld; a day: visits %.1f, numbers %.1f, papers %.1f, transactions %.1f, requests %.1f, heartbeats %.1f, messages %.1f, crashes %.1f, "
                "booked offline %.1f, copies %.1f, "
                "old images %.1f, restores %.2f, gone on without %.2f\n",
        static_cast<long long>(counts.days), a_day(counts.visits), a_day(counts.numbers), a_day(counts.papers), a_day(counts.transactions),
        a_day(counts.requests), a_day(counts.heartbeats), a_day(counts.messages), a_day(counts.crashes), a_day(counts.lent_bookings), a_day(counts.desk_copies),
        a_day(counts.images), a_day(counts.restores), a_day(counts.gone_on_without));
    std::printf("disks at most: a device's %lld KiB, the scheduler's %lld KiB\n", static_cast<long long>(counts.device_bytes_max / 1024),
        static_cast<long long>(counts.scheduler_bytes_max / 1024));
}

std::string command_line(sim::Options const& options)
{
    auto text = "zahide-sim --seed " + std::to_string(options.seed) + " --days " + std::to_string(options.days) + " --kiosks " + std::to_string(options.kiosks)
        + " --faults " + sim::faults_text(options.faults);
    if (options.visits != 0)
        text += " --visits " + std::to_string(options.visits);
    if (options.days > sim::world_days)
        text += " --world-days " + std::to_string(options.days);
    if (options.mutant != sim::Mutant::none)
        text += " --mutant " + std::string(name_of(options.mutant));
    if (options.only)
        text += " --only " + (options.only->empty() ? std::string("none") : sim::operations_text(*options.only));
    return text;
}

void print_break(sim::Options const& options, sim::Outcome const& outcome)
{
    std::printf("BROKEN promise %d at %s: %s\n", outcome.broken->promise, outcome.broken->when.c_str(), outcome.broken->what.c_str());
    std::printf("seed %llu, commit %s\n", static_cast<unsigned long long>(options.seed), commit);
    for (auto const& line : outcome.trace)
        std::printf("  %s\n", line.c_str());
    std::printf("again: %s\n", command_line(options).c_str());
}

/// World after world, each from the next seed, until the days are over.
int run(Request const& request, sim::Setting const& setting)
{
    system::SystemClock const clock;
    auto const began = clock.ticks();
    sim::Counts sum;
    auto options = request.options;
    for (int left = request.options.days; left > 0; left -= request.world_days, ++options.seed) {
        options.days = std::min(left, request.world_days);
        auto const outcome = sim::run_world(setting, options);
        sum.add(outcome.counts);
        if (!outcome.broken)
            continue;
        print_counts(sum);
        if (request.shrinking == Shrinking::no) {
            print_break(options, outcome);
            return exit_broken;
        }
        auto const shrunk = sim::shrink(setting, options, outcome);
        print_break(shrunk.options, shrunk.outcome);
        std::printf("found by: %s\n", command_line(options).c_str());
        return exit_broken;
    }
    print_counts(sum);
    std::printf("every promise held\n");
    if (request.timing == Timing::yes) {
        auto const seconds = static_cast<double>((clock.ticks() - began).count()) / 1e9;
        std::printf("%.1f s, %.3f s a day\n", seconds, seconds / static_cast<double>(sum.days));
    }
    return 0;
}

} // namespace

} // namespace zahide

int main(int argument_count, char** arguments)
{
    using namespace zahide;
    Request request;
    auto& options = request.options;
    std::string share;
    std::string faults = "all";
    std::string mutant = "none";
    std::string only;
    bool check = false;
    bool list = false;
    bool whole = false;
    bool time = false;
    CLI::App app("Kiosks, board, network, disks, clocks and a scheduler in one process: tries to break the promises.", "zahide-sim");
    app.set_version_flag("--version", std::string("zahide-sim ") + ZAHIDE_VERSION);
    app.add_option("--seed", options.seed, "What everything follows from")->capture_default_str();
    app.add_option("--days", options.days, "Days of a center")->check(CLI::Range(1, sim::days_max))->capture_default_str();
    app.add_option("--kiosks", options.kiosks, "Kiosks of the center")->check(CLI::Range(1, sim::kiosks_max))->capture_default_str();
    app.add_option("--visits", options.visits, "Visits of a day (as on a busy one by default)")->check(CLI::Range(1, sim::visits_max));
    app.add_option("--world-days", request.world_days, "Days after which a world is made anew, from the next seed")
        ->check(CLI::Range(1, sim::days_max))
        ->capture_default_str();
    app.add_option("--faults", faults, "all, none, or some of network,clocks,crashes,disks,printers,people")->capture_default_str();
    app.add_option("--mutant", mutant, "A bug to be found, one of --list-mutants")->capture_default_str();
    app.add_option("--only", only, "Only these of the plan's operations: none, or numbers and ranges as 3,17-20");
    app.add_option("--share", share, "Folder with locales/ (beside the program by default)");
    app.add_flag("--whole", whole, "Print a broken run as it is, without looking for a shorter one");
    app.add_flag("--time", time, "Print how long it took");
    app.add_flag("--list-mutants", list, "Print the names of the planted bugs, then stop");
    app.add_flag("--check-config", check, "Check what it reads, then stop");
    try {
        app.parse(argument_count, arguments);
    } catch (CLI::ParseError const& error) {
        if (error.get_exit_code() == 0)
            return app.exit(error);
        return report({ ErrorCode::invalid, error.what(), {}, "see zahide-sim --help" }, exit_usage);
    }
    if (list) {
        for (auto const& entry : EnumNames<sim::Mutant>::entries) {
            if (entry.value != sim::Mutant::none)
                std::printf("%s\n", std::string(entry.name).c_str());
        }
        return 0;
    }
    auto const parsed = sim::parse_faults(faults);
    auto const planted = value_of<sim::Mutant>(mutant);
    auto const operations = sim::parse_operations(only == "none" ? "" : only);
    if (!parsed)
        return report(parsed.error(), exit_usage);
    if (!planted)
        return report({ ErrorCode::invalid, "there is no such mutant", "--mutant", "see zahide-sim --list-mutants" }, exit_usage);
    if (!operations)
        return report(operations.error(), exit_usage);
    options.faults = *parsed;
    options.mutant = *planted;
    if (!only.empty())
        options.only = *operations;
    request.shrinking = whole ? Shrinking::no : Shrinking::yes;
    request.timing = time ? Timing::yes : Timing::no;
    auto const messages = config::load_locales(share_directory(share) / "locales");
    if (!messages)
        return report(messages.error(), exit_usage);
    if (check)
        return 0;
    auto const center = sim::sample_center();
    auto const roster = sim::sample_roster();
    return run(request, { *messages, center, roster });
}
