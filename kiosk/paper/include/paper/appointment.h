#pragma once

#include "base/ids.h"
#include "base/personal.h"
#include "base/time.h"
#include "domain/appointment_code.h"
#include "domain/print_job.h"

#include <string>

namespace zahide::paper {

/// What stands on an appointment's paper: when, where, and the code that is enough to check in, move or cancel. Never a
/// name, a service, the name of a language or what to bring.
struct AppointmentContent {
    LanguageTag language;
    LocalDateTime start; ///< by the clock at the center's wall
    LocalDateTime check_in_from; ///< told if it is on the same day
    Personal<domain::AppointmentCode> code;
    std::string center_name; ///< in the language
    std::string center_name_turkish; ///< for everybody who helps the visitor find the place
    std::string place; ///< in the language; may be empty
    std::string url; ///< the visitor's page, for the QR code; empty where the center has no public address
    domain::PrintMark mark = domain::PrintMark::original;
};

} // namespace zahide::paper
