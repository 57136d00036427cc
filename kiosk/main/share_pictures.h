#pragma once

#include "base/result.h"
#include "painter/icons.h"
#include "ui/pixels.h"

#include <filesystem>
#include <string>

namespace zahide::program {

/// The pictograms of share/icons. For one thread.
class SharePictures final : public painter::IconSource {
public:
    /// Fails with `not_found` when the folder has no pictograms.
    [[nodiscard]] static Result<SharePictures> create(std::filesystem::path const& share);
    [[nodiscard]] Result<painter::IconImage> load(std::string_view name) override;

private:
    explicit SharePictures(std::filesystem::path folder);
    std::filesystem::path m_folder;
};

/// What the inspector's `shot` writes.
[[nodiscard]] Result<void> write_screen(std::string const& file, ui::Pixels const& pixels);

} // namespace zahide::program
