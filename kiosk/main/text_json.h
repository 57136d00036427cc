#pragma once

#include "text/fonts.h"
#include "text/layout.h"

#include <string>

namespace zahide {

/// A layout as a JSON object in one line, as DESIGN's contract of zahide-text says. Marks that stand for no text (an
/// ellipsis, a hyphen) are under "inserted", each as a run with the number of runs left of it.
void append_json(std::string& json, text::Layout const& layout, text::Fonts const& fonts);

} // namespace zahide
