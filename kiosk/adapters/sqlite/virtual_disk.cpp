#include "sqlite/virtual_disk.h"

#include "base/verify.h"
#include "virtual_disk_state.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace zahide::sqlite {

namespace {

constexpr std::size_t path_bytes_max = 512;

} // namespace

/// The VFS's functions.
struct VirtualDisk::Access {
    using Disk = VirtualDisk::State;
    using Entry = detail::DiskEntry;
    using SharedMemory = detail::SharedMemory;

    /// What SQLite holds of an open file: its own part first, then ours.
    struct Handle {
        sqlite3_file base {};
        Disk* disk = nullptr;
        std::shared_ptr<Entry> entry {};
        std::uint64_t switched_off = 0;
        std::shared_ptr<SharedMemory> shared {};
        int lock = SQLITE_LOCK_NONE;

        [[nodiscard]] bool is_dead() const { return disk->power == Disk::Power::off || switched_off != disk->switched_off; }
    };
    static Handle& of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
    static Disk& of(sqlite3_vfs* vfs) { return *static_cast<Disk*>(vfs->pAppData); }

    static int close(sqlite3_file* file)
    {
        auto& handle = of(file);
        unlock(file, SQLITE_LOCK_NONE);
        --handle.disk->open_files;
        handle.~Handle();
        return SQLITE_OK;
    }
    static int read(sqlite3_file* file, void* into, int bytes, sqlite3_int64 offset)
    {
        auto& handle = of(file);
        if (handle.is_dead() || handle.disk->fails(handle.disk->faults.read_errors_ppm))
            return SQLITE_IOERR_READ;
        std::span const place(static_cast<std::uint8_t*>(into), static_cast<std::size_t>(bytes));
        auto const count = handle.entry->file.read(place, static_cast<std::size_t>(offset));
        if (count == place.size())
            return SQLITE_OK;
        std::fill(place.begin() + static_cast<std::ptrdiff_t>(count), place.end(), std::uint8_t { 0 });
        return SQLITE_IOERR_SHORT_READ;
    }
    static int write(sqlite3_file* file, void const* from, int bytes, sqlite3_int64 offset)
    {
        auto& handle = of(file);
        if (handle.is_dead() || !handle.disk->is_alive_after_call())
            return SQLITE_IOERR_WRITE;
        if (handle.disk->is_read_only() || handle.disk->fails(handle.disk->faults.write_errors_ppm))
            return SQLITE_IOERR_WRITE;
        auto const end = static_cast<std::size_t>(offset) + static_cast<std::size_t>(bytes);
        auto const size = handle.entry->file.size();
        if (end > size && !handle.disk->has_room(end - size))
            return SQLITE_FULL;
        handle.entry->file.write({ static_cast<std::uint8_t const*>(from), static_cast<std::size_t>(bytes) }, static_cast<std::size_t>(offset));
        return SQLITE_OK;
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size)
    {
        auto& handle = of(file);
        if (handle.is_dead() || handle.disk->is_read_only() || !handle.disk->is_alive_after_call())
            return SQLITE_IOERR_TRUNCATE;
        handle.entry->file.resize(static_cast<std::size_t>(size));
        return SQLITE_OK;
    }
    static int sync(sqlite3_file* file, int /*flags*/)
    {
        auto& handle = of(file);
        if (handle.is_dead() || !handle.disk->is_alive_after_call())
            return SQLITE_IOERR_FSYNC;
        if (handle.disk->is_read_only() || handle.disk->fails(handle.disk->faults.sync_errors_ppm))
            return SQLITE_IOERR_FSYNC;
        ++handle.disk->syncs;
        if (handle.disk->faults.sync == DiskFaults::Sync::honest)
            handle.entry->file.sync();
        return SQLITE_OK;
    }
    static int file_size(sqlite3_file* file, sqlite3_int64* size)
    {
        *size = static_cast<sqlite3_int64>(of(file).entry->file.size());
        return of(file).is_dead() ? SQLITE_IOERR_FSTAT : SQLITE_OK;
    }
    static int lock(sqlite3_file* file, int level)
    {
        auto& handle = of(file);
        auto& locks = handle.entry->locks;
        if (level <= handle.lock)
            return SQLITE_OK;
        bool const is_anothers = locks.writer != nullptr && locks.writer != &handle;
        if (level == SQLITE_LOCK_SHARED) {
            if (is_anothers && locks.is_exclusive)
                return SQLITE_BUSY;
            ++locks.count;
            handle.lock = level;
            return SQLITE_OK;
        }
        if (is_anothers)
            return SQLITE_BUSY;
        locks.writer = &handle;
        locks.is_exclusive = level == SQLITE_LOCK_EXCLUSIVE;
        bool const waits_for_readers = locks.is_exclusive && locks.count > 1;
        handle.lock = waits_for_readers ? SQLITE_LOCK_PENDING : level;
        return waits_for_readers ? SQLITE_BUSY : SQLITE_OK;
    }
    static int unlock(sqlite3_file* file, int level)
    {
        auto& handle = of(file);
        auto& locks = handle.entry->locks;
        if (level >= handle.lock)
            return SQLITE_OK;
        if (locks.writer == &handle) {
            locks.writer = nullptr;
            locks.is_exclusive = false;
        }
        if (level == SQLITE_LOCK_NONE)
            --locks.count;
        handle.lock = level;
        return SQLITE_OK;
    }
    static int is_reserved(sqlite3_file* file, int* result)
    {
        *result = of(file).entry->locks.writer != nullptr ? 1 : 0;
        return SQLITE_OK;
    }
    static int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
    static int sector_size(sqlite3_file*) { return static_cast<int>(VirtualDisk::sector_bytes); }
    // As the operating system's own VFS has it (https://sqlite.org/psow.html).
    static int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    static int shared_map(sqlite3_file* file, int region, int bytes, int extend, void volatile** memory)
    {
        auto& handle = of(file);
        if (!handle.shared)
            handle.shared = handle.entry->shared;
        auto& regions = *handle.shared;
        auto const index = static_cast<std::size_t>(region);
        *memory = nullptr;
        if (handle.is_dead())
            return SQLITE_IOERR_SHMMAP;
        if (index >= regions.size() && extend == 0)
            return SQLITE_OK;
        while (index >= regions.size())
            regions.push_back(std::make_unique<std::vector<std::uint8_t>>(static_cast<std::size_t>(bytes)));
        *memory = regions[index]->data();
        return SQLITE_OK;
    }
    static int shared_lock(sqlite3_file*, int, int, int) { return SQLITE_OK; }
    static void shared_barrier(sqlite3_file*) { }
    static int shared_unmap(sqlite3_file* file, int is_deleted)
    {
        if (is_deleted != 0)
            of(file).entry->shared = std::make_shared<SharedMemory>();
        of(file).shared.reset();
        return SQLITE_OK;
    }

