#include "http/client.h"

#include "client_link.h"

#include <openssl/ssl.h>

#include <map>
#include <thread>
#include <utility>

namespace zahide::http {

namespace {

Result<void> trust(asio::ssl::context& tls, std::string const& authority_file)
{
    tls.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
    tls.set_verify_mode(asio::ssl::verify_peer);
    error_code error;
    if (authority_file.empty())
        tls.set_default_verify_paths(error);
    else
        tls.load_verify_file(authority_file, error);
    if (error)
        return fail(ErrorCode::invalid, "the authority's certificate can't be read (" + words_of(error) + ")", authority_file, "give a PEM file");
    return {};
}

bool is_header_safe(std::string_view text)
{
    return text.find_first_of(std::string_view("\r\n\0 ", 4)) == std::string_view::npos;
}

std::string request_head(Method method, std::string const& target, std::string const& authority)
{
    return std::string(to_string(method)) + " " + target + " HTTP/1.1\r\nhost: " + authority + "\r\nconnection: close\r\n";
}

void append_bearer(std::string& head, std::optional<Secret> const& bearer)
{
    if (bearer && is_header_safe(bearer->reveal()))
        head += "authorization: Bearer " + bearer->reveal() + "\r\n";
}

std::string request_text(Outgoing const& request, std::string const& authority)
{
    std::string text = request_head(request.method, request.target, authority);
    append_bearer(text, request.bearer);
    text += "accept: application/json, application/problem+json\r\n";
    if (request.idempotency_key)
        text += "idempotency-key: " + request.idempotency_key->value().text() + "\r\n";
    bool const has_body = request.method == Method::post || request.method == Method::put || request.method == Method::patch || !request.body.empty();
    if (has_body)
        text += "content-type: application/json\r\ncontent-length: " + std::to_string(request.body.size()) + "\r\n";
    return text + "\r\n" + request.body;
}

std::string stream_text(StreamRequest const& request, std::string const& authority)
{
    std::string text = request_head(Method::get, request.target, authority);
    append_bearer(text, request.bearer);
    text += "accept: text/event-stream\r\n";
    if (request.last_event_id && is_header_safe(*request.last_event_id))
        text += "last-event-id: " + *request.last_event_id + "\r\n";
    return text + "\r\n";
}

} // namespace

struct Client::Parts {
    explicit Parts(ClientListener& given_listener)
        : listener(given_listener)
        , work(asio::make_work_guard(context.io))
    {
    }

    void start_request(Outgoing const& request);
    void start_stream(StreamRequest const& request);
    void end_stream(std::uint64_t id, Result<Incoming> outcome);
    void drop_stream(std::uint64_t id);

    ClientContext context;
    ClientListener& listener;
    asio::executor_work_guard<asio::io_context::executor_type> work;
    std::map<std::uint64_t, std::shared_ptr<ClientLink>> streams;
    std::thread network;
};

void Client::Parts::start_request(Outgoing const& request)
{
    if (!is_header_safe(request.target))
        return listener.on_reply(request.id, fail(ErrorCode::invalid, "the target of a request is malformed", "target"));
    ClientLink::Callbacks callbacks;
    callbacks.end = [this, id = request.id](Result<Incoming> outcome) { listener.on_reply(id, std::move(outcome)); };
    std::make_shared<ClientLink>(
        context, ClientLink::Kind::request, request.method, request_text(request, context.address.authority), request.deadline, std::move(callbacks))
        ->start();
}

void Client::Parts::start_stream(StreamRequest const& request)
{
    drop_stream(request.id);
    ClientLink::Callbacks callbacks;
    callbacks.open = [this, id = request.id] { listener.on_stream_open(id); };
    callbacks.event = [this, id = request.id](Event event) { listener.on_stream_event(id, std::move(event)); };
    callbacks.end = [this, id = request.id](Result<Incoming> outcome) { end_stream(id, std::move(outcome)); };
    auto const link = std::make_shared<ClientLink>(context, ClientLink::Kind::stream, Method::get, stream_text(request, context.address.authority),
        context.options.limits.connect_time * 2, std::move(callbacks));
    streams[request.id] = link;
    link->start();
}

void Client::Parts::end_stream(std::uint64_t id, Result<Incoming> outcome)
{
    streams.erase(id);
    if (!outcome)
        return listener.on_stream_end(id, 0, std::move(outcome).error());
    auto const code = outcome->status == 401 ? ErrorCode::unauthorized : ErrorCode::unavailable;
    listener.on_stream_end(id, outcome->status, Error { code, "the scheduler refused the event stream", context.options.address, {}, Retry::later });
}

void Client::Parts::drop_stream(std::uint64_t id)
{
    auto const found = streams.find(id);
    if (found == streams.end())
        return;
    auto const link = found->second;
    streams.erase(found);
    link->drop();
}

Result<std::unique_ptr<Client>> Client::create(ClientOptions options, ClientListener& listener)
{
    auto parts = std::make_unique<Parts>(listener);
    parts->context.address = ZAHIDE_TRY(parse_address(options.address));
    parts->context.options = std::move(options);
    if (parts->context.address.scheme == Scheme::tls)
        ZAHIDE_TRY_VOID(trust(parts->context.tls, parts->context.options.authority_file));
    parts->network = std::thread([&io = parts->context.io] { io.run(); });
    return std::unique_ptr<Client>(new Client(std::move(parts)));
}

Client::Client(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Client::~Client()
{
    m_parts->context.io.stop();
    m_parts->network.join();
}

void Client::send(Outgoing request)
{
    asio::post(m_parts->context.io, [parts = m_parts.get(), request = std::move(request)] { parts->start_request(request); });
}

void Client::open_stream(StreamRequest request)
{
    asio::post(m_parts->context.io, [parts = m_parts.get(), request = std::move(request)] { parts->start_stream(request); });
}

void Client::close_stream(std::uint64_t id)
{
    asio::post(m_parts->context.io, [parts = m_parts.get(), id] { parts->drop_stream(id); });
}

} // namespace zahide::http
