#include "caller.h"

#include <utility>

namespace zahide::faults {

Caller::Caller(std::string const& address)
{
    http::ClientOptions options;
    options.address = address;
    m_client = http::Client::create(std::move(options), *this).value();
}

Result<http::Incoming> Caller::call(http::Outgoing request)
{
    std::unique_lock lock(m_mutex);
    m_reply.reset();
    m_client->send(std::move(request));
    m_arrived.wait(lock, [this] { return m_reply.has_value(); });
    return *m_reply;
}

void Caller::listen(Secret const& token)
{
    m_client->open_stream({ 1, "/v1/events", token, std::nullopt });
}

int Caller::heard()
{
    std::scoped_lock const lock(m_mutex);
    return m_heard;
}

void Caller::wait_for_event(int heard, Milliseconds at_most)
{
    std::unique_lock lock(m_mutex);
    m_arrived.wait_for(lock, at_most, [this, heard] { return m_heard > heard; });
}

void Caller::on_reply(std::uint64_t /*id*/, Result<http::Incoming> reply)
{
    std::scoped_lock const lock(m_mutex);
    m_reply.emplace(std::move(reply));
    m_arrived.notify_one();
}

void Caller::on_stream_event(std::uint64_t /*id*/, http::Event /*event*/)
{
    std::scoped_lock const lock(m_mutex);
    ++m_heard;
    m_arrived.notify_one();
}

} // namespace zahide::faults
