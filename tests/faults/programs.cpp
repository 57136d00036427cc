#include "programs.h"

#include "protocol/queue.h"
#include "protocol/session.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <unistd.h>
#include <utility>

namespace zahide::faults {

namespace fs = std::filesystem;

namespace {

constexpr Milliseconds start_time_max { 60'000 };
constexpr Milliseconds settle_time_max { 60'000 };

constexpr int days_booked_max = 15;

std::string program(char const* name)
{
    // A copy of the build tree lets a long run go on while it is built anew.
    char const* const given = std::getenv("ZAHIDE_BUILD");
    return std::string(given != nullptr ? given : ZAHIDE_BUILD_DIR) + "/bin/" + name;
}

} // namespace

Programs::Programs(std::string const& name)
    : m_folder(fs::path(testing::TempDir()) / ("zahide-faults-" + std::to_string(getpid()) + "-" + name))
{
}

void Programs::use_no_screen()
{
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    ::setenv("SDL_AUDIODRIVER", "dummy", 1);
}

Programs::~Programs()
{
    m_kiosk.reset();
    m_scheduler.reset();
    if (testing::Test::HasFailure())
        std::cout << "what is left stands in " << m_folder << "\n";
    else
        fs::remove_all(m_folder);
}

void Programs::begin()
{
    fs::remove_all(m_folder);
    fs::create_directories(m_folder / "tickets");
    write_center();
    write_scheduler(0);
    ASSERT_NO_FATAL_FAILURE(start_scheduler());
    write_scheduler(m_port); // the same one after every restart
    write_kiosk();
    ASSERT_NO_FATAL_FAILURE(enrol());
    start_kiosk();
}

void Programs::write(char const* name, std::string const& text) const
{
    std::ofstream(m_folder / name) << text;
}

/// The sample center, always open, in a zone where it is about noon, so that no run crosses midnight.
void Programs::write_center() const
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
    write_people();
}

/// The sample center's people, there at every hour, so that many can book.
void Programs::write_people() const
{
    std::ifstream sample(ZAHIDE_SOURCE_DIR "/config/people.toml");
    std::string text;
    for (std::string line; std::getline(sample, line);) {
        if (line.starts_with("hours = "))
            line = "hours = [{ days = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\", \"saturday\", \"sunday\"], from = \"00:00\", "
                   "to = \"24:00\" }]";
        if (!line.starts_with("breaks = ") && !line.starts_with("every_weeks = "))
            text += line + "\n";
    }
    write("people.toml", text);
}

std::string Programs::zone_at_noon() const
{
    auto const ahead = 12 - m_clock.now().unix_ms() / 3'600'000 % 24;
    if (ahead == 0)
        return "Etc/GMT";
    // POSIX signs: Etc/GMT-3 is three hours ahead of UTC.
    return "Etc/GMT" + std::string(ahead > 0 ? "-" : "+") + std::to_string(std::abs(ahead));
}

void Programs::write_scheduler(int port) const
{
    write("scheduler.toml",
        "database = \"scheduler.db\"\ncenters = [\"center.toml\"]\n[listen]\naddress = \"127.0.0.1\"\nport = " + std::to_string(port)
            + "\n[log]\nlevel = \"warning\"\n");
}

void Programs::write_kiosk() const
{
    write("kiosk.toml",
        "id = \"kiosk-1\"\ncenter = \"zahide-nine\"\nkey_file = \"kiosk.key\"\ndatabase = \"kiosk.db\"\nsound = false\n[scheduler]\naddress = \"" + m_address
            + "\"\n[printer]\nkind = \"file\"\ndirectory = \"tickets\"\n");
}

void Programs::start_scheduler()
{
    m_scheduler = std::make_unique<Process>(
        std::vector<std::string> { program("zahide-scheduler"), "serve", "--config", file("scheduler.toml") }, file("scheduler.log"));
    auto const line = m_scheduler->read_line(m_clock, in(start_time_max));
    ASSERT_TRUE(line.has_value()) << "the scheduler does not start, see " << file("scheduler.log");
    m_address = line->substr(0, line->find("/console"));
    m_port = std::atoi(m_address.substr(m_address.rfind(':') + 1).c_str());
    ASSERT_GT(m_port, 0) << *line;
}

bool Programs::administer(std::vector<std::string> words) const
{
    words.insert(words.begin(), program("zahide-scheduler"));
    words.insert(words.end(), { "--config", file("scheduler.toml") });
    return output_of(words, "", file("scheduler.log")).has_value();
}

void Programs::start_kiosk()
{
    fs::remove(m_folder / "inspect");
    m_kiosk = std::make_unique<Process>(
        std::vector<std::string> { program("zahide-kiosk"), "--config", file("kiosk.toml"), "--inspect", file("inspect") }, file("kiosk.log"));
    m_visitors = std::make_unique<Visitors>(file("inspect"));
}

void Programs::enrol()
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

void Programs::kill(std::unique_ptr<Process>& process)
{
    process->kill_now(SIGKILL);
    ASSERT_EQ(process->wait(), -SIGKILL) << "it had ended by itself, see the logs in " << m_folder;
    process.reset();
}

void Programs::run_until(Ticks instant)
{
    while (auto const promise = m_visitors->next_promise(m_clock, instant))
        note(*promise);
}

void Programs::run_until_shown()
{
    auto const promise = m_visitors->next_promise(m_clock, in(start_time_max));
    ASSERT_TRUE(promise.has_value()) << "nothing was promised for " << start_time_max.count() << " ms, see " << file("kiosk.log");
    note(*promise);
}

void Programs::note(Promise const& promise)
{
    if (promise.number)
        m_shown.insert(*promise.number);
    if (promise.code)
        m_codes.insert(*promise.code);
}

Books Programs::settle(std::set<int> const& numbers, std::set<std::string> const& codes)
{
    Caller caller(m_address);
    auto const token = log_in(caller);
    caller.listen(token);
    auto const deadline = in(settle_time_max);
    while (true) {
        auto const heard = caller.heard();
        auto present = books(caller, token, codes);
        bool const is_complete
            = std::ranges::all_of(numbers, [&present](int number) { return present.numbers.contains(number); }) && present.found.size() == codes.size();
        if (is_complete || m_clock.ticks() >= deadline)
            return present;
        caller.wait_for_event(heard, std::chrono::ceil<Milliseconds>(deadline - m_clock.ticks()));
    }
}

std::multiset<int> Programs::numbers_on_paper() const
{
    std::multiset<int> numbers;
    for (auto const& entry : fs::directory_iterator(m_folder / "tickets")) {
        auto const name = entry.path().filename().string(); // YYYY-MM-DD-NUMBER-JOB.escpos
        if (name.ends_with(".escpos") && name.starts_with("2") && name.size() > 11)
            numbers.insert(std::atoi(name.c_str() + 11));
    }
    return numbers;
}

std::size_t Programs::appointments_on_paper() const
{
    std::size_t count = 0;
    for (auto const& entry : fs::directory_iterator(m_folder / "tickets")) {
        auto const name = entry.path().filename().string(); // appointment-JOB.escpos
        count += name.ends_with(".escpos") && name.starts_with("appointment") ? 1 : 0;
    }
    return count;
}

Secret Programs::log_in(Caller& caller)
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

template<class Message>
Message Programs::get(Caller& caller, Secret const& token, std::string target)
{
    http::Outgoing ask;
    ask.target = std::move(target);
    ask.bearer = token;
    auto const reply = caller.call(std::move(ask));
    auto message = protocol::decode<Message>(reply ? reply->body : "");
    if (message)
        return *std::move(message);
    ADD_FAILURE() << message.error().line();
    return {};
}

Books Programs::books(Caller& caller, Secret const& token, std::set<std::string> const& codes)
{
    Books books;
    for (auto const& ticket : get<protocol::QueueView>(caller, token, "/v1/centers/zahide-nine/queue").tickets)
        books.numbers.insert(ticket.number.value());
    auto today = get<protocol::AppointmentList>(caller, token, "/v1/centers/zahide-nine/appointments");
    auto const add = [&books](protocol::AppointmentList& list) { std::ranges::move(list.appointments, std::back_inserter(books.appointments)); };
    add(today);
    for (int ahead = 1; ahead <= days_booked_max; ++ahead) {
        auto list = get<protocol::AppointmentList>(caller, token, "/v1/centers/zahide-nine/appointments?date=" + today.date.plus_days(ahead).text());
        add(list);
    }
    std::ranges::copy_if(codes, std::inserter(books.found, books.found.end()), [&](std::string const& code) { return is_booked(caller, token, code); });
    return books;
}

bool Programs::is_booked(Caller& caller, Secret const& token, std::string const& code)
{
    auto const parsed = domain::AppointmentCode::parse(code);
    if (!parsed)
        return false;
    http::Outgoing ask;
    ask.method = http::Method::post;
    ask.target = "/v1/centers/zahide-nine/appointments/lookup";
    ask.body = protocol::encode(protocol::CodeLookup { Personal<domain::AppointmentCode>(*parsed) });
    ask.bearer = token;
    ask.idempotency_key = IdempotencyKey(Uuid::generate(m_random));
    auto const reply = caller.call(std::move(ask));
    auto const found = protocol::decode<protocol::AppointmentReply>(reply ? reply->body : "");
    return found && found->appointment.state == domain::AppointmentState::booked;
}

} // namespace zahide::faults
