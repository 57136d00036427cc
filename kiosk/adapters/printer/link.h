#pragma once

#include "base/clock.h"
#include "domain/print_job.h"
#include "printer/target.h"

#include <cstdint>
#include <memory>
#include <span>
#include <tl/expected.hpp>

namespace zahide::printer {

/// A file descriptor that closes itself.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int value)
        : m_value(value)
    {
    }
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();

    [[nodiscard]] int get() const { return m_value; }
    [[nodiscard]] bool is_open() const { return m_value >= 0; }

private:
    int m_value = -1;
};

/// Why no bytes go to or come from a printer.
struct LinkFailure {
    domain::PrintTrouble trouble = domain::PrintTrouble::link_lost;
    Error error;
};

template<class T>
using LinkResult = tl::expected<T, LinkFailure>;

/// An open way to a printer; never blocks. Used by one thread.
class Link {
public:
    virtual ~Link() = default;
    [[nodiscard]] virtual int descriptor() const = 0;
    /// How much was taken; 0 if the printer is busy.
    [[nodiscard]] virtual LinkResult<std::size_t> write(std::span<std::uint8_t const> bytes) = 0;
    /// How much came; 0 if there is nothing now. A closed link is a failure.
    [[nodiscard]] virtual LinkResult<std::size_t> read(std::span<std::uint8_t> bytes) = 0;
    /// True once every byte written has left the machine.
    [[nodiscard]] virtual bool drained() const = 0;
    /// The end of a failed paper: `clear` is sent if the printer has taken all that was written, else what waits is
    /// dropped, so that it doesn't come out when the printer is mended.
    virtual void abandon(std::span<std::uint8_t const> clear) = 0;
};

/// Fails at once with not_there or not_allowed where the file is missing, is no device, or is forbidden.
[[nodiscard]] LinkResult<std::unique_ptr<Link>> open_device_link(DeviceTarget const& target);

/// Waits for the connection until `deadline`, or until `wake` becomes readable.
[[nodiscard]] LinkResult<std::unique_ptr<Link>> open_network_link(NetworkTarget const& target, Clock const& clock, Ticks deadline, int wake);

[[nodiscard]] LinkFailure link_failure(domain::PrintTrouble trouble, std::string what, std::string where, std::string mend);
[[nodiscard]] std::string errno_text(int error_number);

/// Milliseconds for poll() until `deadline`: 0 when it has passed, rounded up otherwise.
[[nodiscard]] int poll_time_ms(Ticks now, Ticks deadline);

// What device and network links have in common.
[[nodiscard]] LinkResult<std::size_t> write_some(int descriptor, std::span<std::uint8_t const> bytes, std::string const& where);
/// What a read of no bytes means: a socket or terminal is closed, a USB device had an empty packet.
enum class EmptyRead : std::uint8_t { closed, nothing };
[[nodiscard]] LinkResult<std::size_t> read_some(int descriptor, std::span<std::uint8_t> bytes, std::string const& where, EmptyRead empty_read);

} // namespace zahide::printer
