// zahide-board: the waiting-room screen: numbers called, where to go, chime and voice.

#include "board_program.h"
#include "device_host.h"
#include "log/log.h"
#include "quit_signals.h"
#include "screen_program.h"
#include "sound/silence.h"
#include "sound/speaker.h"
#include "system/clock.h"
#include "system/random.h"

#include <memory>
#include <string>

namespace {

using namespace zahide;

/// A board without a loudspeaker still shows its calls.
std::unique_ptr<ports::Sound> make_sound(config::DeviceConfig const& config, ports::Log& log)
{
    if (config.sound == config::Sound::on) {
        auto speaker = sound::Speaker::create({});
        if (speaker)
            return std::move(*speaker);
        log.warning(speaker.error().line());
    }
    return std::make_unique<sound::Silence>();
}

Result<void> show(program::ScreenProgram const& program, program::ScreenOptions const& options, program::ScreenMaterial& material)
{
    system::SystemClock const clock;
    system::SystemRandom random;
    program::QuitSignals const quit_signals;
    auto const log = log::make_console_log("board", material.config.log_level);
    auto const stage = ZAHIDE_TRY(ui::Stage::create(stage_options(program, options, material.config.screen), clock, material.engine, material.pictures));
    auto const sound = make_sound(material.config, *log);
    auto const host = ZAHIDE_TRY(program::DeviceHost::create(material.config, ZAHIDE_VERSION, clock, random, *log, [waker = stage->waker()] { waker.wake(); }));
    program::BoardProgram board(
        { clock, *log, material.messages, material.engine, *sound, *host }, material.config.languages, material.config.screen.px_per_mm());
    log->info("started", { { "screen", std::to_string(material.config.screen.width_px) + "x" + std::to_string(material.config.screen.height_px) } });
    stage->run(board);
    log->info("stopped");
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    return program::run_screen_program({ domain::DeviceKind::board, "zahide-board", "The waiting-room screen of a neighborhood center" }, show, argc, argv);
}
