#include "line_chooser.h"

namespace zahide::text {

namespace {

constexpr char32_t soft_hyphen = 0x00AD;

/// A line may be cut before this character if it must, without tearing a grapheme cluster or a ligature.
bool is_boundary(Paragraph const& paragraph, std::uint32_t position)
{
    return position == paragraph.size() || (paragraph.cluster_starts[position] != 0 && paragraph.edges[position].cluster);
}

/// Whether cutting here leaves all shapes, and so the sum of advances, as they are.
bool is_safe(Paragraph const& paragraph, std::uint32_t position)
{
    return position == paragraph.size() || (paragraph.edges[position].cluster && !paragraph.edges[position].unsafe);
}

/// Whether the line is exactly as wide as its advances in the paragraph: nothing is inserted and nothing shaped again,
/// be it for where it was cut or for white space that changes its level at the end (UAX #9 L1).
bool keeps_shapes(Paragraph const& paragraph, LineRange const& range)
{
    std::uint32_t const trailing = paragraph.trailing_start(range.start, range.end);
    bool const same_level = paragraph.one_direction || trailing == range.end || paragraph.levels[trailing] == paragraph.base;
    return same_level && range.inserted == Inserted::nothing && is_safe(paragraph, range.start) && is_safe(paragraph, range.end);
}

/// The line that starts at `start` by the paragraph's own advances. It ends before `limit`, unless its first cluster
/// reaches further.
LineRange estimate(Paragraph const& paragraph, std::uint32_t start, std::uint32_t limit, float width_px, float hyphen_px)
{
    LineRange chance { start, start }; // the last opportunity that fits
    std::uint32_t boundary = start; // the last cluster's end that fits
    std::uint32_t tear = start; // the same within a ligature, for a line that starts in one
    float x_px = 0;
    float seen_px = 0; // up to the last character that isn't white space
    for (std::uint32_t index = start; index <= paragraph.size(); ++index) {
        if (index > start) {
            bool const full = index >= limit || seen_px > width_px + width_slack_px;
            if (full && chance.end > start)
                return chance;
            if (full && boundary > start)
                return { start, boundary };
            if (full && tear > start)
                return { start, tear };
            if (index == paragraph.size() || (full && paragraph.cluster_starts[index] != 0))
                return { start, index }; // one cluster that is too wide; a ligature is torn rather than let out of the box
            if (!full) {
                auto const line_break = paragraph.breaks[index];
                bool const hyphen = paragraph.text[index - 1] == soft_hyphen;
                if (line_break == unicode::LineBreak::mandatory)
                    return { start, index };
                if (line_break == unicode::LineBreak::allowed && (!hyphen || seen_px + hyphen_px <= width_px + width_slack_px))
                    chance = { start, index, hyphen ? Inserted::hyphen_at_end : Inserted::nothing };
                if (is_boundary(paragraph, index))
                    boundary = index;
                if (paragraph.cluster_starts[index] != 0)
                    tear = index;
            }
        }
        x_px += paragraph.advances_px[index];
        if (!unicode::reset_at_line_end(paragraph.classes[index]))
            seen_px = x_px;
    }
    return { start, paragraph.size() };
}

} // namespace

LineRange LineChooser::choose_line(Paragraph& paragraph, std::uint32_t start, float width_px)
{
    float const hyphen_px = paragraph.soft_hyphens ? m_builder.inserted_width_px(paragraph, Inserted::hyphen_at_end) : 0;
    std::uint32_t limit = paragraph.size() + 1;
    while (true) {
        LineRange const range = estimate(paragraph, start, limit, width_px, hyphen_px);
        if (keeps_shapes(paragraph, range))
            return range;
        if (m_builder.build(paragraph, range).width_px <= width_px + width_slack_px)
            return range;
        if (estimate(paragraph, start, range.end, width_px, hyphen_px).end >= range.end)
            return range; // a single cluster
        limit = range.end;
    }
}

LineRange LineChooser::cut_end(Paragraph& paragraph, std::uint32_t start, float width_px)
{
    std::uint32_t end = start;
    while (end < paragraph.size() && (end == start || paragraph.breaks[end] != unicode::LineBreak::mandatory))
        ++end;
    if (width_px > 0) {
        float x_px = m_builder.inserted_width_px(paragraph, Inserted::ellipsis_at_end);
        std::uint32_t fitting = start;
        for (std::uint32_t index = start; index < end; ++index) {
            if (is_boundary(paragraph, index) && x_px <= width_px + width_slack_px)
                fitting = index;
            x_px += paragraph.advances_px[index];
        }
        end = x_px <= width_px + width_slack_px ? end : fitting;
    }
    while (true) {
        LineRange const range { start, paragraph.trailing_start(start, end), Inserted::ellipsis_at_end };
        if (range.end == start || width_px <= 0 || m_builder.build(paragraph, range).width_px <= width_px + width_slack_px)
            return range;
        end = range.end - 1;
        while (end > start && !is_boundary(paragraph, end))
            --end;
    }
}

LineRange LineChooser::cut_start(Paragraph& paragraph, std::uint32_t end, float width_px)
{
    std::uint32_t start = end;
    while (start > 0 && (start == end || paragraph.breaks[start] != unicode::LineBreak::mandatory))
        --start;
    std::uint32_t const trailing = paragraph.trailing_start(start, end);
    if (width_px > 0) {
        float x_px = m_builder.inserted_width_px(paragraph, Inserted::ellipsis_at_start);
        std::uint32_t fitting = trailing;
        for (std::uint32_t index = trailing; index > start; --index) {
            x_px += paragraph.advances_px[index - 1];
            if (is_boundary(paragraph, index - 1) && x_px <= width_px + width_slack_px)
                fitting = index - 1;
        }
        start = fitting;
    }
    auto const skip_blank = [&] {
        while (start < trailing && unicode::reset_at_line_end(paragraph.classes[start]))
            ++start;
    };
    skip_blank();
    while (true) {
        LineRange const range { start, end, Inserted::ellipsis_at_start };
        if (start >= trailing || width_px <= 0 || m_builder.build(paragraph, range).width_px <= width_px + width_slack_px)
            return range;
        ++start;
        while (start < trailing && !is_boundary(paragraph, start))
            ++start;
        skip_blank();
    }
}

void LineChooser::cut_lines(Paragraph& paragraph, float width_px, LineLimit const& limit, std::size_t first, std::vector<LineRange>& lines)
{
    std::size_t const count = lines.size() - first;
    if (limit.ellipsis == Ellipsis::start) {
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(first), lines.end() - static_cast<std::ptrdiff_t>(limit.lines_max));
        lines[first] = cut_start(paragraph, lines[first].end, width_px);
        return;
    }
    if (count > limit.lines_max)
        lines.resize(first + limit.lines_max);
    if (limit.ellipsis == Ellipsis::end)
        lines.back() = cut_end(paragraph, lines.back().start, width_px);
}

void LineChooser::choose(Paragraph& paragraph, float width_px, LineLimit const& limit, std::vector<LineRange>& lines)
{
    std::size_t const first = lines.size();
    bool const fits = width_px <= 0 || paragraph.width_px <= width_px + width_slack_px;
    if (paragraph.size() == 0 || (fits && !paragraph.breaks_mandatory)) {
        lines.push_back({ 0, paragraph.size() });
    } else {
        float const room_px = width_px > 0 ? width_px : paragraph.width_px + 1;
        for (std::uint32_t start = 0; start < paragraph.size(); start = lines.back().end)
            lines.push_back(choose_line(paragraph, start, room_px));
    }
    std::size_t const count = lines.size() - first;
    bool const too_many = limit.lines_max > 0 && count > limit.lines_max;
    bool const cut_anyway = limit.lines_max > 0 && count == limit.lines_max && limit.more_follows && limit.ellipsis == Ellipsis::end;
    if (too_many || cut_anyway)
        cut_lines(paragraph, width_px, limit, first, lines);
}

} // namespace zahide::text
