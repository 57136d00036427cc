#include "unicode/script.h"

namespace zahide::unicode {

std::string Script::letters() const
{
    std::string text;
    for (unsigned shift = 32; shift > 0; shift -= 8)
        text += static_cast<char>(m_tag >> (shift - 8) & 0xFFU);
    return text;
}

} // namespace zahide::unicode
