#include "metrics.h"

namespace zahide::http {

namespace {

/// Milliseconds as seconds, without a float's tail.
std::string seconds_text(std::int64_t ms)
{
    std::string const fraction = std::to_string(1000 + ms % 1000).substr(1);
    return std::to_string(ms / 1000) + "." + fraction;
}

} // namespace

void append_metric(std::string& text, std::string_view name, std::string_view labels, std::uint64_t value)
{
    text.append(name).append(labels).append(" ").append(std::to_string(value)).append("\n");
}

void append_metric_head(std::string& text, std::string_view name, std::string_view type, std::string_view help)
{
    text.append("# HELP ").append(name).append(" ").append(help).append("\n");
    text.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

void Metrics::count_request(std::string const& route, int status)
{
    std::lock_guard const lock(m_mutex);
    ++m_requests[{ route, status }];
}

void Metrics::count_transact(Milliseconds taken)
{
    std::lock_guard const lock(m_mutex);
    ++m_transact_count;
    m_transact_ms += taken.count();
    for (std::size_t at = 0; at < bounds_ms.size(); ++at) {
        if (taken.count() <= bounds_ms[at]) {
            ++m_transacts[at];
            return;
        }
    }
}

std::string Metrics::text(ServerCounts const& server) const
{
    std::lock_guard const lock(m_mutex);
    std::string text;
    append_metric_head(text, "zahide_http_requests_total", "counter", "Requests answered, by route and status.");
    for (auto const& [key, count] : m_requests)
        append_metric(text, "zahide_http_requests_total", "{route=\"" + key.first + "\",status=\"" + std::to_string(key.second) + "\"}", count);
    append_metric_head(text, "zahide_http_connections", "gauge", "Open connections.");
    append_metric(text, "zahide_http_connections", "", server.connections);
    append_metric_head(text, "zahide_sse_clients", "gauge", "Open event streams.");
    append_metric(text, "zahide_sse_clients", "", server.event_streams);
    append_metric_head(text, "zahide_sse_dropped_total", "counter", "Event streams closed because their client was too slow.");
    append_metric(text, "zahide_sse_dropped_total", "", server.slow_streams_dropped);
    append_metric_head(text, "zahide_transact_seconds", "histogram", "From handing a command to the writer until it is durable.");
    std::uint64_t total = 0;
    for (std::size_t at = 0; at < bounds_ms.size(); ++at) {
        total += m_transacts[at];
        append_metric(text, "zahide_transact_seconds_bucket", "{le=\"" + seconds_text(bounds_ms[at]) + "\"}", total);
    }
    append_metric(text, "zahide_transact_seconds_bucket", "{le=\"+Inf\"}", m_transact_count);
    text += "zahide_transact_seconds_sum " + seconds_text(m_transact_ms) + "\n";
    append_metric(text, "zahide_transact_seconds_count", "", m_transact_count);
    return text;
}

} // namespace zahide::http
