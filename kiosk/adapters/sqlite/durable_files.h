#pragma once

#include "base/result.h"

#include <filesystem>

/// Files that are there after a power cut once they are said to be. Errors: `unavailable`, with the file as `where`.
namespace zahide::sqlite::durable {

/// Syncs a file's content, or a folder's names.
[[nodiscard]] Result<void> sync(std::filesystem::path const& path);
/// An empty file of this program's user alone, in the place of whatever was there.
[[nodiscard]] Result<void> make_private(std::filesystem::path const& path);
/// Copies the bytes into a file of this program's user alone.
[[nodiscard]] Result<void> copy_private(std::filesystem::path const& from, std::filesystem::path const& to);
/// Gives the file its name, in the place of what bears it, and syncs the folder.
[[nodiscard]] Result<void> put_in_place(std::filesystem::path const& from, std::filesystem::path const& to);

} // namespace zahide::sqlite::durable
