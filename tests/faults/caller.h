#pragma once

#include "http/client.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace zahide::faults {

/// One request at a time, waited for, and the change feed as a bell.
class Caller : private http::ClientListener {
public:
    explicit Caller(std::string const& address);
    [[nodiscard]] Result<http::Incoming> call(http::Outgoing request);
    void listen(Secret const& token);
    /// How many events came so far.
    [[nodiscard]] int heard();
    /// Waits until more came than that.
    void wait_for_event(int heard, Milliseconds at_most);

private:
    void on_reply(std::uint64_t id, Result<http::Incoming> reply) override;
    void on_stream_open(std::uint64_t /*id*/) override { }
    void on_stream_event(std::uint64_t id, http::Event event) override;
    void on_stream_end(std::uint64_t /*id*/, int /*status*/, Error /*error*/) override { }

    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::optional<Result<http::Incoming>> m_reply;
    int m_heard = 0;
    std::unique_ptr<http::Client> m_client;
};

} // namespace zahide::faults
