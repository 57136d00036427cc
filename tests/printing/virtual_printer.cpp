#include "virtual_printer.h"

#include "base/verify.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

namespace zahide::printing {

namespace {

/// How finely the print head moves.
constexpr int step_ms = 2;

} // namespace

Ticks steady_ticks()
{
    return Ticks::from_ns(std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count());
}

VirtualPrinter::VirtualPrinter(VirtualPrinterOptions const& options)
    : m_cable(options.cable)
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_model(options.model)
{
    if (m_cable == Cable::network)
        open_network(options.port);
    else
        open_terminal();
    m_model.advance(steady_ticks());
    m_thread = std::thread([this] { run(); });
}

VirtualPrinter::~VirtualPrinter()
{
    m_stopping = true;
    std::uint64_t const one = 1;
    (void)!::write(m_wake, &one, sizeof one);
    m_thread.join();
    for (int const descriptor : { m_link, m_listener, m_terminal_end, m_wake }) {
        if (descriptor >= 0)
            ::close(descriptor);
    }
}

void VirtualPrinter::open_network(std::uint16_t port)
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int const one = 1;
    ::setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    // A printer's memory is small: without this the kernel would take a whole paper for it.
    int const receive_bytes = 4'096;
    ::setsockopt(m_listener, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    ZAHIDE_VERIFY(::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    ZAHIDE_VERIFY(::listen(m_listener, 1) == 0);
    socklen_t size = sizeof address;
    ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_target = "tcp:127.0.0.1:" + std::to_string(ntohs(address.sin_port));
}

void VirtualPrinter::open_terminal()
{
    m_link = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    ZAHIDE_VERIFY(m_link >= 0 && ::grantpt(m_link) == 0 && ::unlockpt(m_link) == 0);
    std::array<char, 128> name {};
    ZAHIDE_VERIFY(::ptsname_r(m_link, name.data(), name.size()) == 0);
    m_terminal_end = ::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC);
    termios settings {};
    ::tcgetattr(m_terminal_end, &settings);
    ::cfmakeraw(&settings);
    ::tcsetattr(m_terminal_end, TCSANOW, &settings);
    m_target = std::string("device:") + name.data();
}

void VirtualPrinter::run()
{
    while (!m_stopping)
        step(wait() > 0);
}

/// Waits for bytes if there is room for them, for the print head's next step, or for a change from outside.
int VirtualPrinter::wait()
{
    bool has_room = false;
    bool is_idle = false;
    {
        std::lock_guard const lock(m_mutex);
        has_room = m_model.room() > 0;
        is_idle = m_model.is_idle();
    }
    int const source = m_link >= 0 ? m_link : m_listener;
    // Without room only a hang-up of the other side is of interest.
    short const events = m_link < 0 || has_room ? POLLIN : 0;
    std::array<pollfd, 2> waiting { pollfd { source, events, 0 }, pollfd { m_wake, POLLIN, 0 } };
    ::poll(waiting.data(), waiting.size(), is_idle && m_cable == Cable::network ? 100 : step_ms);
    if (waiting[1].revents != 0) {
        std::uint64_t count = 0;
        (void)!::read(m_wake, &count, sizeof count);
    }
    return waiting[0].revents;
}

void VirtualPrinter::step(bool is_readable)
{
    if (m_unplugged) {
        hang_up();
        if (m_listener >= 0)
            ::close(std::exchange(m_listener, -1));
        return;
    }
    if (m_link < 0 && is_readable)
        accept_connection();
    else if (is_readable)
        read_bytes();
    std::vector<std::uint8_t> replies;
    bool closes = false;
    {
        std::lock_guard const lock(m_mutex);
        m_model.advance(steady_ticks());
        replies = m_model.take_replies();
        closes = m_model.wants_link_closed();
    }
    write_replies(replies);
    if (closes)
        hang_up();
}

void VirtualPrinter::accept_connection()
{
    m_link = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (m_link >= 0)
        ++m_connections;
}

void VirtualPrinter::read_bytes()
{
    std::lock_guard const lock(m_mutex);
    std::array<std::uint8_t, 4'096> bytes {};
    std::size_t const room = std::min(bytes.size(), m_model.room());
    ssize_t const count = room == 0 ? ::recv(m_link, bytes.data(), 1, MSG_PEEK | MSG_DONTWAIT) : ::read(m_link, bytes.data(), room);
    bool const has_ended = count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR && errno != ENOTSOCK);
    if (has_ended && m_cable == Cable::network) {
        ::close(std::exchange(m_link, -1));
        return;
    }
    if (count > 0 && room > 0) {
        std::int64_t none = 0;
        m_first_byte_ns.compare_exchange_strong(none, steady_ticks().ns());
        m_model.receive(std::span(bytes).first(static_cast<std::size_t>(count)));
    }
}

void VirtualPrinter::write_replies(std::vector<std::uint8_t> const& replies)
{
    if (m_link >= 0 && !replies.empty())
        (void)!::write(m_link, replies.data(), replies.size());
}

void VirtualPrinter::hang_up()
{
    if (m_link >= 0)
        ::close(std::exchange(m_link, -1));
    if (m_terminal_end >= 0)
        ::close(std::exchange(m_terminal_end, -1));
}

void VirtualPrinter::with_model(std::function<void(PrinterModel&)> const& change)
{
    {
        std::lock_guard const lock(m_mutex);
        change(m_model);
    }
    std::uint64_t const one = 1;
    (void)!::write(m_wake, &one, sizeof one);
}

std::vector<Paper> VirtualPrinter::papers()
{
    std::lock_guard const lock(m_mutex);
    return m_model.papers();
}

void VirtualPrinter::unplug()
{
    m_unplugged = true;
    with_model([](PrinterModel&) {});
}

} // namespace zahide::printing
