#pragma once

#include "text/engine.h"
#include "ui/metrics.h"
#include "ui/scene.h"
#include "visitor/screen.h"

namespace zahide::ui {

/// Lays a screen model out. Tries the shapes a screen can take at the wanted text size first, and makes the text smaller
/// only when none of them fits.
[[nodiscard]] Scene arrange(visitor::ScreenModel const& model, Metrics const& metrics, text::Engine& engine);

} // namespace zahide::ui
