#pragma once

#include "base/result.h"
#include "challenges.h"
#include "code_tries.h"
#include "http/api.h"
#include "metrics.h"
#include "protocol/problem.h"
#include "tries.h"

#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zahide::http {

/// What the handlers share.
struct ApiState {
    ApiState(ApiParts given_parts, ApiOptions given_options)
        : parts(given_parts)
        , options(std::move(given_options))
        , tries(parts.clock)
        , code_tries(parts.clock)
        , challenges(parts.clock, parts.random)
    {
    }

    /// Passwords are hashed two at a time: each takes 64 MiB.
    static constexpr std::ptrdiff_t password_checks_max = 2;

    ApiParts parts;
    ApiOptions options;
    Tries tries;
    CodeTries code_tries;
    Challenges challenges;
    Metrics metrics;
    std::mutex server_counts_mutex;
    std::function<ServerCounts()> server_counts; ///< comes when the server is there, and requests may be too
    std::counting_semaphore<password_checks_max> password_checks { password_checks_max };
};

/// What stands in the place of the "{name}"s of a route's pattern.
using PathParameters = std::map<std::string, std::string, std::less<>>;

/// Whether the path fits the pattern, in which "{name}" stands for one segment and "*" at the end for any number; fills in
/// the parameters if it does.
[[nodiscard]] bool fits(std::string_view pattern, std::vector<std::string> const& segments, PathParameters& parameters);

/// The answer of a command that is on its way through the writer.
using PendingAnswer = std::future<Result<ports::StoredResponse>>;

/// One request on its way through its handler.
struct Context {
    ApiState& api;
    Request const& request;
    PathParameters parameters; ///< of the route's pattern
    std::optional<scheduler::Authenticated> who; ///< none only on routes open to all
    std::optional<Secret> token; ///< with which they came
    /// Of an entry of a batch: carry_out() leaves the answer here instead of waiting for it. Else nullptr.
    std::optional<PendingAnswer>* pending = nullptr;

    [[nodiscard]] domain::Principal const& principal() const { return who->principal; }
    [[nodiscard]] scheduler::Scheduler const& scheduler() const { return api.parts.scheduler; }
};

// Parameters of the path; a wrong one fails with `invalid` at its name.
[[nodiscard]] Result<CenterId> center_parameter(Context const& context);
[[nodiscard]] Result<DeviceId> device_parameter(Context const& context);
[[nodiscard]] Result<CounterNumber> counter_parameter(Context const& context);
[[nodiscard]] Result<Uuid> uuid_parameter(Context const& context);

/// Fails with `forbidden` when a browser says that a page of another site makes the request.
[[nodiscard]] Result<void> refuse_other_sites(Request const& request);

[[nodiscard]] Response json_response(int status, std::string body);
[[nodiscard]] Response problem_response(Error const& error);
[[nodiscard]] Response problem_response(protocol::Problem const& problem);
[[nodiscard]] Response no_content();

/// The Idempotency-Key with a digest of the request.
[[nodiscard]] Result<scheduler::Once> once_of(Context const& context);

/// The body as a message. An absent body counts as an empty object.
template<class Message>
[[nodiscard]] Result<Message> body_of(Context const& context)
{
    return protocol::decode<Message>(context.request.body.empty() ? "{}" : context.request.body);
}

/// Hands a command to the writer and waits until its answer is durable. `encode` makes the answer of the outcome.
template<class Command, class Encode>
[[nodiscard]] Result<Response> carry_out(Context const& context, Command command, Encode encode)
{
    auto once = ZAHIDE_TRY(once_of(context));
    auto const began = context.api.parts.clock.ticks();
    auto const answered = std::make_shared<std::promise<Result<ports::StoredResponse>>>();
    auto future = answered->get_future();
    context.api.parts.writer.answer(context.scheduler(), context.principal(), std::move(once), std::move(command), std::move(encode),
        [answered](Result<ports::StoredResponse> stored) { answered->set_value(std::move(stored)); });
    if (context.pending != nullptr) {
        *context.pending = std::move(future);
        return Response {};
    }
    auto stored = ZAHIDE_TRY(future.get());
    context.api.metrics.count_transact(std::chrono::duration_cast<Milliseconds>(context.api.parts.clock.ticks() - began));
    return stored.status == 204 ? no_content() : json_response(stored.status, std::move(stored.body));
}

/// The answer that is stored: a message as JSON.
template<class Message>
[[nodiscard]] ports::StoredResponse stored(int status, Message const& message)
{
    return { status, protocol::encode(message) };
}

} // namespace zahide::http
