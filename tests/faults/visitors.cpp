#include "visitors.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <span>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace zahide::faults {

namespace {

constexpr Milliseconds moment { 10 };
/// So many moments somebody waits for a screen: longer than the kiosk waits for the scheduler.
constexpr int looks_max = 1'500;

/// What the kiosk is asked, and what is made of the answer.
struct Step {
    enum class Kind { question, arrival, choice, number, code };
    Kind kind = Kind::question;
    /// The question itself; for an arrival the screen to be on; for a choice how the element's id begins.
    std::string_view words;
};

constexpr std::string_view tree_question = R"({"do":"tree"})";

constexpr std::array ticket_way {
    Step { Step::Kind::question, R"({"do":"wait","screen":"attract","timeout_ms":90000})" },
    Step { Step::Kind::question, R"({"do":"tap","id":"start"})" },
    Step { Step::Kind::question, R"({"do":"wait","screen":"language"})" },
    Step { Step::Kind::question, R"({"do":"tap","id":"language:tr"})" },
    Step { Step::Kind::question, R"({"do":"wait","screen":"home"})" },
    Step { Step::Kind::question, R"({"do":"tap","id":"take-number"})" },
    Step { Step::Kind::question, R"({"do":"wait","screen":"service"})" },
    Step { Step::Kind::question, R"({"do":"tap","id":"service:legal"})" },
    Step { Step::Kind::question, R"({"do":"wait","screen":"done","timeout_ms":30000})" },
    Step { Step::Kind::number, {} },
    Step { Step::Kind::question, R"({"do":"tap","id":"finish"})" },
};

/// The first step after home. From here on a refusal means that nothing can be booked now.
constexpr std::size_t booking_begins = 5;
constexpr std::array booking_way {
    ticket_way[0],
    ticket_way[1],
    ticket_way[2],
    ticket_way[3],
    ticket_way[4],
    Step { Step::Kind::question, R"({"do":"tap","id":"book"})" },
    Step { Step::Kind::arrival, "book-service" },
    Step { Step::Kind::question, R"({"do":"tap","id":"service:legal"})" },
    Step { Step::Kind::arrival, "book-who" },
    Step { Step::Kind::question, R"({"do":"tap","id":"who:any"})" },
    Step { Step::Kind::arrival, "book-day" },
    Step { Step::Kind::choice, "day:" },
    Step { Step::Kind::arrival, "book-time" },
    Step { Step::Kind::choice, "time:" },
    Step { Step::Kind::arrival, "book-confirm" },
    Step { Step::Kind::question, R"({"do":"tap","id":"yes"})" },
    Step { Step::Kind::arrival, "booked" },
    Step { Step::Kind::code, {} },
    Step { Step::Kind::question, R"({"do":"tap","id":"finish"})" },
};

constexpr std::array leaving_way {
    Step { Step::Kind::question, R"({"do":"tap","id":"start-over"})" },
    Step { Step::Kind::question, R"({"do":"tap","id":"finish"})" },
    Step { Step::Kind::arrival, "attract" },
};

/// Where somebody who wanted an appointment ends up without one.
constexpr std::array<std::string_view, 6> dead_ends { "book-trouble", "book-next", "taken", "refused", "out-of-order", "attract" };

std::string tap_on(std::string const& id)
{
    return R"({"do":"tap","id":")" + id + R"("})";
}

/// The digits in the first line of the element's label: Turkish has one line of Latin ones.
std::string digits_of(nlohmann::json const& tree, std::string_view id)
{
    std::string digits;
    for (auto const& element : tree.at("elements")) {
        if (element.at("id") != id)
            continue;
        for (char const character : element.at("label").get<std::string>()) {
            if (character == '\n')
                break;
            if (character >= '0' && character <= '9')
                digits += character;
        }
    }
    return digits;
}

std::span<Step const> steps_of(Way way)
{
    switch (way) {
    case Way::ticket:
        return ticket_way;
    case Way::booking:
        return booking_way;
    case Way::leaving:
        break;
    }
    return leaving_way;
}

} // namespace

Visitors::Visitors(std::string socket_path)
    : m_path(std::move(socket_path))
{
}

Visitors::~Visitors()
{
    forget();
}

void Visitors::forget()
{
    if (m_socket >= 0)
        ::close(std::exchange(m_socket, -1));
    go(m_way == Way::leaving ? Way::ticket : m_way);
    m_asked = false;
    m_again = false;
    m_read.clear();
}

bool Visitors::connect_to_kiosk()
{
    if (m_socket >= 0)
        return true;
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    m_path.copy(address.sun_path, sizeof address.sun_path - 1);
    int const socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(socket, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0) {
        ::close(socket);
        return false;
    }
    m_socket = socket;
    return true;
}

