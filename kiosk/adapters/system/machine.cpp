#include "system/machine.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

namespace zahide::system {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t source_bytes_max = 256;
constexpr std::size_t folder_entries_max = 1'000;

/// The file's first line without blanks and NULs, in lower case; empty if it can't be read or says nothing.
std::string first_line(fs::path const& path)
{
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    line.resize(std::min(line.size(), source_bytes_max));
    std::erase_if(line, [](unsigned char character) { return character <= ' '; });
    std::ranges::transform(line, line.begin(), [](unsigned char character) { return static_cast<char>(std::tolower(character)); });
    return line;
}

/// What vendors write where they were to write a serial.
bool is_placeholder(std::string const& text)
{
    static constexpr std::array<std::string_view, 9> placeholders { "", "none", "notspecified", "notapplicable", "default", "defaultstring",
        "tobefilledbyo.e.m.", "systemserialnumber", "0" };
    return std::ranges::find(placeholders, text) != placeholders.end() || text.find_first_not_of("0-:.") == std::string::npos
        || text.find_first_not_of("f-:.") == std::string::npos;
}

std::vector<fs::path> entries_of(fs::path const& folder)
{
    std::vector<fs::path> entries;
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    while (!error && entry != fs::directory_iterator() && entries.size() < folder_entries_max) {
        entries.push_back(entry->path());
        entry.increment(error);
    }
    std::ranges::sort(entries);
    return entries;
}

/// The lowest MAC address that the hardware brought along, built-in interfaces before those on USB.
std::string permanent_mac(fs::path const& root)
{
    std::string built_in;
    std::string any;
    for (auto const& interface : entries_of(root / "sys/class/net")) {
        std::error_code error;
        auto const device = fs::canonical(interface / "device", error);
        if (error || first_line(interface / "addr_assign_type") != "0") // 0: NET_ADDR_PERM; the others were set or made up
            continue;
        auto const mac = first_line(interface / "address");
        if (is_placeholder(mac))
            continue;
        auto const lower = [&mac](std::string const& other) { return other.empty() || mac < other; };
        if (lower(any))
            any = mac;
        if (device.string().find("/usb") == std::string::npos && lower(built_in))
            built_in = mac;
    }
    return built_in.empty() ? any : built_in;
}

std::string storage_serial(fs::path const& root)
{
    for (auto const& disk : entries_of(root / "sys/block")) {
        auto const name = disk.filename().string();
        std::string serial;
        if (name.starts_with("nvme"))
            serial = first_line(disk / "device/serial");
        else if (name.starts_with("mmcblk"))
            serial = first_line(disk / "device/cid");
        if (!is_placeholder(serial))
            return serial;
    }
    return {};
}

/// FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), 64 bits.
std::uint64_t fnv1a(std::string_view text, std::uint64_t basis)
{
    for (char const character : text)
        basis = (basis ^ static_cast<unsigned char>(character)) * 0x100000001b3ULL;
    return basis;
}

/// Two hashes side by side: serials are no secrets, they are only to be short and apart.
std::string hash(std::string const& text)
{
    std::array<char, 33> digits {};
    std::snprintf(digits.data(), digits.size(), "%016llx%016llx", static_cast<unsigned long long>(fnv1a(text, 0xcbf29ce484222325ULL)),
        static_cast<unsigned long long>(fnv1a(text, 0x9ae16a3b2f90404fULL)));
    return digits.data();
}

std::string hardware_names(fs::path const& root)
{
    std::string names;
    auto const add = [&names](char const* kind, std::string const& name) {
        if (!is_placeholder(name))
            names += std::string(kind) + "=" + name + ";";
    };
    add("uuid", first_line(root / "sys/class/dmi/id/product_uuid"));
    add("board", first_line(root / "sys/class/dmi/id/board_serial"));
    add("tree", first_line(root / "proc/device-tree/serial-number"));
    add("mac", permanent_mac(root));
    if (names.empty())
        add("store", storage_serial(root));
    return names;
}

} // namespace

Result<MachineId> machine_id(std::string const& root)
{
    if (auto const names = hardware_names(root); !names.empty())
        return MachineId { hash(names), MachineBinding::hardware };
    auto const boot = first_line(fs::path(root) / "proc/sys/kernel/random/boot_id");
    if (boot.empty())
        return fail(ErrorCode::unavailable, "this machine tells no name of itself", root + "proc/sys/kernel/random/boot_id", "mount /proc and /sys");
    return MachineId { hash("boot=" + boot), MachineBinding::boot };
}

} // namespace zahide::system
