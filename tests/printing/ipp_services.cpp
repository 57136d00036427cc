#include "ipp_services.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <netinet/in.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace zahide::printing {

namespace {

constexpr auto start_time = std::chrono::seconds(10);
/// Nobody tells when another program begins to listen: it is tried again.
constexpr auto try_interval = std::chrono::milliseconds(20);

std::vector<char*> pointers(std::vector<std::string>& words)
{
    std::vector<char*> result;
    for (auto& word : words)
        result.push_back(word.data());
    result.push_back(nullptr);
    return result;
}

pid_t spawn(std::vector<std::string> command, std::filesystem::path const& output, std::vector<std::string> environment)
{
    for (char** variable = environ; *variable != nullptr; ++variable)
        environment.emplace_back(*variable);
    auto arguments = pointers(command);
    auto variables = pointers(environment);
    posix_spawn_file_actions_t files {};
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    ::posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    pid_t process = -1;
    int const error = ::posix_spawnp(&process, arguments.front(), &files, nullptr, arguments.data(), variables.data());
    ::posix_spawn_file_actions_destroy(&files);
    return error == 0 ? process : -1;
}

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool is_listening(std::uint16_t port)
{
    int const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto const address = loopback(port);
    bool const connected = ::connect(socket, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
    ::close(socket);
    return connected;
}

template<class Condition>
bool wait_until(Service& service, Condition const& condition)
{
    auto const end = std::chrono::steady_clock::now() + start_time;
    while (std::chrono::steady_clock::now() < end && service.runs()) {
        if (condition())
            return true;
        std::this_thread::sleep_for(try_interval);
    }
    return condition();
}

void write(std::filesystem::path const& file, std::string const& text)
{
    std::ofstream(file) << text;
}

} // namespace

TestFolder::TestFolder()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "zahide-printing-XXXXXX").string();
    m_path = ::mkdtemp(pattern.data());
    std::filesystem::permissions(m_path, std::filesystem::perms::all); // servers that drop their rights write here
}

TestFolder::~TestFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

Service::Service(std::vector<std::string> command, std::filesystem::path output, std::vector<std::string> environment)
    : m_process(spawn(std::move(command), output, std::move(environment)))
{
}

Service::~Service()
{
    if (m_process <= 0)
        return;
    ::kill(m_process, SIGTERM);
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    while (runs() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(try_interval);
    if (m_process > 0) {
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
    }
}

bool Service::runs()
{
    if (m_process > 0 && ::waitpid(m_process, nullptr, WNOHANG) != 0)
        m_process = -1;
    return m_process > 0;
}

bool wait_for_listener(std::uint16_t port, Service& service)
{
    return wait_until(service, [port] { return is_listening(port); });
}

std::uint16_t free_port()
{
    int const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(0);
    socklen_t length = sizeof address;
    (void)::bind(socket, reinterpret_cast<sockaddr const*>(&address), sizeof address);
    (void)::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length);
    ::close(socket);
    return ntohs(address.sin_port);
}

