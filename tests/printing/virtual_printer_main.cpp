// virtual-printer: a receipt printer for tests. Prints one line with its target, takes commands on standard input
// (paper-out, cover-open, offline, cutter, hang, mute, close, each with or without a byte; near-end, mend, unplug, papers) and ends with it.
#include "picture/png.h"
#include "virtual_printer.h"

#include <charconv>
#include <chrono>
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <sstream>

namespace {

using namespace zahide;

void write_papers(printing::VirtualPrinter& printer, std::string const& folder, std::size_t& written)
{
    auto const papers = printer.papers();
    for (; written < papers.size(); ++written) {
        auto const& picture = papers[written].picture;
        std::string number = std::to_string(written + 1);
        number.insert(0, number.size() < 4 ? 4 - number.size() : 0, '0');
        auto const done = picture::write_png(
            folder + "/paper-" + number + ".png", { picture::PixelFormat::bits1, picture.width_dots, picture.rows, picture.stride_bytes(), picture.bytes });
        if (!done)
            std::cerr << done.error().line() << '\n';
    }
}

/// "paper-out" now, or "paper-out 20000" at that byte.
bool obey(printing::VirtualPrinter& printer, std::string const& line)
{
    std::istringstream words(line);
    std::string name;
    std::size_t byte = 0;
    words >> name;
    bool const has_byte = static_cast<bool>(words >> byte);
    if (name == "mend" || name == "near-end") {
        printer.with_model([&](printing::PrinterModel& model) { name == "mend" ? model.mend() : model.set_near_end(printing::Ability::yes); });
        return true;
    }
    if (name == "unplug") {
        printer.unplug();
        return true;
    }
    auto const fault = printing::parse_fault(name);
    if (!fault)
        return false;
    printer.with_model([&](printing::PrinterModel& model) { has_byte ? model.fail_at(byte, *fault) : model.fail(*fault); });
    return true;
}

} // namespace

int main(int argument_count, char** arguments)
{
    CLI::App app("A receipt printer that can be told to fail");
    printing::VirtualPrinterOptions options;
    bool is_terminal = false;
    bool no_fence = false;
    bool no_queued = false;
    bool no_status = false;
    std::string folder;
    std::vector<std::string> commands;
    app.add_option("--tcp", options.port, "Port on the loopback; 0 for any free one");
    app.add_flag("--pty", is_terminal, "A pseudo terminal instead of a port");
    app.add_option("--out", folder, "Folder for the papers as PNG");
    app.add_option("--buffer", options.model.buffer_bytes, "Receive buffer, bytes");
    app.add_option("--rows-per-second", options.model.rows_per_second, "Speed of the head");
    app.add_flag("--no-fence", no_fence, "Does not know the print-complete fence");
    app.add_flag("--no-queued", no_queued, "Does not answer the queued status");
    app.add_flag("--no-status", no_status, "Does not answer the real-time status");
    app.add_option("--fail", commands, "A command to begin with, such as \"paper-out 20000\"");
    CLI11_PARSE(app, argument_count, arguments);
    options.cable = is_terminal ? printing::Cable::terminal : printing::Cable::network;
    options.model.fence = no_fence ? printing::Ability::no : printing::Ability::yes;
    options.model.queued = no_queued ? printing::Ability::no : printing::Ability::yes;
    options.model.status = no_status ? printing::Ability::no : printing::Ability::yes;

    printing::VirtualPrinter printer(options);
    std::cout << printer.target() << std::endl;
    for (auto const& command : commands) {
        if (!obey(printer, command))
            std::cerr << "not a command: " << command << '\n';
    }
    std::size_t written = 0;
    for (std::string line; std::getline(std::cin, line);) {
        if (line == "papers") {
            if (!folder.empty())
                write_papers(printer, folder, written);
            std::cout << "papers " << printer.papers().size() << std::endl;
        } else if (!obey(printer, line)) {
            std::cerr << "not a command: " << line << '\n';
        }
    }
    if (!folder.empty())
        write_papers(printer, folder, written);
    return 0;
}
