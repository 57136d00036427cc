#include "ui/kiosk_view.h"

#include "ui/theme.h"

#include <utility>

namespace zahide::ui {

namespace {

using visitor::Role;

// White where it is light, whatever the theme: readers want dark on light.
void draw_code(painter::Painter& painter, PlacedCode const& placed)
{
    constexpr painter::Color light = painter::rgb(0xFFFFFF);
    constexpr painter::Color dark = painter::rgb(0x000000);
    painter.fill(placed.rect, light);
    paper::QrCode const& code = placed.code;
    float const module_px = placed.rect.width / static_cast<float>(code.modules + 2 * paper::qr_quiet_modules);
    for (int y = 0; y < code.modules; ++y) {
        float const top = placed.rect.top + static_cast<float>(y + paper::qr_quiet_modules) * module_px;
        for (int x = 0; x < code.modules; ++x) {
            int const first = x;
            while (x < code.modules && code.is_dark(x, y))
                ++x;
            if (x > first)
                painter.fill({ placed.rect.left + static_cast<float>(first + paper::qr_quiet_modules) * module_px, top,
                                 static_cast<float>(x - first) * module_px, module_px },
                    dark);
        }
    }
}

void draw_element(painter::Painter& painter, PlacedElement const& placed, Theme const& theme, Touch touch)
{
    for (PlacedPanel const& panel : placed.panels) {
        painter::Rounded style = panel.style;
        if (touch == Touch::pressed) {
            style.fill = pressed_fill(theme, style.fill);
            // Weak eyes miss a change of tone; the edge of what is touched changes its color as well.
            style.edge = theme.press;
        }
        painter.rounded(panel.rect, style);
    }
    for (PlacedIcon const& icon : placed.icons)
        painter.icon(icon.name, icon.rect, icon.color, icon.mirror);
    for (PlacedText const& text : placed.texts)
        painter.text(text.layout, text.at, text.color);
    for (PlacedCode const& code : placed.codes)
        draw_code(painter, code);
}

std::string_view role_name(Role role)
{
    switch (role) {
    case Role::heading:
        return "heading";
    case Role::text:
        return "text";
    case Role::number:
        return "number";
    case Role::card:
    case Role::button:
        return "button";
    }
    return "";
}

InspectedElement inspected_element(PlacedElement const& placed)
{
    visitor::Element const& element = placed.element;
    return { .id = element.id,
        .role = std::string(role_name(element.role)),
        .label = element.label,
        .detail = element.detail,
        .spoken = element.spoken,
        .rect = placed.rect,
        .touchable = element.touchable != visitor::Touchable::no,
        .enabled = element.touchable != visitor::Touchable::disabled,
        .focused = false };
}

} // namespace

KioskView::KioskView(KioskControl& control, text::Engine& engine, float diagonal_inches)
    : m_control(control)
    , m_engine(engine)
    , m_diagonal_inches(diagonal_inches)
{
}

std::optional<Ticks> KioskView::prepare(Ticks now, painter::Size size_px)
{
    std::optional<Ticks> const next = m_control.advance(now);
    visitor::ScreenModel const& model = m_control.screen();
    if (m_is_laid_out && model == m_model && size_px == m_size_px)
        return next;
    // Another screen: paragraphs of the one before last, and with them a visitor's, are forgotten.
    if (!m_is_laid_out || model.screen != m_model.screen)
        m_engine.trim();
    m_model = model;
    m_size_px = size_px;
    m_is_new = true;
    m_scene = arrange(m_model, Metrics(size_px, m_diagonal_inches), m_engine);
    m_is_laid_out = true;
    return next;
}

void KioskView::draw_elements(Frame& frame, std::vector<PlacedElement> const& elements, bool can_be_touched)
{
    Theme const& theme = theme_of(m_model.view.theme);
    for (PlacedElement const& placed : elements) {
        Touch touch = Touch::none;
        if (can_be_touched && placed.element.touchable == visitor::Touchable::yes)
            touch = frame.touchable(placed.element.id, placed.rect);
        if (touch == Touch::activated)
            m_activated = placed.element.id;
        draw_element(frame.painter(), placed, theme, touch);
    }
}

void KioskView::draw(Frame& frame)
{
    painter::Painter& painter = frame.painter();
    if (std::exchange(m_is_new, false))
        painter.begin_screen();
    if (frame.is_finger_down() && !m_was_pressed)
        m_control.touched();
    m_was_pressed = frame.is_finger_down();
    m_activated.clear();
    painter.fill({ 0, 0, m_size_px.width, m_size_px.height }, m_scene.ground);
    for (PlacedPanel const& panel : m_scene.backdrop)
        painter.rounded(panel.rect, panel.style);
    draw_elements(frame, m_scene.elements, m_scene.warning.empty());
    for (PlacedPanel const& panel : m_scene.veil)
        painter.rounded(panel.rect, panel.style);
    draw_elements(frame, m_scene.warning, true);
    if (!m_activated.empty())
        m_control.tap(m_activated, m_model.serial);
}

InspectedScreen KioskView::inspected() const
{
    InspectedScreen result;
    result.screen = m_model.warning ? "idle-warning" : std::string(visitor::to_string(m_model.screen));
    result.language = m_model.language.value();
    result.direction = m_model.order == unicode::ReadingOrder::right_to_left ? "rtl" : "ltr";
    result.size_px = m_size_px;
    result.px_per_mm = Metrics(m_size_px, m_diagonal_inches).px_per_mm();
    for (PlacedElement const& placed : m_scene.warning.empty() ? m_scene.elements : m_scene.warning)
        result.elements.push_back(inspected_element(placed));
    return result;
}

} // namespace zahide::ui
