#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/principal.h"
#include "ports/log.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace zahide::config {

/// The screen as it hangs there: sizes in the interface are millimetres.
struct ScreenConfig {
    int width_px = 1080;
    int height_px = 1920;
    double diagonal_inches = 32.0;

    [[nodiscard]] double px_per_mm() const;
};

struct NoPrinter { };
/// A directory that takes every ticket as a file: ESC/POS bytes and PNG.
struct FilePrinter {
    std::string directory;
};
/// A device file, such as /dev/usb/lp0.
struct DevicePrinter {
    std::string path;
};
/// A raw port, usually 9100.
struct NetworkPrinter {
    std::string host;
    std::uint16_t port = 9100;
};

/// A printer that speaks IPP, or a queue of a CUPS server.
struct IppPrinter {
    enum class Transport : std::uint8_t { plain, tls };
    std::string host;
    std::uint16_t port = 631;
    std::string path = "/ipp/print"; ///< of a queue: /printers/NAME
    Transport transport = Transport::plain;
};

/// Whether the printer can say that something is printed; without answers an outcome is `sent`, not `printed`.
enum class PrinterAnswers : std::uint8_t { no, yes, probe };

struct PrinterConfig {
    std::variant<NoPrinter, FilePrinter, DevicePrinter, NetworkPrinter, IppPrinter> place;
    int width_dots = 576; ///< 576 for 80 mm of paper, 384 for 58 mm
    PrinterAnswers answers = PrinterAnswers::probe;
};

enum class Sound : std::uint8_t { off, on };

/// config/kiosk.toml or config/board.toml. Paths in it are relative to the file; here they are ready to open.
struct DeviceConfig {
    domain::DeviceKind kind = domain::DeviceKind::kiosk;
    DeviceId device;
    CenterId center;
    std::string key_file; ///< made on the first start
    std::string database;
    std::string scheduler_address; ///< http://host:port or https://host:port
    std::string authority_file; ///< empty: the system's authorities
    ScreenConfig screen;
    PrinterConfig printer; ///< a board has none
    Seconds idle { 60 }; ///< after the last touch everything of the visitor goes
    Sound sound = Sound::on;
    std::vector<LanguageTag> languages; ///< a board's: languages of calls spoken or shown; empty on a kiosk
    std::string share_directory; ///< empty: found beside the program
    ports::Severity log_level = ports::Severity::info;
};

/// The first thing wrong is the error: one line "file:line: what; mend". Unknown keys are errors, and so are those of the
/// other kind of device.
[[nodiscard]] Result<DeviceConfig> load_device(std::string const& file, domain::DeviceKind kind);

} // namespace zahide::config
