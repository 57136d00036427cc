#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>

namespace zahide::program {

/// Makes the folder of a key's, a database's or a paper's file if it isn't there, open to this program's user alone; one that is there
/// stays as it is. Fails with `unavailable`.
[[nodiscard]] inline Result<void> make_private_folder_of(std::string const& file)
{
    namespace fs = std::filesystem;
    auto const folder = fs::path(file).parent_path();
    std::error_code error;
    if (!folder.empty() && fs::create_directories(folder, error) && !error)
        fs::permissions(folder, fs::perms::owner_all, error);
    if (error)
        return fail(ErrorCode::unavailable, "the folder can't be made (" + error.message() + ")", folder.string(), "check the path and its permissions");
    return {};
}

} // namespace zahide::program
