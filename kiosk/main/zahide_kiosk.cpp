// zahide-kiosk: the visitors' touch screen: languages, services, numbers on paper.

#include "device_host.h"
#include "kiosk_program.h"
#include "log/log.h"
#include "paper_desk.h"
#include "quit_signals.h"
#include "screen_program.h"
#include "system/clock.h"
#include "system/random.h"

#include <malloc.h>
#include <string>

namespace {

using namespace zahide;

constexpr int large_block_bytes = 256 * 1024;

Result<void> show(program::ScreenProgram const& program, program::ScreenOptions const& options, program::ScreenMaterial& material)
{
    system::SystemClock const clock;
    system::SystemRandom random;
    program::QuitSignals const quit_signals;
    auto const log = log::make_console_log("kiosk", material.config.log_level);
    auto const stage = ZAHIDE_TRY(ui::Stage::create(stage_options(program, options, material.config.screen), clock, material.engine, material.pictures));
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

} // namespace

int main(int argc, char** argv)
{
    // Pages of glyphs come and go with the screens; from mappings of their own they go back to the system at once.
    mallopt(M_MMAP_THRESHOLD, large_block_bytes);
    return program::run_screen_program({ domain::DeviceKind::kiosk, "zahide-kiosk", "The visitors' touch screen of a neighborhood center" }, show, argc, argv);
}
