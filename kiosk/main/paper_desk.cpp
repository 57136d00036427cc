#include "paper_desk.h"

#include "picture/png.h"
#include "printer/printer.h"
#include "private_folder.h"

#include <utility>
#include <variant>

namespace zahide::program {

namespace {

template<class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};
template<class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

std::optional<printer::Target> target_of(config::PrinterConfig const& config)
{
    return std::visit(Overloaded {
                          [](config::NoPrinter const&) { return std::optional<printer::Target>(); },
                          [](config::FilePrinter const& file) { return std::optional<printer::Target>(printer::FolderTarget { file.directory }); },
                          [](config::DevicePrinter const& device) {
                              printer::DeviceTarget target;
                              target.path = device.path;
                              return std::optional<printer::Target>(target);
                          },
                          [](config::NetworkPrinter const& network) {
                              return std::optional<printer::Target>(printer::NetworkTarget { network.host, network.port });
                          },
                          [](config::IppPrinter const& ipp) {
                              auto const security
                                  = ipp.transport == config::IppPrinter::Transport::tls ? printer::IppSecurity::tls : printer::IppSecurity::plain;
                              return std::optional<printer::Target>(printer::IppTarget { ipp.host, ipp.port, ipp.path, security });
                          },
                      },
        config.place);
}

printer::AnswerPolicy policy_of(config::PrinterAnswers answers)
{
    switch (answers) {
    case config::PrinterAnswers::no:
        return printer::AnswerPolicy::never;
    case config::PrinterAnswers::yes:
        return printer::AnswerPolicy::expect;
    case config::PrinterAnswers::probe:
        break;
    }
    return printer::AnswerPolicy::probe;
}

Result<void> write_preview(std::filesystem::path const& path, ports::PrintPicture const& picture)
{
    return picture::write_png(path, { picture::PixelFormat::bits1, picture.width_dots, picture.rows, picture.stride_bytes(), picture.bytes });
}

} // namespace

PaperDesk::PaperDesk(ports::Log& log, std::function<void()> wake)
    : m_log(log)
    , m_wake(std::move(wake))
{
}
PaperDesk::~PaperDesk() = default;

Result<std::unique_ptr<PaperDesk>> PaperDesk::create(
    config::PrinterConfig const& config, text::Engine& engine, i18n::Catalogue const& messages, Clock const& clock, ports::Log& log, std::function<void()> wake)
{
    std::unique_ptr<PaperDesk> desk(new PaperDesk(log, std::move(wake)));
    desk->m_press.emplace(ZAHIDE_TRY(paper::TicketPress::create(engine, messages, config.width_dots)));
    auto const target = target_of(config);
    if (!target)
        return desk;
    // A folder that can't be made is the printer's to report: visitors get their numbers on the screen meanwhile.
    if (auto const* folder = std::get_if<printer::FolderTarget>(&*target))
        (void)make_private_folder_of((folder->path / "paper").string());
    printer::PrinterOptions options;
    options.target = *target;
    options.answers = policy_of(config.answers);
    options.write_preview = write_preview;
    desk->m_printer = ZAHIDE_TRY(printer::create_printer(std::move(options), clock, *desk, log));
    return desk;
}

void PaperDesk::on_printer(ports::PrinterMessage const& message)
{
    {
        std::scoped_lock const lock(m_mutex);
        m_inbox.push_back(message);
    }
    m_wake();
}

void PaperDesk::give_up(PrintJobId const& job, domain::PrintTrouble trouble)
{
    on_printer(ports::PrintFinished { job, { domain::PrintJobState::not_printed, trouble } });
}

void PaperDesk::print(PrintJobId const& job, std::string label, PaperContent const& content)
{
    if (!m_printer)
        return give_up(job, domain::PrintTrouble::not_there);
    if (m_waiting.size() >= waiting_max)
        return give_up(job, domain::PrintTrouble::timed_out);
    auto const bitmap = std::visit([this](auto const& one) { return m_press->press(one); }, content);
    if (!bitmap) {
        m_log.error("a paper could not be set: " + bitmap.error().line());
        return give_up(job, domain::PrintTrouble::refused);
    }
    ports::PrintJob paper;
    paper.id = job;
    paper.label = std::move(label);
    paper.picture = { bitmap->width_px(), bitmap->height_px(), { bitmap->bytes().begin(), bitmap->bytes().end() } };
    m_waiting.push_back(std::move(paper));
    submit_next();
}

void PaperDesk::submit_next()
{
    while (!m_printing && !m_waiting.empty()) {
        ports::PrintJob paper = std::move(m_waiting.front());
        m_waiting.pop_front();
        PrintJobId const job = paper.id;
        auto const submitted = m_printer->submit(std::move(paper));
        if (submitted) {
            m_printing = job;
            return;
        }
        m_log.error("a paper could not be given to the printer: " + submitted.error().line());
        give_up(job, domain::PrintTrouble::refused);
    }
}

std::vector<ports::PrinterMessage> PaperDesk::take_messages()
{
    std::vector<ports::PrinterMessage> messages;
    {
        std::scoped_lock const lock(m_mutex);
        messages.swap(m_inbox);
    }
    for (ports::PrinterMessage const& message : messages) {
        auto const* finished = std::get_if<ports::PrintFinished>(&message);
        if (finished != nullptr && m_printing == finished->id)
            m_printing.reset();
    }
    if (m_printer)
        submit_next();
    return messages;
}

} // namespace zahide::program
