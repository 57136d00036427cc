#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "device/device.h"
#include "http/client.h"
#include "ports/log.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace zahide::program {

/// Ties a device to the network: does the effects it asks for and brings it what came back. The device stays on its own
/// thread, the one that calls pump(); the network has the client's.
class DeviceLink : private http::ClientListener {
public:
    /// `wake` is called from the network's thread when pump() has something to do; it posts a message to the device's
    /// event loop and returns. The references outlive the link. Fails on a bad address or authority file.
    [[nodiscard]] static Result<std::unique_ptr<DeviceLink>> create(
        device::Device& device, Clock const& clock, ports::Log& log, http::ClientOptions options, std::function<void()> wake);
    ~DeviceLink() override;
    DeviceLink(DeviceLink const&) = delete;
    DeviceLink& operator=(DeviceLink const&) = delete;

    /// Gives the device what the network brought and what is due, and sends what it wants to have sent. Call it first after
    /// creating the link, when woken, at wake_at(), and after every call of the device that promised or noted something.
    /// Gives the effects that are for the program: changes, calls. Troubles go to the log.
    [[nodiscard]] std::vector<device::Effect> pump();

    /// When pump() is wanted at the latest.
    [[nodiscard]] std::optional<Ticks> wake_at() const { return m_wake_at; }

private:
    DeviceLink(device::Device& device, Clock const& clock, ports::Log& log, std::function<void()> wake);
    void on_reply(std::uint64_t id, Result<http::Incoming> reply) override;
    void on_stream_open(std::uint64_t id) override;
    void on_stream_event(std::uint64_t id, http::Event event) override;
    void on_stream_end(std::uint64_t id, int status, Error error) override;
    void post(device::Event event);
    void feed(device::Event const& event, std::vector<device::Effect>& news);
    void carry_out(device::Effect& effect, std::vector<device::Effect>& news);

    device::Device& m_device;
    Clock const& m_clock;
    ports::Log& m_log;
    std::function<void()> m_wake;
    std::optional<Ticks> m_wake_at;
    std::mutex m_mutex;
    std::vector<device::Event> m_inbox; ///< guarded by m_mutex
    std::unique_ptr<http::Client> m_client; ///< last, so that its thread ends first
};

} // namespace zahide::program
