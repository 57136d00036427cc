#include "link.h"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace zahide::printer {

namespace {

constexpr auto lost_mend = "check the printer's cable and power";

bool is_busy(int error_number)
{
    return error_number == EAGAIN || error_number == EWOULDBLOCK || error_number == EINTR;
}

} // namespace

Descriptor::Descriptor(Descriptor&& other) noexcept
    : m_value(std::exchange(other.m_value, -1))
{
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept
{
    std::swap(m_value, other.m_value);
    return *this;
}

Descriptor::~Descriptor()
{
    if (m_value >= 0)
        ::close(m_value);
}

LinkFailure link_failure(domain::PrintTrouble trouble, std::string what, std::string where, std::string mend)
{
    return { trouble, Error { ErrorCode::unavailable, std::move(what), std::move(where), std::move(mend), Retry::later } };
}

std::string errno_text(int error_number)
{
    return std::generic_category().message(error_number);
}

int poll_time_ms(Ticks now, Ticks deadline)
{
    if (deadline <= now)
        return 0;
    auto const left_ms = std::chrono::ceil<Milliseconds>(deadline - now).count();
    return static_cast<int>(std::min<std::int64_t>(left_ms, std::numeric_limits<int>::max()));
}

LinkResult<std::size_t> write_some(int descriptor, std::span<std::uint8_t const> bytes, std::string const& where)
{
    ssize_t count = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0 && errno == ENOTSOCK)
        count = ::write(descriptor, bytes.data(), bytes.size());
    if (count >= 0)
        return static_cast<std::size_t>(count);
    if (is_busy(errno))
        return 0;
    return tl::unexpected(link_failure(domain::PrintTrouble::link_lost, "the printer takes no more bytes: " + errno_text(errno), where, lost_mend));
}

LinkResult<std::size_t> read_some(int descriptor, std::span<std::uint8_t> bytes, std::string const& where, EmptyRead empty_read)
{
    ssize_t const count = ::read(descriptor, bytes.data(), bytes.size());
    if (count > 0)
        return static_cast<std::size_t>(count);
    if ((count < 0 && is_busy(errno)) || (count == 0 && empty_read == EmptyRead::nothing))
        return 0;
    std::string const reason = count == 0 ? "it closed the connection" : errno_text(errno);
    return tl::unexpected(link_failure(domain::PrintTrouble::link_lost, "the printer is gone: " + reason, where, lost_mend));
}

} // namespace zahide::printer
