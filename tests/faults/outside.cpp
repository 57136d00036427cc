// Loaded before the C library (LD_PRELOAD) into a real program: its wall clock is set and its disk fills up while it runs, as a file of two
// numbers says that the test writes: ms the clock is ahead, and the disk's state (0 well, 1 full, 2 read-only). The monotonic clock is not touched.

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <string_view>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

namespace {

struct Outside {
    volatile std::int64_t clock_ahead_ms;
    volatile std::int64_t disk;
};

enum Disk : std::int64_t { well, full, read_only };

constexpr std::int64_t ms_per_s = 1'000;
constexpr std::int64_t ns_per_ms = 1'000'000;
constexpr std::int64_t ns_per_s = 1'000'000'000;

template<class Function>
Function next(char const* name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

Outside const* map_file()
{
    static Outside const nothing {};
    char const* const path = std::getenv("ZAHIDE_OUTSIDE");
    if (path == nullptr)
        return &nothing;
    static auto const real_open = next<int (*)(char const*, int, ...)>("open");
    int const file = real_open(path, O_RDONLY | O_CLOEXEC);
    void* const mapped = file < 0 ? MAP_FAILED : ::mmap(nullptr, sizeof(Outside), PROT_READ, MAP_SHARED, file, 0);
    if (mapped == MAP_FAILED)
        std::abort();
    ::close(file);
    return static_cast<Outside const*>(mapped);
}

Outside const& outside()
{
    static Outside const* const mapped = map_file();
    return *mapped;
}

bool is_on_the_disk(std::string_view path)
{
    char const* const folder = std::getenv("ZAHIDE_OUTSIDE_DISK");
    return folder != nullptr && path.starts_with(folder);
}

/// The error that a change of that path gets now; 0 for none.
int refusal(char const* path)
{
    auto const state = outside().disk;
    if (state == well || !is_on_the_disk(path))
        return 0;
    return state == full ? ENOSPC : EROFS;
}

int refusal(int descriptor)
{
    if (outside().disk == well)
        return 0;
    char name[64];
    char path[PATH_MAX];
    std::snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
    ssize_t const size = ::readlink(name, path, sizeof path - 1);
    path[std::max<ssize_t>(size, 0)] = '\0';
    return refusal(path);
}

bool refuse(int error)
{
    if (error != 0)
        errno = error;
    return error != 0;
}

/// Whether opening would change the disk: a full one still takes writers of what is there.
bool refuse_open(char const* path, int flags)
{
    int const error = refusal(path);
    bool const writes = (flags & O_ACCMODE) != O_RDONLY;
    bool const makes = (flags & O_CREAT) != 0 && ::access(path, F_OK) != 0;
    return (error == EROFS ? writes || makes : makes) && refuse(error);
}

std::int64_t ahead_of(clockid_t clock)
{
    return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE ? outside().clock_ahead_ms : 0;
}

} // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* time) noexcept
{
    static auto const real = next<int (*)(clockid_t, timespec*)>("clock_gettime");
    int const result = real(clock, time);
    std::int64_t const ahead = result == 0 ? ahead_of(clock) : 0;
    if (ahead != 0) {
        std::int64_t const nanoseconds = time->tv_nsec + ahead % ms_per_s * ns_per_ms;
        time->tv_sec += ahead / ms_per_s + (nanoseconds < 0 ? -1 : nanoseconds / ns_per_s);
        time->tv_nsec = (nanoseconds + ns_per_s) % ns_per_s;
    }
    return result;
}

int gettimeofday(timeval* time, void* /*zone*/) noexcept
{
    timespec exact {};
    int const result = clock_gettime(CLOCK_REALTIME, &exact);
    *time = { exact.tv_sec, exact.tv_nsec / 1'000 };
    return result;
}

time_t time(time_t* into) noexcept
{
    timespec exact {};
    clock_gettime(CLOCK_REALTIME, &exact);
    if (into != nullptr)
        *into = exact.tv_sec;
    return exact.tv_sec;
}

int open(char const* path, int flags, ...)
{
    static auto const real = next<int (*)(char const*, int, mode_t)>("open");
    va_list rest;
    va_start(rest, flags);
    auto const mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : mode_t {};
    va_end(rest);
    return refuse_open(path, flags) ? -1 : real(path, flags, mode);
}

int open64(char const* path, int flags, ...)
{
    static auto const real = next<int (*)(char const*, int, mode_t)>("open64");
    va_list rest;
    va_start(rest, flags);
    auto const mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : mode_t {};
    va_end(rest);
    return refuse_open(path, flags) ? -1 : real(path, flags, mode);
}

ssize_t write(int descriptor, void const* bytes, size_t count)
{
    static auto const real = next<ssize_t (*)(int, void const*, size_t)>("write");
    return refuse(refusal(descriptor)) ? -1 : real(descriptor, bytes, count);
}

ssize_t pwrite(int descriptor, void const* bytes, size_t count, off_t at)
{
    static auto const real = next<ssize_t (*)(int, void const*, size_t, off_t)>("pwrite");
    return refuse(refusal(descriptor)) ? -1 : real(descriptor, bytes, count, at);
}

ssize_t pwrite64(int descriptor, void const* bytes, size_t count, off64_t at)
{
    static auto const real = next<ssize_t (*)(int, void const*, size_t, off64_t)>("pwrite64");
    return refuse(refusal(descriptor)) ? -1 : real(descriptor, bytes, count, at);
}

int ftruncate(int descriptor, off_t size) noexcept
{
    static auto const real = next<int (*)(int, off_t)>("ftruncate");
    return refuse(refusal(descriptor)) ? -1 : real(descriptor, size);
}

int ftruncate64(int descriptor, off64_t size) noexcept
{
    static auto const real = next<int (*)(int, off64_t)>("ftruncate64");
    return refuse(refusal(descriptor)) ? -1 : real(descriptor, size);
}

int mkdir(char const* path, mode_t mode) noexcept
{
    static auto const real = next<int (*)(char const*, mode_t)>("mkdir");
    return refuse(refusal(path)) ? -1 : real(path, mode);
}

int rename(char const* from, char const* to) noexcept
{
    static auto const real = next<int (*)(char const*, char const*)>("rename");
    return refuse(refusal(to)) ? -1 : real(from, to);
}

int unlink(char const* path) noexcept
{
    static auto const real = next<int (*)(char const*)>("unlink");
    return refusal(path) == EROFS && refuse(EROFS) ? -1 : real(path);
}

} // extern "C"
