#include "message_tree.h"

#include "icu_locale.h"

#include <unicode/messagepattern.h>
#include <utility>

namespace zahide::unicode {

namespace {

/// Plurals and selects in one another; no message of a screen needs more.
constexpr int nesting_max = 8;

Error wrong(std::string what)
{
    return Error { ErrorCode::invalid, std::move(what), {}, "write it as ICU MessageFormat, for example {count, plural, one {# person} other {# people}}" };
}

/// Walks the parts of ICU's MessagePattern: a flat list in which each start knows the index of its limit.
class MessageReader {
public:
    explicit MessageReader(icu::MessagePattern const& pattern)
        : m_pattern(pattern)
    {
    }

    Result<ParsedMessage> read()
    {
        ParsedMessage parsed;
        parsed.sequence = ZAHIDE_TRY(read_message(0, nullptr));
        parsed.placeholders = std::move(m_placeholders);
        return parsed;
    }

private:
    using Part = icu::MessagePattern::Part;

    std::string text(std::int32_t from, std::int32_t to) const { return utf8(m_pattern.getPatternString().tempSubStringBetween(from, to)); }
    std::string text_of(std::int32_t index) const { return utf8(m_pattern.getSubstring(m_pattern.getPart(index))); }

    /// The message whose MSG_START is at `start`. `plural` is the innermost plural around it, whose number `#` stands for.
    Result<MessageSequence> read_message(std::int32_t start, PluralNode const* plural)
    {
        if (++m_nesting > nesting_max)
            return fail(wrong("plurals and selects are nested more than " + std::to_string(nesting_max) + " deep"));
        MessageSequence sequence;
        std::int32_t const limit = m_pattern.getLimitPartIndex(start);
        std::int32_t from = m_pattern.getPart(start).getLimit();
        for (std::int32_t index = start + 1; index <= limit; ++index) {
            Part const& part = m_pattern.getPart(index);
            if (std::string literal = text(from, part.getIndex()); !literal.empty())
                sequence.push_back({ std::move(literal) });
            from = part.getLimit();
            if (part.getType() == UMSGPAT_PART_TYPE_REPLACE_NUMBER && plural != nullptr)
                sequence.push_back({ InsertNode { plural->name, plural->offset } });
            if (part.getType() != UMSGPAT_PART_TYPE_ARG_START)
                continue; // what quotes the pattern has is skipped
            sequence.push_back(ZAHIDE_TRY(read_argument(index, plural)));
            index = m_pattern.getLimitPartIndex(index);
            from = m_pattern.getPart(index).getLimit();
        }
        --m_nesting;
        return sequence;
    }

    Result<MessageNode> read_argument(std::int32_t start, PluralNode const* around)
    {
        UMessagePatternArgType const type = m_pattern.getPart(start).getArgType();
        std::string name = text_of(start + 1);
        if (m_pattern.getPart(start + 1).getType() != UMSGPAT_PART_TYPE_ARG_NAME)
            return fail(wrong("argument {" + name + "} has a number for a name"));
        if (type == UMSGPAT_ARG_TYPE_NONE) {
            m_placeholders.push_back({ name, PlaceholderKind::text, {} });
            return MessageNode { InsertNode { std::move(name), 0 } };
        }
        if (type == UMSGPAT_ARG_TYPE_PLURAL)
            return read_plural(start, std::move(name));
        if (type == UMSGPAT_ARG_TYPE_SELECT)
            return read_select(start, std::move(name), around);
        return fail(wrong("argument {" + name + ", …} is neither plain nor plural nor select"));
    }

    Result<MessageNode> read_plural(std::int32_t start, std::string name)
    {
        PluralNode node { std::move(name), 0, {}, {} };
        std::size_t const placeholder = m_placeholders.size();
        m_placeholders.push_back({ node.name, PlaceholderKind::plural, {} });
        std::int32_t index = start + 2;
        if (Part const& part = m_pattern.getPart(index); Part::hasNumericValue(part.getType())) {
            node.offset = static_cast<std::int64_t>(m_pattern.getNumericValue(part));
            ++index;
        }
        while (m_pattern.getPartType(index) == UMSGPAT_PART_TYPE_ARG_SELECTOR) {
            std::string const selector = text_of(index++);
            m_placeholders.at(placeholder).choices.push_back(selector);
            std::optional<std::int64_t> exact;
            if (Part const& part = m_pattern.getPart(index); Part::hasNumericValue(part.getType())) {
                exact = static_cast<std::int64_t>(m_pattern.getNumericValue(part));
                ++index;
            }
            MessageSequence body = ZAHIDE_TRY(read_message(index, &node));
            index = m_pattern.getLimitPartIndex(index) + 1;
            if (exact) {
                node.exact.push_back({ *exact, std::move(body) });
                continue;
            }
            auto const category = plural_category(selector);
            if (!category)
                return fail(wrong("'" + selector + "' of {" + node.name + ", plural} is not a plural category"));
            node.branches.push_back({ *category, std::move(body) });
        }
        return MessageNode { std::move(node) };
    }

    Result<MessageNode> read_select(std::int32_t start, std::string name, PluralNode const* around)
    {
        SelectNode node { std::move(name), {} };
        std::size_t const placeholder = m_placeholders.size();
        m_placeholders.push_back({ node.name, PlaceholderKind::select, {} });
        std::int32_t index = start + 2;
        while (m_pattern.getPartType(index) == UMSGPAT_PART_TYPE_ARG_SELECTOR) {
            std::string selector = text_of(index++);
            m_placeholders.at(placeholder).choices.push_back(selector);
            MessageSequence body = ZAHIDE_TRY(read_message(index, around));
            index = m_pattern.getLimitPartIndex(index) + 1;
            node.branches.push_back({ std::move(selector), std::move(body) });
        }
        return MessageNode { std::move(node) };
    }

    icu::MessagePattern const& m_pattern;
    std::vector<Placeholder> m_placeholders;
    int m_nesting = 0;
};

} // namespace

Result<ParsedMessage> parse_message(std::string_view pattern_utf8)
{
    UErrorCode status = U_ZERO_ERROR;
    UParseError place {};
    icu::MessagePattern const pattern(utf16(pattern_utf8), &place, status);
    if (U_FAILURE(status)) {
        std::string const near = utf8(icu::UnicodeString(place.preContext)) + "⟨here⟩" + utf8(icu::UnicodeString(place.postContext));
        return fail(wrong("the message is ill-formed at “" + near + "”"));
    }
    return MessageReader(pattern).read();
}

} // namespace zahide::unicode
