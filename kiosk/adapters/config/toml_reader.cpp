#include "toml_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <unistd.h>

namespace zahide::config {

namespace {

constexpr std::uintmax_t file_bytes_max = 4 * 1024 * 1024;
toml::table const no_table;

} // namespace

Result<TomlFile> TomlFile::read(std::string const& path)
{
    std::error_code error;
    if (std::filesystem::is_directory(path, error))
        return fail(ErrorCode::invalid, "this is a directory", path, "name the configuration file");
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        return fail(
            ErrorCode::not_found, std::string("the configuration can't be read (") + std::strerror(errno) + ")", path, "check the path and its permissions");
    if (std::filesystem::file_size(path, error) > file_bytes_max || error)
        return fail(ErrorCode::limit, "the configuration is larger than 4 MiB", path, "check that it is the right file");
    std::ostringstream content;
    content << stream.rdbuf();
    try {
        TomlFile file;
        file.m_path = path;
        file.m_root = toml::parse(content.str(), path);
        return file;
    } catch (toml::parse_error const& wrong) {
        return fail(ErrorCode::invalid, std::string(wrong.description()), path + ":" + std::to_string(wrong.source().begin.line), "write it as TOML");
    }
}

std::string TomlFile::resolve(std::string const& relative) const
{
    if (relative.empty())
        return relative;
    return (std::filesystem::path(m_path).parent_path() / relative).lexically_normal().string();
}

std::string TomlFile::place(toml::node const& node) const
{
    auto const line = node.source().begin.line;
    return line == 0 ? m_path : m_path + ":" + std::to_string(line);
}

TableReader::TableReader(TomlFile const& file, toml::table const& table, std::string name, std::optional<Error>& error)
    : m_file(file)
    , m_table(table)
    , m_name(std::move(name))
    , m_error(error)
{
}

void TableReader::lose_at(toml::node const* node, std::string what, std::string mend)
{
    if (!m_error)
        m_error = Error { ErrorCode::invalid, std::move(what), m_file.place(node != nullptr ? *node : m_table), std::move(mend), Retry::no };
}

toml::node const* TableReader::find(char const* key, Need need)
{
    m_asked.insert(key);
    auto const* node = m_table.get(key);
    if (node == nullptr && need == Need::required)
        lose_table(std::string(key) + " is missing" + (m_name.empty() ? "" : " in " + m_name), std::string("add ") + key + " = …");
    return node;
}

void TableReader::wrong_type(toml::node const& node, char const* key, std::string_view wanted)
{
    lose_at(&node, std::string(key) + " is not " + std::string(wanted), std::string("write ") + key + " as " + std::string(wanted));
}

void TableReader::text(char const* key, std::string& value, Need need)
{
    auto const* node = find(key, need);
    if (node == nullptr)
        return;
    if (auto const text = node->value_exact<std::string>(); text && (!text->empty() || need == Need::optional))
        value = *text;
    else
        wrong_type(*node, key, "a text in quotes");
}

void TableReader::path(char const* key, std::string& value, Need need)
{
    std::string relative = value;
    text(key, relative, need);
    value = m_file.resolve(relative);
}

void TableReader::file(char const* key, std::string& value)
{
    path(key, value);
    if (!value.empty() && ::access(value.c_str(), R_OK) != 0)
        lose(key, std::string(key) + " " + value + " can't be read (" + std::generic_category().message(errno) + ")", "check the path and its permissions");
}

void TableReader::integer(char const* key, std::int32_t& value, std::int32_t least, std::int32_t most, Need need)
{
    auto const* node = find(key, need);
    if (node == nullptr)
        return;
    auto const given = node->value_exact<std::int64_t>();
    if (given && *given >= least && *given <= most)
        value = static_cast<std::int32_t>(*given);
    else
        wrong_type(*node, key, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

void TableReader::number(char const* key, double& value, double least, double most, Need need)
{
    auto const* node = find(key, need);
    if (node == nullptr)
        return;
    auto const given = node->value<double>();
    if (given && *given >= least && *given <= most)
        value = *given;
    else
        wrong_type(*node, key, "a number from " + std::to_string(static_cast<int>(least)) + " to " + std::to_string(static_cast<int>(most)));
}

void TableReader::boolean(char const* key, bool& value, Need need)
{
    auto const* node = find(key, need);
    if (node == nullptr)
        return;
    if (auto const given = node->value_exact<bool>())
        value = *given;
    else
        wrong_type(*node, key, "true or false");
}

void TableReader::texts(char const* key, std::vector<std::string>& values, Need need)
{
    auto const* node = find(key, need);
    if (node == nullptr)
        return;
    auto const* array = node->as_array();
    if (array == nullptr)
        return wrong_type(*node, key, "a list of texts");
    values.clear();
    for (auto const& item : *array) {
        if (auto const text = item.value_exact<std::string>())
            values.push_back(*text);
        else
            wrong_type(item, key, "a list of texts");
    }
}

void TableReader::localized(char const* key, domain::LocalizedText& value, Need need)
{
    auto const* node = find(key, need);
    if (node == nullptr)
        return;
    auto const* table = node->as_table();
    if (table == nullptr)
        return wrong_type(*node, key, "a table of language = \"text\"");
    for (auto const& [language, item] : *table) {
        auto const text = item.value_exact<std::string>();
        if (!is_slug(language.str()) || !text)
            wrong_type(item, key, "a table of language = \"text\"");
        else
            value.by_language[LanguageTag(std::string(language.str()))] = *text;
    }
}

void TableReader::date(char const* key, LocalDate& value, Need need)
{
    auto const* node = find(key, need);
    if (node == nullptr)
        return;
    Result<LocalDate> date = fail(ErrorCode::invalid, "not a date");
    if (auto const given = node->value_exact<toml::date>())
        date = LocalDate::create(given->year, given->month, given->day);
    else if (auto const text = node->value_exact<std::string>())
        date = LocalDate::parse(*text);
    if (date)
        value = *date;
    else
        wrong_type(*node, key, "a date like 2026-03-20");
}

void TableReader::time(char const* key, std::optional<LocalTime>& value)
{
    auto const* node = find(key, Need::optional);
    if (node == nullptr)
        return;
    Result<LocalTime> time = fail(ErrorCode::invalid, "not a time");
    if (auto const given = node->value_exact<toml::time>(); given && given->second == 0)
        time = LocalTime::create(given->hour, given->minute);
    else if (auto const text = node->value_exact<std::string>())
        time = LocalTime::parse(*text);
    if (time)
        value = *time;
    else
        wrong_type(*node, key, "a time like \"13:00\"");
}

TableReader TableReader::table(char const* key, Need need)
{
    auto const* node = find(key, need);
    toml::table const* inner = node != nullptr ? node->as_table() : &no_table;
    if (inner == nullptr) {
        wrong_type(*node, key, "a table");
        inner = &no_table;
    }
    return { m_file, *inner, m_name.empty() ? key : m_name + "." + key, m_error };
}

std::vector<TableReader> TableReader::tables(char const* key, Need need)
{
    std::vector<TableReader> readers;
    auto const* node = find(key, need);
    if (node == nullptr)
        return readers;
    auto const* array = node->as_array();
    if (array == nullptr) {
        wrong_type(*node, key, "a list of tables");
        return readers;
    }
    for (auto const& item : *array) {
        if (auto const* inner = item.as_table())
            readers.emplace_back(m_file, *inner, key, m_error);
        else
            wrong_type(item, key, "a list of tables");
    }
    return readers;
}

void TableReader::finish()
{
    toml::node const* first = nullptr;
    std::string name;
    for (auto const& [key, node] : m_table) {
        if (m_asked.contains(key.str()))
            continue;
        if (first == nullptr || node.source().begin.line < first->source().begin.line) {
            first = &node;
            name = std::string(key.str());
        }
    }
    if (first != nullptr)
        lose_at(first, "unknown key \"" + name + "\"" + (m_name.empty() ? "" : " in " + m_name), "remove it or check its spelling");
}

} // namespace zahide::config
