#pragma once

#include "base/enum_names.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/localized_text.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

namespace zahide::config {

/// A TOML file that was read, and the first thing found wrong in it.
class TomlFile {
public:
    [[nodiscard]] static Result<TomlFile> read(std::string const& path);

    [[nodiscard]] toml::table const& root() const { return m_root; }
    [[nodiscard]] std::string const& path() const { return m_path; }
    /// A path in the file, made relative to it; empty stays empty.
    [[nodiscard]] std::string resolve(std::string const& relative) const;
    /// "file:line" of a node.
    [[nodiscard]] std::string place(toml::node const& node) const;

private:
    std::string m_path;
    toml::table m_root;
};

enum class Need : std::uint8_t { optional, required };

/// Reads a table's keys one by one. The first failure is kept and the rest goes on with defaults; finish() tells it, or
/// the first key that nobody asked for.
class TableReader {
public:
    TableReader(TomlFile const& file, toml::table const& table, std::string name, std::optional<Error>& error);

    void text(char const* key, std::string& value, Need need = Need::optional);
    void path(char const* key, std::string& value, Need need = Need::optional);
    /// The path of a file that is there and may be read.
    void file(char const* key, std::string& value);
    void integer(char const* key, std::int32_t& value, std::int32_t least, std::int32_t most, Need need = Need::optional);
    void number(char const* key, double& value, double least, double most, Need need = Need::optional);
    void boolean(char const* key, bool& value, Need need = Need::optional);
    void texts(char const* key, std::vector<std::string>& values, Need need = Need::optional);
    /// A table of language = "text".
    void localized(char const* key, domain::LocalizedText& value, Need need = Need::optional);
    /// "2026-03-20" or TOML's own date.
    void date(char const* key, LocalDate& value, Need need = Need::optional);
    /// "13:00" or TOML's own time, to the minute.
    void time(char const* key, std::optional<LocalTime>& value);

    template<class Tag>
    void slug(char const* key, Strong<Tag, std::string>& id, Need need = Need::optional)
    {
        std::string value;
        text(key, value, need);
        if (m_table.contains(key) && !is_slug(value))
            lose(key, std::string(key) + " is not a short name", "use 1 to 40 of a-z, 0-9 and '-'");
        id = Strong<Tag, std::string>(value);
    }

    template<class Enum>
    void word(char const* key, Enum& value, Need need = Need::optional)
    {
        std::string spelled;
        text(key, spelled, need);
        if (!m_table.contains(key))
            return;
        if (auto const known = value_of<Enum>(spelled)) {
            value = *known;
            return;
        }
        std::string words;
        for (auto const& entry : EnumNames<Enum>::entries)
            words.append(words.empty() ? "" : ", ").append(entry.name);
        lose(key, std::string(key) + " is none of the known words", "write one of: " + words);
    }

    /// A table in this one; with Need::required a missing one is an error, else it reads as empty.
    [[nodiscard]] TableReader table(char const* key, Need need = Need::optional);
    /// An array of tables ([[key]]).
    [[nodiscard]] std::vector<TableReader> tables(char const* key, Need need = Need::optional);

    /// "file:line" of the table.
    [[nodiscard]] std::string place() const { return m_file.place(m_table); }
    [[nodiscard]] bool has(char const* key) const { return m_table.contains(key); }
    /// Records a failure of this table, at the key's line if it is there.
    void lose(char const* key, std::string what, std::string mend) { lose_at(m_table.get(key), std::move(what), std::move(mend)); }
    void lose_table(std::string what, std::string mend) { lose_at(nullptr, std::move(what), std::move(mend)); }
    /// To be called for every table, when all its keys were asked for.
    void finish();

private:
    void lose_at(toml::node const* node, std::string what, std::string mend);
    [[nodiscard]] toml::node const* find(char const* key, Need need);
    void wrong_type(toml::node const& node, char const* key, std::string_view wanted);

    TomlFile const& m_file;
    toml::table const& m_table;
    std::string m_name;
    std::optional<Error>& m_error;
    std::set<std::string, std::less<>> m_asked;
};

} // namespace zahide::config
