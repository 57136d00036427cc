#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "config/scheduler.h"

#include <optional>
#include <string>
#include <vector>

namespace zahide::program {

/// What `device add` was told, as typed.
struct DeviceToEnrol {
    std::string id;
    std::string kind;
    std::string center;
    std::string public_key;
    std::vector<std::string> languages; ///< in which it announces calls
};

/// What `staff add` was told, as typed.
struct StaffToEnrol {
    std::string login;
    std::string name;
    std::string role;
    std::string center;
    std::string gender;
    std::vector<std::string> services; ///< empty: every one
    std::vector<std::string> languages; ///< empty: every one
    std::optional<Secret> password; ///< none: one is made
};

// Each stores and answers with one line to print. A second time with the same id changes what is there.
[[nodiscard]] Result<std::string> add_device(config::SchedulerConfig const& config, DeviceToEnrol const& device);
[[nodiscard]] Result<std::string> add_staff(config::SchedulerConfig const& config, StaffToEnrol const& staff);

} // namespace zahide::program
