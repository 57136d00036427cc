#include "ui/inspect.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <poll.h>
#include <queue>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace zahide::ui {

namespace {

class Descriptor {
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    Descriptor(Descriptor&& other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    [[nodiscard]] int get() const { return m_fd; }

private:
    int m_fd;
};

struct Client {
    std::shared_ptr<Descriptor> socket;
    std::string received;
};

void send_all(int fd, std::string_view text)
{
    while (!text.empty()) {
        ssize_t const sent = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0 && errno != EINTR)
            return;
        if (sent > 0)
            text.remove_prefix(static_cast<std::size_t>(sent));
    }
}

Error socket_refused(std::string const& path)
{
    return { .code = ErrorCode::unavailable, .what = std::strerror(errno), .where = path, .mend = "choose another path for --inspect" };
}

Result<Descriptor> listen_at(std::string const& path)
{
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof(address.sun_path))
        return fail(ErrorCode::invalid, "the socket's path is empty or longer than 107 bytes", path, "choose a shorter path for --inspect");
    std::memcpy(address.sun_path, path.data(), path.size());
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    auto const* generic = reinterpret_cast<sockaddr const*>(&address);
    if (::connect(socket.get(), generic, sizeof(address)) == 0)
        return fail(ErrorCode::conflict, "another program listens there", path, "choose another path for --inspect");
    ::unlink(path.c_str());
    Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::bind(listener.get(), generic, sizeof(address)) != 0 || ::listen(listener.get(), static_cast<int>(InspectServer::clients_max)) != 0)
        return fail(socket_refused(path));
    return listener;
}

} // namespace

struct InspectServer::Parts {
    std::string path;
    Descriptor listener;
    Descriptor stop { ::eventfd(0, EFD_CLOEXEC) };
    Waker waker;
    std::vector<Client> clients; ///< the thread's own
    std::mutex mutex;
    std::queue<Request> requests; ///< behind the mutex
    std::thread thread;

    Parts(std::string the_path, Descriptor the_listener, Waker the_waker)
        : path(std::move(the_path))
        , listener(std::move(the_listener))
        , waker(the_waker)
        , thread([this] { serve(); })
    {
    }
    Parts(Parts const&) = delete;
    Parts& operator=(Parts const&) = delete;
    ~Parts()
    {
        std::uint64_t const one = 1;
        [[maybe_unused]] auto const written = ::write(stop.get(), &one, sizeof(one));
        thread.join();
        ::unlink(path.c_str());
    }

    void serve()
    {
        for (;;) {
            std::vector<pollfd> polled { { stop.get(), POLLIN, 0 }, { listener.get(), POLLIN, 0 } };
            for (Client const& client : clients)
                polled.push_back({ client.socket->get(), POLLIN, 0 });
            if (::poll(polled.data(), polled.size(), -1) < 0 && errno != EINTR)
                return;
            if (polled[0].revents)
                return;
            for (std::size_t index = clients.size(); index-- > 0;) {
                if (polled[index + 2].revents && !receive(clients[index]))
                    clients.erase(clients.begin() + static_cast<std::ptrdiff_t>(index));
            }
            if (polled[1].revents)
                accept_client();
        }
    }

    void accept_client()
    {
        auto socket = std::make_shared<Descriptor>(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (socket->get() >= 0 && clients.size() < clients_max)
            clients.push_back({ std::move(socket), {} });
    }

    // False when the client has gone or sends nonsense.
    bool receive(Client& client)
    {
        std::array<char, 4096> buffer;
        ssize_t const count = ::recv(client.socket->get(), buffer.data(), buffer.size(), 0);
        if (count <= 0)
            return count < 0 && errno == EINTR;
        client.received.append(buffer.data(), static_cast<std::size_t>(count));
        std::size_t end;
        while ((end = client.received.find('\n')) != std::string::npos) {
            push(client.received.substr(0, end), client.socket);
            client.received.erase(0, end + 1);
        }
        return client.received.size() <= line_bytes_max;
    }

    void push(std::string line, std::shared_ptr<Descriptor> const& socket)
    {
        {
            std::scoped_lock const lock(mutex);
            requests.push({ std::move(line), [socket](std::string const& answer) { send_all(socket->get(), answer); } });
        }
        waker.wake();
    }
};

InspectServer::InspectServer(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}
InspectServer::InspectServer(InspectServer&&) noexcept = default;
InspectServer& InspectServer::operator=(InspectServer&&) noexcept = default;
InspectServer::~InspectServer() = default;

Result<InspectServer> InspectServer::create(std::string const& path, Waker waker)
{
    Descriptor listener = ZAHIDE_TRY(listen_at(path));
    return InspectServer(std::make_unique<Parts>(path, std::move(listener), waker));
}

std::optional<InspectServer::Request> InspectServer::take()
{
    std::scoped_lock const lock(m_parts->mutex);
    if (m_parts->requests.empty())
        return std::nullopt;
    Request request = std::move(m_parts->requests.front());
    m_parts->requests.pop();
    return request;
}

} // namespace zahide::ui
