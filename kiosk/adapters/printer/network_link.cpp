#include "link.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace zahide::printer {

namespace {

using domain::PrintTrouble;

/// Kept small so that "taken" means nearly the same as "at the printer".
constexpr int send_buffer_bytes = 8 * 1024;
/// A silent peer is asked for a sign of life after a second, three times.
constexpr int keepalive_seconds = 1;
constexpr int keepalive_count = 3;

constexpr auto not_there_mend = "switch the printer on and check its network cable and its address in the config";

class NetworkLink final : public Link {
public:
    NetworkLink(Descriptor descriptor, std::string where)
        : m_descriptor(std::move(descriptor))
        , m_where(std::move(where))
    {
    }

    int descriptor() const override { return m_descriptor.get(); }
    LinkResult<std::size_t> write(std::span<std::uint8_t const> bytes) override { return write_some(m_descriptor.get(), bytes, m_where); }
    LinkResult<std::size_t> read(std::span<std::uint8_t> bytes) override { return read_some(m_descriptor.get(), bytes, m_where, EmptyRead::closed); }

    bool drained() const override
    {
        int waiting = 0;
        return ::ioctl(m_descriptor.get(), SIOCOUTQ, &waiting) != 0 || waiting == 0;
    }

    void abandon(std::span<std::uint8_t const> clear) override
    {
        if (drained()) {
            (void)write(clear);
            ::shutdown(m_descriptor.get(), SHUT_WR);
            return;
        }
        // A reset instead of a farewell: the system forgets what it has not delivered.
        linger const at_once { 1, 0 };
        ::setsockopt(m_descriptor.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }

private:
    Descriptor m_descriptor;
    std::string m_where;
};

void set_option(int descriptor, int level, int option, int value)
{
    ::setsockopt(descriptor, level, option, &value, sizeof value);
}

socklen_t make_address(NetworkTarget const& target, sockaddr_storage& storage)
{
    std::string const address = target.address == "localhost" ? "127.0.0.1" : target.address;
    sockaddr_in v4 {};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(target.port);
    if (::inet_pton(AF_INET, address.c_str(), &v4.sin_addr) == 1) {
        std::memcpy(&storage, &v4, sizeof v4);
        return sizeof v4;
    }
    sockaddr_in6 v6 {};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(target.port);
    if (::inet_pton(AF_INET6, address.c_str(), &v6.sin6_addr) == 1) {
        std::memcpy(&storage, &v6, sizeof v6);
        return sizeof v6;
    }
    return 0;
}

/// Waits until the connection stands or has failed; the error number, 0 when it stands.
int await_connection(int descriptor, Clock const& clock, Ticks deadline, int wake)
{
    while (true) {
        std::array<pollfd, 2> waiting { pollfd { descriptor, POLLOUT, 0 }, pollfd { wake, POLLIN, 0 } };
        int const ready = ::poll(waiting.data(), waiting.size(), poll_time_ms(clock.ticks(), deadline));
        if (ready < 0 && errno != EINTR)
            return errno;
        if (waiting[1].revents != 0)
            return ECANCELED;
        if (waiting[0].revents != 0) {
            int error_number = 0;
            socklen_t size = sizeof error_number;
            ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error_number, &size);
            return error_number;
        }
        if (ready == 0)
            return ETIMEDOUT;
    }
}

} // namespace

LinkResult<std::unique_ptr<Link>> open_network_link(NetworkTarget const& target, Clock const& clock, Ticks deadline, int wake)
{
    std::string const where = to_string(Target { target });
    sockaddr_storage address {};
    socklen_t const size = make_address(target, address);
    if (size == 0)
        return tl::unexpected(link_failure(PrintTrouble::not_there, "not a printer's IP address", where, "write its address in numbers, such as 192.168.1.50"));
    Descriptor descriptor(::socket(address.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!descriptor.is_open())
        return tl::unexpected(link_failure(PrintTrouble::not_there, "no network: " + errno_text(errno), where, not_there_mend));
    set_option(descriptor.get(), IPPROTO_TCP, TCP_NODELAY, 1);
    set_option(descriptor.get(), SOL_SOCKET, SO_SNDBUF, send_buffer_bytes);
    set_option(descriptor.get(), SOL_SOCKET, SO_KEEPALIVE, 1);
    set_option(descriptor.get(), IPPROTO_TCP, TCP_KEEPIDLE, keepalive_seconds);
    set_option(descriptor.get(), IPPROTO_TCP, TCP_KEEPINTVL, keepalive_seconds);
    set_option(descriptor.get(), IPPROTO_TCP, TCP_KEEPCNT, keepalive_count);

    int error_number = 0;
    if (::connect(descriptor.get(), reinterpret_cast<sockaddr const*>(&address), size) != 0)
        error_number = errno == EINPROGRESS ? await_connection(descriptor.get(), clock, deadline, wake) : errno;
    if (error_number != 0)
        return tl::unexpected(link_failure(PrintTrouble::not_there, "the printer takes no connection: " + errno_text(error_number), where, not_there_mend));
    return std::make_unique<NetworkLink>(std::move(descriptor), where);
}

} // namespace zahide::printer
