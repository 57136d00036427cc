#pragma once

#include "ports/device_store.h"
#include "sqlite/database.h"

namespace zahide::sqlite {

/// Does one change of a batch inside the open transaction; one overload an alternative, found by std::visit.
class DeviceChanges {
public:
    explicit DeviceChanges(Database& database)
        : m_database(database)
    {
    }

    [[nodiscard]] Result<void> operator()(ports::AddLease const& change) const;
    [[nodiscard]] Result<void> operator()(ports::UseNumber const& change) const;
    [[nodiscard]] Result<void> operator()(ports::GiveUpNumbers const& change) const;
    [[nodiscard]] Result<void> operator()(ports::RaiseSequence const& change) const;
    [[nodiscard]] Result<void> operator()(ports::KeepClockOffset const& change) const;
    [[nodiscard]] Result<void> operator()(ports::KeepLeaseRequest const& change) const;
    [[nodiscard]] Result<void> operator()(ports::DropLeaseRequest const& change) const;
    [[nodiscard]] Result<void> operator()(ports::AddTicket const& change) const;
    [[nodiscard]] Result<void> operator()(ports::AddOutbox const& change) const;
    [[nodiscard]] Result<void> operator()(ports::RemoveOutbox const& change) const;
    [[nodiscard]] Result<void> operator()(ports::ParkOutbox const& change) const;
    [[nodiscard]] Result<void> operator()(ports::KeepBooking const& change) const;
    [[nodiscard]] Result<void> operator()(ports::DropBooking const& change) const;
    [[nodiscard]] Result<void> operator()(ports::AddPrintJob const& change) const;
    [[nodiscard]] Result<void> operator()(ports::EndPrintJob const& change) const;
    [[nodiscard]] Result<void> operator()(ports::KeepCatalogue const& change) const;
    [[nodiscard]] Result<void> operator()(ports::KeepSlotLeases const& change) const;
    [[nodiscard]] Result<void> operator()(ports::DropSlotLease const& change) const;
    [[nodiscard]] Result<void> operator()(ports::PromiseSlot const& change) const;
    [[nodiscard]] Result<void> operator()(ports::KeepSlotRequest const& change) const;
    [[nodiscard]] Result<void> operator()(ports::PurgeOld const& change) const;
    [[nodiscard]] Result<void> operator()(ports::KeepDelivered const& change) const;
    [[nodiscard]] Result<void> operator()(ports::MarkDelivered const& change) const;
    [[nodiscard]] Result<void> operator()(ports::DropDelivered const& change) const;
    [[nodiscard]] Result<void> operator()(ports::BeginGeneration const& change) const;

private:
    template<class... Values>
    [[nodiscard]] Result<void> run(std::string_view sql, Values const&... values) const
    {
        auto const done = m_database.run(sql, values...);
        if (!done)
            return fail(done.error());
        return {};
    }

    Database& m_database;
};

} // namespace zahide::sqlite
