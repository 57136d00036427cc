#include "api_handlers.h"
#include "protocol/delivery.h"

#include <array>

namespace zahide::http {

namespace {

/// What may stand in a device's outbox. Their handlers do nothing after carry_out(), so that a whole batch is handed to the
/// writer before the first answer is waited for: it becomes durable with one sync to disk.
struct DeliveryRoute {
    std::string_view pattern;
    Result<Response> (*handler)(Context&);
};
constexpr std::array delivery_routes {
    DeliveryRoute { "/v1/centers/{center}/tickets", add_ticket },
    DeliveryRoute { "/v1/centers/{center}/help-requests", ask_help },
    DeliveryRoute { "/v1/devices/{device}/number-returns", take_back_numbers },
    DeliveryRoute { "/v1/devices/{device}/renewals", note_renewal },
    DeliveryRoute { "/v1/devices/{device}/slot-leases/{id}/book", book_lent_slot },
};

Result<Request> request_of(protocol::Delivery const& delivery)
{
    Request request;
    request.method = Method::post;
    ZAHIDE_TRY_VOID(parse_target(delivery.target, request));
    request.headers.add("idempotency-key", delivery.key.value().text());
    request.body = delivery.body.reveal();
    return request;
}

/// Hands one entry to the writer.
Result<PendingAnswer> begin(Context const& batch, protocol::Delivery const& delivery)
{
    auto const request = ZAHIDE_TRY(request_of(delivery));
    for (auto const& route : delivery_routes) {
        PathParameters parameters;
        if (!fits(route.pattern, request.segments, parameters))
            continue;
        std::optional<PendingAnswer> pending;
        Context entry { batch.api, request, std::move(parameters), batch.who, batch.token, &pending };
        ZAHIDE_TRY(route.handler(entry));
        return *std::move(pending);
    }
    return fail(ErrorCode::not_found, "there is no such address for deliveries", "target", "send it alone");
}

protocol::DeliveryAnswer answer_of(protocol::Delivery const& delivery, Result<ports::StoredResponse> const& stored)
{
    if (stored)
        return { delivery.key, stored->status, std::nullopt };
    return { delivery.key, problem_response(stored.error()).status, protocol::problem_of(stored.error()).code };
}

/// Hands to the writer how many promises the device has made. Fails when that isn't taken; then no entry is to be either.
Result<std::future<Result<void>>> begin_note(Context const& batch, DeviceId const& device, std::int32_t promises)
{
    auto const noted = std::make_shared<std::promise<Result<void>>>();
    auto future = noted->get_future();
    auto work = [&scheduler = batch.scheduler(), principal = batch.principal(), device, promises](ports::Transaction& transaction) -> Result<void> {
        ZAHIDE_TRY(scheduler.run(transaction, principal, scheduler::NotePromises { device, promises }));
        return {};
    };
    ZAHIDE_TRY_VOID(batch.api.parts.writer.submit(std::move(work), [noted](Result<void> result) { noted->set_value(std::move(result)); }));
    return future;
}

} // namespace

Result<Response> take_deliveries(Context& context)
{
    auto const device = ZAHIDE_TRY(device_parameter(context));
    auto const* const principal = std::get_if<domain::DevicePrincipal>(&context.principal());
    if (principal == nullptr || principal->device != device)
        return fail(ErrorCode::forbidden, "a device delivers for itself only", "device", "deliver as that device");
    auto const batch = ZAHIDE_TRY(body_of<protocol::DeliveryBatch>(context));
    if (batch.entries.size() > protocol::deliveries_max)
        return fail(ErrorCode::invalid, "too many deliveries at a time", "entries", "send at most " + std::to_string(protocol::deliveries_max));
    auto const began = context.api.parts.clock.ticks();
    // Before any entry: a ticket that is known while that is not would let an old image of the disk go unnoticed.
    std::optional<std::future<Result<void>>> noted;
    if (batch.promises)
        noted = ZAHIDE_TRY(begin_note(context, device, *batch.promises));
    std::vector<Result<PendingAnswer>> pending;
    pending.reserve(batch.entries.size());
    for (auto const& delivery : batch.entries)
        pending.push_back(begin(context, delivery));
    auto const is_noted = noted ? noted->get() : Result<void>();
    protocol::DeliveryAnswers answers;
    for (std::size_t index = 0; index < pending.size(); ++index) {
        auto& one = pending[index];
        auto const stored = one ? one->get() : Result<ports::StoredResponse>(fail(one.error()));
        if (!stored && (stored.error().code == ErrorCode::internal || stored.error().code == ErrorCode::corrupt))
            context.api.parts.log.error("a delivery failed", { { "what", stored.error().line() } });
        answers.answers.push_back(answer_of(batch.entries[index], stored));
    }
    ZAHIDE_TRY_VOID(is_noted); // the whole batch comes again
    context.api.metrics.count_transact(std::chrono::duration_cast<Milliseconds>(context.api.parts.clock.ticks() - began));
    return json_response(200, protocol::encode(answers));
}

} // namespace zahide::http
