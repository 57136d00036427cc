#pragma once

#include "sqlite/virtual_disk.h"

#include <span>

namespace zahide::sqlite {

/// A file's bytes as written, and what they were at the last sync where that differs.
class VirtualFile {
public:
    static constexpr std::size_t sector_bytes = VirtualDisk::sector_bytes;

    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }
    [[nodiscard]] std::vector<std::uint8_t> const& bytes() const { return m_bytes; }

    /// How many bytes there were to read.
    [[nodiscard]] std::size_t read(std::span<std::uint8_t> into, std::size_t offset) const;
    void write(std::span<std::uint8_t const> from, std::size_t offset);
    void resize(std::size_t size);
    void sync();
    /// Each sector that was not synced is as it was written or as it was before.
    void lose_power(Random& dice);
    void replace(std::vector<std::uint8_t> bytes);

private:
    struct Before {
        std::size_t sector = 0;
        std::size_t at = 0; ///< in m_before_bytes; what is missing there was not in the file
        std::size_t count = 0;
    };
    void remember(std::size_t from, std::size_t to);
    void put_back(Before const& before);

    std::vector<std::uint8_t> m_bytes;
    std::vector<Before> m_before; ///< of the sectors written since the last sync
    std::vector<std::uint8_t> m_before_bytes;
    std::vector<bool> m_is_remembered; ///< by sector
    std::size_t m_synced_size = 0;
};

} // namespace zahide::sqlite
