#include "line_chooser.h"

namespace zahide::text {

namespace {

constexpr char32_t soft_hyphen = 0x00AD;

/// A line may be cut before this character if it must: no grapheme cluster and no ligature is torn.
bool is_boundary(Paragraph const& paragraph, std::uint32_t position)
{
    return position == paragraph.size() || (paragraph.cluster_starts[position] != 0 && paragraph.edges[position].cluster);
}

/// The line that starts at `start` by the paragraph's own advances. It ends before `limit`, unless its first cluster
/// reaches further.
LineRange estimate(Paragraph const& paragraph, std::uint32_t start, std::uint32_t limit, float width_px, float hyphen_px)
{
    LineRange chance { start, start }; // the last opportunity that fits
    std::uint32_t boundary = start; // the last cluster's end that fits
    float x_px = 0;
    float seen_px = 0; // up to the last character that isn't white space
    for (std::uint32_t index = start; index <= paragraph.size(); ++index) {
        if (index > start) {
            bool const full = index >= limit || seen_px > width_px + width_slack_px;
            if (full && chance.end > start)
                return chance;
            if (full && boundary > start)
                return { start, boundary };
            if (index == paragraph.size() || (full && is_boundary(paragraph, index)))
                return { start, index };
            if (!full) {
                auto const line_break = paragraph.breaks[index];
                bool const hyphen = paragraph.text[index - 1] == soft_hyphen;
                if (line_break == unicode::LineBreak::mandatory)
                    return { start, index };
                if (line_break == unicode::LineBreak::allowed && (!hyphen || seen_px + hyphen_px <= width_px + width_slack_px))
                    chance = { start, index, hyphen ? Inserted::hyphen_at_end : Inserted::nothing };
                if (is_boundary(paragraph, index))
                    boundary = index;
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
        bool const start_safe = start == 0 || !paragraph.edges[start].unsafe;
        bool const end_safe = range.end == paragraph.size() || (!paragraph.edges[range.end].unsafe && paragraph.edges[range.end].cluster);
        if (start_safe && end_safe && range.inserted == Inserted::nothing)
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
