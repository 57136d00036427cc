#pragma once

#include "printer_model.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace zahide::printing {

enum class Cable : std::uint8_t { network, terminal };

struct VirtualPrinterOptions {
    Cable cable = Cable::network;
    std::uint16_t port = 0; ///< 0: any free one
    ModelOptions model;
};

/// A PrinterModel at the end of a real cable: a TCP port on the loopback, or a pseudo terminal. Runs on a thread of its
/// own; its functions are safe to call from any other.
class VirtualPrinter {
public:
    explicit VirtualPrinter(VirtualPrinterOptions const& options);
    VirtualPrinter(VirtualPrinter const&) = delete;
    VirtualPrinter& operator=(VirtualPrinter const&) = delete;
    ~VirtualPrinter();

    /// Where it is, as printer::parse_target() takes it.
    [[nodiscard]] std::string target() const { return m_target; }
    /// Calls `change` with the model while nothing else touches it.
    void with_model(std::function<void(PrinterModel&)> const& change);
    [[nodiscard]] std::vector<Paper> papers();
    /// The monotonic time, ns, at which the first byte since the last call of forget_first_byte() came; 0 if none has.
    [[nodiscard]] std::int64_t first_byte_ns() const { return m_first_byte_ns; }
    void forget_first_byte() { m_first_byte_ns = 0; }
    [[nodiscard]] int connections() const { return m_connections; }
    /// Unplugs the cable: hangs up and listens no more.
    void unplug();

private:
    void open_network(std::uint16_t port);
    void open_terminal();
    void run();
    void step(bool is_readable);
    void accept_connection();
    void read_bytes();
    void write_replies(std::vector<std::uint8_t> const& replies);
    void hang_up();
    [[nodiscard]] int wait();

    Cable m_cable;
    std::string m_target;
    int m_listener = -1;
    int m_link = -1;
    int m_terminal_end = -1; ///< keeps the pseudo terminal alive between two users of it
    int m_wake = -1;
    std::mutex m_mutex; ///< guards the model
    PrinterModel m_model;
    std::atomic<bool> m_stopping = false;
    std::atomic<bool> m_unplugged = false;
    std::atomic<std::int64_t> m_first_byte_ns = 0;
    std::atomic<int> m_connections = 0;
    std::thread m_thread;
};

/// The system's monotonic clock.
[[nodiscard]] Ticks steady_ticks();

} // namespace zahide::printing
