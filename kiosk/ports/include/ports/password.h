#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace zahide::ports {

enum class PasswordVerdict : std::uint8_t { right, wrong };

/// Slow, salted hashing of passwords. Safe to call from any thread; one call takes tens of milliseconds on purpose.
class PasswordHasher {
public:
    virtual ~PasswordHasher() = default;
    /// A self-describing hash to store. Fails with ErrorCode::unavailable when memory is short.
    [[nodiscard]] virtual Result<std::string> hash(Secret const& password) = 0;
    /// Takes as long for a wrong password as for a right one.
    [[nodiscard]] virtual PasswordVerdict verify(std::string_view stored_hash, Secret const& password) = 0;
};

} // namespace zahide::ports
