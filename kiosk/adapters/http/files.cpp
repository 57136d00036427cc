#include "http/files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>

namespace zahide::http {

namespace {

namespace fs = std::filesystem;

struct ContentType {
    std::string_view extension;
    std::string_view type;
};

constexpr ContentType content_types[] = {
    { "html", "text/html; charset=utf-8" },
    { "js", "text/javascript; charset=utf-8" },
    { "css", "text/css; charset=utf-8" },
    { "json", "application/json" },
    { "arb", "application/json" },
    { "svg", "image/svg+xml" },
    { "png", "image/png" },
    { "ico", "image/x-icon" },
    { "woff2", "font/woff2" },
    { "ttf", "font/ttf" },
    { "webmanifest", "application/manifest+json" },
    { "txt", "text/plain; charset=utf-8" },
};

// The console is one program of our own: nothing comes from elsewhere, nothing is framed.
constexpr std::string_view page_policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                                         "form-action 'none'; frame-ancestors 'none'";

std::string_view content_type(std::string_view extension)
{
    auto const found = std::find_if(std::begin(content_types), std::end(content_types), [&](auto const& entry) { return entry.extension == extension; });
    return found == std::end(content_types) ? "application/octet-stream" : found->type;
}

Response not_found()
{
    Response response;
    response.status = 404;
    response.headers.add("content-type", "application/problem+json");
    response.body = R"({"type":"urn:zahide:problem:not_found","title":"not found","status":404,"detail":"there is no such file","code":"not_found"})";
    return response;
}

bool is_within(fs::path const& root, fs::path const& file)
{
    auto const [root_end, ignored] = std::mismatch(root.begin(), root.end(), file.begin(), file.end());
    return root_end == root.end();
}

/// The file below the tree's root, or nothing. Links are followed and must stay inside.
std::optional<fs::path> find_file(FileTree const& tree, std::vector<std::string> const& segments)
{
    std::error_code error;
    fs::path const root = fs::canonical(tree.directory, error);
    if (error)
        return std::nullopt;
    fs::path path = root;
    for (auto const& segment : segments) {
        if (segment.starts_with('.') || segment.find('/') != std::string::npos)
            return std::nullopt;
        path /= segment;
    }
    if (!path.has_filename())
        path /= "index.html";
    path = fs::canonical(path, error);
    if (error || !is_within(root, path) || !fs::is_regular_file(path, error) || error)
        return std::nullopt;
    auto const size = fs::file_size(path, error);
    std::string const extension = path.extension().string();
    bool const offered = extension.size() > 1 && std::find(tree.extensions.begin(), tree.extensions.end(), extension.substr(1)) != tree.extensions.end();
    if (error || size > static_file_bytes_max || !offered)
        return std::nullopt;
    return path;
}

std::optional<std::string> read_all(fs::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (!file && !file.eof())
        return std::nullopt;
    return content;
}

// FNV-1a, 64 bits: tells versions of a file apart, protects nothing.
std::string entity_tag(std::string_view content)
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (char const byte : content) {
        hash ^= static_cast<unsigned char>(byte);
        hash *= 1099511628211ULL;
    }
    return "\"" + std::to_string(content.size()) + "-" + std::to_string(hash) + "\"";
}

} // namespace

Response serve_file(FileTree const& tree, std::vector<std::string> const& segments, Request const& request)
{
    auto path = find_file(tree, segments);
    if (!path && tree.fallback == Fallback::index_html && (segments.empty() || segments.back().find('.') == std::string::npos))
        path = find_file(tree, { "index.html" });
    auto content = path ? read_all(*path) : std::nullopt;
    if (!content)
        return not_found();
    Response response;
    std::string const tag = entity_tag(*content);
    response.headers.add("etag", tag);
    response.headers.add("cache-control", "no-cache");
    if (auto const* known = request.headers.find("if-none-match"); known != nullptr && known->find(tag) != std::string::npos) {
        response.status = 304;
        return response;
    }
    std::string const type(content_type(path->extension().string().substr(1)));
    if (type.starts_with("text/html"))
        response.headers.add("content-security-policy", std::string(page_policy));
    response.headers.add("content-type", type);
    response.body = std::move(*content);
    return response;
}

} // namespace zahide::http
