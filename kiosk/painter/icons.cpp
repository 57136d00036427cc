#include "painter/icons.h"

#include <algorithm>
#include <cmath>

namespace zahide::painter {

namespace {

// Where new pixel `index` lies among the old ones: [first, last], with the weights of its ends.
struct Span {
    int first = 0;
    int last = 0;
    float first_weight = 1;
    float last_weight = 1;

    [[nodiscard]] float weight(int at) const
    {
        if (at == first)
            return first_weight;
        return at == last ? last_weight : 1.0F;
    }
};

std::vector<Span> spans(int from_px, int to_px)
{
    std::vector<Span> result(static_cast<std::size_t>(to_px));
    float const step = static_cast<float>(from_px) / static_cast<float>(to_px);
    for (int index = 0; index < to_px; ++index) {
        float const start = static_cast<float>(index) * step;
        float const end = std::min(start + step, static_cast<float>(from_px));
        Span& span = result[static_cast<std::size_t>(index)];
        span.first = static_cast<int>(start);
        span.last = std::max(span.first, static_cast<int>(std::ceil(end)) - 1);
        span.first_weight = std::min(end, static_cast<float>(span.first + 1)) - start;
        span.last_weight = end - static_cast<float>(span.last);
    }
    return result;
}

} // namespace

IconImage resampled(IconImage const& image, int width_px, int height_px)
{
    IconImage result { .width_px = width_px, .height_px = height_px, .coverage = {} };
    result.coverage.resize(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px));
    auto const columns = spans(image.width_px, width_px);
    auto const rows = spans(image.height_px, height_px);
    std::size_t out = 0;
    for (Span const& row : rows) {
        for (Span const& column : columns) {
            float sum = 0;
            float weights = 0;
            for (int y = row.first; y <= row.last; ++y) {
                for (int x = column.first; x <= column.last; ++x) {
                    float const weight = row.weight(y) * column.weight(x);
                    sum += weight
                        * static_cast<float>(
                            image.coverage[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width_px) + static_cast<std::size_t>(x)]);
                    weights += weight;
                }
            }
            result.coverage[out++] = static_cast<std::uint8_t>(std::clamp(sum / weights + 0.5F, 0.0F, 255.0F));
        }
    }
    return result;
}

IconImage mirrored(IconImage image)
{
    for (int y = 0; y < image.height_px; ++y) {
        auto const row = image.coverage.begin() + static_cast<std::ptrdiff_t>(y) * image.width_px;
        std::reverse(row, row + image.width_px);
    }
    return image;
}

} // namespace zahide::painter
