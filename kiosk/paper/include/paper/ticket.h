#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/print_job.h"
#include "i18n/messages.h"
#include "paper/appointment.h"
#include "text/canvas.h"
#include "text/engine.h"

#include <cstddef>
#include <memory>
#include <string>
#include <variant>

namespace zahide::paper {

/// The pictures' widths for 80 mm and for 58 mm paper at 203 dpi.
inline constexpr int width_dots_80mm = 576;
inline constexpr int width_dots_58mm = 384;
inline constexpr int width_dots_min = 320;
inline constexpr int width_dots_max = 832;
/// The longest text of a ticket that comes from a catalogue, and the longest address in its code.
inline constexpr std::size_t ticket_text_bytes_max = 400;
inline constexpr std::size_t ticket_url_bytes_max = 180;

/// "About 20–35 minutes".
struct WaitRange {
    int low_minutes = 0;
    int high_minutes = 0;
};
/// What can be said when nobody knows how long.
struct PeopleAhead {
    int count = 0;
};
using TicketWait = std::variant<std::monostate, WaitRange, PeopleAhead>;

/// What stands on a queue ticket: never a name, a service or the name of a language.
struct TicketContent {
    LanguageTag language;
    TicketNumber number;
    std::string center_name; ///< in the language
    std::string center_name_turkish; ///< for everybody who helps the visitor find the place
    std::string waiting_place; ///< in the language; may be empty
    TicketWait wait;
    LocalDateTime printed_at; ///< by the clock at the center's wall
    std::string url; ///< the visitor's page, for the code; empty where the center has no public address
    domain::PrintMark mark = domain::PrintMark::original;
};

/// Sets tickets and the papers of appointments as 1-bit pictures for printers that know neither shaping nor direction. Keeps what is costly to make;
/// belongs to the thread of its Engine, which must outlive it, as must the catalogue.
class TicketPress {
public:
    /// Fails with `invalid` on a width outside width_dots_min … width_dots_max.
    [[nodiscard]] static Result<TicketPress> create(text::Engine& engine, i18n::Catalogue const& messages, int width_dots);
    ~TicketPress();
    TicketPress(TicketPress&&) noexcept;
    TicketPress& operator=(TicketPress&&) noexcept;

    /// The paper, as wide as the paper and as long as it needs. Fails with `limit` on texts or an address too long and
    /// with `invalid` on a language that has no messages.
    [[nodiscard]] Result<text::Bitmap1> press(TicketContent const& content);
    [[nodiscard]] Result<text::Bitmap1> press(AppointmentContent const& content);

private:
    struct State;
    explicit TicketPress(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace zahide::paper