    static int open(sqlite3_vfs* vfs, char const* path, sqlite3_file* file, int flags, int* out_flags);
    static int remove(sqlite3_vfs* vfs, char const* path, int sync_directory)
    {
        auto& disk = of(vfs);
        if (disk.power == Disk::Power::off || disk.is_read_only() || !disk.is_alive_after_call())
            return SQLITE_IOERR_DELETE;
        bool const was_there = disk.entries.erase(path) == 1;
        if (sync_directory != 0)
            disk.unsynced_names.clear();
        return was_there ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
    }
    static int access(sqlite3_vfs* vfs, char const* path, int flags, int* result)
    {
        auto& disk = of(vfs);
        bool const exists = disk.entries.contains(path);
        *result = exists && (flags != SQLITE_ACCESS_READWRITE || !disk.is_read_only()) ? 1 : 0;
        return SQLITE_OK;
    }
    static int full_path(sqlite3_vfs*, char const* path, int bytes, char* out)
    {
        std::string_view const text(path);
        if (text.size() >= static_cast<std::size_t>(bytes))
            return SQLITE_CANTOPEN;
        std::memcpy(out, path, text.size() + 1);
        return SQLITE_OK;
    }
    static int randomness(sqlite3_vfs* vfs, int bytes, char* out)
    {
        of(vfs).dice.fill({ reinterpret_cast<std::uint8_t*>(out), static_cast<std::size_t>(bytes) });
        return bytes;
    }
    static int wait(sqlite3_vfs*, int microseconds) { return microseconds; }
    // Nothing of ours asks SQLite for the time.
    static int julian_day(sqlite3_vfs*, double* day)
    {
        *day = 2'461'000.5;
        return SQLITE_OK;
    }
    static int last_error(sqlite3_vfs*, int, char*) { return 0; }

    static sqlite3_io_methods const methods;
};

sqlite3_io_methods const VirtualDisk::Access::methods { 2, close, read, write, truncate, sync, file_size, lock, unlock, is_reserved, file_control, sector_size,
    characteristics, shared_map, shared_lock, shared_barrier, shared_unmap, nullptr, nullptr };

