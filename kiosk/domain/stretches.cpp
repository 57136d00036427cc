#include "stretches.h"

#include <algorithm>

namespace zahide::domain {

namespace {

template<class Part>
std::vector<Part> join(std::vector<Part> parts)
{
    std::erase_if(parts, [](Part const& part) { return part.from >= part.to; });
    std::ranges::sort(parts, {}, &Part::from);
    std::vector<Part> result;
    for (auto const& part : parts) {
        if (!result.empty() && part.from <= result.back().to)
            result.back().to = std::max(result.back().to, part.to);
        else
            result.push_back(part);
    }
    return result;
}

} // namespace

std::vector<Stretch> joined(std::vector<Stretch> stretches)
{
    return join(std::move(stretches));
}

std::vector<Stretch> without(std::vector<Stretch> const& stretches, Stretch const& hole)
{
    if (hole.from >= hole.to)
        return stretches;
    std::vector<Stretch> rest;
    for (auto const& stretch : stretches) {
        Stretch const before { stretch.from, std::min(stretch.to, hole.from) };
        Stretch const after { std::max(stretch.from, hole.to), stretch.to };
        if (before.from < before.to)
            rest.push_back(before);
        if (after.from < after.to)
            rest.push_back(after);
    }
    return rest;
}

std::vector<Span> joined(std::vector<Span> spans)
{
    return join(std::move(spans));
}

std::vector<Span> intersection(std::span<Span const> left, std::span<Span const> right)
{
    std::vector<Span> both;
    auto one = left.begin();
    auto other = right.begin();
    while (one != left.end() && other != right.end()) {
        Span const common { std::max(one->from, other->from), std::min(one->to, other->to) };
        if (common.from < common.to)
            both.push_back(common);
        if (one->to < other->to)
            ++one;
        else
            ++other;
    }
    return both;
}

bool contains(std::span<Span const> spans, Span const& span)
{
    auto const after = std::ranges::upper_bound(spans, span.from, {}, &Span::from);
    return after != spans.begin() && span.to <= std::prev(after)->to;
}

bool overlaps(std::span<Span const> spans, Span const& span)
{
    auto const first = std::ranges::upper_bound(spans, span.from, {}, &Span::to);
    return first != spans.end() && first->from < span.to;
}

Instant WallClock::instant(LocalDate date, std::int32_t minute)
{
    auto const key = std::int64_t { date.days_since_1970() } * (minutes_per_day + 1) + minute;
    auto const known = m_known.find(key);
    if (known != m_known.end())
        return known->second;
    auto const found = m_zone->instants({ date, LocalTime::from_minutes(minute) }).first;
    m_known.emplace(key, found);
    return found;
}

void WallClock::append(std::vector<Span>& spans, LocalDate date, std::span<Stretch const> stretches)
{
    for (auto const& stretch : stretches)
        spans.push_back({ instant(date, stretch.from), instant(date, stretch.to) });
}

} // namespace zahide::domain
