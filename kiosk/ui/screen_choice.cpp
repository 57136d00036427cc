#include "arranger.h"

#include <array>
#include <span>

namespace zahide::ui {

using painter::Rect;
using visitor::Element;

namespace {

struct ChoiceShape {
    int columns;
    CardStyle style;
};

/// The shapes a number of cards can take, best first.
std::vector<ChoiceShape> shapes(std::size_t count, bool is_portrait)
{
    using enum CardStyle;
    auto const all = static_cast<int>(count);
    if (is_portrait) {
        if (count == 1)
            return { { 1, upright }, { 1, lying } };
        if (count == 2)
            return { { 1, lying }, { 2, upright } };
        if (count == 3)
            return { { 1, lying }, { 3, upright } };
        return { { 2, upright }, { 1, lying }, { 2, lying } };
    }
    if (count <= 4)
        return { { all, upright }, { 2, upright }, { 2, lying }, { all, lying }, { 1, lying } };
    return { { 3, upright }, { all, upright }, { 3, lying }, { 2, lying } };
}

} // namespace

// One question, and the answers as cards.
bool arrange_choice(Arranger& arranger, Rect const& area, int attempt)
{
    visitor::ScreenModel const& model = arranger.model();
    std::vector<Element const*> cards;
    std::vector<Element const*> below;
    for (Element const& element : model.content) {
        // A lying screen has nothing to move down.
        if (element.intent == visitor::Intent::toggle_reach && !arranger.metrics().is_portrait())
            continue;
        (element.role == visitor::Role::card ? cards : below).push_back(&element);
    }
    auto const possible = shapes(cards.size(), arranger.metrics().is_portrait());
    auto const count = static_cast<int>(possible.size());
    // Where letters are large, the choices go before the reassurance that home has given already.
    bool const can_go_without_note = model.screen == visitor::Screen::service || model.screen == visitor::Screen::book_service;
    if (attempt >= (can_go_without_note ? 2 * count : count))
        return false;
    ChoiceShape const shape = possible[static_cast<std::size_t>(attempt % count)];
    if (attempt >= count)
        below.clear();
    std::vector<Block> blocks;
    blocks.push_back(arranger.heading(*model.title, area.width));
    blocks.push_back(arranger.cards(cards, area.width, shape.columns, shape.style));
    for (Element const* element : below)
        blocks.push_back(element->role == visitor::Role::button ? arranger.button(*element, area.width) : arranger.note(*element, area.width));
    arranger.column(blocks, area, arranger.metrics().gap_px(arranger.metrics().is_portrait() ? 36 : 24));
    return true;
}

} // namespace zahide::ui
