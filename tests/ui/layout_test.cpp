#include "ui/theme.h"
#include "walk.h"

#include <gtest/gtest.h>

#include <unordered_map>

namespace zahide::ui {
namespace {

using test::Place;
using test::Walk;
using visitor::Role;

struct Format {
    std::string name;
    painter::Size size_px;
    float diagonal_inches;
};

struct ScreenCase {
    Place place;
    std::string language;
    Format format;
    visitor::ViewSettings view;

    [[nodiscard]] std::string name() const
    {
        return place.name + " " + language + " " + format.name + (view.text_size == visitor::TextSize::bigger ? " bigger" : "")
            + (view.theme == visitor::Theme::high_contrast ? " contrast" : "") + (view.reach == visitor::Reach::low ? " low" : "");
    }
};

Format const portrait { "portrait", { 1080, 1920 }, 32 };
Format const landscape { "landscape", { 1920, 1080 }, 32 };
Format const small_portrait { "portrait 21.5", { 1080, 1920 }, 21.5F };
Format const small_landscape { "landscape 21.5", { 1920, 1080 }, 21.5F };

class LayoutTest : public ::testing::Test {
protected:
    static void SetUpTestSuite()
    {
        s_messages = std::make_unique<i18n::Catalogue>(test::messages());
        s_engine = std::make_unique<text::Engine>(test::engine());
    }
    static void TearDownTestSuite()
    {
        s_results.clear();
        s_engine.reset();
        s_messages.reset();
    }

    struct Result {
        visitor::ScreenModel model;
        Scene scene;
    };
    /// Laid out once for all the tests: most of them look at the same screens.
    static Result const& laid_out(ScreenCase const& one)
    {
        std::string const name = one.name();
        auto found = s_results.find(name);
        if (found == s_results.end())
            found = s_results.emplace(name, lay_out(one)).first;
        return found->second;
    }
    static Result lay_out(ScreenCase const& one)
    {
        Walk walk(*s_messages);
        one.place.go(walk, one.language);
        // What a screen shows may depend on the size of its letters; a tap would end a warning.
        if (one.view.text_size == visitor::TextSize::bigger && walk.screen().find("bigger-text") && !walk.flow.visit().is_warned)
            walk.tap("bigger-text");
        visitor::ScreenModel model = walk.screen();
        if (!model.bar.empty()) // these screens know no settings: they are always as nobody has changed them
            model.view = one.view;
        Scene scene = arrange(model, Metrics(one.format.size_px, one.format.diagonal_inches), *s_engine);
        return { std::move(model), std::move(scene) };
    }

    static void for_each(
        std::vector<Format> const& formats, std::vector<visitor::ViewSettings> const& views, std::function<void(ScreenCase const&, Result const&)> const& check)
    {
        for (Format const& format : formats) {
            for (visitor::ViewSettings const& view : views) {
                for (std::string const language : { "tr", "en", "ar", "fa" }) {
                    for (Place const& place : test::places()) {
                        ScreenCase const one { place, language, format, view };
                        SCOPED_TRACE(one.name());
                        check(one, laid_out(one));
                    }
                }
            }
        }
    }

