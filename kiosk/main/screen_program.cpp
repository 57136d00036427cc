#include "screen_program.h"

#include "config/fonts.h"
#include "config/locales.h"
#include "crypto/cryptography.h"
#include "private_folder.h"
#include "share_directory.h"
#include "system/random.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <utility>

namespace zahide::program {

namespace {

constexpr int exit_fine = 0;
constexpr int exit_failed = 1;
constexpr int exit_usage = 2;

int report(ScreenProgram const& program, Error const& error, int exit_code)
{
    std::fprintf(stderr, "%s: %s\n", program.name.c_str(), error.line().c_str());
    return exit_code;
}

Result<ScreenMaterial> load(ScreenProgram const& program, ScreenOptions const& options)
{
    config::DeviceConfig config = ZAHIDE_TRY(config::load_device(options.config, program.kind));
    auto const share = share_directory(options.share.empty() ? config.share_directory : options.share);
    i18n::Catalogue messages = ZAHIDE_TRY(config::load_locales(share / "locales"));
    auto const fonts = ZAHIDE_TRY(config::load_fonts((share / "fonts.toml").string()));
    text::Fonts opened = ZAHIDE_TRY(config::open_fonts(fonts));
    text::Engine engine = ZAHIDE_TRY(text::Engine::create(std::move(opened)));
    SharePictures pictures = ZAHIDE_TRY(SharePictures::create(share));
    return ScreenMaterial { std::move(config), std::move(messages), std::move(engine), std::move(pictures) };
}

int show_public_key(ScreenProgram const& program, config::DeviceConfig const& config)
{
    if (auto const made = make_private_folder_of(config.key_file); !made)
        return report(program, made.error(), exit_failed);
    system::SystemRandom random;
    auto const key = crypto::open_device_key(config.key_file, random);
    if (!key)
        return report(program, key.error(), exit_failed);
    std::printf("%s\n", (*key)->public_key().c_str());
    return exit_fine;
}

int run(ScreenProgram const& program, ShowScreen show, ScreenOptions const& options)
{
    auto material = load(program, options);
    if (!material)
        return report(program, material.error(), exit_usage);
    if (options.check_config)
        return exit_fine;
    if (options.show_public_key)
        return show_public_key(program, material->config);
    auto const shown = show(program, options, *material);
    return shown ? exit_fine : report(program, shown.error(), exit_failed);
}

} // namespace

ui::StageOptions stage_options(ScreenProgram const& program, ScreenOptions const& options, config::ScreenConfig const& screen)
{
    ui::StageOptions stage;
    bool const is_window = options.window || !options.inspect.empty();
    stage.window = { program.name, is_window ? ui::WindowMode::window : ui::WindowMode::fullscreen, screen.width_px, screen.height_px };
    stage.inspect_socket = options.inspect;
    stage.write_picture = write_screen;
    return stage;
}

int run_screen_program(ScreenProgram const& program, ShowScreen show, int argc, char** argv)
{
    auto const device = std::string(name_of(program.kind));
    ScreenOptions options;
    options.config = "/etc/zahide/" + device + ".toml";
    CLI::App app(program.what, program.name);
    app.set_version_flag("--version", program.name + " " ZAHIDE_VERSION);
    app.add_option("--config", options.config, "The configuration")->capture_default_str();
    app.add_option("--share", options.share, "Where fonts.toml, locales/ and icons/ stand; beside the program without it");
    app.add_option("--inspect", options.inspect, "A Unix socket for tests: what is on the screen, and pictures of it");
    app.add_flag("--check-config", options.check_config, "Read the configuration, say what is wrong with it, and end");
    app.add_flag("--show-public-key", options.show_public_key, "Print this " + device + "'s public key, to enrol it, and end");
    app.add_flag("--window", options.window, "A window as large as the configuration says, not the whole screen");
    try {
        app.parse(argc, argv);
        return run(program, show, options);
    } catch (CLI::ParseError const& error) {
        if (error.get_exit_code() == 0) {
            static_cast<void>(app.exit(error)); // --help or --version
            return exit_fine;
        }
        return report(program, { ErrorCode::invalid, error.what(), {}, "see --help", Retry::no }, exit_usage);
    } catch (std::exception const& error) {
        return report(program, { ErrorCode::internal, error.what(), {}, {}, Retry::no }, exit_failed);
    }
}

} // namespace zahide::program
