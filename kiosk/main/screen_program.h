#pragma once

#include "config/device.h"
#include "i18n/messages.h"
#include "share_pictures.h"
#include "text/engine.h"
#include "ui/stage.h"

#include <string>

namespace zahide::program {

/// Which of the programs with a screen it is.
struct ScreenProgram {
    domain::DeviceKind kind = domain::DeviceKind::kiosk;
    std::string name; ///< of the program and of its window
    std::string what; ///< it is, for --help
};

/// From the command line.
struct ScreenOptions {
    std::string config;
    std::string share;
    std::string inspect;
    bool check_config = false;
    bool show_public_key = false;
    bool window = false;
};

/// Everything that can be wrong before the window opens: config, fonts, messages, pictograms.
struct ScreenMaterial {
    config::DeviceConfig config;
    i18n::Catalogue messages;
    text::Engine engine;
    SharePictures pictures;
};

/// The window that the command line and the configuration ask for.
[[nodiscard]] ui::StageOptions stage_options(ScreenProgram const& program, ScreenOptions const& options, config::ScreenConfig const& screen);

/// Opens the window and returns when the program is to end.
using ShowScreen = Result<void> (*)(ScreenProgram const& program, ScreenOptions const& options, ScreenMaterial& material);

/// All of such a program's main(): what is wrong with the command line or the configuration is said on standard error, and
/// --check-config and --show-public-key end without a window. Returns the exit code: 0, 1 for a failure, 2 for what the
/// caller has to mend.
[[nodiscard]] int run_screen_program(ScreenProgram const& program, ShowScreen show, int argc, char** argv);

} // namespace zahide::program
