#include "picture/png.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace zahide::picture {

namespace {

constexpr std::size_t png_file_bytes_max = 64 * 1024 * 1024;

class File {
public:
    explicit File(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    File(File const&) = delete;
    File& operator=(File const&) = delete;
    ~File()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    [[nodiscard]] int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

tl::unexpected<Error> system_failure(std::string const& what, std::filesystem::path const& where)
{
    std::string const reason = std::generic_category().message(errno);
    return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::unavailable, what + ": " + reason, where.string(),
        "check that the folder exists, has room and may be written", Retry::later);
}

Result<void> write_all(int descriptor, std::span<std::uint8_t const> bytes, std::filesystem::path const& path)
{
    while (!bytes.empty()) {
        ssize_t const count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return system_failure("the picture can't be written", path);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    if (::fsync(descriptor) != 0)
        return system_failure("the picture can't be made durable", path);
    return {};
}

} // namespace

Result<void> write_png(std::filesystem::path const& path, PictureView const& picture)
{
    auto const encoded = ZAHIDE_TRY(encode_png(picture));
    std::filesystem::path const directory = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    std::string temporary = (directory / ("." + path.filename().string() + ".XXXXXX")).string();
    {
        File const file(::mkostemp(temporary.data(), O_CLOEXEC));
        if (file.get() < 0)
            return system_failure("the picture can't be written", path);
        (void)::fchmod(file.get(), 0644);
        if (auto written = write_all(file.get(), encoded, path); !written) {
            ::unlink(temporary.c_str());
            return written;
        }
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        auto failure = system_failure("the picture can't be put in its place", path);
        ::unlink(temporary.c_str());
        return failure;
    }
    File const folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() < 0 || ::fsync(folder.get()) != 0)
        return system_failure("the picture's folder can't be made durable", directory);
    return {};
}

Result<Picture> read_png(std::filesystem::path const& path, PixelFormat format)
{
    File const file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0)
        return system_failure("the picture can't be read", path);
    std::vector<std::uint8_t> bytes;
    std::array<std::uint8_t, 65'536> piece {};
    while (bytes.size() <= png_file_bytes_max) {
        ssize_t const count = ::read(file.get(), piece.data(), piece.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return system_failure("the picture can't be read", path);
        if (count == 0)
            break;
        bytes.insert(bytes.end(), piece.begin(), piece.begin() + count);
    }
    if (bytes.size() > png_file_bytes_max)
        return fail(ErrorCode::limit, "the picture's file is too large", path.string());
    auto picture = decode_png(bytes, format);
    if (!picture)
        picture.error().where = path.string();
    return picture;
}

} // namespace zahide::picture
