#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>

namespace zahide::system {

enum class LockKind : std::uint8_t {
    shared, ///< with others that share it
    exclusive, ///< alone
};

/// A lock on a file by its name, made if it isn't there and left behind; the system lets go of it with the process, however
/// that ends. Between programs that ask for it, on one machine.
class FileLock {
public:
    /// Doesn't wait: fails with `conflict` if another process has it, with `unavailable` if the file can't be made.
    [[nodiscard]] static Result<FileLock> take(std::string const& path, LockKind kind);
    ~FileLock();
    FileLock(FileLock const&) = delete;
    FileLock& operator=(FileLock const&) = delete;
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&&) = delete;

private:
    explicit FileLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    int m_descriptor = -1;
};

} // namespace zahide::system
