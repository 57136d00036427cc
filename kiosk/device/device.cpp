#include "device/device.h"

#include "parts.h"

namespace zahide::device {

Device::Device(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Device::~Device() = default;
Device::Device(Device&&) noexcept = default;
Device& Device::operator=(Device&&) noexcept = default;

Result<Device> Device::create(ports::DeviceStore& store, Clock const& clock, Random& random, ports::DeviceKey const& key, DeviceOptions options)
{
    auto parts = std::make_unique<Parts>(Context { store, clock, random, std::move(options), {}, true, false, Milliseconds(0) }, key);
    ZAHIDE_TRY_VOID(parts->load());
    return Device(std::move(parts));
}

std::vector<Effect> Device::handle(Event const& event)
{
    return m_parts->handle(event);
}

Result<TicketPromise> Device::take_ticket(TicketWish const& wish)
{
    return m_parts->take_ticket(wish);
}

Result<PrintJobId> Device::journal_copy(TicketId const& ticket)
{
    return m_parts->journal.add_copy(ticket);
}

Result<PrintJobId> Device::journal_copy(AppointmentId const& appointment)
{
    return m_parts->journal.add_copy(appointment);
}

Result<BookingQuestionId> Device::ask_booking(BookingQuestion question)
{
    return m_parts->ask_booking(std::move(question));
}

void Device::abandon_booking()
{
    m_parts->bookings.abandon();
}

Result<void> Device::print_finished(PrintJobId const& job, domain::PrintOutcome const& outcome)
{
    auto finished = m_parts->journal.finish(job, outcome);
    if (m_parts->desk_copies.is_asked_for(job))
        m_parts->heartbeat.soon(); // somebody waits for word of it
    return finished;
}

Result<HelpRequestId> Device::ask_help(LanguageTag const& language)
{
    return m_parts->ask_help(language);
}

void Device::note_printer(ports::PrinterStatus status)
{
    m_parts->heartbeat.note_printer(status);
}

void Device::note_screen(std::string screen)
{
    m_parts->heartbeat.note_screen(std::move(screen));
}

domain::Catalogue const* Device::catalogue() const
{
    return m_parts->cache.catalogue();
}

Readiness Device::readiness() const
{
    return m_parts->readiness();
}

Connectivity Device::connectivity() const
{
    return m_parts->connectivity();
}

std::vector<domain::SlotLease> Device::lent_slots() const
{
    return m_parts->slots.usable();
}

std::optional<protocol::ServiceWait> Device::wait_of(ServiceId const& service) const
{
    return m_parts->wait_of(service);
}

unicode::Zone const* Device::zone() const
{
    return m_parts->cache.zone();
}

Instant Device::time() const
{
    return m_parts->context.now();
}

std::optional<LocalDate> Device::today() const
{
    return m_parts->cache.today();
}

} // namespace zahide::device
