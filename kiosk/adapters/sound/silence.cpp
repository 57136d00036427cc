#include "sound/silence.h"

namespace zahide::sound {

Result<void> Silence::chime()
{
    return {};
}

Result<void> Silence::speak(std::string /*text*/, LanguageTag const& /*language*/)
{
    return {};
}

bool Silence::can_speak(LanguageTag const& /*language*/) const
{
    return false;
}

void Silence::cancel() { }

std::vector<Error> Silence::take_errors()
{
    return {};
}

} // namespace zahide::sound
