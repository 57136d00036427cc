#pragma once

// What a device has promised and not delivered.

#include "ports/device_store.h"
#include "protocol/slot_lease.h"
#include "protocol/ticket.h"

namespace zahide::sqlite {

inline Instant const that_noon = Instant::parse("2026-11-23T12:00:00Z").value();

inline Uuid uuid_number(int number)
{
    std::array<std::uint8_t, 16> bytes {};
    bytes[14] = static_cast<std::uint8_t>(number >> 8);
    bytes[15] = static_cast<std::uint8_t>(number);
    return Uuid(bytes);
}

inline IdempotencyKey key_number(int number)
{
    return IdempotencyKey(uuid_number(number));
}

/// Of an even number the booking of a slot that was lent, else a ticket.
inline ports::OutboxEntry entry_number(int number)
{
    protocol::NewTicket ticket;
    ticket.service = Personal(ServiceId("legal"));
    ticket.language = Personal(LanguageTag("ar"));
    ticket.priority = Personal(domain::Priority::none);
    ticket.gender = Personal(domain::GenderPreference::any);
    ticket.given = protocol::GivenTicket { TicketId(uuid_number(number)), VisitId(uuid_number(number)), TicketNumber(number),
        LocalDate::parse("2026-11-23").value(), LeaseId(uuid_number(1)), that_noon };
    auto target = std::string("/v1/centers/zahide-nine/tickets");
    auto body = protocol::encode(ticket);
    if (number % 2 == 0) {
        target = "/v1/devices/kiosk-1/slot-leases/" + uuid_number(number).text() + "/book";
        body = protocol::encode(protocol::LentBooking {
            { ticket.service, ticket.language, ticket.gender }, that_noon, Personal(domain::AppointmentCode::parse("123456786").value()), that_noon });
    }
    return { {}, key_number(number), target, Personal<std::string>(body), that_noon, std::nullopt };
}

} // namespace zahide::sqlite
