#pragma once

#include "base/enum_names.h"
#include "base/ids.h"
#include "base/time.h"
#include "domain/person.h"
#include "domain/principal.h"

#include <string>
#include <vector>

namespace zahide::domain {

enum class Standing : std::uint8_t { active, blocked };

/// Somebody who works at a center.
struct StaffUser {
    StaffUserId id; ///< the login's slug
    CenterId center;
    std::string login;
    std::string name;
    StaffRole role = StaffRole::front_desk;
    Gender gender = Gender::unknown;
    Standing standing = Standing::active;
    std::vector<ServiceId> services {}; ///< empty: every service
    std::vector<LanguageTag> languages {}; ///< empty: whoever comes (an interpreter is called when needed)
    std::string password_hash {}; ///< Argon2id, in its own encoded form
    friend bool operator==(StaffUser const&, StaffUser const&) = default;
};

/// Who works at which counter; taken by calling from it.
struct CounterSeat {
    CenterId center;
    CounterNumber counter;
    StaffUserId staff;
    Instant since;
    friend bool operator==(CounterSeat const&, CounterSeat const&) = default;
};

} // namespace zahide::domain

template<>
struct zahide::EnumNames<zahide::domain::Standing> {
    using Value = zahide::domain::Standing;
    static constexpr std::array<EnumName<Value>, 2> entries { { { Value::active, "active" }, { Value::blocked, "blocked" } } };
};
