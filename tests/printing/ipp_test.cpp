// The shipped IPP printing against Debian's ippeveprinter and against a CUPS queue.
#include "ipp_services.h"
#include "printer/printer.h"
#include "printer_listener.h"

#include <cups/cups.h>
#include <cups/raster.h>
#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <unistd.h>

namespace zahide::printing {
namespace {

using domain::PrintJobState;
using domain::PrintOutcome;
using domain::PrintTrouble;

/// What a document shows: its dots, one char each, '#' for black.
struct Page {
    unsigned dpi = 0;
    std::vector<std::string> rows;
};

Page page_of(std::filesystem::path const& document)
{
    Page page;
    int const file = ::open(document.c_str(), O_RDONLY | O_CLOEXEC);
    cups_raster_t* const raster = ::cupsRasterOpen(file, CUPS_RASTER_READ);
    cups_page_header2_t header {};
    if (raster != nullptr && ::cupsRasterReadHeader2(raster, &header) != 0) {
        page.dpi = header.HWResolution[0];
        std::vector<unsigned char> bytes(header.cupsBytesPerLine);
        for (unsigned y = 0; y < header.cupsHeight; ++y) {
            if (::cupsRasterReadPixels(raster, bytes.data(), header.cupsBytesPerLine) == 0)
                break;
            std::string row;
            for (unsigned x = 0; x < header.cupsWidth; ++x) {
                bool const is_black = header.cupsBitsPerPixel == 1 ? ((bytes[x / 8] >> (7 - x % 8)) & 1) != 0 : bytes[x] == 0;
                row.push_back(is_black ? '#' : ' ');
            }
            page.rows.push_back(std::move(row));
        }
    }
    if (raster != nullptr)
        ::cupsRasterClose(raster);
    ::close(file);
    return page;
}

/// Every dot of the page is the picture's dot it stands for.
void expect_shows(Page const& page, ports::PrintPicture const& picture, std::size_t scale)
{
    ASSERT_EQ(page.rows.size(), static_cast<std::size_t>(picture.rows) * scale);
    std::size_t wrong = 0;
    for (std::size_t y = 0; y < page.rows.size(); ++y) {
        ASSERT_EQ(page.rows[y].size(), static_cast<std::size_t>(picture.width_dots) * scale);
        for (std::size_t x = 0; x < page.rows[y].size(); ++x) {
            auto const byte = picture.bytes[(y / scale) * picture.stride_bytes() + x / scale / 8];
            bool const is_black = ((byte >> (7 - x / scale % 8)) & 1) != 0;
            wrong += (page.rows[y][x] == '#') != is_black ? 1 : 0;
        }
    }
    EXPECT_EQ(wrong, 0U);
}

/// The shipped printer at that address.
class IppPrinting : public testing::Test {
protected:
    void connect(std::string const& address, printer::AnswerPolicy answers = printer::AnswerPolicy::probe)
    {
        printer::PrinterOptions options;
        options.target = printer::parse_target(address).value();
        options.answers = answers;
        options.retry_interval = Milliseconds(100);
        shipped = printer::create_printer(std::move(options), clock, mailbox, log).value();
    }
    PrintOutcome print(std::uint8_t number, Milliseconds time_max = Milliseconds(20'000))
    {
        auto job = test_job(number);
        job.time_max = time_max;
        EXPECT_TRUE(shipped->submit(std::move(job)));
        return mailbox.wait_outcome(printed_count++);
    }
    void TearDown() override { shipped.reset(); }

    SteadyClock clock;
    QuietLog log;
    Mailbox mailbox;
    std::unique_ptr<ports::Printer> shipped;
    std::size_t printed_count = 0;
};

constexpr PrintOutcome printed_by_ipp { PrintJobState::printed, PrintTrouble::none };
constexpr ports::PrinterStatus ready_by_ipp { ports::PrinterState::ready, ports::PaperState::ok };

std::filesystem::path script(std::filesystem::path const& folder, std::string const& text)
{
    auto const file = folder / "command.sh";
    std::ofstream(file) << "#!/bin/sh\n" << text << "\n";
    std::filesystem::permissions(file, std::filesystem::perms::all);
    return file;
}

TEST_F(IppPrinting, PaperToAnIppPrinter_IsPrintedDotForDot)
{
    TestFolder const folder;
    IppEverywherePrinter const machine(script(folder.path(), "exit 0").string()); // without one it sleeps at random
    if (machine.missing())
        GTEST_SKIP() << *machine.missing();
    connect(machine.address());
    EXPECT_TRUE(mailbox.wait_status(ready_by_ipp));
    EXPECT_EQ(print(1), printed_by_ipp);
    EXPECT_EQ(mailbox.started(), 1);
    auto const documents = machine.documents();
    ASSERT_EQ(documents.size(), 1U);
    auto const page = page_of(documents.front());
    EXPECT_EQ(page.dpi, 600U); // 300 and 600 are what it has: three dots for one of ours keep the size best
    expect_shows(page, test_job(1).picture, 3);
}

/// What CUPS's own ipptool, a client that shares nothing with ours, is told of a printer's finished jobs; a line each.
std::string jobs_by_ipptool(std::string const& address, std::filesystem::path const& folder)
{
    auto const output = folder / "ipptool.csv";
    std::filesystem::remove(output);
    EXPECT_EQ(run_program({ "ipptool", "-c", address, ZAHIDE_PRINTING_TESTS "/finished_jobs.test" }, output), 0);
    std::ifstream file(output);
    return { std::istreambuf_iterator<char>(file), {} };
}

TEST_F(IppPrinting, IndependentClient_IsToldOfEachPaperWhatOurOutcomeSays)
{
    TestFolder const folder;
    IppEverywherePrinter const machine(script(folder.path(), "test -e " + (folder.path() / "jam").string() + " && exit 1; exit 0").string());
    if (machine.missing())
        GTEST_SKIP() << *machine.missing();
    connect(machine.address());
    std::string const heading = "job-name,job-originating-user-name,job-state\n";
    std::string const first = "2026-11-22-1,zahide-kiosk,completed\n";
    EXPECT_EQ(print(1), printed_by_ipp);
    EXPECT_EQ(jobs_by_ipptool(machine.address(), folder.path()), heading + first);
    std::ofstream(folder.path() / "jam") << "";
    EXPECT_EQ(print(2).state, PrintJobState::not_printed);
    EXPECT_EQ(jobs_by_ipptool(machine.address(), folder.path()), heading + "2026-11-22-2,zahide-kiosk,aborted\n" + first) << "newest first, each once";
}

TEST_F(IppPrinting, PrinterThatAbortsTheJob_SaysNotPrinted)
{
    TestFolder const folder;
    IppEverywherePrinter const machine(script(folder.path(), "exit 1").string());
    if (machine.missing())
        GTEST_SKIP() << *machine.missing();
    connect(machine.address());
    EXPECT_EQ(print(2).state, PrintJobState::not_printed);
}

TEST_F(IppPrinting, PrinterThatHangs_EndsInTimeAndIsNeverCalledPrinted)
{
    TestFolder const folder;
    IppEverywherePrinter const machine(script(folder.path(), "exec sleep 30").string());
    if (machine.missing())
        GTEST_SKIP() << *machine.missing();
    connect(machine.address());
    auto const outcome = print(3, Milliseconds(3'000));
    EXPECT_TRUE(outcome.state == PrintJobState::unknown || outcome.state == PrintJobState::not_printed);
    EXPECT_NE(outcome.trouble, PrintTrouble::none);
}

TEST_F(IppPrinting, PaperThatRunsOut_IsTheReasonThatIsTold)
{
    TestFolder const folder;
    IppEverywherePrinter const machine(script(folder.path(), "echo 'STATE: +media-empty-error' >&2; exit 1").string());
    if (machine.missing())
        GTEST_SKIP() << *machine.missing();
    connect(machine.address());
    EXPECT_EQ(print(4).state, PrintJobState::not_printed);
    auto const second = print(5);
    EXPECT_EQ(second, (PrintOutcome { PrintJobState::not_printed, PrintTrouble::paper_out }));
    EXPECT_TRUE(mailbox.wait_status({ ports::PrinterState::paper_out, ports::PaperState::out }));
    EXPECT_EQ(machine.documents().size(), 1U) << "a paper was left in a printer that has none";
}

TEST_F(IppPrinting, PrinterSwitchedOff_IsNotThereAndNothingIsPrinted)
{
    IppEverywherePrinter machine;
    if (machine.missing())
        GTEST_SKIP() << *machine.missing();
    connect(machine.address());
    EXPECT_TRUE(mailbox.wait_status(ready_by_ipp));
    machine.switch_off();
    EXPECT_EQ(print(6), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::not_there }));
    EXPECT_TRUE(mailbox.wait_status({ ports::PrinterState::not_there, ports::PaperState::unknown }));
    EXPECT_FALSE(log.warnings().empty());
}

TEST_F(IppPrinting, PaperToACupsQueue_IsSentForAQueueKnowsNoPaper)
{
    CupsQueue const queue;
    if (queue.missing())
        GTEST_SKIP() << *queue.missing();
    connect(queue.address());
    EXPECT_EQ(print(7), (PrintOutcome { PrintJobState::sent, PrintTrouble::none }));

    auto const documents = queue.documents();
    ASSERT_EQ(documents.size(), 1U);
    auto const page = page_of(documents.front());
    EXPECT_EQ(page.dpi, 203U);
    expect_shows(page, test_job(7).picture, 1);
}

TEST_F(IppPrinting, StoppedCupsQueue_TakesNoPaper)
{
    CupsQueue queue;
    if (queue.missing())
        GTEST_SKIP() << *queue.missing();
    queue.disable();
    connect(queue.address());
    EXPECT_EQ(print(8), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::offline }));
    EXPECT_TRUE(queue.documents().empty()) << "a paper waits to come out when nobody wants it any more";
}

TEST_F(IppPrinting, NoSuchQueue_SaysSo)
{
    CupsQueue const queue;
    if (queue.missing())
        GTEST_SKIP() << *queue.missing();
    connect(queue.address() + "-of-another-house");
    EXPECT_EQ(print(9), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::not_there }));
}

TEST(IppTarget, Address_IsReadWithItsUsualPortAndPath)
{
    auto const text = [](std::string const& address) { return printer::to_string(printer::parse_target(address).value()); };
    EXPECT_EQ(text("ipp://10.0.0.40"), "ipp://10.0.0.40:631/ipp/print");
    EXPECT_EQ(text("ipps://[fe80::1]:8631/printers/receipts"), "ipps://[fe80::1]:8631/printers/receipts");
    EXPECT_FALSE(printer::parse_target("ipp:10.0.0.40"));
    EXPECT_FALSE(printer::parse_target("ipp://printer.example/ipp/print"));
    EXPECT_FALSE(printer::parse_target("ipp://10.0.0.40:0/ipp/print"));
}

} // namespace
} // namespace zahide::printing
