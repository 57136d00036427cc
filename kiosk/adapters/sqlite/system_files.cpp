#include "sqlite/files.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace zahide::sqlite {

namespace fs = std::filesystem;

namespace {

auto refused(std::string const& what, fs::path const& path, std::error_code const& error)
{
    return fail(ErrorCode::unavailable, what + " (" + error.message() + ")", path.string(), "look at the folder's permissions and at the disk's free space",
        Retry::later);
}

std::error_code last_error()
{
    return { errno, std::generic_category() };
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

} // namespace

Result<std::optional<std::uintmax_t>> SystemFiles::size(fs::path const& path) const
{
    std::error_code error;
    auto const status = fs::status(path, error);
    if (status.type() == fs::file_type::none)
        return refused("the file can't be looked at", path, error);
    if (status.type() != fs::file_type::regular)
        return std::optional<std::uintmax_t>();
    auto const bytes = fs::file_size(path, error);
    if (error)
        return refused("the file can't be looked at", path, error);
    return std::optional(bytes);
}

Result<std::vector<std::string>> SystemFiles::names_in(fs::path const& folder) const
{
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator(); entry.increment(error))
        names.push_back(entry->path().filename().string());
    if (error)
        return refused("the folder can't be read", folder, error);
    return names;
}

Result<std::string> SystemFiles::read(fs::path const& path) const
{
    std::ifstream in(path, std::ios::binary);
    std::string content { std::istreambuf_iterator<char>(in), {} };
    if (!in.is_open() || in.bad())
        return refused("the file can't be read", path, last_error());
    return content;
}

Result<void> SystemFiles::write_private(fs::path const& path, std::string const& content)
{
    ZAHIDE_TRY_VOID(make_private(path));
    if (!(std::ofstream(path, std::ios::binary) << content).flush())
        return refused("the file can't be written", path, last_error());
    return {};
}

Result<void> SystemFiles::copy_private(fs::path const& from, fs::path const& to)
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

Result<void> SystemFiles::rename(fs::path const& from, fs::path const& to)
{
    std::error_code error;
    fs::rename(from, to, error);
    return error ? refused("the file can't get another name", from, error) : Result<void>();
}

Result<void> SystemFiles::remove(fs::path const& path)
{
    std::error_code error;
    fs::remove(path, error);
    return error ? refused("the file can't be removed", path, error) : Result<void>();
}

Result<void> SystemFiles::sync(fs::path const& path)
{
    int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    bool const synced = file >= 0 && ::fsync(file) == 0;
    auto const error = last_error();
    if (file >= 0)
        ::close(file);
    return synced ? Result<void>() : refused("the disk does not confirm a write", path, error);
}

Result<void> SystemFiles::sync_folder_of(fs::path const& path)
{
    auto const folder = path.parent_path();
    return sync(folder.empty() ? fs::path(".") : folder);
}

} // namespace zahide::sqlite
