#include "base/secret.h"

#include <cstring>

namespace zahide {

Secret::~Secret()
{
    explicit_bzero(m_value.data(), m_value.size());
}

} // namespace zahide