    static std::unique_ptr<i18n::Catalogue> s_messages;
    static std::unique_ptr<text::Engine> s_engine;
    static std::unordered_map<std::string, Result> s_results;
};

std::unique_ptr<i18n::Catalogue> LayoutTest::s_messages;
std::unique_ptr<text::Engine> LayoutTest::s_engine;
std::unordered_map<std::string, LayoutTest::Result> LayoutTest::s_results;

visitor::ViewSettings const as_is {};
visitor::ViewSettings const bigger { visitor::TextSize::bigger, visitor::Theme::normal, visitor::Reach::whole };
visitor::ViewSettings const contrast { visitor::TextSize::normal, visitor::Theme::high_contrast, visitor::Reach::whole };
visitor::ViewSettings const low { visitor::TextSize::normal, visitor::Theme::normal, visitor::Reach::low };

/// A touch anywhere: the whole screen is the button, and everything else stands on it.
bool is_everywhere(PlacedElement const& placed, painter::Size size)
{
    return placed.rect.width >= size.width && placed.rect.height >= size.height * 0.6F;
}

painter::Rect ink_of(PlacedText const& text)
{
    return { text.at.x + text.layout.ink_left, text.at.y + text.layout.ink_top, text.layout.ink_right - text.layout.ink_left,
        text.layout.ink_bottom - text.layout.ink_top };
}

std::vector<PlacedElement const*> shown(Scene const& scene)
{
    std::vector<PlacedElement const*> all;
    for (PlacedElement const& placed : scene.warning.empty() ? scene.elements : scene.warning)
        all.push_back(&placed);
    return all;
}

TEST_F(LayoutTest, EveryText_IsWholeInEveryLanguageAndSize)
{
    for_each({ portrait, landscape, small_portrait }, { as_is, bigger, contrast, low }, [](ScreenCase const&, Result const& result) {
        EXPECT_TRUE(result.scene.is_complete);
        for (PlacedElement const* placed : shown(result.scene)) {
            for (PlacedText const& text : placed->texts) {
                EXPECT_FALSE(text.layout.ellipsized) << placed->element.id;
                EXPECT_FALSE(text.layout.missing_glyphs) << placed->element.id;
            }
        }
    });
}

TEST_F(LayoutTest, EverythingSpoken_IsAlsoSeen)
{
    for_each({ portrait, landscape }, { as_is, bigger }, [](ScreenCase const& one, Result const& result) {
        auto const placed = shown(result.scene);
        for (visitor::Element const* element : result.model.visible()) {
            bool const may_be_left_out = element->id == "clock" || element->id == "note" || element->id == "bigger-text" || element->id == "contrast"
                || element->id == "hide" || element->id.starts_with("greeting:") || (element->id == "easier-reach" && one.format.name == "landscape");
            if (may_be_left_out)
                continue;
            bool const is_placed = std::any_of(placed.begin(), placed.end(), [&](PlacedElement const* other) { return other->element.id == element->id; });
            EXPECT_TRUE(is_placed) << element->id;
        }
    });
}

TEST_F(LayoutTest, Everything_StandsOnTheScreen)
{
    for_each({ portrait, landscape, small_portrait, small_landscape }, { as_is, bigger, low }, [](ScreenCase const& one, Result const& result) {
        painter::Rect const screen { -0.5F, -0.5F, one.format.size_px.width + 1, one.format.size_px.height + 1 };
        for (PlacedElement const* placed : shown(result.scene)) {
            EXPECT_TRUE(screen.contains(placed->rect)) << placed->element.id;
            for (PlacedText const& text : placed->texts)
                EXPECT_TRUE(screen.contains(ink_of(text))) << placed->element.id;
            for (PlacedIcon const& icon : placed->icons)
                EXPECT_TRUE(screen.contains(icon.rect)) << placed->element.id;
        }
    });
}

TEST_F(LayoutTest, Elements_DoNotOverlap)
{
    for_each({ portrait, landscape, small_portrait }, { as_is, bigger, low }, [](ScreenCase const& one, Result const& result) {
        auto const placed = shown(result.scene);
        for (std::size_t first = 0; first < placed.size(); ++first) {
            for (std::size_t second = first + 1; second < placed.size(); ++second) {
                if (is_everywhere(*placed[first], one.format.size_px) || is_everywhere(*placed[second], one.format.size_px))
                    continue;
                EXPECT_FALSE(placed[first]->rect.inset(0.5F).touches(placed[second]->rect.inset(0.5F)))
                    << placed[first]->element.id << " and " << placed[second]->element.id;
            }
        }
    });
}

TEST_F(LayoutTest, WordsAndPictograms_StayInTheirElement)
{
    for_each({ portrait, landscape, small_portrait }, { as_is, bigger, low }, [](ScreenCase const&, Result const& result) {
        for (PlacedElement const* placed : shown(result.scene)) {
            // Marks may reach a little out of a heading's lines; out of a card or button nothing may.
            float const slack = placed->panels.empty() ? 14.0F : 1.0F;
            painter::Rect const box = placed->rect.inset(-slack);
            for (PlacedText const& text : placed->texts)
                EXPECT_TRUE(box.contains(ink_of(text))) << placed->element.id;
            for (std::size_t one = 0; one < placed->texts.size(); ++one) {
                for (std::size_t other = one + 1; other < placed->texts.size(); ++other)
                    EXPECT_FALSE(ink_of(placed->texts[one]).touches(ink_of(placed->texts[other]))) << placed->element.id;
                for (PlacedIcon const& icon : placed->icons)
                    EXPECT_FALSE(ink_of(placed->texts[one]).touches(icon.rect)) << placed->element.id;
            }
        }
    });
}

TEST_F(LayoutTest, TouchTargets_AreLargeEnoughInMillimeters)
{
    for_each({ portrait, landscape, small_portrait, small_landscape }, { as_is, bigger, low }, [](ScreenCase const& one, Result const& result) {
        float const px_per_mm = Metrics(one.format.size_px, one.format.diagonal_inches).px_per_mm();
        for (PlacedElement const* placed : shown(result.scene)) {
            if (placed->element.touchable == visitor::Touchable::no)
                continue;
            bool const is_choice
                = placed->element.role == Role::card || (placed->element.emphasis == visitor::Emphasis::primary && placed->element.id != "help");
            bool const is_language = placed->element.intent == visitor::Intent::choose_language;
            float const least_mm = is_choice && !is_language ? 30.0F : 20.0F;
            EXPECT_GE(placed->rect.width / px_per_mm, least_mm - 0.01F) << placed->element.id;
            EXPECT_GE(placed->rect.height / px_per_mm, least_mm - 0.01F) << placed->element.id;
        }
    });
}

TEST_F(LayoutTest, TouchTargets_StandThreeMillimetersApart)
{
    for_each({ portrait, landscape, small_portrait }, { as_is, bigger }, [](ScreenCase const& one, Result const& result) {
        float const gap = 3 * Metrics(one.format.size_px, one.format.diagonal_inches).px_per_mm();
        auto const placed = shown(result.scene);
        for (std::size_t first = 0; first < placed.size(); ++first) {
            for (std::size_t second = first + 1; second < placed.size(); ++second) {
                bool const both = placed[first]->element.touchable != visitor::Touchable::no && placed[second]->element.touchable != visitor::Touchable::no;
                if (!both || is_everywhere(*placed[first], one.format.size_px) || is_everywhere(*placed[second], one.format.size_px))
                    continue;
                EXPECT_FALSE(placed[first]->rect.inset(-gap / 2 + 0.6F).touches(placed[second]->rect.inset(-gap / 2 + 0.6F)))
                    << placed[first]->element.id << " and " << placed[second]->element.id;
            }
        }
    });
}

TEST_F(LayoutTest, BiggerText_IsBigger)
{
    for_each({ portrait }, { bigger }, [](ScreenCase const&, Result const& result) {
        if (!result.model.bar.empty()) {
            EXPECT_GE(result.scene.text_factor, 1.39F);
        }
    });
    for_each({ landscape }, { bigger }, [](ScreenCase const&, Result const& result) {
        if (!result.model.bar.empty()) {
            EXPECT_GE(result.scene.text_factor, 1.14F);
        }
    });
}

TEST_F(LayoutTest, BiggerText_IsNowhereSmallerThanNormal)
{
    for (Format const& format : { portrait, landscape, small_portrait, small_landscape }) {
        for (std::string const language : { "tr", "en", "ar", "fa" }) {
            for (Place const& place : test::places()) {
                ScreenCase const one { place, language, format, bigger };
                SCOPED_TRACE(one.name());
                EXPECT_GE(laid_out(one).scene.text_factor, laid_out({ place, language, format, as_is }).scene.text_factor);
            }
        }
    }
}

TEST_F(LayoutTest, Number_StaysTheHeroOfItsScreen)
{
    for_each({ portrait, landscape, small_portrait }, { as_is, bigger, low }, [](ScreenCase const&, Result const& result) {
        float number = 0;
        float other = 0;
        for (PlacedElement const* placed : shown(result.scene)) {
            bool const is_number = placed->element.role == Role::number;
            if (is_number) {
                ASSERT_FALSE(placed->texts.empty());
                painter::Rect const digits = ink_of(placed->texts.front());
                number = digits.height;
                if (placed->texts.size() > 1) { // the same number again in Latin digits
                    painter::Rect const latin = ink_of(placed->texts.back());
                    EXPECT_LT(latin.height, digits.height);
                    EXPECT_FALSE(digits.inset(-20).touches(latin));
                }
                continue;
            }
            for (PlacedText const& text : placed->texts)
                other = std::max(other, (text.layout.ink_bottom - text.layout.ink_top) / static_cast<float>(text.layout.lines.size()));
        }
        if (number > 0) {
            EXPECT_GE(number, 1.3F * other);
        }
    });
}

TEST_F(LayoutTest, LanguageNames_StandInTheMiddleByTheirInk)
{
    for_each({ portrait, landscape }, { as_is, bigger }, [](ScreenCase const& one, Result const& result) {
        if (one.place.name != "language")
            return;
        for (PlacedElement const* placed : shown(result.scene)) {
            if (placed->element.intent == visitor::Intent::choose_language) {
                EXPECT_NEAR(ink_of(placed->texts.front()).center().y, placed->rect.center().y, 2) << placed->element.id;
            }
        }
    });
}

TEST_F(LayoutTest, RangeOfMinutes_IsNotTornAtItsDash)
{
    for_each({ portrait, landscape, small_portrait }, { as_is, bigger, low }, [](ScreenCase const&, Result const& result) {
        for (PlacedElement const* placed : shown(result.scene)) {
            if (placed->element.id != "wait")
                continue;
            std::string const& words = placed->element.label;
            std::size_t const dash = words.find("–");
            for (text::Line const& line : placed->texts.front().layout.lines) {
                if (dash != std::string::npos && line.start <= dash && dash < line.end) {
                    EXPECT_TRUE(line.end > words.find("35")) << words.substr(line.start, line.end - line.start);
                }
            }
        }
    });
}

TEST_F(LayoutTest, Capitals_AreHighEnoughOnEveryScreen)
{
    for_each({ portrait, small_portrait }, { as_is }, [](ScreenCase const& one, Result const& result) {
        float const px_per_mm = Metrics(one.format.size_px, one.format.diagonal_inches).px_per_mm();
        for (PlacedElement const* placed : shown(result.scene)) {
            bool const is_top_bar = placed->element.id == "brand" || placed->element.id == "clock" || placed->element.id == "languages";
            if (is_top_bar)
                continue;
            for (PlacedText const& text : placed->texts) {
                for (text::Run const& run : text.layout.runs)
                    EXPECT_GE(run.size_px * Metrics::capital_em / px_per_mm, Metrics::capital_mm * 0.7F) << placed->element.id;
            }
        }
    });
}

TEST_F(LayoutTest, RightToLeft_MirrorsPlacesAndArrows)
{
    for (Place const& place : test::places()) {
        if (place.name != "help" && place.name != "service")
            continue;
        auto const arabic = laid_out({ place, "ar", portrait, as_is });
        auto const find = [&](std::string const& id) {
            return *std::find_if(
                arabic.scene.elements.begin(), arabic.scene.elements.end(), [&](PlacedElement const& placed) { return placed.element.id == id; });
        };
        EXPECT_GT(find("back").rect.left, 900);
        EXPECT_LT(find("help").rect.right(), 200);
        EXPECT_EQ(find("back").icons.front().mirror, painter::Mirror::yes);
        EXPECT_EQ(find("help").icons.front().mirror, painter::Mirror::no);
        EXPECT_GT(find("brand").rect.left, find("languages").rect.left);
        // The title begins at the right margin.
        PlacedElement const title = find("title");
        EXPECT_NEAR(ink_of(title.texts.front()).right(), 1080 - 56, 12);
    }
    auto const turkish = laid_out({ test::places()[2], "tr", portrait, as_is });
    for (PlacedElement const& placed : turkish.scene.elements) {
        for (PlacedIcon const& icon : placed.icons)
            EXPECT_EQ(icon.mirror, painter::Mirror::no);
    }
}

TEST_F(LayoutTest, ReachMode_KeepsEverythingInTheLowerPart)
{
    for_each({ portrait }, { low }, [](ScreenCase const&, Result const& result) {
        if (result.model.bar.empty() || result.model.warning)
            return;
        for (PlacedElement const* placed : shown(result.scene))
            EXPECT_GE(placed->rect.top, 1920 * 0.38F - 8) << placed->element.id;
    });
}

TEST(Theme, Colors_HaveTheContrastTheyPromise)
{
    for (visitor::Theme const kind : { visitor::Theme::normal, visitor::Theme::high_contrast }) {
        Theme const& theme = theme_of(kind);
        for (painter::Color const ground : { theme.ground, theme.bar, theme.card, theme.tint }) {
            EXPECT_GE(painter::contrast(theme.ink, ground), 7.0);
            EXPECT_GE(painter::contrast(theme.edge, ground), 3.0);
        }
        EXPECT_GE(painter::contrast(theme.soft, theme.card), 7.0);
        EXPECT_GE(painter::contrast(theme.on_brand, theme.brand), 7.0);
        EXPECT_GE(painter::contrast(theme.on_sun, theme.sun), 7.0);
        using enum visitor::Tone;
        for (visitor::Tone const tone : { teal, indigo, plum, green, amber, brick }) {
            EXPECT_GE(painter::contrast(theme.on_fill, tone_color(theme, tone)), 7.0);
            EXPECT_GE(painter::contrast(tone_color(theme, tone), theme.card), 3.0);
        }
    }
}

TEST(Theme, Press_CanBeSeenOnEverythingThatCanBeTouched)
{
    for (visitor::Theme const kind : { visitor::Theme::normal, visitor::Theme::high_contrast }) {
        Theme const& theme = theme_of(kind);
        for (painter::Color const fill :
            { theme.card, theme.bar, theme.sun, tone_color(theme, visitor::Tone::teal), tone_color(theme, visitor::Tone::brick) }) {
            EXPECT_GE(painter::contrast(pressed_fill(theme, fill), fill), 1.3);
        }
    }
}

} // namespace
} // namespace zahide::ui
