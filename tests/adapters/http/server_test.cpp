#include "harness.h"
#include "http/files.h"

#include <atomic>
#include <filesystem>
#include <fstream>

namespace zahide::http {
namespace {

namespace fs = std::filesystem;

Response echo(Request const& request)
{
    Response response;
    response.route = "/echo";
    response.headers.add("content-type", "text/plain");
    response.body = std::string(to_string(request.method)) + " " + request.path + " " + request.body;
    return response;
}

class ServerTest : public ::testing::Test {
protected:
    void start(std::function<Response(Request const&)> function, ServerLimits limits = {})
    {
        m_handler = std::make_unique<FunctionHandler>(std::move(function));
        ServerOptions options;
        options.limits = limits;
        auto server = Server::create(options, *m_handler, m_clock, m_log);
        ASSERT_TRUE(server) << server.error().line();
        m_server = std::move(*server);
    }
    [[nodiscard]] std::uint16_t port() const { return m_server->port(); }

    RealClock m_clock;
    KeptLog m_log;
    std::unique_ptr<FunctionHandler> m_handler;
    std::unique_ptr<Server> m_server;
};

TEST_F(ServerTest, Request_IsAnsweredWithSecurityHeaders)
{
    start(echo);
    auto const reply = RawSocket(port()).exchange("POST /echo?token=abc HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 2\r\n\r\nhi");
    EXPECT_TRUE(reply.starts_with("HTTP/1.1 200 OK\r\n")) << reply;
    EXPECT_TRUE(reply.ends_with("\r\n\r\nPOST /echo hi")) << reply;
    for (auto const* header : { "x-content-type-options: nosniff", "referrer-policy: no-referrer", "content-security-policy: default-src 'none'" })
        EXPECT_NE(reply.find(header), std::string::npos) << header;
}

TEST_F(ServerTest, Log_HoldsTheRouteAndNothingOfTheRequest)
{
    start(echo);
    (void)RawSocket(port()).exchange(
        "POST /secretpath?token=abc HTTP/1.1\r\nhost: x\r\nauthorization: Bearer t0ken\r\nconnection: close\r\ncontent-length: 4\r\n\r\nbody");
    auto const text = m_log.text();
    EXPECT_NE(text.find("request method=POST route=/echo status=200"), std::string::npos) << text;
    for (auto const* secret : { "secretpath", "abc", "t0ken", "body", "127.0.0.1" })
        EXPECT_EQ(text.find(secret), std::string::npos) << secret;
}

TEST_F(ServerTest, Connection_IsKeptForTheNextRequestAlsoWhenPipelined)
{
    start(echo);
    RawSocket const socket(port());
    auto const reply = socket.exchange("GET /a HTTP/1.1\r\nhost: x\r\n\r\nGET /b HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    EXPECT_NE(reply.find("GET /a "), std::string::npos);
    EXPECT_NE(reply.find("GET /b "), std::string::npos);
}

TEST_F(ServerTest, BodyOverTheLimit_Is413)
{
    start(echo);
    std::string const body(70'000, 'x');
    auto const reply = RawSocket(port()).exchange("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 70000\r\n\r\n" + body);
    EXPECT_TRUE(reply.starts_with("HTTP/1.1 413 ")) << reply;
    EXPECT_NE(reply.find("urn:zahide:problem:body_too_large"), std::string::npos);
    std::string const chunk = "8000\r\n" + std::string(0x8000, 'x') + "\r\n";
    auto const chunked = RawSocket(port()).exchange("POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n" + chunk + chunk + chunk + "0\r\n\r\n");
    EXPECT_TRUE(chunked.starts_with("HTTP/1.1 413 ")) << chunked;
}

TEST_F(ServerTest, WhatIsNotHttp_IsRefused)
{
    start(echo);
    EXPECT_TRUE(RawSocket(port()).exchange("\x16\x03\x01 hello\r\n\r\n").starts_with("HTTP/1.1 400 "));
    EXPECT_TRUE(RawSocket(port()).exchange("GET / HTTP/1.1\r\nx: " + std::string(20'000, 'y') + "\r\n\r\n").starts_with("HTTP/1.1 431 "));
    for (auto const* target : { "/../etc/passwd", "/a/%2e%2e/b", "/a%2fb", "/a//b", "/%zz", "/%00", "x", "/a\\..\\b" }) {
        auto const reply = RawSocket(port()).exchange(std::string("GET ") + target + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        EXPECT_TRUE(reply.starts_with("HTTP/1.1 400 ")) << target << reply;
    }
}

TEST_F(ServerTest, SlowRequest_IsDroppedWhileOthersAreServed)
{
    ServerLimits limits;
    limits.request_time = Milliseconds(300);
    start(echo, limits);
    RawSocket const slow(port());
    auto const began = m_clock.ticks();
    // A byte at a time: each alone is in time, all together are not.
    std::string_view const request = "GET /slow HTTP/1.1\r\nhost: a-rather-long-name-so-that-it-takes-a-while\r\n\r\n";
    std::atomic<bool> dropped = false;
    for (char const letter : request) {
        if (!slow.send(std::string_view(&letter, 1))) {
            dropped = true;
            break;
        }
        EXPECT_TRUE(RawSocket(port()).exchange("GET /quick HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").starts_with("HTTP/1.1 200 "));
        timeval pause { 0, 20'000 };
        ::select(0, nullptr, nullptr, nullptr, &pause);
    }
    EXPECT_EQ(slow.read_to_end(), "");
    EXPECT_LT((m_clock.ticks() - began), std::chrono::seconds(10));
}

TEST_F(ServerTest, RefusedClientThatKeepsTalking_IsDropped)
{
    ServerLimits limits;
    limits.write_time = Milliseconds(200);
    start(echo, limits);
    RawSocket const talker(port());
    EXPECT_TRUE(talker.exchange("nonsense\r\n\r\n").starts_with("HTTP/1.1 400 "));
    // A byte now and then: each alone is in time, all together are not.
    bool dropped = false;
    for (int count = 0; count < 200 && !dropped; ++count) {
        timeval pause { 0, 20'000 };
        ::select(0, nullptr, nullptr, nullptr, &pause);
        dropped = !talker.send("x");
    }
    EXPECT_TRUE(dropped);
}

TEST_F(ServerTest, IdleConnection_IsClosed)
{
    ServerLimits limits;
    limits.idle_time = Milliseconds(100);
    start(echo, limits);
    EXPECT_EQ(RawSocket(port()).read_to_end(), "");
}

TEST_F(ServerTest, ConnectionsOverTheLimit_AreClosedAtOnceAndLaterOnesServed)
{
    ServerLimits limits;
    limits.connections_per_address = 3;
    start(echo, limits);
    {
        std::vector<std::unique_ptr<RawSocket>> held;
        for (int count = 0; count < 3; ++count) {
            held.push_back(std::make_unique<RawSocket>(port()));
            held.back()->send("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
            EXPECT_NE(held.back()->read_until("GET / ").find("200 OK"), std::string::npos);
        }
        EXPECT_EQ(RawSocket(port()).exchange("GET / HTTP/1.1\r\nhost: x\r\n\r\n"), "");
    }
    std::string reply;
    for (int tries = 0; tries < 200 && reply.empty(); ++tries)
        reply = RawSocket(port()).exchange("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    EXPECT_TRUE(reply.starts_with("HTTP/1.1 200 "));
}

TEST_F(ServerTest, ThrowingHandler_Is500WithoutItsWords)
{
    start([](Request const&) -> Response { throw std::runtime_error("visitor"); });
    auto const reply = RawSocket(port()).exchange("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    EXPECT_TRUE(reply.starts_with("HTTP/1.1 500 "));
    EXPECT_EQ(reply.find("visitor"), std::string::npos);
}

TEST_F(ServerTest, BusyPort_IsOneLineWithAMend)
{
    start(echo);
    ServerOptions options;
    options.port = port();
    auto const second = Server::create(options, *m_handler, m_clock, m_log);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().line(), "127.0.0.1:" + std::to_string(port()) + ": the port is busy; stop the program that uses it or configure another port");
    options.address = "localhost:1";
    EXPECT_FALSE(Server::create(options, *m_handler, m_clock, m_log));
    options = {};
    options.tls = TlsFiles { "/no/such/cert.pem", "/no/such/key.pem" };
    auto const tls = Server::create(options, *m_handler, m_clock, m_log);
    ASSERT_FALSE(tls);
    EXPECT_EQ(tls.error().where, "/no/such/cert.pem");
}

TEST_F(ServerTest, Stop_LetsARequestUnderWayFinish)
{
    std::mutex mutex;
    std::condition_variable changed;
    bool entered = false;
    bool let_go = false;
    start([&](Request const& request) {
        std::unique_lock lock(mutex);
        entered = true;
        changed.notify_all();
        changed.wait(lock, [&] { return let_go; });
        return echo(request);
    });
    RawSocket const idle(port());
    RawSocket const busy(port());
    busy.send("GET /busy HTTP/1.1\r\nhost: x\r\n\r\n");
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return entered; });
    }
    std::thread stopper([&] { m_server->stop(); });
    EXPECT_EQ(idle.read_to_end(), ""); // closed by the stop, so the stop has begun
    {
        std::lock_guard const lock(mutex);
        let_go = true;
        changed.notify_all();
    }
    auto const reply = busy.read_to_end();
    stopper.join();
    EXPECT_TRUE(reply.starts_with("HTTP/1.1 200 ")) << reply;
    EXPECT_FALSE(RawSocket(port()).connected());
}

class FilesTest : public ::testing::Test {
protected:
    FilesTest()
        : m_root(fs::temp_directory_path() / ("zahide-files-" + std::to_string(::getpid())))
    {
        fs::remove_all(m_root);
        fs::create_directories(m_root / "site/assets");
        write("site/index.html", "<!doctype html>");
        write("site/assets/app.js", "1");
        write("site/.hidden.js", "2");
        write("site/notes.md", "3");
        write("secret.js", "4");
        fs::create_symlink(m_root / "secret.js", m_root / "site/link.js");
    }
    ~FilesTest() override { fs::remove_all(m_root); }

    void write(std::string const& name, std::string const& content) const { std::ofstream(m_root / name) << content; }
    [[nodiscard]] Response get(std::string const& path, Fallback fallback = Fallback::not_found, std::string const& known = "") const
    {
        Request request;
        if (!parse_target(path, request)) {
            Response refused;
            refused.status = 400;
            return refused;
        }
        if (!known.empty())
            request.headers.add("If-None-Match", known);
        return serve_file({ (m_root / "site").string(), fallback, { "html", "js" } }, request.segments, request);
    }

private:
    fs::path m_root;
};

TEST_F(FilesTest, Files_HaveTheirTypeAndTag)
{
    auto const script = get("/assets/app.js");
    EXPECT_EQ(script.status, 200);
    EXPECT_EQ(script.body, "1");
    EXPECT_EQ(*script.headers.find("Content-Type"), "text/javascript; charset=utf-8");
    auto const again = get("/assets/app.js", Fallback::not_found, *script.headers.find("etag"));
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
    auto const page = get("/");
    EXPECT_EQ(page.body, "<!doctype html>");
    EXPECT_NE(page.headers.find("content-security-policy"), nullptr);
}

TEST_F(FilesTest, WhatIsNotOffered_IsNotFound)
{
    for (auto const* path : { "/.hidden.js", "/notes.md", "/link.js", "/assets", "/assets/", "/nothing.js", "/index.html/x" })
        EXPECT_EQ(get(path).status, 404) << path;
    for (auto const* path : { "/../secret.js", "/%2e%2e/secret.js", "/..%2fsecret.js", "//secret.js" })
        EXPECT_EQ(get(path).status, 400) << path;
}

TEST_F(FilesTest, PagesOfAnApplication_FallBackToItsIndexButFilesDoNot)
{
    EXPECT_EQ(get("/queue/today", Fallback::index_html).body, "<!doctype html>");
    EXPECT_EQ(get("/missing.js", Fallback::index_html).status, 404);
}

} // namespace
} // namespace zahide::http
