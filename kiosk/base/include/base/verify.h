#pragma once

namespace zahide {

/// Ends the program with one line on standard error. For broken invariants, never for input.
[[noreturn]] void verify_failed(char const* condition, char const* file, int line);

} // namespace zahide

/// An invariant of ours, checked in release too.
#define ZAHIDE_VERIFY(condition)                                                                                                                               \
    do {                                                                                                                                                       \
        if (!(condition)) [[unlikely]]                                                                                                                         \
            ::zahide::verify_failed(#condition, __FILE__, __LINE__);                                                                                           \
    } while (false)
