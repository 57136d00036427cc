#pragma once

#include "base/time.h"
#include "http/server.h"

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace zahide::http {

/// Counts for /metrics in Prometheus' text form. Safe to call from any thread.
class Metrics {
public:
    void count_request(std::string const& route, int status);
    /// From handing a command to the writer until it is durable.
    void count_transact(Milliseconds taken);
    [[nodiscard]] std::string text(ServerCounts const& server) const;

private:
    static constexpr std::array<std::int64_t, 9> bounds_ms { 1, 2, 5, 10, 25, 50, 100, 500, 2500 };

    mutable std::mutex m_mutex;
    std::map<std::pair<std::string, int>, std::uint64_t> m_requests;
    std::array<std::uint64_t, bounds_ms.size()> m_transacts {}; ///< by upper bound, each not counting the lower ones
    std::uint64_t m_transact_count = 0;
    std::int64_t m_transact_ms = 0;
};

/// One line of a gauge or counter.
void append_metric(std::string& text, std::string_view name, std::string_view labels, std::uint64_t value);
void append_metric_head(std::string& text, std::string_view name, std::string_view type, std::string_view help);

} // namespace zahide::http
