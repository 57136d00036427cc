#include "arranger.h"

#include <cmath>

namespace zahide::ui {

using painter::Rect;
using visitor::Element;

namespace {

// Where to wait, how long, the paper, the buttons: whatever of it there is.
std::vector<Block> rest(Arranger& arranger, float width_px, bool facts_beside)
{
    std::vector<Block> blocks;
    std::vector<Element const*> facts;
    for (auto const* id : { "where", "wait" }) {
        if (Element const* fact = arranger.content(id))
            facts.push_back(fact);
    }
    if (facts_beside && !facts.empty()) {
        blocks.push_back(arranger.info(facts, width_px));
    } else {
        for (Element const* fact : facts)
            blocks.push_back(arranger.info({ fact }, width_px));
    }
    if (Element const* paper = arranger.content("paper"))
        blocks.push_back(arranger.note(*paper, width_px));
    for (auto const* id : { "print-again", "finish" }) {
        if (Element const* element = arranger.content(id))
            blocks.push_back(arranger.button(*element, width_px));
    }
    return blocks;
}

} // namespace

// The number is the hero; a lying screen has it on the side where reading starts.
bool arrange_number(Arranger& arranger, Rect const& area, int attempt)
{
    if (attempt > 1)
        return false;
    Element const* number = arranger.content("number");
    visitor::ScreenModel const& model = arranger.model();
    if (!number)
        return false;
    bool const is_portrait = arranger.metrics().is_portrait();
    float const gap = arranger.metrics().gap_px(is_portrait ? 32 : 24);
    if (is_portrait) {
        std::vector<Block> blocks { arranger.centered_heading(*model.title, area.width), arranger.number(*number, area.width) };
        for (Block& block : rest(arranger, area.width, attempt == 0))
            blocks.push_back(std::move(block));
        arranger.column(blocks, area, gap);
        return true;
    }
    float const between = arranger.px(48);
    float const share = attempt == 0 ? 0.5F : 0.42F;
    float const first = std::round((area.width - between) * share);
    Rect const start { area.left, area.top, first, area.height };
    Rect const end { area.left + first + between, area.top, area.width - first - between, area.height };
    arranger.column({ arranger.centered_heading(*model.title, start.width), arranger.number(*number, start.width) }, start, gap);
    arranger.column(rest(arranger, end.width, false), end, gap);
    return true;
}

} // namespace zahide::ui
