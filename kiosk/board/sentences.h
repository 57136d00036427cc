#pragma once

#include "i18n/messages.h"
#include "protocol/queue.h"

#include <string>

namespace zahide::board {

/// The call as a sentence to be drawn: to the counter by the name it has in this language, else by its number.
[[nodiscard]] std::string drawn_sentence(i18n::Messages const& messages, protocol::CallView const& call);
/// The same to be spoken, vowelled where the script has vowel marks.
[[nodiscard]] std::string spoken_sentence(i18n::Messages const& messages, protocol::CallView const& call);

} // namespace zahide::board
