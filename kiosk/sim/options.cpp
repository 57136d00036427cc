#include "sim/options.h"

#include <charconv>
#include <vector>

namespace zahide::sim {

namespace {

std::vector<std::string_view> split(std::string_view text)
{
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        auto const comma = text.find(',');
        parts.push_back(text.substr(0, comma));
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    }
    return parts;
}

Result<std::size_t> parse_number(std::string_view text)
{
    std::size_t number = 0;
    auto const end = text.data() + text.size();
    auto const parsed = std::from_chars(text.data(), end, number);
    if (parsed.ec != std::errc() || parsed.ptr != end)
        return fail(ErrorCode::invalid, "it is not a number", "--only", "write numbers and ranges with commas between, as 3,17-20");
    return number;
}

} // namespace

Result<std::set<Fault>> parse_faults(std::string_view text)
{
    std::set<Fault> faults;
    if (text == "none")
        return faults;
    for (auto const& entry : EnumNames<Fault>::entries) {
        if (text == "all")
            faults.insert(entry.value);
    }
    if (text == "all")
        return faults;
    for (auto const name : split(text)) {
        auto const fault = value_of<Fault>(name);
        if (!fault)
            return fail(
                ErrorCode::invalid, "there is no such class of faults", "--faults", "write all, none, or some of network,clocks,crashes,disks,printers,people");
        faults.insert(*fault);
    }
    return faults;
}

std::string faults_text(std::set<Fault> const& faults)
{
    if (faults.empty())
        return "none";
    if (faults.size() == EnumNames<Fault>::entries.size())
        return "all";
    std::string text;
    for (auto const fault : faults)
        text += (text.empty() ? "" : ",") + std::string(name_of(fault));
    return text;
}

Result<std::set<std::size_t>> parse_operations(std::string_view text)
{
    std::set<std::size_t> operations;
    for (auto const part : split(text)) {
        auto const dash = part.find('-');
        auto const first = ZAHIDE_TRY(parse_number(part.substr(0, dash)));
        auto const last = dash == std::string_view::npos ? first : ZAHIDE_TRY(parse_number(part.substr(dash + 1)));
        for (auto operation = first; operation <= last && operation - first < 1'000'000; ++operation)
            operations.insert(operation);
    }
    return operations;
}

std::string operations_text(std::set<std::size_t> const& operations)
{
    std::string text;
    for (auto at = operations.begin(); at != operations.end();) {
        auto const first = *at;
        auto last = first;
        for (++at; at != operations.end() && *at == last + 1; ++at)
            last = *at;
        text += (text.empty() ? "" : ",") + std::to_string(first) + (last > first ? "-" + std::to_string(last) : std::string());
    }
    return text;
}

} // namespace zahide::sim
