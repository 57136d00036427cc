#include "visitors.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace zahide::faults {

namespace {

constexpr Milliseconds moment { 10 };

/// A visitor's way, from the greeting to the number and back.
constexpr std::array questions {
    R"({"do":"wait","screen":"attract","timeout_ms":90000})",
    R"({"do":"tap","id":"start"})",
    R"({"do":"wait","screen":"language"})",
    R"({"do":"tap","id":"language:tr"})",
    R"({"do":"wait","screen":"home"})",
    R"({"do":"tap","id":"take-number"})",
    R"({"do":"wait","screen":"service"})",
    R"({"do":"tap","id":"service:legal"})",
    R"({"do":"wait","screen":"done","timeout_ms":30000})",
    R"({"do":"tree"})",
    R"({"do":"tap","id":"finish"})",
};
constexpr std::size_t reads_number = 9;

/// The number on the screen: the digits of the element's label, of which Turkish has one line of Latin ones.
std::optional<int> number_of(nlohmann::json const& tree)
{
    for (auto const& element : tree.at("elements")) {
        if (element.at("id") != "number")
            continue;
        std::string digits;
        for (char const character : element.at("label").get<std::string>()) {
            if (character == '\n')
                break;
            if (character >= '0' && character <= '9')
                digits += character;
        }
        if (!digits.empty())
            return std::atoi(digits.c_str());
    }
    return std::nullopt;
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
    m_step = 0;
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
    std::string const line = std::string(questions.at(m_step)) + "\n";
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

std::optional<int> Visitors::take_step(std::string const& answer)
{
    m_asked = false;
    auto const json = nlohmann::json::parse(answer);
    m_again = !json.at("ok").get<bool>(); // not touchable yet, for instance: no number was lent so far
    if (m_again)
        return std::nullopt;
    auto const step = std::exchange(m_step, (m_step + 1) % questions.size());
    return step == reads_number ? number_of(json) : std::nullopt;
}

std::optional<int> Visitors::next_number(Clock const& clock, Ticks deadline)
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
        if (auto const number = take_step(*answer))
            return number;
    }
    return std::nullopt;
}

} // namespace zahide::faults
