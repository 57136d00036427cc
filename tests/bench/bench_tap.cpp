// From the tap that takes a number to the printer's first byte: the durable commit, the picture, the printer's thread.
// And what the device's part of it costs beside a bare synced SQLite commit.
#include "../device/virtual.h"
#include "config/fonts.h"
#include "config/locales.h"
#include "device/device.h"
#include "paper/ticket.h"
#include "printer/printer.h"
#include "protocol/catalogue.h"
#include "sqlite/device_store.h"
#include "system/clock.h"
#include "system/random.h"

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <string>
#include <unistd.h>
#include <variant>
#include <vector>

namespace {

using namespace zahide;
namespace fs = std::filesystem;

constexpr int rounds = 250;
/// Nothing of weight is between a touch and the paper but the durable promise and the ticket's picture.
constexpr double tap_to_its_parts_max = 2;

class NoKey : public ports::DeviceKey {
public:
    [[nodiscard]] std::string public_key() const override { return {}; }
    [[nodiscard]] std::string sign(std::string_view /*message*/) const override { return {}; }
};

class NoLog : public ports::Log {
public:
    void write(ports::Severity /*severity*/, std::string_view /*event*/, std::initializer_list<ports::LogField> /*fields*/) override { }
};

/// Hears when a paper's first byte leaves and when it is done.
class Listener : public ports::PrinterListener {
public:
    explicit Listener(Clock const& clock)
        : m_clock(clock)
    {
    }
    void on_printer(ports::PrinterMessage const& message) override
    {
        std::scoped_lock const lock(m_mutex);
        if (std::holds_alternative<ports::PrintStarted>(message))
            m_started = m_clock.ticks();
        m_is_finished = m_is_finished || std::holds_alternative<ports::PrintFinished>(message);
        m_heard.notify_one();
    }
    Ticks wait_for_paper()
    {
        std::unique_lock lock(m_mutex);
        m_heard.wait(lock, [this] { return m_is_finished; });
        m_is_finished = false;
        return m_started;
    }

private:
    Clock const& m_clock;
    std::mutex m_mutex;
    std::condition_variable m_heard;
    Ticks m_started;
    bool m_is_finished = false;
};

double ms(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

struct Figures {
    double median = 0;
    double p99 = 0;
};

Figures figures_of(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return { times[times.size() / 2], times[times.size() * 99 / 100] };
}

void print(char const* what, Figures const& figures, Figures const& bare)
{
    std::printf("%s: median %.2f ms (%.1f bare commits), p99 %.2f ms (%.1f)\n", what, figures.median, figures.median / bare.median, figures.p99,
        figures.p99 / bare.p99);
}

/// A device that has been in contact: a catalogue and today's numbers.
device::Device prepare(ports::DeviceStore& store, Clock const& clock, Random& random, ports::DeviceKey const& key)
{
    auto const catalogue = device_tests::sample_catalogue();
    auto const today = unicode::Zone::create(catalogue.center.zone)->local(clock.now()).date;
    ports::StoredLease const lease { LeaseId(Uuid::generate(random)), today, TicketNumber(1), TicketNumber(500), TicketNumber(1),
        clock.now() + std::chrono::hours(24), "bench" };
    device::DeviceOptions options;
    options.device = DeviceId("kiosk-1");
    options.center = catalogue.center.id;
    options.machine = "bench";
    static_cast<void>(store.transact({ ports::KeepCatalogue { { catalogue.revision, protocol::encode(catalogue), clock.now() } }, ports::AddLease { lease } }));
    return device::Device::create(store, clock, random, key, options).value();
}

Figures bench_bare_commit(fs::path const& folder, Clock const& clock)
{
    sqlite::DatabaseOptions options;
    options.path = (folder / "bare.db").string();
    auto const database = sqlite::Database::open(options).value();
    static_cast<void>(database->execute("CREATE TABLE bare (number INTEGER);"));
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        auto const start = clock.ticks();
        static_cast<void>(database->run("INSERT INTO bare VALUES (?)", round));
        times.push_back(ms(clock.ticks() - start));
    }
    return figures_of(std::move(times));
}

} // namespace

int main()
{
    auto const folder = fs::current_path() / ("bench-tap-" + std::to_string(getpid())); // a real disk, which /tmp may not be
    fs::create_directories(folder / "papers");
    system::SystemClock const clock;
    system::SystemRandom random;
    NoKey const key;
    NoLog log;
    auto fonts = config::open_fonts(config::load_fonts(std::string(ZAHIDE_SOURCE_DIR) + "/fonts/fonts.toml").value());
    auto engine = text::Engine::create(std::move(fonts.value())).value();
    auto const messages = config::load_locales(std::string(ZAHIDE_SOURCE_DIR) + "/locales").value();
    auto press = paper::TicketPress::create(engine, messages, paper::width_dots_80mm).value();
    auto const store = sqlite::DeviceStore::open((folder / "kiosk.db").string()).value();
    auto device = prepare(*store, clock, random, key);
    Listener listener(clock);
    printer::PrinterOptions options;
    options.target = printer::FolderTarget { folder / "papers" };
    auto const printer = printer::create_printer(std::move(options), clock, listener, log).value();

    auto const bare = bench_bare_commit(folder, clock);
    print("bare synced SQLite commit", bare, bare);
    std::vector<double> promise_times;
    std::vector<double> picture_times;
    std::vector<double> tap_times;
    for (int round = 0; round < rounds; ++round) {
        auto const start = clock.ticks();
        auto const given = device.take_ticket({ ServiceId("legal"), LanguageTag("ar") }).value();
        promise_times.push_back(ms(clock.ticks() - start));
        paper::TicketContent content;
        content.language = LanguageTag("ar");
        content.number = given.number;
        content.center_name = "بيت الحي زاهدة نينة";
        content.center_name_turkish = "Zahide Nine Semt Konağı";
        content.waiting_place = "قاعة الانتظار، الطابق الأرضي";
        content.printed_at = device.zone()->local(given.given_at);
        auto const picture_start = clock.ticks();
        auto const bitmap = press.press(content).value();
        picture_times.push_back(ms(clock.ticks() - picture_start));
        ports::PrintJob job;
        job.id = given.print_job;
        job.label = "bench-" + std::to_string(given.number.value());
        job.picture = { bitmap.width_px(), bitmap.height_px(), { bitmap.bytes().begin(), bitmap.bytes().end() } };
        static_cast<void>(printer->submit(std::move(job)));
        tap_times.push_back(ms(listener.wait_for_paper() - start));
        static_cast<void>(device.print_finished(given.print_job, { domain::PrintJobState::printed, domain::PrintTrouble::none }));
    }
    auto const promise = figures_of(std::move(promise_times));
    print("promise (number, outbox and print journal durable)", promise, bare);
    auto const picture = figures_of(std::move(picture_times));
    auto const tap = figures_of(std::move(tap_times));
    print("the ticket's picture", picture, bare);
    print("tap to the printer's first byte", tap, bare);
    fs::remove_all(folder);
    auto const in_between = tap.median / (promise.median + picture.median);
    std::printf("tap to the first byte: %.2f of the promise and the picture (at most %.1f)\n", in_between, tap_to_its_parts_max);
    bool const is_quick = in_between < tap_to_its_parts_max;
    return is_quick || ZAHIDE_LIMITS_HOLD == 0 ? 0 : 1;
}
