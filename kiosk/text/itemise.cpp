#include "itemise.h"

#include <bit>

namespace zahide::text {

std::size_t Itemiser::font_of_cluster(Paragraph const& paragraph, std::uint32_t start, std::uint32_t end, std::size_t& letters)
{
    Stack& stack = *paragraph.stack;
    FontMask mask = every_font;
    bool common = true;
    for (std::uint32_t index = start; index < end; ++index) {
        auto const& properties = paragraph.known[index];
        if (properties.ignorable)
            continue;
        mask = static_cast<FontMask>(mask & stack.who_has(paragraph.text[index], m_fonts.faces));
        common = common && properties.script == unicode::script_common;
    }
    if (common && (mask >> letters & 1U) != 0)
        return letters;
    if (mask == 0) // no font has all of it: the one that has its base, else the first, whose box says so
        mask = stack.who_has(paragraph.text[start], m_fonts.faces) & every_font;
    std::size_t const chosen = mask == 0 ? 0 : static_cast<std::size_t>(std::countr_zero(mask));
    if (!common)
        letters = chosen;
    return chosen;
}

void Itemiser::itemise(Paragraph& paragraph)
{
    paragraph.items.clear();
    Stack& stack = *paragraph.stack;
    std::size_t letters = 0;
    std::uint32_t start = 0;
    while (start < paragraph.size()) {
        std::uint32_t end = start + 1;
        while (end < paragraph.size() && paragraph.cluster_starts[end] == 0)
            ++end;
        // Nearly always: the same font as the letters before, in the same script and direction.
        if (!paragraph.items.empty() && end == start + 1) {
            Piece& last = paragraph.items.back();
            FontMask const mask = stack.who_has(paragraph.text[start], m_fonts.faces);
            bool const first_choice = (mask & ((2U << letters) - 1U)) == 1U << letters;
            if (first_choice && last.font == stack.font(letters) && last.level == paragraph.levels[start] && last.script == paragraph.scripts[start]
                && !paragraph.known[start].ignorable) {
                last.end = end;
                start = end;
                continue;
            }
        }
        FontIndex const font = stack.font(font_of_cluster(paragraph, start, end, letters));
        // A cluster is split only where levels or scripts say so within it, which controls may do.
        for (std::uint32_t index = start; index < end; ++index) {
            auto const level = paragraph.levels[index];
            auto const script = paragraph.scripts[index];
            if (!paragraph.items.empty()) {
                Piece& last = paragraph.items.back();
                if (last.level == level && last.script == script && last.font == font) {
                    last.end = index + 1;
                    continue;
                }
            }
            paragraph.items.push_back({ index, index + 1, level, RunKind::text, font, script, 0, 0 });
        }
        start = end;
    }
}

} // namespace zahide::text
