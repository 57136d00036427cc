// zahide-kiosk: the visitors' touch screen: languages, services, numbers on paper.

#include "config/device.h"
#include "config/fonts.h"
#include "config/locales.h"
#include "crypto/cryptography.h"
#include "device_host.h"
#include "kiosk_program.h"
#include "log/log.h"
#include "paper_desk.h"
#include "private_folder.h"
#include "quit_signals.h"
#include "share_directory.h"
#include "share_pictures.h"
#include "system/clock.h"
#include "system/random.h"
#include "ui/stage.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <malloc.h>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace {

using namespace zahide;

constexpr int exit_fine = 0;
constexpr int exit_failed = 1;
constexpr int exit_usage = 2;
constexpr int large_block_bytes = 256 * 1024;

struct Options {
    std::string config = "/etc/zahide/kiosk.toml";
    std::string share;
    std::string inspect;
    bool check_config = false;
    bool show_public_key = false;
    bool window = false;
};

int report(Error const& error, int exit_code)
{
    std::fprintf(stderr, "zahide-kiosk: %s\n", error.line().c_str());
    return exit_code;
}

/// Everything that can be wrong before the window opens: config, fonts, messages, pictograms.
struct Material {
    config::DeviceConfig config;
    i18n::Catalogue messages;
    text::Engine engine;
    program::SharePictures pictures;
};

Result<Material> load(Options const& options)
{
    config::DeviceConfig config = ZAHIDE_TRY(config::load_device(options.config, domain::DeviceKind::kiosk));
    auto const share = share_directory(options.share.empty() ? config.share_directory : options.share);
    i18n::Catalogue messages = ZAHIDE_TRY(config::load_locales(share / "locales"));
    auto const fonts = ZAHIDE_TRY(config::load_fonts((share / "fonts.toml").string()));
    text::Fonts opened = ZAHIDE_TRY(config::open_fonts(fonts));
    text::Engine engine = ZAHIDE_TRY(text::Engine::create(std::move(opened)));
    program::SharePictures pictures = ZAHIDE_TRY(program::SharePictures::create(share));
    return Material { std::move(config), std::move(messages), std::move(engine), std::move(pictures) };
}

ui::StageOptions stage_options(Options const& options, config::ScreenConfig const& screen)
{
    ui::StageOptions stage;
    bool const is_window = options.window || !options.inspect.empty();
    stage.window = { "zahide-kiosk", is_window ? ui::WindowMode::window : ui::WindowMode::fullscreen, screen.width_px, screen.height_px };
    stage.inspect_socket = options.inspect;
    stage.write_picture = program::write_screen;
    return stage;
}

Result<void> show(Options const& options, Material& material)
{
    system::SystemClock const clock;
    system::SystemRandom random;
    program::QuitSignals const quit_signals;
    auto const log = log::make_console_log("kiosk", material.config.log_level);
    auto const stage = ZAHIDE_TRY(ui::Stage::create(stage_options(options, material.config.screen), clock, material.engine, material.pictures));
    auto const wake = [waker = stage->waker()] { waker.wake(); };
    auto const host = ZAHIDE_TRY(program::DeviceHost::create(material.config, ZAHIDE_VERSION, clock, random, *log, wake));
    auto const papers = ZAHIDE_TRY(program::PaperDesk::create(material.config.printer, material.engine, material.messages, clock, *log, wake));
    program::KioskProgram kiosk({ clock, *log, material.messages, material.engine, *papers, *host }, material.config.idle);
    ui::KioskView view(kiosk, material.engine, static_cast<float>(material.config.screen.diagonal_inches));
    log->info("started", { { "screen", std::to_string(material.config.screen.width_px) + "x" + std::to_string(material.config.screen.height_px) } });
    stage->run(view);
    log->info("stopped");
    return {};
}

int show_public_key(config::DeviceConfig const& config)
{
    if (auto const made = program::make_private_folder_of(config.key_file); !made)
        return report(made.error(), exit_failed);
    system::SystemRandom random;
    auto const key = crypto::open_device_key(config.key_file, random);
    if (!key)
        return report(key.error(), exit_failed);
    std::printf("%s\n", (*key)->public_key().c_str());
    return exit_fine;
}

int run(Options const& options)
{
    auto material = load(options);
    if (!material)
        return report(material.error(), exit_usage);
    if (options.check_config)
        return exit_fine;
    if (options.show_public_key)
        return show_public_key(material->config);
    auto const shown = show(options, *material);
    return shown ? exit_fine : report(shown.error(), exit_failed);
}

} // namespace

int main(int argc, char** argv)
{
    // Pages of glyphs come and go with the screens; from mappings of their own they go back to the system at once.
    mallopt(M_MMAP_THRESHOLD, large_block_bytes);
    Options options;
    CLI::App app("The visitors' touch screen of a neighborhood center", "zahide-kiosk");
    app.set_version_flag("--version", std::string("zahide-kiosk " ZAHIDE_VERSION));
    app.add_option("--config", options.config, "The configuration")->capture_default_str();
    app.add_option("--share", options.share, "Where fonts.toml, locales/ and icons/ stand; beside the program without it");
    app.add_option("--inspect", options.inspect, "A Unix socket for tests: what is on the screen, and pictures of it");
    app.add_flag("--check-config", options.check_config, "Read the configuration, say what is wrong with it, and end");
    app.add_flag("--show-public-key", options.show_public_key, "Print this kiosk's public key, to enrol it, and end");
    app.add_flag("--window", options.window, "A window as large as the configuration says, not the whole screen");
    try {
        app.parse(argc, argv);
        return run(options);
    } catch (CLI::ParseError const& error) {
        if (error.get_exit_code() == 0) {
            static_cast<void>(app.exit(error)); // --help or --version
            return exit_fine;
        }
        return report({ ErrorCode::invalid, error.what(), {}, "see --help", Retry::no }, exit_usage);
    } catch (std::exception const& error) {
        return report({ ErrorCode::internal, error.what(), {}, {}, Retry::no }, exit_failed);
    }
}
