#pragma once

#include "text/engine.h"
#include "ui/arrange.h"
#include "ui/stage.h"
#include "visitor/screen.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zahide::ui {

/// Who decides what is shown and what a touch means: in the program the visitor's flow with the device behind it.
class KioskControl {
public:
    virtual ~KioskControl() = default;
    /// Takes in what has happened; returns when something will happen by itself.
    [[nodiscard]] virtual std::optional<Ticks> advance(Ticks now) = 0;
    /// Valid until the next call of advance() or tap().
    [[nodiscard]] virtual visitor::ScreenModel const& screen() const = 0;
    /// A finger came down somewhere.
    virtual void touched() = 0;
    /// A finger was lifted on the element of that screen on which it had come down.
    virtual void tap(std::string_view element, std::uint64_t serial) = 0;
};

/// Shows the screens of the kiosk. Lays one out only when its model is another one; a steady frame allocates nothing.
class KioskView : public View {
public:
    /// The control and the engine must outlive it.
    KioskView(KioskControl& control, text::Engine& engine, float diagonal_inches);

    [[nodiscard]] std::optional<Ticks> prepare(Ticks now, painter::Size size_px) override;
    void draw(Frame& frame) override;
    [[nodiscard]] InspectedScreen inspected() const override;
    [[nodiscard]] Scene const& scene() const { return m_scene; }

private:
    void draw_elements(Frame& frame, std::vector<PlacedElement> const& elements, bool can_be_touched);

    KioskControl& m_control;
    text::Engine& m_engine;
    float m_diagonal_inches;
    painter::Size m_size_px;
    visitor::ScreenModel m_model;
    Scene m_scene;
    bool m_is_laid_out = false;
    bool m_is_new = false; ///< laid out and not drawn yet
    bool m_was_pressed = false;
    std::string m_activated; ///< kept to reuse its memory
};

} // namespace zahide::ui
