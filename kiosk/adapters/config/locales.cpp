#include "config/locales.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

namespace zahide::config {

namespace {

constexpr std::size_t locale_files_max = 64;

Result<std::vector<std::filesystem::path>> find_files(std::filesystem::path const& folder)
{
    std::vector<std::filesystem::path> found;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error); !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        if (entry->path().extension() == ".arb")
            found.push_back(entry->path());
    }
    if (error || found.empty() || found.size() > locale_files_max)
        return fail(
            ErrorCode::not_found, "there are no locale files", folder.string(), "name the folder that holds en.arb and the others, usually share/locales");
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

Result<i18n::Catalogue> load_locales(std::filesystem::path const& folder, i18n::Catalogue::Missing missing)
{
    std::vector<i18n::LocaleFile> files;
    for (std::filesystem::path const& path : ZAHIDE_TRY(find_files(folder))) {
        std::ifstream stream(path, std::ios::binary);
        std::ostringstream text;
        if (!stream || !(text << stream.rdbuf()))
            return fail(ErrorCode::unavailable, "the locale file can't be read", path.string(), "check that it exists and may be read");
        files.push_back({ path.string(), text.str() });
    }
    return i18n::Catalogue::create(files, missing);
}

} // namespace zahide::config
