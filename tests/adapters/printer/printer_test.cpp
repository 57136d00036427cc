// What needs no printer at the other end: files, folders, and printers that are not there.
#include "printer/printer.h"

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>

namespace zahide::printer {
namespace {

using domain::PrintJobState;
using domain::PrintOutcome;
using domain::PrintTrouble;

class SteadyClock final : public Clock {
public:
    Instant now() const override { return {}; }
    Ticks ticks() const override { return Ticks::from_ns(std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count()); }
};

/// Listens to a printer and to its log.
class Ear final : public ports::PrinterListener, public ports::Log {
public:
    void on_printer(ports::PrinterMessage const& message) override
    {
        std::lock_guard const lock(m_mutex);
        if (auto const* finished = std::get_if<ports::PrintFinished>(&message))
            m_outcomes.push_back(finished->outcome);
        m_arrived.notify_all();
    }
    void write(ports::Severity, std::string_view, std::initializer_list<ports::LogField> fields) override
    {
        std::lock_guard const lock(m_mutex);
        for (auto const& field : fields)
            m_log += std::string(field.name) + "=" + field.value + "\n";
    }
    PrintOutcome wait(std::size_t count)
    {
        std::unique_lock lock(m_mutex);
        EXPECT_TRUE(m_arrived.wait_for(lock, std::chrono::seconds(10), [&] { return m_outcomes.size() >= count; }));
        return m_outcomes.size() >= count ? m_outcomes[count - 1] : PrintOutcome {};
    }
    std::string log()
    {
        std::lock_guard const lock(m_mutex);
        return m_log;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::vector<PrintOutcome> m_outcomes;
    std::string m_log;
};

class Files : public testing::Test {
protected:
    Files()
    {
        std::string name = (std::filesystem::temp_directory_path() / "zahide-printer-XXXXXX").string();
        folder = ::mkdtemp(name.data());
    }
    ~Files() override { std::filesystem::remove_all(folder); }

    std::unique_ptr<ports::Printer> make(std::string const& target, PreviewWriter preview = {})
    {
        PrinterOptions options;
        options.target = parse_target(target).value();
        options.write_preview = std::move(preview);
        return create_printer(std::move(options), clock, ear, ear).value();
    }
    static ports::PrintJob job(std::uint8_t number)
    {
        return { PrintJobId(Uuid({ number })), "2026-11-22-" + std::to_string(number), { 8, 2, { number, number } }, ports::PaperCut::cut,
            Milliseconds(5'000) };
    }
    static std::vector<std::uint8_t> read(std::filesystem::path const& path)
    {
        std::ifstream stream(path, std::ios::binary);
        return { std::istreambuf_iterator<char>(stream), {} };
    }

    std::filesystem::path folder;
    SteadyClock clock;
    Ear ear;
};

TEST_F(Files, File_HoldsEveryPaperInOrder)
{
    auto const printer = make("file:" + (folder / "tickets.bin").string());
    std::vector<std::uint8_t> wanted;
    for (std::uint8_t number = 1; number <= 3; ++number) {
        ASSERT_TRUE(printer->submit(job(number)));
        EXPECT_EQ(ear.wait(number).state, PrintJobState::printed);
        auto const paper = encode_paper(job(number).picture, ports::PaperCut::cut, AutomaticStatus::off);
        wanted.insert(wanted.end(), paper.bytes.begin(), paper.bytes.end());
    }
    EXPECT_EQ(read(folder / "tickets.bin"), wanted);
}

TEST_F(Files, Folder_HoldsBytesAndPictureOfEachPaper)
{
    std::vector<std::filesystem::path> pictures;
    auto const printer = make("folder:" + folder.string(), [&](std::filesystem::path const& path, ports::PrintPicture const&) -> Result<void> {
        pictures.push_back(path);
        return {};
    });
    ASSERT_TRUE(printer->submit(job(1)));
    EXPECT_EQ(ear.wait(1).state, PrintJobState::printed);
    EXPECT_EQ(read(folder / "2026-11-22-1-01000000.escpos"), encode_paper(job(1).picture, ports::PaperCut::cut, AutomaticStatus::off).bytes);
    EXPECT_EQ(pictures, (std::vector<std::filesystem::path> { folder / "2026-11-22-1-01000000.png" }));
}

TEST_F(Files, PictureThatCanNotBeWritten_IsNotPrinted)
{
    auto const printer = make("folder:" + folder.string(), [](auto const&, auto const&) -> Result<void> { return fail(ErrorCode::unavailable, "full"); });
    ASSERT_TRUE(printer->submit(job(1)));
    EXPECT_EQ(ear.wait(1), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::disk }));
}

TEST_F(Files, FullDisk_IsNotPrintedAndSaysSo)
{
    auto const printer = make("file:/dev/full");
    ASSERT_TRUE(printer->submit(job(1)));
    EXPECT_EQ(ear.wait(1), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::disk }));
    EXPECT_NE(ear.log().find("mend="), std::string::npos);
}

TEST_F(Files, MissingFolder_IsNotPrintedAndSaysWhere)
{
    auto const printer = make("folder:" + (folder / "none").string());
    ASSERT_TRUE(printer->submit(job(1)));
    EXPECT_EQ(ear.wait(1), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::disk }));
    EXPECT_NE(ear.log().find((folder / "none").string()), std::string::npos);
}

