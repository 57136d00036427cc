#include "durable_files.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace zahide::sqlite::durable {

namespace fs = std::filesystem;

namespace {

Result<void> refused(std::string const& what, fs::path const& path, std::error_code const& error)
{
    return fail(ErrorCode::unavailable, what + " (" + error.message() + ")", path.string(), "look at the folder's permissions and at the disk's free space",
        Retry::later);
}

std::error_code last_error()
{
    return { errno, std::generic_category() };
}

} // namespace

Result<void> sync(fs::path const& path)
{
    int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    bool const synced = file >= 0 && ::fsync(file) == 0;
    auto const error = last_error();
    if (file >= 0)
        ::close(file);
    return synced ? Result<void>() : refused("the disk does not confirm a write", path, error);
}

Result<void> make_private(fs::path const& path)
{
    std::error_code ignored;
    fs::remove(path, ignored);
    int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0)
        return refused("a file can't be made", path, last_error());
    ::close(file);
    return {};
}

Result<void> copy_private(fs::path const& from, fs::path const& to)
{
    std::ifstream in(from, std::ios::binary);
    if (!in)
        return refused("the file can't be read", from, last_error());
    ZAHIDE_TRY_VOID(make_private(to));
    std::ofstream out(to, std::ios::binary);
    if (in.peek() != std::ifstream::traits_type::eof())
        out << in.rdbuf();
    out.close();
    if (!out || in.bad())
        return refused("the file can't be copied", to, last_error());
    return {};
}

Result<void> put_in_place(fs::path const& from, fs::path const& to)
{
    std::error_code error;
    fs::rename(from, to, error);
    if (error)
        return refused("the file can't get its name", to, error);
    auto const folder = to.parent_path();
    return sync(folder.empty() ? fs::path(".") : folder);
}

} // namespace zahide::sqlite::durable
