#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace zahide::printing {

/// A folder of its own that goes when the test ends.
class TestFolder {
public:
    TestFolder();
    ~TestFolder();
    TestFolder(TestFolder const&) = delete;
    TestFolder& operator=(TestFolder const&) = delete;
    [[nodiscard]] std::filesystem::path const& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// A program that runs until it is destroyed; what it says goes to a file.
class Service {
public:
    Service(std::vector<std::string> command, std::filesystem::path output, std::vector<std::string> environment = {});
    ~Service();
    Service(Service const&) = delete;
    Service& operator=(Service const&) = delete;
    [[nodiscard]] bool runs();

private:
    pid_t m_process = -1;
};

/// Whether somebody listens there within the time, tried again and again while `service` runs.
[[nodiscard]] bool wait_for_listener(std::uint16_t port, Service& service);
/// A port that was free a moment ago.
[[nodiscard]] std::uint16_t free_port();
/// Runs a program to its end; its exit code.
int run_program(std::vector<std::string> command, std::filesystem::path const& output);
[[nodiscard]] bool is_installed(std::string const& program);

/// Debian's ippeveprinter with a D-Bus and an Avahi of its own on loopback, without which it does not start.
class IppEverywherePrinter {
public:
    /// `command`: what it runs for each job, with the document's path; empty: none.
    explicit IppEverywherePrinter(std::string const& command = {});
    /// Why it isn't there; none if it is.
    [[nodiscard]] std::optional<std::string> const& missing() const { return m_missing; }
    [[nodiscard]] std::string address() const { return "ipp://127.0.0.1:" + std::to_string(m_port) + "/ipp/print"; }
    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path(); }
    /// The documents it was sent, in their order.
    [[nodiscard]] std::vector<std::filesystem::path> documents() const;
    void switch_off() { m_printer.reset(); }

private:
    TestFolder m_folder;
    std::uint16_t m_port = 0;
    std::optional<std::string> m_missing;
    std::unique_ptr<Service> m_bus;
    std::unique_ptr<Service> m_avahi;
    std::unique_ptr<Service> m_printer;
};

/// A CUPS server of its own with one queue to a printer that takes everything.
class CupsQueue {
public:
    CupsQueue();
    [[nodiscard]] std::optional<std::string> const& missing() const { return m_missing; }
    [[nodiscard]] std::string address() const { return "ipp://127.0.0.1:" + std::to_string(m_port) + "/printers/receipts"; }
    /// What it was given, in order: it keeps each.
    [[nodiscard]] std::vector<std::filesystem::path> documents() const;
    /// Stops the queue, as somebody at the server would.
    void disable();

private:
    void write_settings() const;

    TestFolder m_folder;
    std::uint16_t m_port = 0;
    std::optional<std::string> m_missing;
    std::unique_ptr<Service> m_server;
};

} // namespace zahide::printing
