#include "config/fonts.h"

#include "toml_reader.h"
#include "unicode/decode.h"
#include "unicode/writing.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>

namespace zahide::config {

namespace {

/// A [[font]]: the sources of its weights.
struct FontEntry {
    std::string name;
    std::size_t regular = 0;
    std::size_t bold = 0;
};

class FontsReader {
public:
    explicit FontsReader(TomlFile const& file)
        : m_file(file)
        , m_root(file, file.root(), {}, m_error)
    {
    }

    Result<FontsConfig> read()
    {
        m_root.texts("directories", m_directories, Need::required);
        for (TableReader& font : m_root.tables("font", Need::required))
            read_font(font);
        for (TableReader& language : m_root.tables("language", Need::required))
            read_language(language);
        m_root.finish();
        if (!m_error && m_config.set.stacks.empty())
            m_error = Error { ErrorCode::invalid, "no language has fonts", m_file.path(), "add a [[language]] with tags and fonts", Retry::no };
        if (m_error)
            return fail(*m_error);
        return std::move(m_config);
    }

private:
    [[nodiscard]] std::string find(std::string const& name) const
    {
        std::error_code ignored;
        for (std::string const& directory : m_directories) {
            auto const path = std::filesystem::path(m_file.path()).parent_path() / directory / name;
            if (std::filesystem::exists(path, ignored))
                return path.string();
        }
        return {};
    }

    std::size_t read_source(TableReader& reader, char const* weight, std::string const& package, std::u32string const& avoided)
    {
        std::string name;
        reader.text(weight, name, Need::required);
        if (m_error)
            return 0;
        std::string const path = find(name);
        if (path.empty()) {
            reader.lose(weight, name + " is in none of the directories", "apt-get install " + (package.empty() ? "the font's package" : package));
            return 0;
        }
        auto source = load_font_file(path);
        if (!source) {
            reader.lose(weight, source.error().line(), "install the font's package again");
            return 0;
        }
        source->avoided = avoided;
        m_config.set.sources.push_back(std::move(*source));
        return m_config.set.sources.size() - 1;
    }

    void read_font(TableReader& reader)
    {
        FontEntry entry;
        std::string package;
        reader.text("name", entry.name, Need::required);
        reader.text("package", package);
        std::string avoided;
        reader.text("avoid", avoided);
        unicode::DecodedText letters;
        unicode::decode(avoided, letters);
        std::u32string const avoided_letters(letters.codepoints.begin(), letters.codepoints.end());
        entry.regular = read_source(reader, "regular", package, avoided_letters);
        entry.bold = read_source(reader, "bold", package, avoided_letters);
        reader.finish();
        m_fonts.push_back(std::move(entry));
    }

    void read_language(TableReader& reader)
    {
        std::vector<std::string> tags;
        std::vector<std::string> names;
        reader.texts("tags", tags, Need::required);
        reader.texts("fonts", names, Need::required);
        reader.finish();
        if (!m_error && tags.empty())
            reader.lose("tags", "no language has these fonts", "name some, as in [\"tr\", \"ckb\"]");
        std::vector<std::size_t> regular;
        std::vector<std::size_t> bold;
        for (std::string const& name : names) {
            auto const found = std::ranges::find(m_fonts, name, &FontEntry::name);
            if (found == m_fonts.end()) {
                reader.lose("fonts", "no [[font]] is named \"" + name + "\"", "add it or correct the name");
                return;
            }
            regular.push_back(found->regular);
            bold.push_back(found->bold);
        }
        for (std::string const& tag : tags) {
            if (!is_slug(tag)) {
                reader.lose("tags", "\"" + tag + "\" is no language", "write tags as in [\"tr\", \"ckb\"]");
                return;
            }
            m_config.set.stacks.push_back({ LanguageTag(tag), text::Weight::regular, regular });
            m_config.set.stacks.push_back({ LanguageTag(tag), text::Weight::bold, bold });
            m_config.languages.emplace_back(tag);
            m_config.places.push_back(reader.place());
        }
    }

    TomlFile const& m_file;
    std::optional<Error> m_error;
    TableReader m_root;
    std::vector<std::string> m_directories;
    std::vector<FontEntry> m_fonts;
    FontsConfig m_config;
};

std::string spell(char32_t letter)
{
    std::array<char, 16> buffer {};
    std::snprintf(buffer.data(), buffer.size(), "U+%04X", static_cast<unsigned>(letter));
    return buffer.data();
}

Result<void> check_language(text::Fonts const& fonts, LanguageTag const& language, text::Weight weight, std::u32string const& letters, std::string const& place)
{
    std::string const of = std::string(weight == text::Weight::bold ? "the bold" : "the regular") + " fonts of " + language.value();
    // A few letters may come from the next font; the script as such has to be in the first.
    auto const first = fonts.coverage_of_first(language, weight, letters);
    if (first.letters_missing * 2 > letters.size()) {
        std::string const script = unicode::script_of(language).letters();
        return fail(ErrorCode::invalid, "the first of " + of + " lacks the script " + script + " (" + spell(first.first_missing) + ")", place,
            "put a font with " + script + " first");
    }
    auto const all = fonts.coverage_of_stack(language, weight, letters);
    if (all.letters_missing > 0)
        return fail(ErrorCode::invalid, of + " lack letters it needs, such as " + spell(all.first_missing), place, "add a font that has them");
    return {};
}

} // namespace

Result<FontsConfig> load_fonts(std::string const& file)
{
    TomlFile const toml = ZAHIDE_TRY(TomlFile::read(file));
    return FontsReader(toml).read();
}

Result<text::Fonts> open_fonts(FontsConfig const& config)
{
    text::Fonts fonts = ZAHIDE_TRY(text::Fonts::create(config.set));
    for (std::size_t number = 0; number < config.languages.size(); ++number) {
        std::u32string const letters = unicode::letters_of(config.languages[number]);
        for (auto const weight : { text::Weight::regular, text::Weight::bold })
            ZAHIDE_TRY_VOID(check_language(fonts, config.languages[number], weight, letters, config.places[number]));
    }
    return fonts;
}

} // namespace zahide::config
