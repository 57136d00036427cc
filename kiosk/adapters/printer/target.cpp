#include "printer/target.h"

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <optional>

namespace zahide::printer {

namespace {

constexpr std::string_view target_mend = "write file:/PATH, folder:/PATH, device:/dev/usb/lp0 or tcp:ADDRESS:9100";

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

Result<Target> parse_network(std::string_view text)
{
    NetworkTarget target;
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
        return fail(ErrorCode::invalid, "not a printer's address: " + std::string(text), {}, "write its IP address in numbers, such as tcp:192.168.1.50:9100");
    if (!port.empty() || text.ends_with(':')) {
        auto const number = parse_number<std::uint16_t>(port);
        if (!number || *number == 0)
            return fail(ErrorCode::invalid, "not a port: " + std::string(port), {}, "printers listen on port 9100 unless somebody changed it");
        target.port = *number;
    }
    return Target { target };
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
    auto const& network = std::get<NetworkTarget>(target);
    bool const is_v6 = network.address.find(':') != std::string::npos;
    return "tcp:" + (is_v6 ? "[" + network.address + "]" : network.address) + ":" + std::to_string(network.port);
}

} // namespace zahide::printer
