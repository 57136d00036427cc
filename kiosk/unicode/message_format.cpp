#include "unicode/message_format.h"

#include "base/verify.h"
#include "message_tree.h"
#include "unicode/number.h"

#include <algorithm>
#include <utility>

namespace zahide::unicode {

namespace {

constexpr std::string_view first_strong_isolate = "\u2068";
constexpr std::string_view pop_directional_isolate = "\u2069";

template<class Branches, class Matches>
auto const* find_branch(Branches const& branches, Matches const& matches)
{
    auto const found = std::find_if(branches.begin(), branches.end(), matches);
    return found == branches.end() ? nullptr : &*found;
}

/// Writes one message; lives for one call of format().
class MessageWriter {
public:
    MessageWriter(std::span<Argument const> arguments, Isolation isolation, LanguageTag const& language, PluralRules const& rules)
        : m_arguments(arguments)
        , m_isolation(isolation)
        , m_language(language)
        , m_rules(rules)
    {
    }

    void write(MessageSequence const& sequence)
    {
        for (MessageNode const& node : sequence)
            std::visit([this](auto const& value) { write_node(value); }, node.value);
    }

    std::string take() { return std::move(m_out); }

private:
    Argument const& argument(std::string_view name) const
    {
        Argument const* found = find_branch(m_arguments, [name](Argument const& candidate) { return candidate.name == name; });
        ZAHIDE_VERIFY(found != nullptr && "a message's argument is missing");
        return *found;
    }

    std::int64_t number(std::string_view name) const
    {
        auto const* value = std::get_if<std::int64_t>(&argument(name).value);
        ZAHIDE_VERIFY(value != nullptr && "a plural needs a number");
        return *value;
    }

    void write_node(std::string const& literal) { m_out += literal; }

    void write_node(InsertNode const& insert)
    {
        auto const& value = argument(insert.name).value;
        if (m_isolation == Isolation::isolate)
            m_out += first_strong_isolate;
        if (auto const* count = std::get_if<std::int64_t>(&value))
            m_out += number_text(*count - insert.offset, m_language);
        else
            m_out += std::get<std::string_view>(value);
        if (m_isolation == Isolation::isolate)
            m_out += pop_directional_isolate;
    }

    void write_node(PluralNode const& plural)
    {
        // ICU's PluralFormat: an exact match is made before, a category after the offset is taken off.
        std::int64_t const count = number(plural.name);
        if (auto const* exact = find_branch(plural.exact, [count](ExactBranch const& branch) { return branch.number == count; }))
            return write(exact->body);
        PluralCategory const category = m_rules.category(count - plural.offset);
        auto const* branch = find_branch(plural.branches, [category](PluralBranch const& candidate) { return candidate.category == category; });
        if (branch == nullptr)
            branch = find_branch(plural.branches, [](PluralBranch const& candidate) { return candidate.category == PluralCategory::other; });
        ZAHIDE_VERIFY(branch != nullptr);
        write(branch->body);
    }

    void write_node(SelectNode const& select)
    {
        auto const* keyword = std::get_if<std::string_view>(&argument(select.name).value);
        ZAHIDE_VERIFY(keyword != nullptr && "a select needs a text");
        auto const* branch = find_branch(select.branches, [keyword](SelectBranch const& candidate) { return candidate.keyword == *keyword; });
        if (branch == nullptr)
            branch = find_branch(select.branches, [](SelectBranch const& candidate) { return candidate.keyword == "other"; });
        ZAHIDE_VERIFY(branch != nullptr);
        write(branch->body);
    }

    std::span<Argument const> m_arguments;
    Isolation m_isolation;
    LanguageTag const& m_language;
    PluralRules const& m_rules;
    std::string m_out;
};

} // namespace

struct MessageFormat::Tree {
    LanguageTag language;
    PluralRules rules;
    ParsedMessage message;
};

MessageFormat::MessageFormat(std::shared_ptr<Tree const> tree)
    : m_tree(std::move(tree))
{
}

Result<MessageFormat> MessageFormat::create(std::string_view pattern_utf8, LanguageTag const& language)
{
    PluralRules const rules = ZAHIDE_TRY(PluralRules::create(language));
    return create(pattern_utf8, language, rules);
}

Result<MessageFormat> MessageFormat::create(std::string_view pattern_utf8, LanguageTag const& language, PluralRules const& rules)
{
    ParsedMessage message = ZAHIDE_TRY(parse_message(pattern_utf8));
    return MessageFormat(std::make_shared<Tree const>(Tree { language, rules, std::move(message) }));
}

std::string MessageFormat::format(std::span<Argument const> arguments, Isolation isolation) const
{
    MessageWriter writer(arguments, isolation, m_tree->language, m_tree->rules);
    writer.write(m_tree->message.sequence);
    return writer.take();
}

std::vector<Placeholder> const& MessageFormat::placeholders() const
{
    return m_tree->message.placeholders;
}

} // namespace zahide::unicode
