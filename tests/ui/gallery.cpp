#include "ui/stage.h"
#include "walk.h"

#include <cstring>

using namespace zahide;

namespace {

class StillClock : public Clock {
public:
    [[nodiscard]] Instant now() const override { return {}; }
    [[nodiscard]] Ticks ticks() const override { return test::at_ms(1'000'000); }
};

Result<void> write(std::string const& file, ui::Pixels const& pixels)
{
    picture::Picture picture { picture::PixelFormat::rgba8, pixels.width_px, pixels.height_px, static_cast<std::size_t>(pixels.width_px) * 4, {} };
    for (std::size_t at = 0; at < pixels.rgb.size(); at += 3)
        picture.bytes.insert(picture.bytes.end(), { pixels.rgb[at], pixels.rgb[at + 1], pixels.rgb[at + 2], 255 });
    return picture::write_png(file, picture.view());
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 4) {
        std::cerr << "usage: ui_gallery DIR portrait|landscape normal|bigger|contrast|low [DIAGONAL] [LANGUAGE…]\n";
        return 2;
    }
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    std::string const folder = arguments[1];
    bool const is_portrait = std::strcmp(arguments[2], "portrait") == 0;
    std::string const look = arguments[3];
    float const diagonal = count > 4 ? std::strtof(arguments[4], nullptr) : 32.0F;
    std::filesystem::create_directories(folder);
    auto const messages = test::messages();
    auto engine = test::engine();
    test::FolderIcons icons;
    std::size_t pages = 0;
    StillClock const clock;
    ui::StageOptions options;
    options.window = { "gallery", ui::WindowMode::window, is_portrait ? 1080 : 1920, is_portrait ? 1920 : 1080 };
    auto stage = test::must(ui::Stage::create(options, clock, engine, icons));
    for (std::string const language : { "tr", "en", "ar", "fa" }) {
        if (count > 5 && std::find(arguments + 5, arguments + count, language) == arguments + count)
            continue;
        for (test::Place const& place : test::places()) {
            test::Walk walk(messages);
            place.go(walk, language);
            char const* toggle = look == "bigger" ? "easier-text" : look == "contrast" ? "easier-contrast" : look == "low" ? "easier-reach" : nullptr;
            if (toggle && walk.screen().find("easier") && walk.screen().screen != visitor::Screen::easier) {
                walk.tap("easier");
                walk.tap(toggle);
                walk.tap("close");
            } else if (toggle) {
                walk.tap(toggle);
            }
            ui::KioskView view(walk, engine, diagonal);
            stage->run_frames(view);
            if (!view.scene().is_complete || (look == "bigger" && view.scene().text_factor < 1.5F))
                std::cout << place.name << ' ' << language << ": factor " << view.scene().text_factor << (view.scene().is_complete ? "" : " CUT") << '\n';
            pages = std::max(pages, stage->painter().atlas().page_count());
            (void)write(folder + "/" + language + "-" + place.name + ".png", stage->shot());
        }
    }
    std::cout << "pages: " << pages << ", icons missing: " << stage->painter().icons_missing() << '\n';
    return 0;
}
