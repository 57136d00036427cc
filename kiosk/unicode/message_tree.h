#pragma once

#include "unicode/message_format.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace zahide::unicode {

struct MessageNode;
using MessageSequence = std::vector<MessageNode>;

/// A value put in as it is: `{name}`, or `#` with the offset of its plural.
struct InsertNode {
    std::string name;
    std::int64_t offset = 0;
};

struct ExactBranch {
    std::int64_t number;
    MessageSequence body;
};

struct PluralBranch {
    PluralCategory category;
    MessageSequence body;
};

struct PluralNode {
    std::string name;
    std::int64_t offset = 0;
    std::vector<ExactBranch> exact; ///< =0 {…}
    std::vector<PluralBranch> branches; ///< other is among them
};

struct SelectBranch {
    std::string keyword;
    MessageSequence body;
};

struct SelectNode {
    std::string name;
    std::vector<SelectBranch> branches; ///< other is among them
};

struct MessageNode {
    std::variant<std::string, InsertNode, PluralNode, SelectNode> value;
};

struct ParsedMessage {
    MessageSequence sequence;
    std::vector<Placeholder> placeholders;
};

/// ICU's own parser (MessagePattern) into our tree; fails with `invalid`.
[[nodiscard]] Result<ParsedMessage> parse_message(std::string_view pattern_utf8);

} // namespace zahide::unicode
