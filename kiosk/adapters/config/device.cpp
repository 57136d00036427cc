#include "config/device.h"

#include "toml_reader.h"
#include "words.h"

#include <cmath>

namespace zahide::config {

namespace {

constexpr double mm_per_inch = 25.4;

void read_screen(TableReader reader, ScreenConfig& screen)
{
    reader.integer("width_px", screen.width_px, 320, 16384);
    reader.integer("height_px", screen.height_px, 320, 16384);
    reader.number("diagonal_inches", screen.diagonal_inches, 5, 120);
    reader.finish();
}

void read_scheduler(TableReader reader, DeviceConfig& config)
{
    reader.text("address", config.scheduler_address, Need::required);
    auto const& address = config.scheduler_address;
    if (!address.empty() && !address.starts_with("http://") && !address.starts_with("https://"))
        reader.lose("address", "address is not that of a scheduler", "write it as http://host:port or https://host:port");
    reader.file("authority", config.authority_file);
    reader.finish();
}

IppPrinter read_ipp(TableReader& reader)
{
    IppPrinter printer;
    std::int32_t port = printer.port;
    bool secure = false;
    reader.text("host", printer.host, Need::required);
    reader.integer("port", port, 1, 65535);
    reader.text("path", printer.path);
    reader.boolean("secure", secure);
    if (!printer.path.starts_with('/'))
        reader.lose("path", "path is not that of an IPP printer", "write it as /ipp/print, or /printers/NAME for a CUPS queue");
    printer.port = static_cast<std::uint16_t>(port);
    printer.transport = secure ? IppPrinter::Transport::tls : IppPrinter::Transport::plain;
    return printer;
}

void read_printer(TableReader reader, PrinterConfig& printer)
{
    auto kind = PrinterKind::none;
    reader.word("kind", kind);
    switch (kind) {
    case PrinterKind::none:
        printer.place = NoPrinter {};
        break;
    case PrinterKind::file: {
        FilePrinter file;
        reader.path("directory", file.directory, Need::required);
        printer.place = std::move(file);
        break;
    }
    case PrinterKind::device: {
        DevicePrinter device;
        reader.path("path", device.path, Need::required);
        printer.place = std::move(device);
        break;
    }
    case PrinterKind::network: {
        NetworkPrinter network;
        std::int32_t port = network.port;
        reader.text("host", network.host, Need::required);
        reader.integer("port", port, 1, 65535);
        network.port = static_cast<std::uint16_t>(port);
        printer.place = std::move(network);
        break;
    }
    case PrinterKind::ipp:
        printer.place = read_ipp(reader);
        break;
    }
    reader.integer("width_dots", printer.width_dots, 128, 832);
    reader.word("answers", printer.answers);
    reader.finish();
}

void read_kiosk(TableReader& root, DeviceConfig& config)
{
    read_printer(root.table("printer"), config.printer);
    std::int32_t idle_seconds = static_cast<std::int32_t>(config.idle.count());
    root.integer("idle_seconds", idle_seconds, 20, 600);
    config.idle = Seconds(idle_seconds);
}

void read_board(TableReader& root, DeviceConfig& config)
{
    std::vector<std::string> languages;
    root.texts("languages", languages);
    for (auto const& language : languages) {
        if (!is_slug(language))
            root.lose("languages", "\"" + language + "\" is not a language's short name", "write tr, en, ar, fa, …");
        config.languages.emplace_back(language);
    }
}

} // namespace

double ScreenConfig::px_per_mm() const
{
    return std::hypot(static_cast<double>(width_px), static_cast<double>(height_px)) / (diagonal_inches * mm_per_inch);
}

Result<DeviceConfig> load_device(std::string const& path, domain::DeviceKind kind)
{
    auto const file = ZAHIDE_TRY(TomlFile::read(path));
    std::optional<Error> error;
    TableReader root(file, file.root(), "", error);
    DeviceConfig config;
    config.kind = kind;
    root.slug("id", config.device, Need::required);
    root.slug("center", config.center, Need::required);
    root.path("key_file", config.key_file, Need::required);
    root.path("database", config.database, Need::required);
    root.path("share", config.share_directory);
    read_scheduler(root.table("scheduler", Need::required), config);
    read_screen(root.table("screen"), config.screen);
    bool sound = true;
    root.boolean("sound", sound);
    config.sound = sound ? Sound::on : Sound::off;
    switch (kind) {
    case domain::DeviceKind::kiosk:
        read_kiosk(root, config);
        break;
    case domain::DeviceKind::board:
        read_board(root, config);
        break;
    }
    auto log = root.table("log");
    log.word("level", config.log_level);
    log.finish();
    root.finish();
    if (error)
        return fail(std::move(*error));
    return config;
}

} // namespace zahide::config
