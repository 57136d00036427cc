#include "device_link.h"

#include <utility>

namespace zahide::program {

namespace {

http::Outgoing outgoing(device::Send& send)
{
    http::Outgoing request;
    request.id = send.id.value();
    request.method = send.method == device::Method::get ? http::Method::get : http::Method::post;
    request.target = std::move(send.target);
    request.body = std::move(send.body);
    request.bearer = std::move(send.bearer);
    request.idempotency_key = send.key;
    request.deadline = send.deadline;
    return request;
}

http::StreamRequest stream_request(device::OpenStream& open)
{
    http::StreamRequest request;
    request.id = open.id.value();
    request.target = std::move(open.target);
    request.bearer = std::move(open.bearer);
    if (open.after)
        request.last_event_id = std::to_string(open.after->value());
    return request;
}

} // namespace

DeviceLink::DeviceLink(device::Device& device, Clock const& clock, ports::Log& log, std::function<void()> wake)
    : m_device(device)
    , m_clock(clock)
    , m_log(log)
    , m_wake(std::move(wake))
    , m_wake_at(clock.ticks())
{
}

DeviceLink::~DeviceLink() = default;

Result<std::unique_ptr<DeviceLink>> DeviceLink::create(
    device::Device& device, Clock const& clock, ports::Log& log, http::ClientOptions options, std::function<void()> wake)
{
    std::unique_ptr<DeviceLink> link(new DeviceLink(device, clock, log, std::move(wake)));
    link->m_client = ZAHIDE_TRY(http::Client::create(std::move(options), *link));
    return link;
}

std::vector<device::Effect> DeviceLink::pump()
{
    std::vector<device::Event> inbox;
    {
        std::scoped_lock const lock(m_mutex);
        inbox.swap(m_inbox);
    }
    std::vector<device::Effect> news;
    for (auto const& event : inbox)
        feed(event, news);
    if (m_wake_at && m_clock.ticks() >= *m_wake_at)
        m_wake_at.reset();
    feed(device::TimerFired {}, news);
    return news;
}

void DeviceLink::feed(device::Event const& event, std::vector<device::Effect>& news)
{
    for (auto& effect : m_device.handle(event))
        carry_out(effect, news);
}

void DeviceLink::carry_out(device::Effect& effect, std::vector<device::Effect>& news)
{
    if (auto* const send = std::get_if<device::Send>(&effect))
        m_client->send(outgoing(*send));
    else if (auto* const open = std::get_if<device::OpenStream>(&effect))
        m_client->open_stream(stream_request(*open));
    else if (auto const* const close = std::get_if<device::CloseStream>(&effect))
        m_client->close_stream(close->id.value());
    else if (auto const* const timer = std::get_if<device::SetTimer>(&effect))
        m_wake_at = timer->at;
    else if (auto const* const trouble = std::get_if<device::TroubleNoticed>(&effect))
        m_log.warning(trouble->error.line());
    else
        news.push_back(std::move(effect));
}

void DeviceLink::post(device::Event event)
{
    bool first = false;
    {
        std::scoped_lock const lock(m_mutex);
        first = m_inbox.empty();
        m_inbox.push_back(std::move(event));
    }
    if (first)
        m_wake();
}

void DeviceLink::on_reply(std::uint64_t id, Result<http::Incoming> reply)
{
    if (reply)
        post(device::Replied { device::RequestId(id), reply->status, std::move(reply->body) });
    else
        post(device::ReplyLost { device::RequestId(id), reply.error() });
}

void DeviceLink::on_stream_open(std::uint64_t id)
{
    post(device::StreamOpened { device::RequestId(id) });
}

void DeviceLink::on_stream_event(std::uint64_t id, http::Event event)
{
    post(device::StreamBrought { device::RequestId(id), std::move(event.id), std::move(event.kind), std::move(event.data) });
}

void DeviceLink::on_stream_end(std::uint64_t id, int status, Error error)
{
    post(device::StreamLost { device::RequestId(id), status, std::move(error) });
}

} // namespace zahide::program
