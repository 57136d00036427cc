// zahide-scheduler: the central scheduler, the enrolling of devices and staff, backup and restore.

#include "config/scheduler.h"
#include "scheduler_backup.h"
#include "scheduler_enrol.h"
#include "scheduler_serve.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <string>

namespace {

using namespace zahide;

constexpr int exit_fine = 0;
constexpr int exit_failed = 1;
constexpr int exit_usage = 2;
constexpr std::size_t password_line_bytes_max = 1024;

struct Options {
    std::string config = "/etc/zahide/scheduler.toml";
    bool check_config = false;
    bool password_stdin = false;
    program::DeviceToEnrol device;
    program::StaffToEnrol staff;
    std::string backup_to;
    std::string restore_from;
};

int report(Error const& error, int exit_code)
{
    std::fprintf(stderr, "zahide-scheduler: %s\n", error.line().c_str());
    return exit_code;
}

int print(Result<std::string> const& line)
{
    if (!line)
        return report(line.error(), line.error().code == ErrorCode::invalid ? exit_usage : exit_failed);
    std::printf("%s\n", line->c_str());
    return exit_fine;
}

void declare_device(CLI::App& app, Options& options)
{
    auto* add = app.add_subcommand("device", "Kiosks and boards")->require_subcommand(1)->add_subcommand("add", "Enrol a device, or change it");
    add->add_option("--id", options.device.id, "Its short name, as in its config")->required();
    add->add_option("--kind", options.device.kind, "kiosk or board")->required();
    add->add_option("--center", options.device.center, "The center it belongs to")->required();
    add->add_option("--public-key", options.device.public_key, "As the device's program prints it with --show-public-key")->required();
    add->add_option("--language", options.device.languages, "Languages in which it announces calls, with commas between")->delimiter(',');
}

void declare_staff(CLI::App& app, Options& options)
{
    auto* add = app.add_subcommand("staff", "Who works at a center")->require_subcommand(1)->add_subcommand("add", "Enrol somebody, or change them");
    add->add_option("--login", options.staff.login, "What they log in with")->required();
    add->add_option("--name", options.staff.name, "As colleagues see it")->required();
    add->add_option("--role", options.staff.role, "front_desk, coordinator or professional")->required();
    add->add_option("--center", options.staff.center, "Where they work")->required();
    options.staff.gender = "unknown";
    add->add_option("--gender", options.staff.gender, "woman or man, for visitors who ask for one");
    add->add_option("--service", options.staff.services, "What they do, with commas between; every service without it")->delimiter(',');
    add->add_option("--language", options.staff.languages, "What they speak, with commas between; every language without it")->delimiter(',');
    add->add_flag("--password-stdin", options.password_stdin, "Read the password from standard input; without it one is made and printed");
}

void declare_backup(CLI::App& app, Options& options)
{
    auto* backup = app.add_subcommand("backup", "Copy the database as it is now, also while the scheduler serves");
    backup->add_option("--to", options.backup_to, "A new file, or a folder, where it gets the time for a name; [backup] of the configuration without it");
    auto* restore = app.add_subcommand("restore", "Put a backup in the database's place, with the scheduler stopped; the former file is kept");
    restore->add_option("--from", options.restore_from, "A file that backup has made")->required();
}

/// What was asked for is right; whatever fails is the file's or the disk's.
int print_outcome(Result<std::string> const& line)
{
    return line ? print(line) : report(line.error(), exit_failed);
}

Result<void> read_password(Options& options)
{
    std::string line;
    if (!std::getline(std::cin, line) || line.size() > password_line_bytes_max)
        return fail(ErrorCode::invalid, "there is no password on standard input", "--password-stdin", "write one line");
    options.staff.password = Secret(std::move(line));
    return {};
}

int run(CLI::App const& app, Options& options)
{
    auto const config = config::load_scheduler(options.config);
    if (!config)
        return report(config.error(), exit_usage);
    if (options.check_config)
        return exit_fine;
    if (app.got_subcommand("device"))
        return print(program::add_device(*config, options.device));
    if (app.got_subcommand("staff")) {
        if (options.password_stdin) {
            if (auto const read = read_password(options); !read)
                return report(read.error(), exit_usage);
        }
        return print(program::add_staff(*config, options.staff));
    }
    if (app.got_subcommand("backup")) {
        bool const is_nowhere = options.backup_to.empty() && !config->backup;
        return is_nowhere ? print(program::make_backup(*config, {})) : print_outcome(program::make_backup(*config, options.backup_to));
    }
    if (app.got_subcommand("restore"))
        return print_outcome(program::restore_backup(*config, options.restore_from));
    if (!app.got_subcommand("serve"))
        return report({ ErrorCode::invalid, "nothing to do", {}, "say serve, backup, restore, device add or staff add; see --help", Retry::no }, exit_usage);
    auto const served = program::serve(*config);
    return served ? exit_fine : report(served.error(), exit_failed);
}

} // namespace

int main(int argc, char** argv)
{
    Options options;
    CLI::App app("The central scheduler of a neighborhood center", "zahide-scheduler");
    app.set_version_flag("--version", std::string("zahide-scheduler " ZAHIDE_VERSION));
    app.fallthrough();
    app.require_subcommand(0, 1);
    app.add_option("--config", options.config, "The configuration")->capture_default_str();
    app.add_flag("--check-config", options.check_config, "Read the configuration, say what is wrong with it, and end");
    app.add_subcommand("serve", "Serve until told to stop");
    declare_device(app, options);
    declare_staff(app, options);
    declare_backup(app, options);
    try {
        app.parse(argc, argv);
        return run(app, options);
    } catch (CLI::ParseError const& error) {
        if (error.get_exit_code() == 0) {
            (void)app.exit(error); // --help or --version
            return exit_fine;
        }
        return report({ ErrorCode::invalid, error.what(), {}, "see --help", Retry::no }, exit_usage);
    } catch (std::exception const& error) {
        return report({ ErrorCode::internal, error.what(), {}, {}, Retry::no }, exit_failed);
    }
}
