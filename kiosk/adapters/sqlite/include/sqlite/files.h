#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace zahide::sqlite {

/// Files and their names beside a database: what is done to them where SQLite itself has no part. A changed name is there after
/// a power cut only when its folder was synced, content only when the file was. For one thread. Errors: `unavailable`, with the
/// file as `where`.
class Files {
public:
    virtual ~Files() = default;

    /// In bytes; none: there is no such file.
    [[nodiscard]] virtual Result<std::optional<std::uintmax_t>> size(std::filesystem::path const& path) const = 0;
    /// Names without the folder, in no order.
    [[nodiscard]] virtual Result<std::vector<std::string>> names_in(std::filesystem::path const& folder) const = 0;
    /// All of a small file.
    [[nodiscard]] virtual Result<std::string> read(std::filesystem::path const& path) const = 0;
    /// A file of this program's user alone, in the place of whatever was there.
    [[nodiscard]] virtual Result<void> write_private(std::filesystem::path const& path, std::string const& content) = 0;
    /// The same with another file's bytes.
    [[nodiscard]] virtual Result<void> copy_private(std::filesystem::path const& from, std::filesystem::path const& to) = 0;
    /// In the place of what bears the name.
    [[nodiscard]] virtual Result<void> rename(std::filesystem::path const& from, std::filesystem::path const& to) = 0;
    /// No error without such a file.
    [[nodiscard]] virtual Result<void> remove(std::filesystem::path const& path) = 0;
    [[nodiscard]] virtual Result<void> sync(std::filesystem::path const& path) = 0;
    /// The names in that file's folder.
    [[nodiscard]] virtual Result<void> sync_folder_of(std::filesystem::path const& path) = 0;
};

/// The operating system's.
class SystemFiles : public Files {
public:
    [[nodiscard]] Result<std::optional<std::uintmax_t>> size(std::filesystem::path const& path) const override;
    [[nodiscard]] Result<std::vector<std::string>> names_in(std::filesystem::path const& folder) const override;
    [[nodiscard]] Result<std::string> read(std::filesystem::path const& path) const override;
    [[nodiscard]] Result<void> write_private(std::filesystem::path const& path, std::string const& content) override;
    [[nodiscard]] Result<void> copy_private(std::filesystem::path const& from, std::filesystem::path const& to) override;
    [[nodiscard]] Result<void> rename(std::filesystem::path const& from, std::filesystem::path const& to) override;
    [[nodiscard]] Result<void> remove(std::filesystem::path const& path) override;
    [[nodiscard]] Result<void> sync(std::filesystem::path const& path) override;
    [[nodiscard]] Result<void> sync_folder_of(std::filesystem::path const& path) override;
};

/// A disk as SQLite sees it and as we do. `files` outlives every use.
struct Disk {
    Files& files;
    std::string vfs {}; ///< of DatabaseOptions; empty: the default one
};

} // namespace zahide::sqlite
