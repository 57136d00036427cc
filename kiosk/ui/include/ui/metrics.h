#pragma once

#include "painter/geometry.h"

#include <algorithm>
#include <cmath>

namespace zahide::ui {

/// How large things are on this screen: from its pixels and its diagonal, so that a finger finds the same size on each.
///
/// Design lengths are px of a screen whose shorter side has 1080 of them; a floor in mm goes before any of them
/// (shared numbers of EN 301 549 5.1.4 and of the house: touch 20 mm, primary 30 mm, gaps 3 mm, capitals 7.3 mm).
class Metrics {
public:
    static constexpr float touch_mm = 20;
    static constexpr float primary_mm = 30;
    static constexpr float gap_mm = 3;
    static constexpr float capital_mm = 7.3F;
    /// Capital height of the house's fonts, as a part of the em (Noto Sans: 0.714).
    static constexpr float capital_em = 0.714F;

    Metrics(painter::Size size_px, float diagonal_inches)
        : m_size_px(size_px)
        , m_px_per_mm(std::hypot(size_px.width, size_px.height) / (diagonal_inches * 25.4F))
        , m_design_px(std::min(size_px.width, size_px.height) / 1080.0F)
        , m_is_portrait(size_px.height >= size_px.width)
    {
    }

    /// The lower part of this screen as a screen of its own, with lengths as on the whole one.
    [[nodiscard]] Metrics lower_part(float share) const
    {
        Metrics part = *this;
        part.m_size_px.height = std::round(m_size_px.height * share);
        part.m_is_portrait = m_is_portrait;
        return part;
    }

    [[nodiscard]] painter::Size size_px() const { return m_size_px; }
    [[nodiscard]] float px_per_mm() const { return m_px_per_mm; }
    [[nodiscard]] bool is_portrait() const { return m_is_portrait; }
    /// A design length.
    [[nodiscard]] float px(float design) const { return std::round(design * m_design_px); }
    [[nodiscard]] float touch_px(float design) const { return std::max(px(design), std::ceil(touch_mm * m_px_per_mm)); }
    [[nodiscard]] float primary_px(float design) const { return std::max(px(design), std::ceil(primary_mm * m_px_per_mm)); }
    [[nodiscard]] float gap_px(float design) const { return std::max(px(design), std::ceil(gap_mm * m_px_per_mm)); }
    /// A font size whose capitals are high enough.
    [[nodiscard]] float text_px(float design) const { return std::max(px(design), std::ceil(capital_mm * m_px_per_mm / capital_em)); }

private:
    painter::Size m_size_px;
    float m_px_per_mm;
    float m_design_px;
    bool m_is_portrait;
};

} // namespace zahide::ui
