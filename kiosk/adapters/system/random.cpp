#include "system/random.h"

#include "base/verify.h"

#include <cerrno>
#include <sys/random.h>

namespace zahide::system {

void SystemRandom::fill(std::span<std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        ssize_t const count = getrandom(bytes.data(), bytes.size(), 0);
        if (count < 0 && errno == EINTR)
            continue;
        ZAHIDE_VERIFY(count > 0); // no key or number may be made without it
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

} // namespace zahide::system
