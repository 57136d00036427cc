#pragma once

// A whole scheduler on SQLite in a directory of its own, served over loopback.

#include "config/locales.h"
#include "config/scheduler.h"
#include "crypto/cryptography.h"
#include "harness.h"
#include "http/api.h"
#include "scheduler/hold_expiry.h"
#include "scheduler/scheduler.h"
#include "scheduler/writer_queue.h"
#include "sqlite/scheduler_storage.h"
#include "system/random.h"

#include <atomic>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace zahide::http {

using Json = nlohmann::json;

class ApiTest : public ::testing::Test {
protected:
    static constexpr char const* password = "a-good-password";

    ApiTest()
        : m_directory(std::filesystem::temp_directory_path() / ("zahide-api-" + std::to_string(::getpid())))
    {
        std::filesystem::remove_all(m_directory);
        std::filesystem::create_directories(m_directory / "console");
        auto storage = sqlite::SchedulerStorage::open({ .path = (m_directory / "scheduler.db").string(), .vfs = "" });
        EXPECT_TRUE(storage) << storage.error().line();
        m_storage = std::move(*storage);
        m_scheduler = std::make_unique<scheduler::Scheduler>(scheduler::SchedulerParts { *m_storage, m_clock, m_random, m_crypto, m_hasher });
        m_hub = std::make_unique<ThreadedEventHub>(*m_scheduler, m_clock, m_log);
        m_expiry = std::make_unique<scheduler::HoldExpiry>(*m_scheduler, *m_storage, m_clock, m_log, [this] { m_hub->notify(); });
        m_writer = std::make_unique<scheduler::WriterQueue>(*m_storage, [this] {
            m_hub->notify();
            m_expiry->look_again();
        });
        auto const catalogue = config::load_center(std::string(ZAHIDE_SOURCE_DIR) + "/config/center.toml");
        EXPECT_TRUE(catalogue);
        setup(scheduler::SaveCatalogue { *catalogue });
        m_api = std::make_unique<Api>(ApiParts { *m_scheduler, *m_writer, *m_hub, m_clock, m_random, m_crypto, m_log },
            ApiOptions { (m_directory / "console").string(), std::string(ZAHIDE_SOURCE_DIR) + "/locales", TransportSecurity::plain, { CenterId("zahide-nine") },
                std::make_shared<i18n::Catalogue const>(config::load_locales(std::string(ZAHIDE_SOURCE_DIR) + "/locales").value()) });
        auto server = Server::create(six_workers(), *m_api, m_clock, m_log);
        EXPECT_TRUE(server) << server.error().line();
        m_server = std::move(*server);
        m_api->count_server([this] { return m_server->counts(); });
        m_client = *Client::create({ local_address(m_server->port()), "", {} }, m_listener);
    }

    ~ApiTest() override
    {
        m_client.reset();
        m_hub->stop();
        m_server->stop();
        m_writer.reset();
        m_expiry.reset();
        std::filesystem::remove_all(m_directory);
    }

    static ServerOptions six_workers()
    {
        ServerOptions options;
        options.workers = 6;
        return options;
    }

    template<class Command>
    void setup(Command const& command)
    {
        auto const done = m_scheduler->execute(domain::SystemPrincipal {}, command);
        ASSERT_TRUE(done) << done.error().line();
    }

    void add_staff(std::string const& login, std::vector<ServiceId> services = {})
    {
        domain::StaffUser user;
        user.id = StaffUserId(login);
        user.login = login;
        user.name = "Somebody";
        user.center = CenterId("zahide-nine");
        user.services = std::move(services);
        user.password_hash = *m_hasher.hash(Secret(password));
        setup(scheduler::SaveStaff { user });
    }

    std::unique_ptr<ports::DeviceKey> add_device(std::string const& id, domain::DeviceKind kind, std::vector<LanguageTag> speaks = {})
    {
        auto key = crypto::open_device_key((m_directory / (id + ".key")).string(), m_random);
        EXPECT_TRUE(key);
        domain::Device device;
        device.id = DeviceId(id);
        device.center = CenterId("zahide-nine");
        device.kind = kind;
        device.public_key = (*key)->public_key();
        device.speaks = std::move(speaks);
        setup(scheduler::SaveDevice { device });
        return std::move(*key);
    }

    struct Answer {
        int status = 0;
        Json body;
        std::string text;
    };

    [[nodiscard]] std::string new_key() { return Uuid::generate(m_random).text(); }

    Answer send(Method method, std::string const& target, Json const& body, Secret const& token, std::string const& key = "")
    {
        return send_text(method, target, body.is_null() ? "" : body.dump(), token, key);
    }
    Answer send_text(Method method, std::string const& target, std::string const& body, Secret const& token, std::string const& key = "")
    {
        Outgoing request { ++m_request, method, target, body, std::nullopt, std::nullopt, Milliseconds(60'000) };
        if (!token.empty())
            request.bearer = token;
        if (!key.empty())
            request.idempotency_key = IdempotencyKey(*Uuid::parse(key));
        auto const id = request.id;
        m_client->send(std::move(request));
        auto const reply = m_listener.reply(id);
        EXPECT_TRUE(reply) << reply.error().line();
        return reply ? Answer { reply->status, Json::parse(reply->body, nullptr, false), reply->body } : Answer {};
    }
    Answer get(std::string const& target, Secret const& token = {}) { return send(Method::get, target, Json(), token); }
    Answer post(std::string const& target, Json const& body, Secret const& token) { return send(Method::post, target, body, token, new_key()); }

    Secret log_in(std::string const& login)
    {
        auto const answer = send(Method::post, "/v1/staff-sessions", { { "login", login }, { "password", password } }, {});
        EXPECT_EQ(answer.status, 200);
        return Secret(answer.body.value("token", ""));
    }
    Secret log_in(std::string const& device, ports::DeviceKey const& key)
    {
        auto const challenge = send(Method::post, "/v1/device-challenges", { { "device", device } }, {}).body.value("challenge", "");
        auto const signature = key.sign(ports::device_session_text(device, challenge));
        auto const answer = send(Method::post, "/v1/device-sessions", { { "device", device }, { "challenge", challenge }, { "signature", signature } }, {});
        EXPECT_EQ(answer.status, 200) << answer.body.value("detail", "");
        return Secret(answer.body.value("token", ""));
    }

    std::string desk_ticket(Secret const& token, std::string const& service = "legal", std::string const& language = "ar")
    {
        auto const answer = post("/v1/centers/zahide-nine/tickets", { { "service", service }, { "language", language } }, token);
        EXPECT_EQ(answer.status, 201) << answer.text;
        return answer.body.value("id", "");
    }

    std::filesystem::path m_directory;
    RealClock m_clock;
    system::SystemRandom m_random;
    crypto::SodiumCryptography m_crypto;
    crypto::Argon2Hasher m_hasher { { 1, 8192 } };
    KeptLog m_log;
    std::unique_ptr<ports::Storage> m_storage;
    std::unique_ptr<scheduler::Scheduler> m_scheduler;
    std::unique_ptr<ThreadedEventHub> m_hub;
    std::unique_ptr<scheduler::HoldExpiry> m_expiry;
    std::unique_ptr<scheduler::WriterQueue> m_writer;
    std::unique_ptr<Api> m_api;
    std::unique_ptr<Server> m_server;
    WaitingListener m_listener;
    std::unique_ptr<Client> m_client;
    std::atomic<std::uint64_t> m_request = 0;
};

} // namespace zahide::http
