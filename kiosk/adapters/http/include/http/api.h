#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "http/event_hub.h"
#include "http/message.h"
#include "http/server.h"
#include "i18n/messages.h"
#include "ports/keys.h"
#include "ports/log.h"
#include "scheduler/scheduler.h"
#include "scheduler/writer.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zahide::http {

/// What the API works with; all outlive it.
struct ApiParts {
    scheduler::Scheduler const& scheduler;
    scheduler::Writer& writer;
    EventHub& hub;
    Clock const& clock;
    Random& random;
    ports::Cryptography const& cryptography;
    ports::Log& log;
};

enum class TransportSecurity : std::uint8_t { plain, tls };

struct ApiOptions {
    std::string console_directory;
    std::string locales_directory;
    TransportSecurity security = TransportSecurity::plain; ///< tls: cookies are Secure
    std::vector<CenterId> centers; ///< whose queues /metrics counts
    std::shared_ptr<i18n::Catalogue const> messages = nullptr; ///< of the visitors' pages; none: there are no such pages
};

/// A route as the server has it, for comparing with /openapi.json.
struct RouteInfo {
    Method method;
    std::string_view pattern; ///< "/v1/tickets/{id}/recall"
};

/// The scheduler's HTTP API: parses, asks the use case, encodes. Decides nothing itself but who is who and how often
/// somebody may try.
class Api final : public Handler {
public:
    Api(ApiParts parts, ApiOptions options);
    ~Api() override;
    Api(Api const&) = delete;
    Api& operator=(Api const&) = delete;

    [[nodiscard]] Response handle(Request const& request) override;
    /// Where /metrics takes the server's own counts from, once there is a server.
    void count_server(std::function<ServerCounts()> counts);

    [[nodiscard]] static std::vector<RouteInfo> routes();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// The document that /openapi.json serves.
[[nodiscard]] std::string_view openapi_document();

} // namespace zahide::http
