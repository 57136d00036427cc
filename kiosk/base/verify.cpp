#include "base/verify.h"

#include <cstdio>
#include <cstdlib>

namespace zahide {

void verify_failed(char const* condition, char const* file, int line)
{
    std::fprintf(stderr, "%s:%d: broken invariant: %s; this is a bug, please report it\n", file, line, condition);
    std::abort();
}

} // namespace zahide