int run_program(std::vector<std::string> command, std::filesystem::path const& output)
{
    pid_t const process = spawn(std::move(command), output, {});
    int status = -1;
    if (process > 0)
        ::waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool is_installed(std::string const& program)
{
    constexpr std::array<char const*, 4> places { "/usr/bin/", "/usr/sbin/", "/bin/", "/sbin/" };
    return std::ranges::any_of(places, [&program](char const* place) { return ::access((place + program).c_str(), X_OK) == 0; });
}

IppEverywherePrinter::IppEverywherePrinter(std::string const& command)
    : m_port(free_port())
{
    for (char const* const program : { "ippeveprinter", "ipptool", "dbus-daemon", "avahi-daemon" }) {
        if (!is_installed(program)) {
            m_missing = std::string(program) + " is not installed; see kiosk/setup/packages.txt";
            return;
        }
    }
    auto const folder = m_folder.path();
    std::filesystem::create_directory(folder / "spool");
    std::string const bus = "unix:path=" + (folder / "bus").string();
    write(folder / "bus.conf",
        "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
        "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n<busconfig><type>session</type><listen>"
            + bus
            + "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\"/><allow receive_sender=\"*\"/><allow own=\"*\"/>"
              "<allow user=\"*\"/></policy></busconfig>\n");
    write(folder / "avahi.conf", "[server]\nallow-interfaces=lo\nenable-dbus=yes\nuse-ipv6=no\n[wide-area]\nenable-wide-area=no\n");
    std::vector<std::string> const environment { "DBUS_SYSTEM_BUS_ADDRESS=" + bus };
    m_bus = std::make_unique<Service>(
        std::vector<std::string> { "dbus-daemon", "--config-file=" + (folder / "bus.conf").string(), "--nofork", "--nopidfile" }, folder / "bus.log");
    if (!wait_until(*m_bus, [&folder] { return std::filesystem::exists(folder / "bus"); })) {
        m_missing = "dbus-daemon does not start here";
        return;
    }
    m_avahi = std::make_unique<Service>(
        std::vector<std::string> { "avahi-daemon", "-f", (folder / "avahi.conf").string(), "--no-drop-root", "--no-rlimits", "--no-chroot" },
        folder / "avahi.log", environment);
    std::vector<std::string> printer { "ippeveprinter", "-r", "off", "-k", "-n", "localhost", "-p", std::to_string(m_port), "-d", (folder / "spool").string(),
        "-f", "image/pwg-raster" };
    if (!command.empty())
        printer.insert(printer.end(), { "-c", command });
    printer.emplace_back("Receipts " + std::to_string(m_port));
    // It looks for Avahi once and ends if that is not up yet.
    auto const end = std::chrono::steady_clock::now() + start_time;
    do {
        m_printer = std::make_unique<Service>(printer, folder / "printer.log", environment);
        if (wait_for_listener(m_port, *m_printer))
            return;
    } while (m_avahi->runs() && std::chrono::steady_clock::now() < end);
    m_missing = m_avahi->runs() ? "ippeveprinter does not start here" : "avahi-daemon does not start here (no multicast, or another one runs)";
}

std::vector<std::filesystem::path> IppEverywherePrinter::documents() const
{
    std::vector<std::filesystem::path> documents;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(m_folder.path() / "spool")) {
        if (entry.path().extension() == ".pwg")
            documents.push_back(entry.path());
    }
    std::ranges::sort(documents);
    return documents;
}

CupsQueue::CupsQueue()
    : m_port(free_port())
{
    for (char const* const program : { "cupsd", "lpadmin", "cupsdisable" }) {
        if (!is_installed(program)) {
            m_missing = std::string(program) + " is not installed; see kiosk/setup/packages.txt";
            return;
        }
    }
    write_settings();
    auto const etc = m_folder.path() / "etc";
    m_server = std::make_unique<Service>(
        std::vector<std::string> { "/usr/sbin/cupsd", "-f", "-c", (etc / "cupsd.conf").string(), "-s", (etc / "cups-files.conf").string() },
        m_folder.path() / "server.log");
    std::string const server = "127.0.0.1:" + std::to_string(m_port);
    if (!wait_for_listener(m_port, *m_server))
        m_missing = "cupsd does not start here";
    else if (run_program({ "/usr/sbin/lpadmin", "-h", server, "-p", "receipts", "-E", "-v", "file:/dev/null", "-m", "raw" }, m_folder.path() / "lpadmin.log")
        != 0)
        m_missing = "cupsd takes no queue here";
}

void CupsQueue::write_settings() const
{
    auto const folder = m_folder.path();
    for (char const* const name : { "etc", "spool", "spool/tmp", "cache", "state", "log" }) {
        std::filesystem::create_directories(folder / name);
        std::filesystem::permissions(folder / name, std::filesystem::perms::all);
    }
    std::string const base = folder.string();
    write(folder / "etc/cups-files.conf",
        "ServerRoot " + base + "/etc\nRequestRoot " + base + "/spool\nTempDir " + base + "/spool/tmp\nCacheDir " + base + "/cache\nStateDir " + base
            + "/state\nAccessLog " + base + "/log/access\nErrorLog " + base + "/log/error\nPageLog " + base + "/log/page\nFileDevice Yes\n");
    write(folder / "etc/cupsd.conf",
        "Listen 127.0.0.1:" + std::to_string(m_port)
            + "\nBrowsing Off\nPreserveJobFiles Yes\nDefaultAuthType None\n<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
              "<Policy default>\n<Limit All>\nOrder deny,allow\nAllow all\n</Limit>\n</Policy>\n");
}

std::vector<std::filesystem::path> CupsQueue::documents() const
{
    std::vector<std::filesystem::path> documents;
    for (auto const& entry : std::filesystem::directory_iterator(m_folder.path() / "spool")) {
        if (entry.path().filename().string().starts_with('d')) // "c" is for what the job said of itself
            documents.push_back(entry.path());
    }
    std::ranges::sort(documents);
    return documents;
}

void CupsQueue::disable()
{
    run_program({ "/usr/sbin/cupsdisable", "-h", "127.0.0.1:" + std::to_string(m_port), "receipts" }, m_folder.path() / "lpadmin.log");
}

} // namespace zahide::printing
