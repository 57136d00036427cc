#include "visitor/booking.h"

#include <algorithm>
#include <variant>

namespace zahide::visitor {

namespace {

template<class Question>
bool asks(std::size_t index)
{
    // A question default-made says which place of the variant is its own.
    return device::BookingQuestion(Question {}).index() == index;
}

} // namespace

bool Booking::is_past_return() const
{
    return asked
        && (asks<device::BookTime>(asked->question) || asks<device::MoveAppointment>(asked->question) || asks<device::CheckIn>(asked->question)
            || asks<device::CancelAppointment>(asked->question));
}

std::vector<domain::Offer> Booking::starts_of_day() const
{
    std::vector<domain::Offer> found;
    for (domain::Offer const& offer : starts) {
        if (offer.local.date == day)
            found.push_back(offer);
    }
    return found;
}

domain::Offer const* Booking::find_offer(std::string const& instant) const
{
    for (auto const* offers : { &starts, &next }) {
        auto const found = std::find_if(offers->begin(), offers->end(), [&](domain::Offer const& offer) { return offer.start.text() == instant; });
        if (found != offers->end())
            return &*found;
    }
    return nullptr;
}

} // namespace zahide::visitor
