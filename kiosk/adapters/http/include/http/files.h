#pragma once

#include "http/message.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zahide::http {

/// What a path that names no file answers: nothing, or the page of a single-page application.
enum class Fallback : std::uint8_t { not_found, index_html };

struct FileTree {
    std::string directory;
    Fallback fallback = Fallback::not_found;
    /// Extensions served, without a dot; others are not found.
    std::vector<std::string> extensions;
};

/// A file served is at most this large; a larger one is not found.
inline constexpr std::size_t static_file_bytes_max = 8 * 1024 * 1024;

/// Answers GET and HEAD from a directory. `segments` are the path's decoded segments below the tree's root. Hidden
/// files, links that lead out of the directory and anything not a regular file are not found. Sends an ETag of the
/// content and answers 304 (RFC 9110 §13.1.2).
[[nodiscard]] Response serve_file(FileTree const& tree, std::vector<std::string> const& segments, Request const& request);

} // namespace zahide::http
