#include "protocol/booking.h"
#include "protocol/catalogue.h"
#include "protocol/delivery.h"
#include "protocol/event.h"
#include "protocol/problem.h"
#include "protocol/session.h"
#include "protocol/ticket.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace zahide;

/// Whatever decodes must encode to something that decodes to the same text again.
template<class Message>
void feed(std::string_view input)
{
    auto const message = protocol::decode<Message>(input);
    if (!message)
        return;
    auto const text = protocol::encode(*message);
    auto const again = protocol::decode<Message>(text);
    if (!again || protocol::encode(*again) != text)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    if (size == 0)
        return 0;
    std::string_view const input(reinterpret_cast<char const*>(data + 1), size - 1);
    switch (data[0] % 15) {
    case 0:
        feed<domain::Catalogue>(input);
        break;
    case 1:
        feed<protocol::NewTicket>(input);
        break;
    case 2:
        feed<domain::Ticket>(input);
        break;
    case 3:
        feed<protocol::QueueView>(input);
        break;
    case 4:
        feed<protocol::CallList>(input);
        break;
    case 5:
        feed<protocol::WaitEvent>(input);
        break;
    case 6:
        feed<protocol::StatusReport>(input);
        break;
    case 7:
        feed<protocol::StaffSession>(input);
        break;
    case 8:
        feed<protocol::TransferRequest>(input);
        break;
    case 9:
        feed<protocol::Problem>(input);
        break;
    case 10:
        feed<protocol::NewHold>(input);
        break;
    case 11:
        feed<protocol::CodeLookup>(input);
        break;
    case 12:
        feed<protocol::AppointmentList>(input);
        break;
    case 13:
        feed<domain::Roster>(input);
        break;
    case 14:
        feed<protocol::DeliveryBatch>(input);
        break;
    }
    return 0;
}
