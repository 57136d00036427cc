#include "kiosk_papers.h"

namespace zahide::program {

namespace {

LanguageTag const turkish { "tr" };

} // namespace

paper::TicketContent ticket_paper(
    PaperPlace const& place, LanguageTag const& language, device::TicketPromise const& promise, std::optional<visitor::WaitFacts> const& wait)
{
    paper::TicketContent content;
    content.language = language;
    content.number = promise.number;
    content.printed_at = place.zone.local(promise.given_at);
    content.center_name = place.center.name.in(language);
    content.center_name_turkish = place.center.name.in(turkish);
    content.waiting_place = place.center.waiting_place.in(language);
    if (wait && wait->range)
        content.wait = paper::WaitRange { static_cast<int>(wait->range->low.count()), static_cast<int>(wait->range->high.count()) };
    else if (wait && wait->people_ahead)
        content.wait = paper::PeopleAhead { *wait->people_ahead };
    if (place.center.public_url && promise.page_token)
        content.url = device::page_address(*place.center.public_url, *promise.page_token);
    return content;
}

paper::AppointmentContent appointment_paper(PaperPlace const& place, LanguageTag const& language, protocol::AppointmentView const& appointment)
{
    paper::AppointmentContent content;
    content.language = language;
    content.start = place.zone.local(appointment.start);
    content.check_in_from = place.zone.local(appointment.check_in_from);
    if (appointment.code)
        content.code = *appointment.code;
    content.center_name = place.center.name.in(language);
    content.center_name_turkish = place.center.name.in(turkish);
    content.place = place.center.waiting_place.in(language);
    return content;
}

} // namespace zahide::program