TEST_F(Files, MissingDevice_IsNotThereWithTheMend)
{
    auto const printer = make("device:" + (folder / "lp0").string());
    ASSERT_TRUE(printer->submit(job(1)));
    EXPECT_EQ(ear.wait(1), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::not_there }));
    EXPECT_NE(ear.log().find("switch it on"), std::string::npos);
}

TEST_F(Files, RegularFileAsDevice_IsRefusedWithTheMend)
{
    std::ofstream(folder / "lp0") << "x";
    auto const printer = make("device:" + (folder / "lp0").string());
    ASSERT_TRUE(printer->submit(job(1)));
    EXPECT_EQ(ear.wait(1), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::not_there }));
    EXPECT_NE(ear.log().find("write file:"), std::string::npos);
}

/// Root may open everything, so the test steps down while it runs.
class WithoutPrivileges {
public:
    WithoutPrivileges()
    {
        if (m_was == 0) {
            EXPECT_EQ(::seteuid(65'534), 0);
        }
    }
    WithoutPrivileges(WithoutPrivileges const&) = delete;
    WithoutPrivileges& operator=(WithoutPrivileges const&) = delete;
    ~WithoutPrivileges() { EXPECT_EQ(::seteuid(m_was), 0); }

private:
    uid_t m_was = ::geteuid();
};

TEST_F(Files, ForbiddenDevice_IsNotAllowedAndNamesTheGroup)
{
    auto const path = folder / "lp0";
    std::ofstream { path };
    ::chmod(path.c_str(), 0);
    WithoutPrivileges const stepped_down;
    auto const printer = make("device:" + path.string());
    ASSERT_TRUE(printer->submit(job(1)));
    EXPECT_EQ(ear.wait(1), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::not_allowed }));
    EXPECT_NE(ear.log().find("group lp"), std::string::npos);
}

TEST_F(Files, NobodyListens_IsNotThere)
{
    auto const printer = make("tcp:127.0.0.1:1");
    ASSERT_TRUE(printer->submit(job(1)));
    EXPECT_EQ(ear.wait(1), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::not_there }));
}

TEST_F(Files, AddressThatSwallowsEverything_EndsWithTheDeadline)
{
    PrinterOptions options;
    options.target = parse_target("tcp:192.0.2.1:9100").value(); // RFC 5737: belongs to nobody
    options.connect_time = Milliseconds(200);
    auto const printer = create_printer(std::move(options), clock, ear, ear).value();
    ASSERT_TRUE(printer->submit(job(1)));
    EXPECT_EQ(ear.wait(1), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::not_there }));
}

TEST_F(Files, BadJob_IsRefusedAtOnce)
{
    auto const printer = make("folder:" + folder.string());
    auto bad = job(1);
    bad.label = "../up";
    EXPECT_EQ(printer->submit(bad).error().code, ErrorCode::invalid);
    EXPECT_TRUE(printer->submit(job(1))) << "a refused job must not block the printer";
    EXPECT_EQ(ear.wait(1).state, PrintJobState::printed);
}

} // namespace
} // namespace zahide::printer