bool Visitors::wait_readable(Clock const& clock, Ticks deadline, Milliseconds at_most) const
{
    auto const left = std::min(at_most, std::chrono::ceil<Milliseconds>(deadline - clock.ticks()));
    pollfd descriptor { m_socket, POLLIN, 0 };
    return left.count() > 0 && ::poll(&descriptor, 1, static_cast<int>(left.count())) > 0;
}

bool Visitors::ask()
{
    Step const& step = steps_of(m_way)[m_step];
    std::string const question = !m_choice.empty() ? tap_on(m_choice)
        : step.kind == Step::Kind::question        ? std::string(step.words)
                                                   : std::string(tree_question);
    std::string const line = question + "\n";
    m_asked = ::send(m_socket, line.data(), line.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(line.size());
    return m_asked;
}

std::optional<std::string> Visitors::take_answer()
{
    std::array<char, 16'384> buffer {};
    auto const count = ::recv(m_socket, buffer.data(), buffer.size(), 0);
    if (count <= 0) {
        forget();
        return std::nullopt;
    }
    m_read.append(buffer.data(), static_cast<std::size_t>(count));
    auto const end = m_read.find('\n');
    if (end == std::string::npos)
        return std::nullopt;
    auto line = m_read.substr(0, end);
    m_read.erase(0, end + 1);
    return line;
}

std::optional<Promise> Visitors::take_step(std::string const& answer)
{
    m_asked = false;
    auto const json = nlohmann::json::parse(answer);
    if (!json.at("ok").get<bool>()) {
        refused();
        return std::nullopt;
    }
    Step const step = steps_of(m_way)[m_step];
    Promise promise;
    switch (step.kind) {
    case Step::Kind::arrival:
        if (json.at("screen") == step.words)
            break;
        look_again(json.at("screen").get<std::string>());
        return std::nullopt;
    case Step::Kind::choice:
        if (m_choice.empty()) {
            choose(json);
            return std::nullopt;
        }
        break;
    case Step::Kind::number:
        if (auto const digits = digits_of(json, "number"); !digits.empty())
            promise.number = std::atoi(digits.c_str());
        break;
    case Step::Kind::code:
        if (auto const digits = digits_of(json, "code"); !digits.empty())
            promise.code = digits;
        break;
    case Step::Kind::question:
        break;
    }
    go_on();
    return promise.number || promise.code ? std::optional(std::move(promise)) : std::nullopt;
}

/// Not there yet, or not any more.
void Visitors::look_again(std::string const& screen)
{
    m_again = true;
    if (m_way == Way::leaving && screen == "home") {
        go(Way::ticket); // whoever leaves without an appointment takes a number
        m_step = booking_begins;
    } else if (m_way == Way::leaving) {
        m_step = 0;
    } else if (++m_looks == looks_max || std::ranges::find(dead_ends, screen) != dead_ends.end()) {
        go(Way::leaving);
    }
}

void Visitors::choose(nlohmann::json const& tree)
{
    auto const beginning = steps_of(m_way)[m_step].words;
    for (auto const& element : tree.at("elements")) {
        auto const id = element.at("id").get<std::string>();
        if (id.starts_with(beginning) && element.at("enabled").get<bool>()) {
            m_choice = id;
            return;
        }
    }
    go(Way::leaving);
}

void Visitors::refused()
{
    m_choice.clear();
    switch (m_way) {
    case Way::ticket:
        m_again = true; // not touchable yet, for instance: no number was lent so far
        return;
    case Way::booking:
        if (m_step < booking_begins)
            m_again = true;
        else
            go(Way::leaving);
        return;
    case Way::leaving:
        m_step = (m_step + 1) % leaving_way.size();
        return;
    }
}

void Visitors::go_on()
{
    m_choice.clear();
    m_looks = 0;
    if (++m_step == steps_of(m_way).size())
        go(m_way == Way::ticket ? Way::booking : Way::ticket);
}

void Visitors::go(Way way)
{
    m_way = way;
    m_step = 0;
    m_looks = 0;
    m_choice.clear();
}

std::optional<Promise> Visitors::next_promise(Clock const& clock, Ticks deadline)
{
    while (clock.ticks() < deadline) {
        if (!connect_to_kiosk() || std::exchange(m_again, false)) {
            static_cast<void>(wait_readable(clock, deadline, moment));
            continue;
        }
        if (!m_asked && !ask()) {
            forget();
            continue;
        }
        if (!wait_readable(clock, deadline, Milliseconds(60'000)))
            continue;
        auto const answer = take_answer();
        if (!answer)
            continue;
        if (auto promise = take_step(*answer))
            return promise;
    }
    return std::nullopt;
}

} // namespace zahide::faults
