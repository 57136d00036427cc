#include "tree.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace zahide::house {

namespace {

std::vector<std::string> run(std::string const& command)
{
    std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    if (!pipe)
        throw std::runtime_error("cannot run: " + command);
    std::string output;
    std::array<char, 4096> buffer {};
    while (std::size_t const count = fread(buffer.data(), 1, buffer.size(), pipe.get()))
        output.append(buffer.data(), count);
    std::vector<std::string> lines;
    std::istringstream stream(output);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

std::vector<std::string> read_lines(std::string const& path)
{
    std::ifstream stream(path, std::ios::binary);
    std::stringstream content;
    content << stream.rdbuf();
    if (content.str().find('\0') != std::string::npos)
        return {};
    std::vector<std::string> lines;
    for (std::string line; std::getline(content, line);)
        lines.push_back(line);
    return lines;
}

} // namespace

std::vector<SourceFile> const& tracked_files()
{
    static std::vector<SourceFile> const files = [] {
        std::string const root = ZAHIDE_SOURCE_DIR;
        std::vector<SourceFile> result;
        for (auto const& path : run("git -C '" + root + "' ls-files --cached --others --exclude-standard"))
            result.push_back({ path, read_lines(root + "/" + path) });
        if (result.empty())
            throw std::runtime_error("git lists no files; the house is checked in a git checkout");
        return result;
    }();
    return files;
}

std::string module_of(std::string const& path)
{
    if (!path.starts_with("kiosk/"))
        return {};
    std::string const rest = path.substr(6);
    auto const slash = rest.find('/');
    if (slash == std::string::npos)
        return {};
    if (!rest.starts_with("adapters/"))
        return rest.substr(0, slash);
    auto const second = rest.find('/', slash + 1);
    return second == std::string::npos ? std::string() : rest.substr(0, second);
}

bool is_cpp(std::string const& path)
{
    return path.ends_with(".cpp") || path.ends_with(".h");
}

std::string code_of(std::string const& line)
{
    std::string code;
    bool in_string = false;
    for (std::size_t index = 0; index < line.size(); ++index) {
        char const character = line[index];
        if (in_string) {
            if (character == '\\')
                ++index;
            else if (character == '"')
                in_string = false;
        } else if (character == '"') {
            in_string = true;
        } else if (character == '/' && index + 1 < line.size() && line[index + 1] == '/') {
            break;
        } else {
            code += character;
        }
    }
    return code;
}

std::map<std::string, Module> const& house_plan()
{
    static std::map<std::string, Module> const plan = [] {
        std::map<std::string, Module> result;
        for (auto const& line : read_lines(std::string(ZAHIDE_BUILD_DIR) + "/house/plan.txt")) {
            std::istringstream stream(line);
            std::string name;
            Module module;
            stream >> name >> module.floor;
            for (std::string dependency; stream >> dependency;)
                module.depends.push_back(dependency);
            if (!name.empty())
                result.emplace(name, module);
        }
        return result;
    }();
    return plan;
}

} // namespace zahide::house
