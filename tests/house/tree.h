#pragma once

#include <map>
#include <string>
#include <vector>

namespace zahide::house {

/// A file of the checkout: its path below the root and its lines.
struct SourceFile {
    std::string path;
    std::vector<std::string> lines;
};

/// What CMake knows of a module.
struct Module {
    int floor = 0;
    std::vector<std::string> depends;
};

/// The files that git tracks or would track, with their text; binary files have no lines.
std::vector<SourceFile> const& tracked_files();

/// The module that a file below kiosk/ belongs to ("text", "adapters/sqlite"), or "".
std::string module_of(std::string const& path);

bool is_cpp(std::string const& path);

/// The line without its // comment and without what stands in string literals.
std::string code_of(std::string const& line);

/// Module by name, as CMake declared it.
std::map<std::string, Module> const& house_plan();

} // namespace zahide::house
