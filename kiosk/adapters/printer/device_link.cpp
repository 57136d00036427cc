#include "link.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

namespace zahide::printer {

namespace {

using domain::PrintTrouble;

struct BaudRate {
    int baud;
    speed_t speed;
};
constexpr BaudRate baud_rates[] = { { 9'600, B9600 }, { 19'200, B19200 }, { 38'400, B38400 }, { 57'600, B57600 }, { 115'200, B115200 }, { 230'400, B230400 } };

class DeviceLink final : public Link {
public:
    DeviceLink(Descriptor descriptor, std::string where)
        : m_descriptor(std::move(descriptor))
        , m_where(std::move(where))
        , m_is_terminal(::isatty(m_descriptor.get()) == 1)
    {
    }

    int descriptor() const override { return m_descriptor.get(); }
    LinkResult<std::size_t> write(std::span<std::uint8_t const> bytes) override { return write_some(m_descriptor.get(), bytes, m_where); }
    LinkResult<std::size_t> read(std::span<std::uint8_t> bytes) override
    {
        return read_some(m_descriptor.get(), bytes, m_where, m_is_terminal ? EmptyRead::closed : EmptyRead::nothing);
    }

    bool drained() const override
    {
        int waiting = 0;
        return !m_is_terminal || ::ioctl(m_descriptor.get(), TIOCOUTQ, &waiting) != 0 || waiting == 0;
    }

    void abandon(std::span<std::uint8_t const> clear) override
    {
        if (m_is_terminal)
            ::tcflush(m_descriptor.get(), TCOFLUSH);
        (void)write(clear);
    }

private:
    Descriptor m_descriptor;
    std::string m_where;
    bool m_is_terminal;
};

LinkFailure open_failure(int error_number, std::string const& path)
{
    switch (error_number) {
    case EACCES:
    case EPERM:
        return link_failure(
            PrintTrouble::not_allowed, "the printer's device file is forbidden", path, "add the kiosk's user to the group lp (serial lines: dialout)");
    case EBUSY:
        return link_failure(PrintTrouble::not_there, "another program holds the printer's device file", path, "stop that program");
    case ENOENT:
        return link_failure(PrintTrouble::not_there, "the printer's device file does not exist", path, "connect the printer and switch it on");
    default: // ENXIO, ENODEV: the file is there and nothing is behind it
        return link_failure(PrintTrouble::not_there, "the printer is not there: " + errno_text(error_number), path, "connect the printer and switch it on");
    }
}

/// Raw bytes both ways. Only for serial lines and pseudo terminals.
LinkResult<void> set_up_terminal(int descriptor, DeviceTarget const& target)
{
    termios settings {};
    speed_t speed = B0;
    for (auto const& rate : baud_rates) {
        if (rate.baud == target.baud)
            speed = rate.speed;
    }
    if (speed == B0)
        return tl::unexpected(link_failure(PrintTrouble::not_there, "the printer's baud rate is not one a serial line has", target.path.string(),
            "use 9600, 19200, 38400, 57600, 115200 or 230400"));
    bool done = ::tcgetattr(descriptor, &settings) == 0;
    ::cfmakeraw(&settings);
    settings.c_cflag |= CLOCAL | CREAD;
    settings.c_cflag &= ~static_cast<tcflag_t>(HUPCL | CRTSCTS);
    settings.c_iflag &= ~static_cast<tcflag_t>(IXON | IXOFF);
    if (target.flow_control == FlowControl::hardware)
        settings.c_cflag |= CRTSCTS;
    if (target.flow_control == FlowControl::software)
        settings.c_iflag |= IXON | IXOFF;
    settings.c_cc[VMIN] = 1;
    settings.c_cc[VTIME] = 0;
    done = done && ::cfsetispeed(&settings, speed) == 0 && ::cfsetospeed(&settings, speed) == 0;
    done = done && ::tcsetattr(descriptor, TCSANOW, &settings) == 0;
    if (!done)
        return tl::unexpected(link_failure(
            PrintTrouble::not_there, "the serial line can't be set up: " + errno_text(errno), target.path.string(), "check that it is the printer's line"));
    ::tcflush(descriptor, TCIFLUSH);
    return {};
}

} // namespace

LinkResult<std::unique_ptr<Link>> open_device_link(DeviceTarget const& target)
{
    std::string const path = target.path.string();
    // O_NONBLOCK: opening must not wait for a carrier, nor for a printer that is off.
    Descriptor descriptor(::open(path.c_str(), O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!descriptor.is_open())
        return tl::unexpected(open_failure(errno, path));
    struct stat status { };
    if (::fstat(descriptor.get(), &status) != 0 || !S_ISCHR(status.st_mode))
        return tl::unexpected(link_failure(PrintTrouble::not_there, "not a device file", path, "write file:" + path + " to print into a file"));
    if (::isatty(descriptor.get()) == 1) {
        if (auto ready = set_up_terminal(descriptor.get(), target); !ready)
            return tl::unexpected(ready.error());
    }
    // Answers to whoever used the device before are not for us.
    std::uint8_t stale[256];
    while (::read(descriptor.get(), stale, sizeof stale) > 0) { }
    return std::make_unique<DeviceLink>(std::move(descriptor), path);
}

} // namespace zahide::printer
