#include "skyline.h"

#include <algorithm>

namespace zahide::text {

namespace {

constexpr int gap_px = 1;

} // namespace

std::optional<Skyline::Fit> Skyline::fit(std::size_t step, int width) const
{
    if (m_steps[step].x + width > atlas_page_px)
        return std::nullopt;
    Fit fit;
    int left = width;
    std::size_t last = step;
    for (; left > 0; ++last) {
        fit.y = std::max(fit.y, m_steps[last].y);
        left -= m_steps[last].width;
    }
    left = width;
    for (std::size_t number = step; number < last; ++number) {
        fit.wasted_px += (fit.y - m_steps[number].y) * std::min(left, m_steps[number].width);
        left -= m_steps[number].width;
    }
    return fit;
}

void Skyline::raise(std::size_t step, int width, int y)
{
    int const x = m_steps[step].x;
    auto const at = m_steps.begin() + static_cast<std::ptrdiff_t>(step);
    auto covered = m_steps.insert(at, { x, y, width }) + 1;
    while (covered != m_steps.end() && covered->x + covered->width <= x + width)
        covered = m_steps.erase(covered);
    if (covered != m_steps.end() && covered->x < x + width) {
        covered->width -= x + width - covered->x;
        covered->x = x + width;
    }
}

std::optional<AtlasRect> Skyline::place(int width, int height)
{
    int const wide = width + gap_px;
    int const high = height + gap_px;
    std::optional<Fit> best;
    std::size_t best_step = 0;
    for (std::size_t step = 0; step < m_steps.size(); ++step) {
        auto const found = fit(step, wide);
        if (!found || found->y + high > atlas_page_px)
            continue;
        bool const better = !best || found->y < best->y || (found->y == best->y && found->wasted_px < best->wasted_px);
        if (better) {
            best = found;
            best_step = step;
        }
    }
    if (!best)
        return std::nullopt;
    AtlasRect const rect { m_steps[best_step].x, best->y, width, height };
    raise(best_step, wide, best->y + high);
    return rect;
}

void Skyline::clear()
{
    m_steps.assign(1, { 0, 0, atlas_page_px });
}

} // namespace zahide::text
