#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>

namespace zahide::printer {

/// Every paper appended to one file, as ESC/POS bytes; printed after fsync.
struct FileTarget {
    std::filesystem::path path;
};
/// A file a paper, as ESC/POS bytes and as a picture; printed after fsync.
struct FolderTarget {
    std::filesystem::path path;
};
enum class FlowControl : std::uint8_t { none, hardware, software };
/// A device file: USB (`/dev/usb/lp0`), a serial line or a pseudo terminal.
struct DeviceTarget {
    std::filesystem::path path;
    int baud = 115'200; ///< serial lines only
    FlowControl flow_control = FlowControl::hardware; ///< serial lines only
};
/// A printer on the network, by its address: a name could keep a visitor waiting for the name server.
struct NetworkTarget {
    std::string address; ///< numeric IPv4 or IPv6, or localhost
    std::uint16_t port = 9100;
};

enum class IppSecurity : std::uint8_t { plain, tls };
/// A printer that speaks IPP (RFC 8011), or a queue of a CUPS server, by its address: `ipp://10.0.0.40/ipp/print`,
/// `ipp://localhost/printers/receipts`. Over TLS a certificate is trusted when it is first seen, as printers sign their own.
struct IppTarget {
    std::string address; ///< numeric IPv4 or IPv6, or localhost
    std::uint16_t port = 631;
    std::string path = "/ipp/print";
    IppSecurity security = IppSecurity::plain;
};

using Target = std::variant<FileTarget, FolderTarget, DeviceTarget, NetworkTarget, IppTarget>;

/// The target in one line of a config: `file:/var/tmp/tickets.bin`, `folder:/var/tmp/tickets`, `device:/dev/usb/lp0`,
/// `device:/dev/ttyS0?baud=19200&flow=software`, `tcp:192.168.1.50` or `tcp:192.168.1.50:9100`, `tcp:[fe80::1]:9100`,
/// `ipp://192.168.1.50/ipp/print`, `ipps://…`.
/// Fails with `invalid` and a mend.
[[nodiscard]] Result<Target> parse_target(std::string_view text);

/// The target as parse_target() takes it, without its options; for a log.
[[nodiscard]] std::string to_string(Target const& target);

} // namespace zahide::printer
