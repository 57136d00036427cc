#include "harness.h"

#include <fstream>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace zahide::http {
namespace {

/// A feed of numbered events, as the scheduler's: whoever comes gets what they have not had.
class Feed {
public:
    Response open(Request const& request)
    {
        auto const* last = request.headers.find("last-event-id");
        std::size_t const after = last == nullptr ? 0 : std::stoul(*last);
        Response response;
        response.route = "/events";
        response.open_stream = [this, after](std::shared_ptr<EventSink> sink) {
            std::lock_guard const lock(m_mutex);
            for (std::size_t id = after + 1; id <= m_count; ++id)
                sink->send(event(id));
            m_sinks.push_back(std::move(sink));
            m_changed.notify_all();
        };
        return response;
    }
    void append(std::string const& padding = "")
    {
        std::lock_guard const lock(m_mutex);
        ++m_count;
        m_padding = padding;
        for (auto const& sink : m_sinks)
            sink->send(event(m_count));
    }
    void drop_all()
    {
        std::lock_guard const lock(m_mutex);
        for (auto const& sink : m_sinks)
            sink->close();
        m_sinks.clear();
    }
    std::shared_ptr<EventSink> wait_for_sink()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return !m_sinks.empty(); });
        return m_sinks.back();
    }

private:
    [[nodiscard]] Event event(std::size_t id) const { return { std::to_string(id), "number", "{\"n\":" + std::to_string(id) + "}" + m_padding }; }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::shared_ptr<EventSink>> m_sinks;
    std::size_t m_count = 0;
    std::string m_padding;
};

class StreamTest : public ::testing::Test {
protected:
    void start(ServerLimits limits = {}, std::optional<TlsFiles> tls = std::nullopt)
    {
        ServerOptions options;
        options.limits = limits;
        options.tls = std::move(tls);
        auto server = Server::create(options, m_handler, m_clock, m_log);
        ASSERT_TRUE(server) << server.error().line();
        m_server = std::move(*server);
    }
    std::unique_ptr<Client> client(ClientOptions options = {})
    {
        if (options.address.empty())
            options.address = local_address(m_server->port());
        auto made = Client::create(options, m_listener);
        EXPECT_TRUE(made) << made.error().line();
        return std::move(*made);
    }

    RealClock m_clock;
    KeptLog m_log;
    Feed m_feed;
    FunctionHandler m_handler { [this](Request const& request) {
        if (request.path == "/events")
            return m_feed.open(request);
        Response response;
        response.status = request.path == "/refused" ? 401 : 200;
        for (auto const* name : { "authorization", "idempotency-key", "content-type" })
            response.body += request.headers.find(name) == nullptr ? "-;" : *request.headers.find(name) + ";";
        response.body += request.body;
        return response;
    } };
    std::unique_ptr<Server> m_server;
    WaitingListener m_listener;
};

TEST_F(StreamTest, Request_CarriesKeyAndBearerAndBody)
{
    start();
    auto const sender = client();
    sender->send({ 7, Method::post, "/v1/x?y=1", "{}", Secret("t0ken"), IdempotencyKey(*Uuid::parse("8b7f0c1e-4a52-4b1c-9d25-1c2d3e4f5a6b")) });
    auto const reply = m_listener.reply(7);
    ASSERT_TRUE(reply) << reply.error().line();
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(reply->body, "Bearer t0ken;8b7f0c1e-4a52-4b1c-9d25-1c2d3e4f5a6b;application/json;{}");
    EXPECT_EQ(m_log.text().find("t0ken"), std::string::npos);
}

TEST_F(StreamTest, Events_ArriveInOrderAndResumeAfterTheLast)
{
    start();
    auto const listener = client();
    for (int count = 0; count < 3; ++count)
        m_feed.append();
    listener->open_stream({ 1, "/events", std::nullopt, "1" });
    EXPECT_EQ(m_listener.opened(1), 1);
    EXPECT_EQ(m_listener.events(2)[0].id, "2");
    m_feed.append();
    auto const events = m_listener.events(3);
    EXPECT_EQ(events[2].id, "4");
    EXPECT_EQ(events[2].kind, "number");
    EXPECT_EQ(events[2].data, "{\"n\":4}");
    m_feed.drop_all();
    EXPECT_EQ(m_listener.stream_end().first, 0);
    m_feed.append(); // while nobody listens
    listener->open_stream({ 1, "/events", std::nullopt, events[2].id });
    EXPECT_EQ(m_listener.events(4)[3].id, "5");
}

