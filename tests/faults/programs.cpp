#include "programs.h"

#include "protocol/queue.h"
#include "protocol/session.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <unistd.h>

namespace zahide::faults {

namespace fs = std::filesystem;

namespace {

constexpr Milliseconds start_time_max { 60'000 };
constexpr Milliseconds settle_time_max { 60'000 };

std::string program(char const* name)
{
    return std::string(ZAHIDE_BUILD_DIR "/bin/") + name;
}

} // namespace

void ProgramsTest::SetUp()
{
    m_folder = fs::path(testing::TempDir()) / ("zahide-faults-" + std::to_string(getpid()));
    fs::remove_all(m_folder);
    fs::create_directories(m_folder / "tickets");
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    ::setenv("SDL_AUDIODRIVER", "dummy", 1);
    write_center();
    write_scheduler(0);
    ASSERT_NO_FATAL_FAILURE(start_scheduler());
    write_scheduler(m_port); // the same one after every restart
    write_kiosk();
    ASSERT_NO_FATAL_FAILURE(enrol());
    start_kiosk();
}

void ProgramsTest::TearDown()
{
    m_kiosk.reset();
    m_scheduler.reset();
    if (HasFailure())
        std::cout << "what is left stands in " << m_folder << "\n";
    else
        fs::remove_all(m_folder);
}

void ProgramsTest::write(char const* name, std::string const& text) const
{
    std::ofstream(m_folder / name) << text;
}

/// The sample center, always open, in a zone where it is about noon, so that no run crosses midnight.
void ProgramsTest::write_center() const
{
    std::ifstream sample(ZAHIDE_SOURCE_DIR "/config/center.toml");
    std::string text;
    bool is_opening = false;
    for (std::string line; std::getline(sample, line);) {
        if (line.starts_with("["))
            is_opening = line == "[[opening]]";
        if (line.starts_with("zone = "))
            line = "zone = \"" + zone_at_noon() + "\"";
        if (!is_opening && !line.starts_with("holidays = "))
            text += line + "\n";
    }
    write("center.toml",
        text
            + "[[opening]]\ndays = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\", \"saturday\", \"sunday\"]\n"
              "from = \"00:00\"\nto = \"24:00\"\n");
    fs::copy_file(ZAHIDE_SOURCE_DIR "/config/people.toml", m_folder / "people.toml", fs::copy_options::overwrite_existing);
}

std::string ProgramsTest::zone_at_noon() const
{
    auto const ahead = 12 - m_clock.now().unix_ms() / 3'600'000 % 24;
    if (ahead == 0)
        return "Etc/GMT";
    // POSIX signs: Etc/GMT-3 is three hours ahead of UTC.
    return "Etc/GMT" + std::string(ahead > 0 ? "-" : "+") + std::to_string(std::abs(ahead));
}

void ProgramsTest::write_scheduler(int port) const
{
    write("scheduler.toml",
        "database = \"scheduler.db\"\ncenters = [\"center.toml\"]\n[listen]\naddress = \"127.0.0.1\"\nport = " + std::to_string(port)
            + "\n[log]\nlevel = \"warning\"\n");
}

void ProgramsTest::write_kiosk() const
{
    write("kiosk.toml",
        "id = \"kiosk-1\"\ncenter = \"zahide-nine\"\nkey_file = \"kiosk.key\"\ndatabase = \"kiosk.db\"\nsound = false\n[scheduler]\naddress = \"" + m_address
            + "\"\n[printer]\nkind = \"file\"\ndirectory = \"tickets\"\n");
}

void ProgramsTest::start_scheduler()
{
    m_scheduler = std::make_unique<Process>(
        std::vector<std::string> { program("zahide-scheduler"), "serve", "--config", file("scheduler.toml") }, file("scheduler.log"));
    auto const line = m_scheduler->read_line(m_clock, in(start_time_max));
    ASSERT_TRUE(line.has_value()) << "the scheduler does not start, see " << file("scheduler.log");
    m_address = line->substr(0, line->find("/console"));
    m_port = std::atoi(m_address.substr(m_address.rfind(':') + 1).c_str());
    ASSERT_GT(m_port, 0) << *line;
}

void ProgramsTest::start_kiosk()
{
    fs::remove(m_folder / "inspect");
    m_kiosk = std::make_unique<Process>(
        std::vector<std::string> { program("zahide-kiosk"), "--config", file("kiosk.toml"), "--inspect", file("inspect") }, file("kiosk.log"));
    m_visitors = std::make_unique<Visitors>(file("inspect"));
}

void ProgramsTest::enrol()
{
    auto const config = file("scheduler.toml");
    auto key = output_of({ program("zahide-kiosk"), "--config", file("kiosk.toml"), "--show-public-key" }, "", file("kiosk.log"));
    ASSERT_TRUE(key.has_value()) << "see " << file("kiosk.log");
    key->pop_back();
    ASSERT_TRUE(output_of({ program("zahide-scheduler"), "device", "add", "--config", config, "--id", "kiosk-1", "--kind", "kiosk", "--center", "zahide-nine",
                              "--public-key", *key },
        "", file("scheduler.log")));
    ASSERT_TRUE(output_of({ program("zahide-scheduler"), "staff", "add", "--config", config, "--login", "tester", "--name", "Tester", "--role", "front_desk",
                              "--center", "zahide-nine", "--password-stdin" },
        "correct horse battery\n", file("scheduler.log")));
}

void ProgramsTest::kill(std::unique_ptr<Process>& process)
{
    process->kill_now(SIGKILL);
    ASSERT_EQ(process->wait(), -SIGKILL) << "it had ended by itself, see the logs in " << m_folder;
    process.reset();
}

void ProgramsTest::run_until(Ticks instant)
{
    while (auto const number = m_visitors->next_number(m_clock, instant))
        m_shown.insert(*number);
}

void ProgramsTest::run_until_shown()
{
    auto const number = m_visitors->next_number(m_clock, in(start_time_max));
    ASSERT_TRUE(number.has_value()) << "no ticket for " << start_time_max.count() << " ms, see " << file("kiosk.log");
    m_shown.insert(*number);
}

std::multiset<int> ProgramsTest::settle(std::set<int> const& wanted)
{
    Caller caller(m_address);
    auto const token = log_in(caller);
    caller.listen(token);
    auto const deadline = in(settle_time_max);
    while (true) {
        auto const heard = caller.heard();
        auto queue = numbers_in_the_queue(caller, token);
        bool const is_complete = std::ranges::all_of(wanted, [&queue](int number) { return queue.contains(number); });
        if (is_complete || m_clock.ticks() >= deadline)
            return queue;
        caller.wait_for_event(heard, std::chrono::ceil<Milliseconds>(deadline - m_clock.ticks()));
    }
}

std::multiset<int> ProgramsTest::numbers_on_paper() const
{
    std::multiset<int> numbers;
    for (auto const& entry : fs::directory_iterator(m_folder / "tickets")) {
        auto const name = entry.path().filename().string(); // YYYY-MM-DD-NUMBER-JOB.escpos
        if (name.ends_with(".escpos") && name.size() > 11)
            numbers.insert(std::atoi(name.c_str() + 11));
    }
    return numbers;
}

Secret ProgramsTest::log_in(Caller& caller)
{
    http::Outgoing login;
    login.method = http::Method::post;
    login.target = "/v1/staff-sessions";
    login.body = R"({"login":"tester","password":"correct horse battery"})";
    login.idempotency_key = IdempotencyKey(Uuid::generate(m_random));
    auto const reply = caller.call(std::move(login));
    auto const session = protocol::decode<protocol::StaffSession>(reply ? reply->body : "");
    EXPECT_TRUE(session.has_value() && session->token.has_value());
    return session && session->token ? *session->token : Secret();
}

std::multiset<int> ProgramsTest::numbers_in_the_queue(Caller& caller, Secret const& token)
{
    http::Outgoing ask;
    ask.target = "/v1/centers/zahide-nine/queue";
    ask.bearer = token;
    auto const reply = caller.call(std::move(ask));
    auto const queue = protocol::decode<protocol::QueueView>(reply ? reply->body : "");
    std::multiset<int> numbers;
    if (!queue) {
        ADD_FAILURE() << queue.error().line();
        return numbers;
    }
    for (auto const& ticket : queue->tickets)
        numbers.insert(ticket.number.value());
    return numbers;
}

} // namespace zahide::faults
