#pragma once

#include <filesystem>
#include <string>

namespace zahide {

/// Where what programs read stands (fonts.toml, locales/, icons/, console/): `given`, or share/ beside the program's bin/.
[[nodiscard]] inline std::filesystem::path share_directory(std::string const& given)
{
    if (!given.empty())
        return given;
    std::error_code error;
    auto const program = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? std::filesystem::path("share") : program.parent_path().parent_path() / "share";
}

} // namespace zahide
