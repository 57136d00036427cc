#include "printer/target.h"

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <optional>

namespace zahide::printer {

namespace {

constexpr std::string_view target_mend = "write file:/PATH, folder:/PATH, device:/dev/usb/lp0, tcp:ADDRESS:9100 or ipp://ADDRESS/ipp/print";

template<class Number>
std::optional<Number> parse_number(std::string_view text)
{
    Number number {};
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

bool is_address(std::string const& text)
{
    std::array<std::uint8_t, 16> address {};
    return text == "localhost" || ::inet_pton(AF_INET, text.c_str(), address.data()) == 1 || ::inet_pton(AF_INET6, text.c_str(), address.data()) == 1;
}

Result<Target> parse_device(std::string_view text)
{
    auto const question = text.find('?');
    DeviceTarget target { std::filesystem::path(text.substr(0, question)), 115'200, FlowControl::hardware };
    std::string_view options = question == std::string_view::npos ? std::string_view {} : text.substr(question + 1);
    while (!options.empty()) {
        auto const end = options.find('&');
        std::string_view const option = options.substr(0, end);
        options = end == std::string_view::npos ? std::string_view {} : options.substr(end + 1);
        auto const baud = option.starts_with("baud=") ? parse_number<int>(option.substr(5)) : std::nullopt;
        if (baud)
            target.baud = *baud;
        else if (option == "flow=none")
            target.flow_control = FlowControl::none;
        else if (option == "flow=hardware")
            target.flow_control = FlowControl::hardware;
        else if (option == "flow=software")
            target.flow_control = FlowControl::software;
        else
            return fail(ErrorCode::invalid, "not an option of a device: " + std::string(option), {}, "use baud=NUMBER and flow=none, hardware or software");
    }
    return Target { target };
}

/// What an address with or without a port says; an empty port is the usual one.
struct Place {
    std::string address;
    std::uint16_t port = 0;
};

Result<Place> parse_place(std::string_view text, std::uint16_t usual_port)
{
    Place target { {}, usual_port };
    std::string_view port;
    if (text.starts_with('[')) {
        auto const close = text.find(']');
        target.address = close == std::string_view::npos ? std::string_view {} : text.substr(1, close - 1);
        std::string_view const rest = close == std::string_view::npos ? std::string_view {} : text.substr(close + 1);
        port = rest.starts_with(':') ? rest.substr(1) : rest;
    } else {
        auto const colon = text.find(':');
        target.address = text.substr(0, colon);
        port = colon == std::string_view::npos ? std::string_view {} : text.substr(colon + 1);
    }
    if (!is_address(target.address))
        return fail(ErrorCode::invalid, "not a printer's address: " + std::string(text), {}, "write its IP address in numbers, such as 192.168.1.50");
    if (!port.empty() || text.ends_with(':')) {
        auto const number = parse_number<std::uint16_t>(port);
        if (!number || *number == 0)
            return fail(ErrorCode::invalid, "not a port: " + std::string(port), {},
                "printers listen on port " + std::to_string(usual_port) + " unless somebody changed it");
        target.port = *number;
    }
    return target;
}

Result<Target> parse_network(std::string_view text)
{
    auto place = ZAHIDE_TRY(parse_place(text, NetworkTarget().port));
    return Target { NetworkTarget { std::move(place.address), place.port } };
}

/// What stands behind "ipp:" or "ipps:".
Result<Target> parse_ipp(std::string_view text, IppSecurity security)
{
    if (!text.starts_with("//"))
        return fail(ErrorCode::invalid, "not an IPP printer: " + std::string(text), {}, "write ipp://ADDRESS/ipp/print");
    text.remove_prefix(2);
    auto const slash = text.find('/');
    auto place = ZAHIDE_TRY(parse_place(text.substr(0, slash), IppTarget().port));
    IppTarget target { std::move(place.address), place.port, IppTarget().path, security };
    if (slash != std::string_view::npos && slash + 1 < text.size())
        target.path = text.substr(slash);
    return Target { std::move(target) };
}

std::string place_text(std::string const& address, std::uint16_t port)
{
    bool const is_v6 = address.find(':') != std::string::npos;
    return (is_v6 ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

} // namespace

Result<Target> parse_target(std::string_view text)
{
    auto const colon = text.find(':');
    std::string_view const kind = text.substr(0, colon);
    std::string_view const rest = colon == std::string_view::npos ? std::string_view {} : text.substr(colon + 1);
    if (rest.empty())
        return fail(ErrorCode::invalid, "not a printer: " + std::string(text), {}, std::string(target_mend));
    if (kind == "file")
        return Target { FileTarget { std::filesystem::path(rest) } };
    if (kind == "folder")
        return Target { FolderTarget { std::filesystem::path(rest) } };
    if (kind == "device")
        return parse_device(rest);
    if (kind == "tcp")
        return parse_network(rest);
    if (kind == "ipp" || kind == "ipps")
        return parse_ipp(rest, kind == "ipps" ? IppSecurity::tls : IppSecurity::plain);
    return fail(ErrorCode::invalid, "not a printer: " + std::string(text), {}, std::string(target_mend));
}

std::string to_string(Target const& target)
{
    if (auto const* file = std::get_if<FileTarget>(&target))
        return "file:" + file->path.string();
    if (auto const* folder = std::get_if<FolderTarget>(&target))
        return "folder:" + folder->path.string();
    if (auto const* device = std::get_if<DeviceTarget>(&target))
        return "device:" + device->path.string();
    if (auto const* ipp = std::get_if<IppTarget>(&target))
        return (ipp->security == IppSecurity::tls ? "ipps://" : "ipp://") + place_text(ipp->address, ipp->port) + ipp->path;
    auto const& network = std::get<NetworkTarget>(target);
    return "tcp:" + place_text(network.address, network.port);
}

} // namespace zahide::printer
