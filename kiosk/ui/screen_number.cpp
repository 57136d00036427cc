#include "arranger.h"

#include <array>
#include <cmath>

namespace zahide::ui {

using painter::Rect;
using visitor::Element;

namespace {

/// How the parts beside the number stand.
struct Shape {
    bool has_facts_beside; ///< where and how long, beside each other
    bool has_buttons_beside;
    bool has_paper_with_number; ///< lying screens only
    float number_share; ///< lying screens only
};

std::vector<Block> facts(Arranger& arranger, float width_px, bool is_beside)
{
    std::vector<Element const*> all;
    for (auto const* id : { "where", "wait" }) {
        if (Element const* fact = arranger.content(id))
            all.push_back(fact);
    }
    if (all.empty())
        return {};
    if (is_beside)
        return { arranger.info(all, width_px) };
    std::vector<Block> blocks;
    blocks.reserve(all.size());
    for (Element const* fact : all)
        blocks.push_back(arranger.info({ fact }, width_px));
    return blocks;
}

std::vector<Block> buttons(Arranger& arranger, float width_px, bool is_beside)
{
    Element const* again = arranger.content("print-again");
    Element const* finish = arranger.content("finish");
    if (again && finish && is_beside)
        return { arranger.pair(*finish, *again, width_px) };
    std::vector<Block> blocks;
    for (Element const* button : { again, finish }) {
        if (button)
            blocks.push_back(arranger.button(*button, width_px));
    }
    return blocks;
}

void append(std::vector<Block>& to, std::vector<Block> more)
{
    for (Block& block : more)
        to.push_back(std::move(block));
}

void arrange_upright(Arranger& arranger, Rect const& area, Element const& number, Shape const& shape)
{
    std::vector<Block> blocks { arranger.centered_heading(*arranger.model().title, area.width), arranger.number(number, area.width) };
    append(blocks, facts(arranger, area.width, shape.has_facts_beside));
    if (Element const* paper = arranger.content("paper"))
        blocks.push_back(arranger.note(*paper, area.width));
    append(blocks, buttons(arranger, area.width, shape.has_buttons_beside));
    arranger.column(blocks, area, arranger.metrics().gap_px(arranger.factor() > 1.2F ? 20 : 32));
}

// The number on the side where reading starts.
void arrange_lying(Arranger& arranger, Rect const& area, Element const& number, Shape const& shape)
{
    float const between = arranger.px(48);
    float const first = std::round((area.width - between) * shape.number_share);
    Rect const start { area.left, area.top, first, area.height };
    Rect const end { area.left + first + between, area.top, area.width - first - between, area.height };
    Element const* paper = arranger.content("paper");
    std::vector<Block> hero { arranger.centered_heading(*arranger.model().title, start.width), arranger.number(number, start.width) };
    std::vector<Block> rest = facts(arranger, end.width, shape.has_facts_beside);
    if (paper) {
        bool const is_with_number = shape.has_paper_with_number;
        (is_with_number ? hero : rest).push_back(arranger.note(*paper, is_with_number ? start.width : end.width));
    }
    append(rest, buttons(arranger, end.width, shape.has_buttons_beside));
    float const gap = arranger.metrics().gap_px(24);
    arranger.column(hero, start, gap);
    arranger.column(rest, end, gap);
}

} // namespace

// The number is the hero of its screen.
bool arrange_number(Arranger& arranger, Rect const& area, int attempt)
{
    constexpr std::array<Shape, 3> upright { { { true, false, false, 0 }, { true, true, false, 0 }, { false, true, false, 0 } } };
    constexpr std::array<Shape, 6> lying { { { false, false, false, 0.5F }, { false, false, true, 0.5F }, { false, true, true, 0.5F },
        { true, true, true, 0.46F }, { false, false, false, 0.42F }, { false, true, false, 0.42F } } };
    // In reach mode an upright screen is about as wide as it is high, and can take a lying one's shapes.
    bool const is_portrait = arranger.metrics().is_portrait();
    int const first_lying = is_portrait ? static_cast<int>(upright.size()) : 0;
    Element const* number = arranger.content("number");
    bool const can_lie = !is_portrait || arranger.model().view.reach == visitor::Reach::low;
    if (!number || attempt >= first_lying + (can_lie ? static_cast<int>(lying.size()) : 0))
        return false;
    if (attempt < first_lying)
        arrange_upright(arranger, area, *number, upright[static_cast<std::size_t>(attempt)]);
    else
        arrange_lying(arranger, area, *number, lying[static_cast<std::size_t>(attempt - first_lying)]);
    return true;
}

} // namespace zahide::ui
