#include "scheduler_serve.h"

#include "config/locales.h"
#include "http/api.h"
#include "http/server.h"
#include "log/log.h"
#include "scheduler/hold_expiry.h"
#include "scheduler/writer_queue.h"
#include "scheduler_backup.h"
#include "scheduler_host.h"
#include "share_directory.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <system_error>

namespace zahide::program {

namespace {

/// Between two runs of the job that drops what is too old and closes former days.
constexpr time_t clean_up_seconds = 15 * 60;
constexpr int handler_threads = 8;

/// The signals that end the program, blocked in every thread from here on.
sigset_t block_ends()
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    std::signal(SIGPIPE, SIG_IGN); // a reader of our standard output that went away
    return ends;
}

/// Runs the nightly job now and then, and makes the backups that are due, until one of the signals comes.
void run_until(sigset_t const& ends, config::SchedulerConfig const& config, SchedulerHost& host, http::EventHub& hub, ports::Log& log)
{
    while (true) {
        auto const cleaned = host.scheduler().execute(domain::SystemPrincipal {}, scheduler::CleanUp {});
        if (!cleaned)
            log.error("cleaning up failed", { { "what", cleaned.error().line() } });
        else if (cleaned->purge_held_until)
            log.warning("the clock has jumped ahead, or this program was off for long: nothing is forgotten for a day; look at the clock",
                { { "until", cleaned->purge_held_until->text() } });
        hub.notify();
        make_due_backup(config, log);
        timespec const pause { clean_up_seconds, 0 };
        if (sigtimedwait(&ends, nullptr, &pause) > 0)
            return;
    }
}

http::ApiOptions api_options(config::SchedulerConfig const& config)
{
    auto const share = share_directory(config.share_directory);
    http::ApiOptions options;
    options.console_directory = (share / "console").string();
    options.locales_directory = (share / "locales").string();
    options.security = config.certificate ? http::TransportSecurity::tls : http::TransportSecurity::plain;
    for (auto const& catalogue : config.centers)
        options.centers.push_back(catalogue.center.id);
    if (auto messages = config::load_locales(options.locales_directory))
        options.messages = std::make_shared<i18n::Catalogue const>(std::move(*messages));
    return options;
}

http::ServerOptions server_options(config::SchedulerConfig const& config)
{
    http::ServerOptions options;
    options.address = config.listen_address;
    options.port = config.listen_port;
    options.workers = handler_threads;
    if (config.certificate)
        options.tls = http::TlsFiles { config.certificate->certificate, config.certificate->key };
    return options;
}

/// Kiosks and boards do without the console, so its absence stops nothing.
void look_for_console(std::string const& directory, ports::Log& log)
{
    if (std::error_code error; !std::filesystem::exists(std::filesystem::path(directory) / "index.html", error))
        log.warning("the staff console isn't there", { { "where", directory }, { "mend", "name the folder above it with share = in the configuration" } });
}

std::string console_address(config::SchedulerConfig const& config, std::uint16_t port)
{
    bool const is_ipv6 = config.listen_address.find(':') != std::string::npos;
    std::string const host = is_ipv6 ? "[" + config.listen_address + "]" : config.listen_address;
    return (config.certificate ? "https://" : "http://") + host + ":" + std::to_string(port) + "/console/";
}

} // namespace

Result<void> serve(config::SchedulerConfig const& config)
{
    auto const ends = block_ends();
    auto const log = log::make_console_log("scheduler", config.log_level);
    auto const host = ZAHIDE_TRY(SchedulerHost::open(config));
    auto const options = api_options(config);
    http::ThreadedEventHub hub(host->scheduler(), host->clock(), *log);
    scheduler::HoldExpiry expiry(host->scheduler(), host->storage(), host->clock(), *log, [&hub] { hub.notify(); });
    scheduler::WriterQueue writer(host->storage(), [&hub, &expiry] {
        hub.notify();
        expiry.look_again();
    });
    http::Api api({ host->scheduler(), writer, hub, host->clock(), host->random(), host->cryptography(), *log }, options);
    auto const server = ZAHIDE_TRY(http::Server::create(server_options(config), api, host->clock(), *log));
    api.count_server([&server = *server] { return server.counts(); });

    auto const address = console_address(config, server->port());
    look_for_console(options.console_directory, *log);
    std::printf("%s\n", address.c_str());
    std::fflush(stdout);
    log->info("listening", { { "address", address } });
    run_until(ends, config, *host, hub, *log);
    log->info("stopping");
    hub.stop();
    server->stop();
    return {};
}

} // namespace zahide::program
