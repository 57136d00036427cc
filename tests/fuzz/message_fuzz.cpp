// Any pattern a translator may write: refused with a place, or formatted without harm.
#include "unicode/message_format.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace zahide;
    if (size == 0)
        return 0;
    static LanguageTag const languages[] = { LanguageTag("ar"), LanguageTag("fa"), LanguageTag("tr"), LanguageTag("en") };
    std::string_view const pattern(reinterpret_cast<char const*>(data + 1), size - 1);
    auto const message = unicode::MessageFormat::create(pattern, languages[data[0] % 4]);
    if (!message) {
        if (message.error().what.empty())
            std::abort();
        return 0;
    }
    std::vector<unicode::Argument> arguments;
    for (auto const& placeholder : message->placeholders()) {
        if (placeholder.kind == unicode::PlaceholderKind::plural)
            arguments.push_back({ placeholder.name, std::int64_t { data[0] } });
        else
            arguments.push_back({ placeholder.name, std::string_view("١٢") });
    }
    (void)message->format(arguments);
    return 0;
}
