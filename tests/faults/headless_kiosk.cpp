// A kiosk without a screen, for tests: the real device, its real file, the real link and the real printer, and visitors
// who come one after the other. Writes "printed NUMBER" for each paper that the printer has confirmed. When its
// standard input ends no visitor comes any more; when all is delivered it writes "settled" and ends.

#include "device_host.h"
#include "log/log.h"
#include "printer/printer.h"
#include "system/clock.h"
#include "system/random.h"

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <mutex>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include <variant>

namespace {

using namespace zahide;

constexpr Milliseconds between_visitors { 4 };

/// What other threads tell the kiosk's own.
class Mailbox : public ports::PrinterListener {
public:
    void on_printer(ports::PrinterMessage const& message) override
    {
        {
            std::scoped_lock const lock(m_mutex);
            m_messages.push_back(message);
        }
        wake();
    }
    void wake() const
    {
        std::uint64_t const one = 1;
        static_cast<void>(!::write(m_event, &one, sizeof one));
    }
    [[nodiscard]] std::vector<ports::PrinterMessage> take()
    {
        std::uint64_t count = 0;
        static_cast<void>(!::read(m_event, &count, sizeof count));
        std::scoped_lock const lock(m_mutex);
        return std::exchange(m_messages, {});
    }
    [[nodiscard]] int descriptor() const { return m_event; }

private:
    std::mutex m_mutex;
    std::vector<ports::PrinterMessage> m_messages;
    int m_event = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
};

/// A paper whose content doesn't matter here: 8 rows with the number in their bits.
ports::PrintPicture picture_of(TicketNumber number)
{
    ports::PrintPicture picture { 64, 8, std::vector<std::uint8_t>(64, 0) };
    picture.bytes[0] = static_cast<std::uint8_t>(number.value() >> 8);
    picture.bytes[1] = static_cast<std::uint8_t>(number.value());
    return picture;
}

class HeadlessKiosk {
public:
    HeadlessKiosk(program::DeviceHost& host, Mailbox& mailbox, ports::Printer& printer, Clock const& clock)
        : m_host(host)
        , m_mailbox(mailbox)
        , m_printer(printer)
        , m_clock(clock)
    {
    }

    int run()
    {
        while (true) {
            serve_printer();
            static_cast<void>(m_host.link().pump());
            if (m_visitors_come)
                serve_visitor();
            else if (!m_printing && m_host.device().connectivity().undelivered == 0)
                return finish();
            wait();
        }
    }

private:
    void serve_printer()
    {
        for (auto const& message : m_mailbox.take()) {
            auto const* const finished = std::get_if<ports::PrintFinished>(&message);
            if (finished == nullptr || !m_printing || finished->id != m_printing->print_job)
                continue;
            static_cast<void>(m_host.device().print_finished(finished->id, finished->outcome));
            if (finished->outcome.state == domain::PrintJobState::printed)
                std::printf("printed %d\n", m_printing->number.value());
            std::fflush(stdout);
            m_printing.reset();
            m_next_visitor = m_clock.ticks() + between_visitors;
        }
    }
    void serve_visitor()
    {
        auto& device = m_host.device();
        if (m_printing || m_clock.ticks() < m_next_visitor || device.readiness() != device::Readiness::ready)
            return;
        device::TicketWish wish;
        wish.service = device.catalogue()->services.front().id;
        wish.language = device.catalogue()->languages.front();
        auto const promise = device.take_ticket(wish);
        if (!promise)
            return;
        m_printing = *promise;
        ports::PrintJob job;
        job.id = promise->print_job;
        job.label = promise->local_date.text() + "-" + std::to_string(promise->number.value());
        job.picture = picture_of(promise->number);
        if (auto const submitted = m_printer.submit(std::move(job)); !submitted)
            m_printing.reset();
        static_cast<void>(m_host.link().pump()); // the ticket leaves at once
    }
    void wait()
    {
        auto until = m_host.link().wake_at();
        if (m_visitors_come && !m_printing && (!until || m_next_visitor < *until))
            until = m_next_visitor;
        std::int64_t wait_ms = -1;
        if (until)
            wait_ms = std::max<std::int64_t>(std::chrono::ceil<Milliseconds>(*until - m_clock.ticks()).count(), 0);
        if (wait_ms == 0 && m_host.device().readiness() != device::Readiness::ready)
            wait_ms = between_visitors.count();
        std::array<pollfd, 2> descriptors { pollfd { m_mailbox.descriptor(), POLLIN, 0 }, pollfd { m_visitors_come ? STDIN_FILENO : -1, POLLIN, 0 } };
        if (::poll(descriptors.data(), descriptors.size(), static_cast<int>(wait_ms)) > 0 && descriptors[1].revents != 0)
            m_visitors_come = false;
    }
    static int finish()
    {
        std::puts("settled");
        std::fflush(stdout);
        return 0;
    }

    program::DeviceHost& m_host;
    Mailbox& m_mailbox;
    ports::Printer& m_printer;
    Clock const& m_clock;
    std::optional<device::TicketPromise> m_printing;
    Ticks m_next_visitor;
    bool m_visitors_come = true;
};

int report(Error const& error)
{
    std::fprintf(stderr, "headless_kiosk: %s\n", error.line().c_str());
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2)
        return report({ ErrorCode::invalid, "usage: headless_kiosk CONFIG [--show-public-key]", {}, {}, Retry::no });
    auto const config = config::load_device(argv[1], domain::DeviceKind::kiosk);
    if (!config)
        return report(config.error());
    system::SystemClock const clock;
    system::SystemRandom random;
    auto const log = log::make_console_log("kiosk", ports::Severity::info);
    Mailbox mailbox;
    auto const host = program::DeviceHost::create(*config, "test", clock, random, *log, [&mailbox] { mailbox.wake(); });
    if (!host)
        return report(host.error());
    if (argc > 2) {
        std::puts((*host)->key().public_key().c_str());
        return 0;
    }
    printer::PrinterOptions options;
    options.target = printer::FolderTarget { std::get<config::FilePrinter>(config->printer.place).directory };
    auto const printer = printer::create_printer(std::move(options), clock, mailbox, *log);
    if (!printer)
        return report(printer.error());
    return HeadlessKiosk(**host, mailbox, **printer, clock).run();
}
