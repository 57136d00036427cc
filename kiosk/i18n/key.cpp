#include "i18n/key.h"

#include "base/verify.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace zahide::i18n {

namespace {

constexpr auto names = std::to_array<std::string_view>({
#include "i18n/key_names.inc"
});

using NameAndIndex = std::pair<std::string_view, std::uint16_t>;

std::vector<NameAndIndex> sorted_names()
{
    std::vector<NameAndIndex> sorted;
    sorted.reserve(names.size());
    for (std::size_t index = 0; index < names.size(); ++index)
        sorted.emplace_back(names.at(index), static_cast<std::uint16_t>(index));
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

} // namespace

std::span<std::string_view const> key_names()
{
    return names;
}

std::string_view name(Key key)
{
    ZAHIDE_VERIFY(key.index() < names.size());
    return names.at(key.index());
}

std::optional<Key> find_key(std::string_view name)
{
    static std::vector<NameAndIndex> const sorted = sorted_names();
    auto const found = std::lower_bound(sorted.begin(), sorted.end(), NameAndIndex(name, 0));
    if (found == sorted.end() || found->first != name)
        return std::nullopt;
    return Key(found->second);
}

} // namespace zahide::i18n
