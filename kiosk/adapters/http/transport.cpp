#include "transport.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <system_error>

namespace zahide::http {

namespace {

void set_time(beast::tcp_stream& stream, std::optional<Milliseconds> time)
{
    if (time)
        stream.expires_after(*time);
    else
        stream.expires_never();
}

class PlainTransport final : public Transport {
public:
    explicit PlainTransport(beast::tcp_stream stream)
        : m_stream(std::move(stream))
    {
    }

    void handshake(Milliseconds, IoDone done) override
    {
        asio::post(m_stream.get_executor(), [done = std::move(done)] { done({}, 0); });
    }
    void read(asio::mutable_buffer into, std::optional<Milliseconds> time, IoDone done) override
    {
        set_time(m_stream, time);
        m_stream.async_read_some(into, std::move(done));
    }
    void write(asio::const_buffer from, Milliseconds time, IoDone done) override
    {
        set_time(m_stream, time);
        asio::async_write(m_stream, from, std::move(done));
    }
    beast::tcp_stream& tcp() override { return m_stream; }

private:
    beast::tcp_stream m_stream;
};

class TlsTransport final : public Transport {
public:
    TlsTransport(beast::tcp_stream stream, asio::ssl::context& context, asio::ssl::stream_base::handshake_type side)
        : m_stream(std::move(stream), context)
        , m_side(side)
    {
    }

    void expect_host(std::string const& host)
    {
        error_code not_an_address;
        asio::ip::make_address(host, not_an_address);
        // RFC 6066 §3: literal addresses are not sent as a server name.
        if (not_an_address)
            SSL_set_tlsext_host_name(m_stream.native_handle(), host.c_str());
        m_stream.set_verify_mode(asio::ssl::verify_peer);
        m_stream.set_verify_callback(asio::ssl::host_name_verification(host));
    }

    void handshake(Milliseconds time, IoDone done) override
    {
        set_time(tcp(), time);
        m_stream.async_handshake(m_side, [done = std::move(done)](error_code error) { done(error, 0); });
    }
    void read(asio::mutable_buffer into, std::optional<Milliseconds> time, IoDone done) override
    {
        set_time(tcp(), time);
        m_stream.async_read_some(into, std::move(done));
    }
    void write(asio::const_buffer from, Milliseconds time, IoDone done) override
    {
        set_time(tcp(), time);
        asio::async_write(m_stream, from, std::move(done));
    }
    beast::tcp_stream& tcp() override { return m_stream.next_layer(); }

private:
    beast::ssl_stream<beast::tcp_stream> m_stream;
    asio::ssl::stream_base::handshake_type m_side;
};

} // namespace

std::string words_of(error_code const& error)
{
    if (error.category() != asio::error::get_ssl_category())
        return error.message();
    auto const code = static_cast<unsigned long>(static_cast<unsigned>(error.value()));
    if (ERR_SYSTEM_ERROR(code))
        return std::system_category().message(ERR_GET_REASON(code));
    char const* const reason = ERR_reason_error_string(code);
    return reason != nullptr ? reason : error.message();
}

void Transport::shutdown_send()
{
    error_code ignored;
    tcp().socket().shutdown(tcp::socket::shutdown_send, ignored);
}

void Transport::close()
{
    tcp().close();
}

std::unique_ptr<Transport> make_plain_transport(beast::tcp_stream stream)
{
    return std::make_unique<PlainTransport>(std::move(stream));
}

std::unique_ptr<Transport> make_tls_server_transport(beast::tcp_stream stream, asio::ssl::context& context)
{
    return std::make_unique<TlsTransport>(std::move(stream), context, asio::ssl::stream_base::server);
}

std::unique_ptr<Transport> make_tls_client_transport(beast::tcp_stream stream, asio::ssl::context& context, std::string const& host)
{
    auto transport = std::make_unique<TlsTransport>(std::move(stream), context, asio::ssl::stream_base::client);
    transport->expect_host(host);
    return transport;
}

} // namespace zahide::http
