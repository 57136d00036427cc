#pragma once

#include "base/ids.h"
#include "device/ticket.h"
#include "domain/catalogue.h"
#include "domain/print_job.h"
#include "paper/appointment.h"
#include "paper/ticket.h"
#include "protocol/booking.h"
#include "unicode/zone.h"
#include "visitor/facts.h"

#include <optional>

namespace zahide::program {

/// Where papers are printed: what stands on each of them.
struct PaperPlace {
    domain::Center const& center;
    unicode::Zone const& zone;
};

/// `wait` as it was when the number was given, so that screen and paper agree; none says nothing about it.
[[nodiscard]] paper::TicketContent ticket_paper(
    PaperPlace const& place, LanguageTag const& language, device::TicketPromise const& promise, std::optional<visitor::WaitFacts> const& wait);

/// The appointment's code is told: it was made or moved here.
[[nodiscard]] paper::AppointmentContent appointment_paper(PaperPlace const& place, LanguageTag const& language, protocol::AppointmentView const& appointment);

} // namespace zahide::program
