#include "virtual_file.h"

#include <algorithm>

namespace zahide::sqlite {

std::size_t VirtualFile::read(std::span<std::uint8_t> into, std::size_t offset) const
{
    if (offset >= m_bytes.size())
        return 0;
    auto const count = std::min(into.size(), m_bytes.size() - offset);
    std::copy_n(m_bytes.begin() + static_cast<std::ptrdiff_t>(offset), count, into.begin());
    return count;
}

/// Keeps what the sectors of these bytes hold at the last sync.
void VirtualFile::remember(std::size_t from, std::size_t to)
{
    for (std::size_t sector = from / sector_bytes; sector * sector_bytes < to; ++sector) {
        if (sector >= m_is_remembered.size())
            m_is_remembered.resize(sector + sector / 2 + 1, false);
        if (m_is_remembered[sector])
            continue;
        m_is_remembered[sector] = true;
        auto const begin = std::min(sector * sector_bytes, m_bytes.size());
        auto const count = std::min(sector_bytes, m_bytes.size() - begin);
        m_before.push_back({ sector, m_before_bytes.size(), count });
        m_before_bytes.insert(
            m_before_bytes.end(), m_bytes.begin() + static_cast<std::ptrdiff_t>(begin), m_bytes.begin() + static_cast<std::ptrdiff_t>(begin + count));
    }
}

void VirtualFile::write(std::span<std::uint8_t const> from, std::size_t offset)
{
    auto const end = offset + from.size();
    remember(offset, end);
    if (end > m_bytes.size())
        m_bytes.resize(end);
    std::copy(from.begin(), from.end(), m_bytes.begin() + static_cast<std::ptrdiff_t>(offset));
}

void VirtualFile::resize(std::size_t size)
{
    remember(std::min(size, m_bytes.size()), std::max(size, m_bytes.size()));
    m_bytes.resize(size);
}

void VirtualFile::sync()
{
    for (auto const& before : m_before)
        m_is_remembered[before.sector] = false;
    m_before.clear();
    m_before_bytes.clear();
    m_synced_size = m_bytes.size();
}

/// What the file did not have then is zero.
void VirtualFile::put_back(Before const& before)
{
    auto const begin = before.sector * sector_bytes;
    if (begin >= m_bytes.size())
        return;
    auto const there = std::min(sector_bytes, m_bytes.size() - begin);
    auto const kept = std::min(there, before.count);
    auto const place = m_bytes.begin() + static_cast<std::ptrdiff_t>(begin);
    std::copy_n(m_before_bytes.begin() + static_cast<std::ptrdiff_t>(before.at), kept, place);
    std::fill_n(place + static_cast<std::ptrdiff_t>(kept), there - kept, std::uint8_t { 0 });
}

void VirtualFile::lose_power(Random& dice)
{
    if (m_before.empty())
        return;
    auto after = std::move(m_bytes);
    auto const written_size = after.size();
    m_bytes = after;
    m_bytes.resize(std::max(written_size, m_synced_size));
    std::size_t size = dice.below(2) == 0 ? m_synced_size : written_size;
    // One in three power cuts loses all, one in three nothing, else each sector has its own luck.
    auto const luck = dice.below(3);
    std::ranges::sort(m_before, {}, &Before::sector);
    for (auto const& before : m_before) {
        auto const begin = before.sector * sector_bytes;
        if (luck == 0 || (luck == 2 && dice.below(2) == 0)) {
            put_back(before);
        } else {
            size = std::max(size, std::min(written_size, begin + sector_bytes));
        }
    }
    m_bytes.resize(luck == 0 ? m_synced_size : size);
    sync();
}

void VirtualFile::replace(std::vector<std::uint8_t> bytes)
{
    m_bytes = std::move(bytes);
    sync();
}

} // namespace zahide::sqlite
