#include "virtual_disk_state.h"

#include <utility>

namespace zahide::sqlite {

namespace fs = std::filesystem;

void VirtualDisk::State::set_name(std::string const& path, std::shared_ptr<Entry> entry)
{
    auto& place = entries[path];
    unsynced_names.push_back({ entry, {}, path, place });
    place = std::move(entry);
}

void VirtualDisk::State::move_name(std::string const& from, std::string const& to)
{
    auto entry = entries.at(from);
    entries.erase(from);
    auto& place = entries[to];
    unsynced_names.push_back({ entry, from, to, place });
    place = std::move(entry);
}

void VirtualDisk::State::remove_name(std::string const& path)
{
    auto const found = entries.find(path);
    if (found == entries.end())
        return;
    unsynced_names.push_back({ found->second, path, {}, {} });
    entries.erase(found);
}

void VirtualDisk::State::lose_names()
{
    for (auto change = unsynced_names.rbegin(); change != unsynced_names.rend(); ++change) {
        if (dice.below(2) == 0)
            continue;
        // A name that another file bears by now stays its.
        if (!change->got.empty() && entries[change->got] == change->entry)
            entries[change->got] = change->replaced;
        if (!change->lost.empty())
            entries.try_emplace(change->lost, change->entry);
        std::erase_if(entries, [](auto const& named) { return named.second == nullptr; });
    }
}

/// A virtual disk without SQLite.
class VirtualDisk::OwnFiles final : public Files {
public:
    explicit OwnFiles(State& disk)
        : m_disk(disk)
    {
    }

    [[nodiscard]] Result<std::optional<std::uintmax_t>> size(fs::path const& path) const override
    {
        ZAHIDE_TRY_VOID(be_on(path));
        auto const found = m_disk.entries.find(path.string());
        return found == m_disk.entries.end() ? std::nullopt : std::optional<std::uintmax_t>(found->second->file.size());
    }

    [[nodiscard]] Result<std::vector<std::string>> names_in(fs::path const& folder) const override
    {
        ZAHIDE_TRY_VOID(be_on(folder));
        std::vector<std::string> names;
        for (auto const& [path, entry] : m_disk.entries)
            names.push_back(path);
        return names;
    }

    [[nodiscard]] Result<std::string> read(fs::path const& path) const override
    {
        auto const file = ZAHIDE_TRY(find(path));
        if (m_disk.fails(m_disk.faults.read_errors_ppm))
            return refused(path);
        auto const& bytes = file->file.bytes();
        return std::string(bytes.begin(), bytes.end());
    }

    [[nodiscard]] Result<void> write_private(fs::path const& path, std::string const& content) override
    {
        return put(path, std::vector<std::uint8_t>(content.begin(), content.end()));
    }

    [[nodiscard]] Result<void> copy_private(fs::path const& from, fs::path const& to) override
    {
        auto const source = ZAHIDE_TRY(find(from));
        return put(to, source->file.bytes());
    }

    [[nodiscard]] Result<void> rename(fs::path const& from, fs::path const& to) override
    {
        ZAHIDE_TRY(find(from));
        ZAHIDE_TRY_VOID(change(from));
        m_disk.move_name(from.string(), to.string());
        return {};
    }

    [[nodiscard]] Result<void> remove(fs::path const& path) override
    {
        ZAHIDE_TRY_VOID(change(path));
        m_disk.remove_name(path.string());
        return {};
    }

    [[nodiscard]] Result<void> sync(fs::path const& path) override
    {
        auto const file = ZAHIDE_TRY(find(path));
        ZAHIDE_TRY_VOID(change(path));
        if (m_disk.fails(m_disk.faults.sync_errors_ppm))
            return refused(path);
        ++m_disk.syncs;
        if (m_disk.faults.sync == DiskFaults::Sync::honest)
            file->file.sync();
        return {};
    }

    [[nodiscard]] Result<void> sync_folder_of(fs::path const& path) override
    {
        ZAHIDE_TRY_VOID(change(path));
        ++m_disk.syncs;
        if (m_disk.faults.sync == DiskFaults::Sync::honest)
            m_disk.unsynced_names.clear();
        return {};
    }

private:
    static tl::unexpected<Error> refused(fs::path const& path)
    {
        return fail(ErrorCode::unavailable, "the disk is off, full or fails", path.string(), "look at the disk", Retry::later);
    }
    [[nodiscard]] Result<void> be_on(fs::path const& path) const { return m_disk.power == State::Power::on ? Result<void>() : Result<void>(refused(path)); }
    [[nodiscard]] Result<void> change(fs::path const& path)
    {
        return m_disk.power == State::Power::on && !m_disk.is_read_only() && m_disk.is_alive_after_call() ? Result<void>() : Result<void>(refused(path));
    }
    [[nodiscard]] Result<std::shared_ptr<detail::DiskEntry>> find(fs::path const& path) const
    {
        ZAHIDE_TRY_VOID(be_on(path));
        auto const found = m_disk.entries.find(path.string());
        if (found == m_disk.entries.end())
            return fail(ErrorCode::unavailable, "there is no such file", path.string(), "look at its name");
        return found->second;
    }
    [[nodiscard]] Result<void> put(fs::path const& path, std::vector<std::uint8_t> const& bytes)
    {
        ZAHIDE_TRY_VOID(change(path));
        if (!m_disk.has_room(bytes.size()) || m_disk.fails(m_disk.faults.write_errors_ppm))
            return refused(path);
        auto const file = std::make_shared<detail::DiskEntry>();
        file->file.write(bytes, 0);
        m_disk.set_name(path.string(), file);
        return {};
    }

    State& m_disk;
};

std::unique_ptr<Files> VirtualDisk::make_files(State& state)
{
    return std::make_unique<OwnFiles>(state);
}

} // namespace zahide::sqlite
