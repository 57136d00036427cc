#include "ui/arrange.h"

#include "arranger.h"

#include <array>

namespace zahide::ui {

namespace {

using visitor::Screen;

// In hundredths, so that the steps from bigger text down come by the normal size exactly.
constexpr int normal_percent = 100;
constexpr int bigger_percent = 150;
constexpr int percent_step = 5;
/// Below this nobody could read it from a wheelchair; a screen that still lacks room is a mistake of ours.
constexpr int percent_min = 60;
/// In reach mode the upper part stays empty.
constexpr float reach_share = 0.62F;

ArrangeContent content_of(Screen screen)
{
    switch (screen) {
    case Screen::attract:
        return arrange_attract;
    case Screen::language:
        return arrange_language;
    case Screen::home:
    case Screen::service:
    case Screen::help:
    case Screen::help_who:
    case Screen::easier:
    case Screen::book_service:
    case Screen::book_who:
        return arrange_choice;
    case Screen::printing:
    case Screen::done:
    case Screen::booked_printing:
    case Screen::booked:
        return arrange_number;
    case Screen::book_day:
    case Screen::book_next:
    case Screen::taken:
        return arrange_leaves;
    case Screen::book_time:
        return arrange_times;
    case Screen::book_confirm:
    case Screen::appointment:
    case Screen::cancel_sure:
        return arrange_facts;
    case Screen::code:
        return arrange_pad;
    case Screen::refused:
    case Screen::help_coming:
    case Screen::closed:
    case Screen::book_trouble:
    case Screen::moment:
    case Screen::cancelled:
        return arrange_message;
    case Screen::hidden:
        return arrange_hidden;
    case Screen::out_of_order:
        return arrange_out_of_order;
    }
    return arrange_message;
}

std::optional<Scene> attempt(visitor::ScreenModel const& model, Metrics const& metrics, text::Engine& engine, float factor, int shape)
{
    Arranger arranger(model, metrics, engine, factor);
    painter::Rect const area = arrange_bars(arranger);
    if (!content_of(model.screen)(arranger, area, shape))
        return std::nullopt;
    if (model.warning)
        arrange_warning(arranger);
    return arranger.finish();
}

void move_down(Scene& scene, float by)
{
    auto const panels = [by](std::vector<PlacedPanel>& all) {
        for (PlacedPanel& panel : all)
            panel.rect.top += by;
    };
    auto const elements = [&](std::vector<PlacedElement>& all) {
        for (PlacedElement& element : all) {
            element.rect.top += by;
            panels(element.panels);
            for (PlacedIcon& icon : element.icons)
                icon.rect.top += by;
            for (PlacedText& text : element.texts)
                text.at.y += by;
            for (PlacedCode& code : element.codes)
                code.rect.top += by;
        }
    };
    panels(scene.backdrop);
    elements(scene.elements);
    panels(scene.veil);
    elements(scene.warning);
}

} // namespace

Scene arrange(visitor::ScreenModel const& model, Metrics const& metrics, text::Engine& engine)
{
    bool const is_low = model.view.reach == visitor::Reach::low && metrics.is_portrait();
    Metrics const lower = is_low ? metrics.lower_part(reach_share) : metrics;
    int const wanted = model.view.text_size == visitor::TextSize::bigger ? bigger_percent : normal_percent;
    Scene last;
    auto const finished = [&] {
        if (is_low)
            move_down(last, metrics.size_px().height - lower.size_px().height);
        return std::move(last);
    };
    for (int percent = wanted; percent >= percent_min; percent -= percent_step) {
        float const factor = static_cast<float>(percent) / normal_percent;
        for (int shape = 0;; ++shape) {
            auto scene = attempt(model, lower, engine, factor, shape);
            if (!scene)
                break;
            last = std::move(*scene);
            last.text_factor = factor;
            if (!last.is_complete)
                continue;
            return finished();
        }
    }
    return finished();
}

} // namespace zahide::ui
