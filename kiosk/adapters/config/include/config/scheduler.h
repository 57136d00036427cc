#pragma once

#include "base/result.h"
#include "domain/catalogue.h"
#include "domain/roster.h"
#include "ports/log.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zahide::config {

struct CertificateFiles {
    std::string certificate;
    std::string key;
};

/// Backups that the scheduler makes by itself.
struct BackupConfig {
    std::string directory;
    std::int32_t kept = 14; ///< the newest ones
    std::int32_t every_hours = 24;
};

/// config/scheduler.toml. Paths in it are relative to the file that holds them; here they are ready to open.
struct SchedulerConfig {
    std::string file; ///< the configuration itself, as it was named
    std::string listen_address = "127.0.0.1";
    std::uint16_t listen_port = 8080; ///< 0: any free one
    std::optional<CertificateFiles> certificate; ///< none: plain HTTP
    std::string database;
    std::optional<BackupConfig> backup; ///< none: only when somebody asks for one
    std::string share_directory; ///< with console/ and locales/; empty: found beside the program
    std::vector<domain::Catalogue> centers; ///< with their holidays, revision 0
    std::vector<domain::Roster> rosters; ///< one a center, in their order; an empty one where a center's file names no people
    ports::Severity log_level = ports::Severity::info;
};

/// Reads the file and the centers it names. The first thing wrong is the error: one line "file:line: what; mend".
/// Unknown keys are errors.
[[nodiscard]] Result<SchedulerConfig> load_scheduler(std::string const& file);

/// A center's file and the holidays it names.
[[nodiscard]] Result<domain::Catalogue> load_center(std::string const& file);

/// The people and rooms that a center's file names; nobody if it names none. Fails too if they lack what a service of the
/// catalogue needs.
[[nodiscard]] Result<domain::Roster> load_roster(std::string const& center_file, domain::Catalogue const& catalogue);

} // namespace zahide::config