TEST_F(StreamTest, RefusedStream_TellsTheStatus)
{
    start();
    auto const listener = client();
    listener->open_stream({ 1, "/refused", std::nullopt, std::nullopt });
    auto const [status, error] = m_listener.stream_end();
    EXPECT_EQ(status, 401);
    EXPECT_EQ(error.code, ErrorCode::unauthorized);
}

TEST_F(StreamTest, SilentStream_BeatsSoThatSilenceIsAnEnd)
{
    ServerLimits limits;
    limits.heartbeat = Milliseconds(50);
    start(limits);
    ClientOptions options;
    options.limits.stream_silence = Milliseconds(400);
    auto const listener = client(options);
    listener->open_stream({ 1, "/events", std::nullopt, std::nullopt });
    RawSocket const raw(m_server->port());
    raw.send("GET /events HTTP/1.1\r\nhost: x\r\n\r\n");
    EXPECT_TRUE(raw.read_until("\r\n\r\n:\n\n:\n\n:\n\n:\n\n:\n\n:\n\n:\n\n:\n\n:\n\n:\n\n").ends_with(":\n\n:\n\n"));
    m_feed.append(); // half a second later the quiet stream still lives
    EXPECT_EQ(m_listener.events(1)[0].id, "1");
}

TEST_F(StreamTest, ClientTooSlow_IsDisconnectedAndTheOthersAreNot)
{
    ServerLimits limits;
    limits.stream_queue_bytes = 64 * 1024;
    start(limits);
    RawSocket const slow(m_server->port(), 4096);
    slow.send("GET /events HTTP/1.1\r\nhost: x\r\n\r\n");
    auto const slow_sink = m_feed.wait_for_sink();
    auto const listener = client();
    listener->open_stream({ 1, "/events", std::nullopt, std::nullopt });
    ASSERT_EQ(m_listener.opened(1), 1);
    std::string const padding(8000, ' ');
    std::size_t sent = 0;
    while (slow_sink->state() == SinkState::open && sent < 10'000) {
        m_feed.append(padding);
        ++sent;
        (void)m_listener.events(sent); // the quick one keeps up
    }
    EXPECT_EQ(slow_sink->state(), SinkState::closed);
    EXPECT_LT(sent, 10'000U);
    EXPECT_EQ(slow_sink->send({ "1", "x", "" }), SinkState::closed);
    m_feed.append();
    EXPECT_EQ(m_listener.events(sent + 1).size(), sent + 1);
}

TEST_F(StreamTest, StoppedServer_EndsStreamsAndSinksSurvive)
{
    start();
    auto const listener = client();
    listener->open_stream({ 1, "/events", std::nullopt, std::nullopt });
    auto const sink = m_feed.wait_for_sink();
    m_server.reset();
    EXPECT_EQ(m_listener.stream_end().first, 0);
    EXPECT_EQ(sink->send({ "1", "x", "" }), SinkState::closed);
    listener->send({ 2, Method::get, "/", "", {}, {} });
    auto const reply = m_listener.reply(2);
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code, ErrorCode::unavailable);
    EXPECT_EQ(reply.error().retry, Retry::later);
}

TEST_F(StreamTest, ServerThatNeverAnswers_IsGivenUpAtTheDeadline)
{
    start();
    int const silent = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(::bind(silent, reinterpret_cast<sockaddr const*>(&address), sizeof address), 0);
    ASSERT_EQ(::listen(silent, 8), 0);
    socklen_t size = sizeof address;
    ::getsockname(silent, reinterpret_cast<sockaddr*>(&address), &size);
    ClientOptions options;
    options.address = local_address(ntohs(address.sin_port));
    auto const sender = client(options);
    sender->send({ 1, Method::get, "/", "", {}, {}, Milliseconds(150) });
    auto const reply = m_listener.reply(1);
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().where, options.address);
    EXPECT_FALSE(reply.error().mend.empty());
    ::close(silent);
}

