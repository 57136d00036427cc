#pragma once

#include "base/personal.h"
#include "base/time.h"
#include "device/booking.h"
#include "domain/availability.h"
#include "domain/print_job.h"
#include "protocol/booking.h"
#include "visitor/screen.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zahide::visitor {

/// What the visitor has chosen and been told on the way to an appointment, or with the one they have. A part of the Visit:
/// wiped with it.
struct Booking {
    enum class Way : std::uint8_t { book, move };
    /// What the pad says of the digits typed so far.
    enum class CodeWord : std::uint8_t {
        none,
        wrong, ///< the check digit tells a slip
        unknown, ///< the scheduler knows no such code
    };
    /// A question that is not answered yet.
    struct Asked {
        std::size_t question = 0; ///< the index() in device::BookingQuestion
        Screen from = Screen::home; ///< where it was asked
        Ticks since;
        friend bool operator==(Asked const&, Asked const&) = default;
    };
    /// An appointment that was booked or moved just now, with its paper.
    struct Made {
        Way way = Way::book;
        std::optional<domain::PrintJobState> ended; ///< of the paper; none while it is on its way
        friend bool operator==(Made const&, Made const&) = default;
    };

    Way way = Way::book;
    std::optional<domain::BookingWish> wish;
    std::vector<domain::Offer> starts; ///< free ones of the days ahead, as told last
    std::vector<domain::Offer> next; ///< the next free ones where those have none, or where somebody was quicker
    std::optional<LocalDate> day;
    std::size_t page = 0; ///< of services, days or times, whichever is shown
    std::optional<protocol::HoldView> hold;
    Ticks held_until;
    std::optional<device::BookingFailure> trouble; ///< what book_trouble and taken tell; none: there is no free time
    Personal<std::string> typed; ///< ASCII digits of a code
    CodeWord code_word = CodeWord::none;
    std::optional<protocol::AppointmentView> appointment;
    std::optional<Asked> asked;
    std::optional<Made> made;

    /// What is under way can't be taken back: book, move, check in, cancel.
    [[nodiscard]] bool is_past_return() const;
    /// The free starts of the chosen day.
    [[nodiscard]] std::vector<domain::Offer> starts_of_day() const;
    /// The offer among those told, by its instant; null if there is none.
    [[nodiscard]] domain::Offer const* find_offer(std::string const& instant) const;

    friend bool operator==(Booking const&, Booking const&) = default;
};

} // namespace zahide::visitor
