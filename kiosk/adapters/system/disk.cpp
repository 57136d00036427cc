#include "system/disk.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/statvfs.h>
#include <unistd.h>
#include <utility>

namespace zahide::system {

namespace {

class Descriptor {
public:
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    ~Descriptor() { close_now(); }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;

    [[nodiscard]] int number() const { return m_number; }
    /// False if the last write came to light as failed only now.
    bool close_now() { return m_number < 0 || ::close(std::exchange(m_number, -1)) == 0; }

private:
    int m_number = -1;
};

tl::unexpected<Error> disk_error(std::string const& path, char const* what)
{
    int const number = errno;
    return fail(ErrorCode::unavailable, std::string(what) + " (" + std::strerror(number) + ")", path,
        "check that the folder exists, that this program's user may write in it, and that its disk has room", Retry::later);
}

bool write_all(int descriptor, std::string_view content)
{
    while (!content.empty()) {
        ssize_t const count = ::write(descriptor, content.data(), content.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        content.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

Result<void> write_synced(std::string const& path, std::string_view content, FileAccess access)
{
    mode_t const mode = access == FileAccess::owner_only ? 0600 : 0644;
    ::unlink(path.c_str()); // left by a run that was cut off, perhaps with other rights
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    if (file.number() < 0)
        return disk_error(path, "the file can't be made");
    if (!write_all(file.number(), content) || ::fsync(file.number()) != 0 || !file.close_now())
        return disk_error(path, "the file can't be written");
    return {};
}

Result<void> sync_folder(std::string const& path)
{
    auto const parent = std::filesystem::path(path).parent_path();
    std::string const folder = parent.empty() ? "." : parent.string();
    Descriptor const descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.number() < 0 || ::fsync(descriptor.number()) != 0)
        return disk_error(folder, "the folder can't be synced");
    return {};
}

} // namespace

Result<std::uint64_t> free_bytes(std::string const& path)
{
    struct statvfs disk { };
    if (::statvfs(path.c_str(), &disk) != 0)
        return disk_error(path, "the disk's free space can't be read");
    return static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
}

Result<void> write_file_atomically(std::string const& path, std::string_view content, FileAccess access)
{
    std::string const beside = path + ".new";
    ZAHIDE_TRY_VOID(write_synced(beside, content, access));
    if (::rename(beside.c_str(), path.c_str()) != 0) {
        auto error = disk_error(path, "the file can't be put in its place");
        ::unlink(beside.c_str());
        return error;
    }
    return sync_folder(path);
}

} // namespace zahide::system