TEST(ClientAddress, WhatIsNoAddress_IsRefused)
{
    WaitingListener listener;
    for (auto const* address : { "", "10.0.0.5:80", "ftp://x", "http://", "http://x:abc", "http://x:123456", "http://x/path", "http://user@x" })
        EXPECT_FALSE(Client::create({ address, "", {} }, listener)) << address;
    for (auto const* address : { "http://x", "http://10.0.0.5:8080", "http://[::1]:80/" })
        EXPECT_TRUE(Client::create({ address, "", {} }, listener)) << address;
}

/// A certificate for 127.0.0.1 that signs itself, written to two PEM files.
TlsFiles make_certificate(std::string const& directory)
{
    EVP_PKEY* const key = EVP_EC_gen("P-256");
    X509* const certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_version(certificate, 2);
    X509_set_pubkey(certificate, key);
    X509_NAME* const name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<unsigned char const*>("test"), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
    X509_sign(certificate, key, EVP_sha256());
    TlsFiles files { directory + "/zahide-test-cert-" + std::to_string(::getpid()) + ".pem",
        directory + "/zahide-test-key-" + std::to_string(::getpid()) + ".pem" };
    FILE* out = std::fopen(files.certificate_chain.c_str(), "w");
    PEM_write_X509(out, certificate);
    std::fclose(out);
    out = std::fopen(files.private_key.c_str(), "w");
    PEM_write_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(out);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return files;
}

TEST_F(StreamTest, Tls_CarriesRequestsAndStreamsForWhoTrustsTheAuthority)
{
    auto const files = make_certificate(testing::TempDir());
    start({}, files);
    std::string const address = "https://127.0.0.1:" + std::to_string(m_server->port());
    auto const trusting = client({ address, files.certificate_chain, {} });
    trusting->send({ 1, Method::post, "/x", "hello", {}, {} });
    auto const reply = m_listener.reply(1);
    ASSERT_TRUE(reply) << reply.error().line();
    EXPECT_TRUE(reply->body.ends_with("hello"));
    trusting->open_stream({ 2, "/events", std::nullopt, std::nullopt });
    ASSERT_EQ(m_listener.opened(1), 1);
    (void)m_feed.wait_for_sink();
    m_feed.append();
    EXPECT_EQ(m_listener.events(1)[0].id, "1");

    auto const distrusting = client({ address, "", {} });
    distrusting->send({ 3, Method::get, "/x", "", {}, {} });
    auto const distrust = m_listener.reply(3);
    ASSERT_FALSE(distrust);
    EXPECT_NE(distrust.error().line().find("(certificate verify failed); name the certificate of who signed it as authority"), std::string::npos)
        << distrust.error().line();
    auto const elsewhere = client({ "https://localhost:" + std::to_string(m_server->port()), files.certificate_chain, {} });
    elsewhere->send({ 4, Method::get, "/x", "", {}, {} });
    EXPECT_FALSE(m_listener.reply(4)); // the certificate is for 127.0.0.1

    ServerOptions wrong;
    wrong.tls = TlsFiles { files.certificate_chain + "-none", files.private_key };
    auto const missing = Server::create(wrong, m_handler, m_clock, m_log);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().line(),
        wrong.tls->certificate_chain
            + ": the TLS certificate can't be read (No such file or directory); give a PEM file with the "
              "certificate and its chain");
    wrong.tls = TlsFiles { files.private_key, files.private_key };
    auto const swapped = Server::create(wrong, m_handler, m_clock, m_log);
    ASSERT_FALSE(swapped);
    EXPECT_NE(swapped.error().line().find("(no start line)"), std::string::npos) << swapped.error().line();
    ::unlink(files.certificate_chain.c_str());
    ::unlink(files.private_key.c_str());
}

} // namespace
} // namespace zahide::http
