#include "system/file_lock.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace zahide::system {

Result<FileLock> FileLock::take(std::string const& path, LockKind kind)
{
    int const descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) {
        int const number = errno;
        return fail(ErrorCode::unavailable, std::string("the file can't be written (") + std::strerror(number) + ")", path,
            "give this program's user the right to write in its folder, and look at the disk's free space", Retry::later);
    }
    FileLock lock(descriptor);
    if (::flock(descriptor, (kind == LockKind::shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0)
        return lock;
    int const number = errno;
    if (number == EWOULDBLOCK)
        return fail(ErrorCode::conflict, "another program has this locked", path, "stop it first", Retry::later);
    return fail(ErrorCode::unavailable, std::string("the disk knows no locks (") + std::strerror(number) + ")", path, "put the file on a local disk");
}

FileLock::FileLock(FileLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

} // namespace zahide::system
