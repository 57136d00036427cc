#include "ui/board_scene.h"

#include "board/board.h"
#include "config/fonts.h"
#include "config/locales.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zahide::ui {
namespace {

using painter::Rect;
using painter::Size;

text::Engine& engine()
{
    static text::Engine shared = [] {
        auto fonts = config::open_fonts(*config::load_fonts(ZAHIDE_SOURCE_DIR "/fonts/fonts.toml"));
        EXPECT_TRUE(fonts);
        return std::move(*text::Engine::create(std::move(*fonts)));
    }();
    return shared;
}

i18n::Catalogue const& messages()
{
    static i18n::Catalogue const catalogue = std::move(*config::load_locales(ZAHIDE_SOURCE_DIR "/locales"));
    return catalogue;
}

struct BoardCase {
    Size size;
    int number;
    std::string language; ///< of the large call; empty: none known
    int earlier;
    bool is_current;
};

board::BoardView view_of(BoardCase const& tested)
{
    std::vector<LanguageTag> const languages { LanguageTag("tr"), LanguageTag("en"), LanguageTag("ar"), LanguageTag("fa") };
    board::Board board({ .languages = languages }, messages());
    board::Moment moment { Ticks::from_ns(0), *Instant::parse("2026-11-23T08:00:00Z") };
    if (tested.is_current)
        board.set_link(board::Link::heard, moment);
    for (int index = tested.earlier; index >= 0; --index) {
        protocol::CallView call;
        call.id = CallId(Uuid({ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, static_cast<std::uint8_t>(index) }));
        call.number = TicketNumber(tested.number - index);
        call.counter = CounterNumber(index % 2 == 0 ? 3 : 999);
        call.counter_name.by_language
            = { { LanguageTag("tr"), "Giriş katındaki görüşme odası 3" }, { LanguageTag("ar"), "غرفة المقابلات في الطابق الأرضي 3" } };
        call.at = moment.now;
        if (!tested.language.empty())
            call.language = LanguageTag(tested.language);
        board.announce(call);
        static_cast<void>(board.advance(moment));
        moment.ticks = moment.ticks + Milliseconds(21'000);
    }
    if (tested.number == 0)
        board.end({ TicketNumber(0), CallId(Uuid({ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0 })) });
    static_cast<void>(board.advance(moment));
    return board.view();
}

BoardHeader header()
{
    return { LanguageTag("tr"), "Zahide Nine Semt Konağı", "10:58", "10:31 saatinden beri haber yok" };
}

Rect ink(BoardScene::Text const& text)
{
    return { text.at.x + text.layout.ink_left, text.at.y + text.layout.ink_top, text.layout.ink_right - text.layout.ink_left,
        text.layout.ink_bottom - text.layout.ink_top };
}

std::vector<BoardCase> cases()
{
    std::vector<BoardCase> all;
    for (Size const size : { Size { 1920, 1080 }, Size { 1080, 1920 }, Size { 1366, 768 }, Size { 3840, 2160 }, Size { 1280, 1024 } }) {
        for (std::string const language : { "", "tr", "ar", "fa" }) {
            for (int const number : { 0, 21, 214, 8888 })
                for (bool const is_current : { true, false })
                    all.push_back({ size, number, language, number > 12 ? 12 : 0, is_current });
        }
    }
    return all;
}

TEST(BoardScene, EveryText_StandsWholeOnTheScreenAndOnNothingElse)
{
    for (BoardCase const& tested : cases()) {
        SCOPED_TRACE(
            testing::Message() << tested.size.width << 'x' << tested.size.height << ' ' << tested.number << ' ' << tested.language << ' ' << tested.is_current);
        BoardScene const scene = arrange_board(engine(), view_of(tested), header(), tested.size);
        Rect const screen { 0, 0, tested.size.width, tested.size.height };
        for (BoardScene::Text const& text : scene.texts) {
            for (text::Run const& run : text.layout.runs) // "set smaller" has its end: it is read from three metres
                EXPECT_GE(run.size_px, 0.0135F * std::max(tested.size.width, tested.size.height));
            EXPECT_FALSE(text.layout.missing_glyphs);
            EXPECT_FALSE(text.layout.ellipsized);
            EXPECT_TRUE(screen.contains(ink(text))) << ink(text).left << ' ' << ink(text).top;
            for (BoardScene::Text const& other : scene.texts)
                EXPECT_TRUE(&other == &text || painter::intersected(ink(text), ink(other)).empty()) << ink(text).left << ' ' << ink(text).top;
            for (BoardScene::Icon const& icon : scene.icons)
                EXPECT_TRUE(painter::intersected(ink(text), icon.rect).empty()) << icon.name;
        }
        for (BoardScene::Panel const& panel : scene.panels)
            EXPECT_TRUE(screen.contains(panel.rect));
    }
}

TEST(BoardScene, LargeNumber_IsReadAcrossTheRoom)
{
    BoardScene const scene = arrange_board(engine(), view_of({ { 1920, 1080 }, 214, "ar", 12, true }), header(), { 1920, 1080 });
    auto const number = std::find_if(scene.elements.begin(), scene.elements.end(), [](InspectedElement const& element) { return element.id == "number"; });
    ASSERT_NE(number, scene.elements.end());
    EXPECT_EQ(number->label, "214");
    EXPECT_GT(number->rect.height, 1080 * 0.2F);
    auto const own = std::find_if(scene.elements.begin(), scene.elements.end(), [](InspectedElement const& element) { return element.id == "own-number"; });
    ASSERT_NE(own, scene.elements.end());
    EXPECT_EQ(own->label, "٢١٤");
    EXPECT_EQ(
        std::count_if(scene.elements.begin(), scene.elements.end(), [](InspectedElement const& element) { return element.id.starts_with("earlier:"); }), 5);
}

TEST(BoardScene, Colors_AreReadable)
{
    BoardScene const scene = arrange_board(engine(), view_of({ { 1920, 1080 }, 214, "ar", 12, false }), header(), { 1920, 1080 });
    for (BoardScene::Text const& text : scene.texts) {
        painter::Color ground;
        for (BoardScene::Panel const& panel : scene.panels) { // the last one under it
            if (panel.rect.contains(ink(text).center()))
                ground = panel.style.fill;
        }
        EXPECT_GE(painter::contrast(text.color, ground), 7.0) << ink(text).left << ' ' << ink(text).top;
    }
}

} // namespace
} // namespace zahide::ui
