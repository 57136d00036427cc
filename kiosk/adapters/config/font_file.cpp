#include "config/fonts.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace zahide::config {

namespace {

class OpenFile {
public:
    explicit OpenFile(std::string const& path)
        : m_descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC))
    {
    }
    ~OpenFile()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    OpenFile(OpenFile const&) = delete;
    OpenFile& operator=(OpenFile const&) = delete;
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};

} // namespace

Result<text::FontSource> load_font_file(std::string const& path)
{
    auto const unreadable = [&path] {
        return fail(ErrorCode::not_found, std::string("the font can't be read (") + std::strerror(errno) + ")", path, "check the path and its permissions");
    };
    OpenFile const file(path);
    struct stat status { };
    if (file.descriptor() < 0 || ::fstat(file.descriptor(), &status) != 0)
        return unreadable();
    if (!S_ISREG(status.st_mode) || status.st_size <= 0 || static_cast<std::size_t>(status.st_size) > font_bytes_max)
        return fail(ErrorCode::invalid, "not a font file", path, "name a .ttf or .otf file of at most 64 MiB");
    auto const size_bytes = static_cast<std::size_t>(status.st_size);
    void* const mapped = ::mmap(nullptr, size_bytes, PROT_READ, MAP_PRIVATE, file.descriptor(), 0);
    if (mapped == MAP_FAILED)
        return unreadable();
    std::shared_ptr<std::byte const> bytes(
        static_cast<std::byte const*>(mapped), [size_bytes](std::byte const* start) { ::munmap(const_cast<std::byte*>(start), size_bytes); });
    return text::FontSource { std::filesystem::path(path).filename().string(), std::move(bytes), size_bytes };
}

} // namespace zahide::config