int VirtualDisk::Access::open(sqlite3_vfs* vfs, char const* path, sqlite3_file* file, int flags, int* out_flags)
{
    auto& disk = of(vfs);
    file->pMethods = nullptr; // SQLite doesn't close what could not be opened
    if (disk.power == Disk::Power::off)
        return SQLITE_CANTOPEN;
    auto entry = std::make_shared<Entry>(); // of a file without a name: gone when it is closed
    if (path != nullptr) {
        auto const found = disk.entries.find(path);
        if (found != disk.entries.end()) {
            entry = found->second;
        } else {
            if ((flags & SQLITE_OPEN_CREATE) == 0 || disk.is_read_only())
                return SQLITE_CANTOPEN;
            disk.entries.emplace(path, entry);
        }
    }
    if (disk.is_read_only())
        flags = (flags & ~SQLITE_OPEN_READWRITE) | SQLITE_OPEN_READONLY;
    if (out_flags != nullptr)
        *out_flags = flags;
    auto* const handle = new (file) Handle { {}, &disk, std::move(entry), disk.switched_off };
    handle->base.pMethods = &methods;
    ++disk.open_files;
    return SQLITE_OK;
}

VirtualDisk::VirtualDisk(std::string name, Random& dice)
    : m_state(new State { std::move(name), dice })
    , m_files(make_files(*m_state))
{
    auto& vfs = m_state->vfs;
    vfs.iVersion = 1;
    vfs.szOsFile = sizeof(Access::Handle);
    vfs.mxPathname = path_bytes_max;
    vfs.zName = m_state->name.c_str();
    vfs.pAppData = m_state.get();
    vfs.xOpen = Access::open;
    vfs.xDelete = Access::remove;
    vfs.xAccess = Access::access;
    vfs.xFullPathname = Access::full_path;
    vfs.xRandomness = Access::randomness;
    vfs.xSleep = Access::wait;
    vfs.xCurrentTime = Access::julian_day;
    vfs.xGetLastError = Access::last_error;
    detail::set_up_library();
    ZAHIDE_VERIFY(sqlite3_vfs_register(&vfs, 0) == SQLITE_OK);
}

VirtualDisk::~VirtualDisk()
{
    ZAHIDE_VERIFY(m_state->open_files == 0);
    sqlite3_vfs_unregister(&m_state->vfs);
}

std::string const& VirtualDisk::name() const
{
    return m_state->name;
}

void VirtualDisk::set_faults(DiskFaults const& faults)
{
    m_state->faults = faults;
}

void VirtualDisk::State::switch_off(Outage why)
{
    if (power == Power::off)
        return;
    power = Power::off;
    calls_left = 0;
    ++switched_off;
    if (why == Outage::power_cut)
        lose_names();
    unsynced_names.clear();
    for (auto const& [path, entry] : entries) {
        entry->shared = std::make_shared<detail::SharedMemory>(); // whoever opens the file first makes it anew from the log
        if (why == Outage::power_cut)
            entry->file.lose_power(dice);
    }
}

void VirtualDisk::switch_off(Outage outage)
{
    m_state->switch_off(outage);
}

void VirtualDisk::switch_off_after(std::uint64_t calls, Outage outage)
{
    m_state->calls_left = calls;
    m_state->outage = outage;
}

bool VirtualDisk::is_off() const
{
    return m_state->power == State::Power::off;
}

void VirtualDisk::switch_on()
{
    ZAHIDE_VERIFY(m_state->open_files == 0);
    m_state->power = State::Power::on;
}

DiskImage VirtualDisk::image() const
{
    DiskImage image;
    for (auto const& [path, entry] : m_state->entries)
        image.emplace(path, entry->file.bytes());
    return image;
}

void VirtualDisk::restore(DiskImage const& image)
{
    ZAHIDE_VERIFY(m_state->open_files == 0);
    m_state->entries.clear();
    m_state->unsynced_names.clear();
    for (auto const& [path, bytes] : image) {
        auto entry = std::make_shared<detail::DiskEntry>();
        entry->file.replace(bytes);
        m_state->entries.emplace(path, std::move(entry));
    }
}

std::size_t VirtualDisk::bytes_used() const
{
    return m_state->bytes_used();
}

std::uint64_t VirtualDisk::syncs() const
{
    return m_state->syncs;
}

} // namespace zahide::sqlite
