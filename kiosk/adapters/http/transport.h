#pragma once

#include "asio.h"
#include "base/time.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace zahide::http {

using IoDone = std::function<void(error_code, std::size_t)>;

/// A byte stream over TCP, plain or TLS. One read and one write may be under way at a time; a time that runs out ends the
/// operation with beast::error::timeout and closes the stream. Used from the thread that runs its io_context.
class Transport {
public:
    virtual ~Transport() = default;
    virtual void handshake(Milliseconds time, IoDone done) = 0;
    /// Without a time the read waits for as long as the stream is open.
    virtual void read(asio::mutable_buffer into, std::optional<Milliseconds> time, IoDone done) = 0;
    /// Writes all of it. The bytes stay put until `done`.
    virtual void write(asio::const_buffer from, Milliseconds time, IoDone done) = 0;
    virtual beast::tcp_stream& tcp() = 0;

    void shutdown_send();
    void close();
};

[[nodiscard]] std::unique_ptr<Transport> make_plain_transport(beast::tcp_stream stream);
[[nodiscard]] std::unique_ptr<Transport> make_tls_server_transport(beast::tcp_stream stream, asio::ssl::context& context);
/// `host` is what the certificate must be for, and the SNI.
[[nodiscard]] std::unique_ptr<Transport> make_tls_client_transport(beast::tcp_stream stream, asio::ssl::context& context, std::string const& host);

/// What went wrong, in OpenSSL's words where it is OpenSSL's error: Asio only says that it is one.
[[nodiscard]] std::string words_of(error_code const& error);

} // namespace zahide::http
