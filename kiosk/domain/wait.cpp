#include "domain/wait.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace zahide::domain {

namespace {

constexpr double low_quantile = 0.1;
constexpr double high_quantile = 0.9;
constexpr double coverage_min = 0.8; ///< four of five
constexpr std::int64_t step_minutes = 5;
constexpr std::int64_t width_minutes_max = 60;
constexpr std::int64_t high_minutes_max = 180;

double per_place(WaitSample const& sample)
{
    return static_cast<double>(sample.waited.count()) / (sample.ahead + 1);
}

/// The smallest value with at least that share of the sorted values at or below it, corrected for the one to come
/// (⌈(n + 1) q⌉-th of n).
double upper_quantile(std::vector<double> const& sorted, double share)
{
    auto const rank = static_cast<std::size_t>(std::ceil(static_cast<double>(sorted.size() + 1) * share));
    return sorted[std::min(rank, sorted.size()) - 1];
}

double lower_quantile(std::vector<double> const& sorted, double share)
{
    auto const rank = static_cast<std::size_t>(std::floor(static_cast<double>(sorted.size() + 1) * share));
    return sorted[rank == 0 ? 0 : rank - 1];
}

WaitRange range_of(std::vector<double> const& places, std::int32_t ahead)
{
    double const low_minutes = lower_quantile(places, low_quantile) * (ahead + 1) / 60;
    double const high_minutes = upper_quantile(places, high_quantile) * (ahead + 1) / 60;
    auto const low = static_cast<std::int64_t>(std::floor(low_minutes / step_minutes)) * step_minutes;
    auto const high = static_cast<std::int64_t>(std::ceil(high_minutes / step_minutes)) * step_minutes;
    return { Minutes(low), Minutes(std::max(high, low + step_minutes)) };
}

std::vector<double> sorted_places(std::span<WaitSample const> samples)
{
    std::vector<double> places;
    places.reserve(samples.size());
    for (auto const& sample : samples)
        places.push_back(per_place(sample));
    std::ranges::sort(places);
    return places;
}

bool falls_in(Seconds waited, WaitRange const& range)
{
    return range.low <= waited && waited <= range.high;
}

/// Whether four of five of the later half fell in what would have been said of them when they came.
bool was_right_before(std::span<WaitSample const> samples)
{
    std::size_t const start = samples.size() / 2;
    std::size_t right = 0;
    auto places = sorted_places(samples.first(start));
    for (auto const& sample : samples.subspan(start)) {
        if (falls_in(sample.waited, range_of(places, sample.ahead)))
            ++right;
        places.insert(std::ranges::upper_bound(places, per_place(sample)), per_place(sample));
    }
    return static_cast<double>(right) >= coverage_min * static_cast<double>(samples.size() - start);
}

} // namespace

std::optional<WaitRange> estimate_wait(std::span<WaitSample const> samples, std::int32_t ahead, std::int32_t samples_min)
{
    if (samples.size() < 2 || std::cmp_less(samples.size(), samples_min) || !was_right_before(samples))
        return std::nullopt;
    auto const range = range_of(sorted_places(samples), ahead);
    if ((range.high - range.low).count() > width_minutes_max || range.high.count() > high_minutes_max)
        return std::nullopt;
    return range;
}

} // namespace zahide::domain
