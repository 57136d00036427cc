#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "domain/catalogue.h"
#include "domain/device.h"
#include "domain/staff.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

/// What somebody sets up. As everywhere in storage: an absent row is an empty optional, a second row where there may
/// be one and a reference into nothing fail with `conflict`, a disk that refuses with `unavailable`.
namespace zahide::ports {

/// A center with its services, counters, hours, closures and rules, as one value.
class Catalogues {
public:
    virtual ~Catalogues() = default;
    /// Nothing if there is none; what is found stays as it was read.
    [[nodiscard]] virtual Result<std::shared_ptr<domain::Catalogue const>> find(CenterId const& center) const = 0;
    [[nodiscard]] virtual Result<std::vector<CenterId>> centers() const = 0;
    /// Puts the whole catalogue in the place of the one before; Catalogue::revision is stored as it is. What is committed
    /// with one revision stays the same: other contents need another one.
    [[nodiscard]] virtual Result<void> save(domain::Catalogue const& catalogue) = 0;
};

class Staff {
public:
    virtual ~Staff() = default;
    [[nodiscard]] virtual Result<std::optional<domain::StaffUser>> find(StaffUserId const& id) const = 0;
    [[nodiscard]] virtual Result<std::optional<domain::StaffUser>> find_by_login(std::string_view login) const = 0;
    [[nodiscard]] virtual Result<std::vector<domain::StaffUser>> list(CenterId const& center) const = 0;
    [[nodiscard]] virtual Result<void> insert(domain::StaffUser const& user) = 0;
    [[nodiscard]] virtual Result<void> update(domain::StaffUser const& user) = 0;
};

/// Who works at which counter: one person a counter, one counter a person.
class Seats {
public:
    virtual ~Seats() = default;
    [[nodiscard]] virtual Result<std::optional<domain::CounterSeat>> at(CenterId const& center, CounterNumber counter) const = 0;
    [[nodiscard]] virtual Result<std::optional<domain::CounterSeat>> of(StaffUserId const& staff) const = 0;
    [[nodiscard]] virtual Result<std::vector<domain::CounterSeat>> list(CenterId const& center) const = 0;
    /// Frees the person's other counter and takes this one from whoever had it.
    [[nodiscard]] virtual Result<void> take(domain::CounterSeat const& seat) = 0;
    [[nodiscard]] virtual Result<void> leave(StaffUserId const& staff) = 0;
};

class Devices {
public:
    virtual ~Devices() = default;
    [[nodiscard]] virtual Result<std::optional<domain::Device>> find(DeviceId const& id) const = 0;
    [[nodiscard]] virtual Result<std::vector<domain::Device>> list(CenterId const& center) const = 0;
    [[nodiscard]] virtual Result<void> insert(domain::Device const& device) = 0;
    [[nodiscard]] virtual Result<void> update(domain::Device const& device) = 0;
    /// That a device which has a status was heard of then, and nothing else of it is new.
    [[nodiscard]] virtual Result<void> note_heard(DeviceId const& id, Instant at) = 0;
};

} // namespace zahide::ports
