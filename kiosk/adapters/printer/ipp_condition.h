#pragma once

#include "domain/print_job.h"
#include "ports/printer.h"

#include <string>
#include <vector>

namespace zahide::printer {

/// What a printer's `printer-state` and `printer-state-reasons` (RFC 8011, PWG 5100.9) say.
struct IppCondition {
    enum class Jobs : std::uint8_t { accepted, refused };

    int state = 0; ///< 3 idle, 4 processing, 5 stopped
    std::vector<std::string> reasons;
    Jobs jobs = Jobs::accepted;

    /// What keeps it from printing; none if nothing does.
    [[nodiscard]] domain::PrintTrouble trouble() const;
    [[nodiscard]] ports::PrinterStatus status() const;
};

} // namespace zahide::printer
