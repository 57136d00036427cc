#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace zahide::system {

/// Bytes that this user may still write on the disk that holds `path`.
[[nodiscard]] Result<std::uint64_t> free_bytes(std::string const& path);

enum class FileAccess : std::uint8_t {
    everybody, ///< 0644, less the umask
    owner_only, ///< 0600, for keys
};

/// Puts `content` in the place of the file so that a power cut leaves the old or the new one, whole: written beside it,
/// synced, renamed, and the folder synced. Fails with `unavailable`; then the old file stands.
[[nodiscard]] Result<void> write_file_atomically(std::string const& path, std::string_view content, FileAccess access);

} // namespace zahide::system
