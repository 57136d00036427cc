#pragma once

#include "base/time.h"
#include "sqlite/files.h"

/// Names that are there after a power cut once they are said to be. Errors as Files'.
namespace zahide::sqlite::durable {

/// Gives the file its name, in the place of what bears it.
[[nodiscard]] Result<void> put_in_place(Files& files, std::filesystem::path const& from, std::filesystem::path const& to);
/// A small file, of which at any instant all is there or nothing.
[[nodiscard]] Result<void> put_note(Files& files, std::filesystem::path const& path, std::string const& content);
[[nodiscard]] Result<void> remove(Files& files, std::filesystem::path const& path);

/// Gives a database, which nobody has open, another name, and what SQLite keeps beside it (its log) too. The file itself first,
/// and that durably: a log left without its file shows that the move was cut off, and calling this again brings it after. The other
/// way round the file would be left without its log, and nothing would tell that its last changes are missing.
[[nodiscard]] Result<void> move_database(Files& files, std::filesystem::path const& from, std::filesystem::path const& to);
/// Whether there is a log without its database.
[[nodiscard]] Result<bool> has_orphan_log(Files const& files, std::filesystem::path const& database);
/// Removes a database with what is beside it, the file itself last.
[[nodiscard]] Result<void> remove_database(Files& files, std::filesystem::path const& database);
/// FILE.WORD-TIME that no file bears, with a later time if need be.
[[nodiscard]] Result<std::filesystem::path> free_name(Files const& files, std::filesystem::path const& database, std::string_view word, Instant now);

} // namespace zahide::sqlite::durable
