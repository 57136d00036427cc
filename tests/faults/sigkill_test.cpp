#include "base/ids.h"
#include "http/client.h"
#include "process.h"
#include "protocol/queue.h"
#include "protocol/session.h"
#include "system/clock.h"
#include "system/random.h"

#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>
#include <map>
#include <mutex>
#include <set>
#include <unistd.h>

namespace zahide::faults {
namespace {

namespace fs = std::filesystem;

constexpr int kills_default = 15;
constexpr Milliseconds start_time_max { 30'000 };
constexpr Milliseconds settle_time_max { 60'000 };

/// splitmix64: the run follows from its seed as far as processes do.
class Dice {
public:
    explicit Dice(std::uint64_t seed)
        : m_state(seed)
    {
    }
    std::int64_t between(std::int64_t low, std::int64_t high)
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t value = m_state;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
        return low + static_cast<std::int64_t>((value ^ (value >> 31)) % static_cast<std::uint64_t>(high - low + 1));
    }

private:
    std::uint64_t m_state;
};

/// One request at a time, waited for.
class Caller : private http::ClientListener {
public:
    explicit Caller(std::string const& address)
    {
        http::ClientOptions options;
        options.address = address;
        m_client = http::Client::create(std::move(options), *this).value();
    }
    Result<http::Incoming> call(http::Outgoing request)
    {
        std::unique_lock lock(m_mutex);
        m_reply.reset();
        m_client->send(std::move(request));
        m_arrived.wait(lock, [this] { return m_reply.has_value(); });
        return *m_reply;
    }

private:
    void on_reply(std::uint64_t /*id*/, Result<http::Incoming> reply) override
    {
        std::scoped_lock const lock(m_mutex);
        m_reply.emplace(std::move(reply));
        m_arrived.notify_one();
    }
    void on_stream_open(std::uint64_t /*id*/) override { }
    void on_stream_event(std::uint64_t /*id*/, http::Event /*event*/) override { }
    void on_stream_end(std::uint64_t /*id*/, int /*status*/, Error /*error*/) override { }

    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::optional<Result<http::Incoming>> m_reply;
    std::unique_ptr<http::Client> m_client;
};

/// A scheduler and a kiosk as real processes over real files in a folder of their own.
class SigkillTest : public testing::Test {
protected:
    void SetUp() override
    {
        m_folder = fs::path(testing::TempDir()) / ("zahide-sigkill-" + std::to_string(getpid()));
        fs::remove_all(m_folder);
        fs::create_directories(m_folder / "tickets");
        write_center();
        write_scheduler(0);
        start_scheduler();
        write_scheduler(m_port); // the same one after every restart
        write_kiosk();
        enrol();
        start_kiosk();
    }
    void TearDown() override
    {
        m_kiosk.reset();
        m_scheduler.reset();
        if (HasFailure())
            std::cout << "what is left stands in " << m_folder << "\n";
        else
            fs::remove_all(m_folder);
    }

    void write(char const* name, std::string const& text) const { std::ofstream(m_folder / name) << text; }
    /// A center in whose zone it is about noon, so that no run crosses midnight.
    void write_center() const
    {
        std::ifstream sample(ZAHIDE_SOURCE_DIR "/config/center.toml");
        std::string text(std::istreambuf_iterator<char>(sample), {});
        auto const hour_utc = m_clock.now().unix_ms() / 3'600'000 % 24;
        auto const ahead = 12 - hour_utc;
        // POSIX signs: Etc/GMT-3 is three hours ahead of UTC.
        auto const zone = ahead == 0 ? std::string("Etc/GMT") : "Etc/GMT" + std::string(ahead > 0 ? "-" : "+") + std::to_string(std::abs(ahead));
        auto const place = text.find("Europe/Istanbul");
        ASSERT_NE(place, std::string::npos);
        write("center.toml", text.replace(place, 15, zone));
        fs::copy_file(ZAHIDE_SOURCE_DIR "/config/holidays.toml", m_folder / "holidays.toml");
    }
    void write_scheduler(int port) const
    {
        write("scheduler.toml",
            "database = \"scheduler.db\"\ncenters = [\"center.toml\"]\n[listen]\naddress = \"127.0.0.1\"\nport = " + std::to_string(port)
                + "\n[log]\nlevel = \"warning\"\n");
    }
    void write_kiosk() const
    {
        write("kiosk.toml",
            "id = \"kiosk-1\"\ncenter = \"zahide-nine\"\nkey_file = \"kiosk.key\"\ndatabase = \"kiosk.db\"\n[scheduler]\naddress = \"" + m_address
                + "\"\n[printer]\nkind = \"file\"\ndirectory = \"tickets\"\n");
    }
    [[nodiscard]] std::string file(char const* name) const { return (m_folder / name).string(); }
    [[nodiscard]] static std::string program(char const* name) { return std::string(ZAHIDE_BUILD_DIR "/bin/") + name; }
    [[nodiscard]] Ticks in(Milliseconds time) const { return m_clock.ticks() + time; }

    void start_scheduler()
    {
        m_scheduler = std::make_unique<Process>(
            std::vector<std::string> { program("zahide-scheduler"), "serve", "--config", file("scheduler.toml") }, file("scheduler.log"));
        auto const line = m_scheduler->read_line(m_clock, in(start_time_max));
        ASSERT_TRUE(line.has_value()) << "the scheduler does not start, see " << file("scheduler.log");
        m_address = line->substr(0, line->find("/console"));
        m_port = std::atoi(m_address.substr(m_address.rfind(':') + 1).c_str());
        ASSERT_GT(m_port, 0) << *line;
    }
    void start_kiosk() { m_kiosk = std::make_unique<Process>(std::vector<std::string> { program("headless_kiosk"), file("kiosk.toml") }, file("kiosk.log")); }
    void enrol()
    {
        auto const config = file("scheduler.toml");
        auto key = output_of({ program("headless_kiosk"), file("kiosk.toml"), "--show-public-key" }, "", file("kiosk.log"));
        ASSERT_TRUE(key.has_value());
        key->pop_back();
        ASSERT_TRUE(output_of({ program("zahide-scheduler"), "device", "add", "--config", config, "--id", "kiosk-1", "--kind", "kiosk", "--center",
                                  "zahide-nine", "--public-key", *key },
            "", file("scheduler.log")));
        ASSERT_TRUE(output_of({ program("zahide-scheduler"), "staff", "add", "--config", config, "--login", "tester", "--name", "Tester", "--role",
                                  "front_desk", "--center", "zahide-nine", "--password-stdin" },
            "correct horse battery\n", file("scheduler.log")));
    }

    /// Lets visitors come until that instant.
    void run_until(Ticks instant)
    {
        while (auto const line = m_kiosk->read_line(m_clock, instant))
            hear(*line);
    }
    /// Lets visitors come until one more paper is confirmed.
    void run_until_printed()
    {
        auto const before = m_confirmed.size();
        auto const deadline = in(start_time_max);
        while (m_confirmed.size() == before) {
            auto const line = m_kiosk->read_line(m_clock, deadline);
            ASSERT_TRUE(line.has_value()) << "no ticket within " << start_time_max.count() << " ms, see " << file("kiosk.log");
            hear(*line);
        }
    }
    void hear(std::string const& line)
    {
        if (line.starts_with("printed "))
            m_confirmed.push_back(std::atoi(line.c_str() + 8));
    }
    void kill(std::unique_ptr<Process>& process)
    {
        process->kill_now(SIGKILL);
        while (auto const line = process->read_line(m_clock, in(start_time_max))) // what it wrote before it was killed
            hear(*line);
        ASSERT_EQ(process->wait(), -SIGKILL) << "it had ended by itself";
        process.reset();
    }
    void settle()
    {
        m_kiosk->close_input();
        auto const deadline = in(settle_time_max);
        while (auto const line = m_kiosk->read_line(m_clock, deadline)) {
            hear(*line);
            if (*line == "settled") {
                EXPECT_EQ(m_kiosk->wait(), 0);
                return;
            }
        }
        FAIL() << "not everything was delivered within " << settle_time_max.count() << " ms, see " << file("kiosk.log");
    }

    [[nodiscard]] std::multiset<int> numbers_on_paper() const
    {
        std::multiset<int> numbers;
        for (auto const& entry : fs::directory_iterator(m_folder / "tickets")) {
            auto const name = entry.path().filename().string(); // YYYY-MM-DD-NUMBER-JOB.escpos
            if (name.ends_with(".escpos") && name.size() > 11)
                numbers.insert(std::atoi(name.c_str() + 11));
        }
        return numbers;
    }
    [[nodiscard]] std::multiset<int> numbers_in_the_queue()
    {
        Caller caller(m_address);
        http::Outgoing login;
        login.method = http::Method::post;
        login.target = "/v1/staff-sessions";
        login.body = R"({"login":"tester","password":"correct horse battery"})";
        login.idempotency_key = IdempotencyKey(Uuid::generate(m_random));
        auto const session = caller.call(std::move(login));
        EXPECT_TRUE(session.has_value() && session->status == 200);
        http::Outgoing ask;
        ask.target = "/v1/centers/zahide-nine/queue";
        ask.bearer = protocol::decode<protocol::StaffSession>(session->body).value().token;
        auto const reply = caller.call(std::move(ask));
        EXPECT_TRUE(reply.has_value() && reply->status == 200);
        std::multiset<int> numbers;
        auto const queue = protocol::decode<protocol::QueueView>(reply->body);
        if (!queue) {
            ADD_FAILURE() << queue.error().line();
            return numbers;
        }
        for (auto const& ticket : queue->tickets)
            numbers.insert(ticket.number.value());
        return numbers;
    }
    static void expect_unique(std::multiset<int> const& numbers, char const* where)
    {
        for (int const number : numbers)
            EXPECT_EQ(numbers.count(number), 1U) << "number " << number << " twice " << where;
    }

    system::SystemClock m_clock;
    system::SystemRandom m_random;
    fs::path m_folder;
    std::string m_address;
    int m_port = 0;
    std::unique_ptr<Process> m_scheduler;
    std::unique_ptr<Process> m_kiosk;
    std::vector<int> m_confirmed; ///< papers whose print the kiosk reported
};

std::uint64_t seed_of_run()
{
    if (char const* const given = std::getenv("ZAHIDE_SEED"))
        return std::strtoull(given, nullptr, 10);
    system::SystemRandom random;
    return random.below(1'000'000'000);
}

TEST_F(SigkillTest, KilledAtRandomInstants_EveryPrintedNumberIsInTheSchedulerOnce)
{
    auto const seed = seed_of_run();
    char const* const given_kills = std::getenv("ZAHIDE_KILLS");
    int const kills = given_kills != nullptr ? std::atoi(given_kills) : kills_default;
    std::cout << "seed " << seed << " (again with ZAHIDE_SEED=" << seed << ")\n";
    Dice dice(seed);
    for (int round = 0; round < kills && !HasFatalFailure(); ++round) {
        run_until_printed();
        run_until(in(Milliseconds(dice.between(0, 150))));
        auto const victim = dice.between(0, 2); // kiosk, scheduler, both
        if (victim != 1)
            kill(m_kiosk);
        if (victim != 0) {
            kill(m_scheduler);
            if (m_kiosk)
                run_until(in(Milliseconds(dice.between(0, 300)))); // visitors don't wait for the scheduler
            start_scheduler();
        }
        if (!m_kiosk)
            start_kiosk();
    }
    ASSERT_FALSE(HasFatalFailure());
    settle();
    auto const on_paper = numbers_on_paper();
    auto const in_queue = numbers_in_the_queue();
    std::cout << kills << " kills, " << on_paper.size() << " papers, " << in_queue.size() << " tickets in the queue\n";
    EXPECT_GE(on_paper.size(), static_cast<std::size_t>(kills));
    expect_unique(on_paper, "on paper");
    expect_unique(in_queue, "in the queue");
    for (int const number : on_paper)
        EXPECT_EQ(in_queue.count(number), 1U) << "number " << number << " is on paper and not in the queue";
    for (int const number : m_confirmed)
        EXPECT_EQ(on_paper.count(number), 1U) << "number " << number << " was reported printed without a paper";
}

} // namespace
} // namespace zahide::faults
