// The shipped printer, its thread and its links against the virtual printer, over TCP and over a pseudo terminal.
#include "printer/printer.h"
#include "printer_listener.h"
#include "virtual_printer.h"

#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <memory>
#include <unistd.h>

namespace zahide::printing {
namespace {

using domain::PrintJobState;
using domain::PrintOutcome;
using domain::PrintTrouble;

printer::SessionTimes quick_times()
{
    printer::SessionTimes times;
    times.first_answer = Milliseconds(150);
    times.answer = Milliseconds(500);
    times.watch = Milliseconds(200);
    times.silence = Milliseconds(1'000);
    times.stall = Milliseconds(1'000);
    times.survey_fence = Milliseconds(300);
    times.unknown_fence = Milliseconds(1'000);
    return times;
}

/// Fast enough for many tests, slow enough for a paper to be many steps of the head.
ModelOptions quick_model()
{
    ModelOptions model;
    model.rows_per_second = 6'000;
    return model;
}

constexpr ports::PrinterStatus ready { ports::PrinterState::ready, ports::PaperState::ok };
constexpr PrintOutcome printed { PrintJobState::printed, PrintTrouble::none };

/// A virtual printer, its cable, and the shipped printer at the other end.
class Cables : public testing::TestWithParam<Cable> {
protected:
    void plug_in(ModelOptions const& model = quick_model(), printer::AnswerPolicy answers = printer::AnswerPolicy::probe)
    {
        machine = std::make_unique<VirtualPrinter>(VirtualPrinterOptions { GetParam(), 0, model });
        printer::PrinterOptions options;
        options.target = printer::parse_target(machine->target()).value();
        options.answers = answers;
        options.times = quick_times();
        shipped = printer::create_printer(std::move(options), clock, mailbox, log).value();
        if (answers == printer::AnswerPolicy::probe && model.status == Ability::yes) {
            ASSERT_TRUE(mailbox.wait_status(ready));
        }
    }
    void TearDown() override { shipped.reset(); }

    PrintOutcome print(std::uint8_t number)
    {
        EXPECT_TRUE(shipped->submit(test_job(number)));
        return mailbox.wait_outcome(m_printed++);
    }
    void fail_after(std::size_t bytes, Fault fault)
    {
        machine->with_model(
            [&](PrinterModel& model) { model.fail_at(bytes + (fault == Fault::close_link ? model.received_bytes() : model.processed_bytes()), fault); });
    }
    bool wait_papers(std::size_t count)
    {
        for (int attempt = 0; attempt < 500 && machine->papers().size() < count; ++attempt)
            ::usleep(10'000);
        return machine->papers().size() == count;
    }

    SteadyClock clock;
    QuietLog log;
    Mailbox mailbox;
    std::unique_ptr<VirtualPrinter> machine;
    std::unique_ptr<ports::Printer> shipped;

private:
    std::size_t m_printed = 0;
};

TEST_P(Cables, ThreePapers_ComeOutWholeAndInOrder)
{
    plug_in();
    for (std::uint8_t number = 1; number <= 3; ++number)
        EXPECT_EQ(print(number), printed);
    auto const papers = machine->papers();
    ASSERT_EQ(papers.size(), 3U);
    for (std::uint8_t number = 1; number <= 3; ++number)
        EXPECT_EQ(papers[number - 1U].picture.bytes, test_job(number).picture.bytes);
    EXPECT_EQ(mailbox.started(), 3);
}

TEST_P(Cables, SmallBufferAndSlowHead_LoseNothing)
{
    plug_in({ .buffer_bytes = 1'024, .rows_per_second = 400 });
    EXPECT_EQ(print(7), printed);
    EXPECT_EQ(machine->papers().at(0).picture.bytes, test_job(7).picture.bytes);
}

TEST_P(Cables, PaperOutInTheMiddle_IsNotPrintedAndNothingComesLate)
{
    plug_in();
    fail_after(20'000, Fault::paper_out);
    EXPECT_EQ(print(1), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::paper_out }));
    EXPECT_TRUE(mailbox.wait_status({ ports::PrinterState::paper_out, ports::PaperState::out }));
    EXPECT_EQ(print(2), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::paper_out }));
    machine->with_model([](PrinterModel& model) { model.mend(); });
    EXPECT_EQ(print(3), printed);
    // What the printer still held may come out, cut off before the new paper and never whole.
    auto const papers = machine->papers();
    for (std::size_t index = 0; index + 1 < papers.size(); ++index)
        EXPECT_LT(papers[index].picture.rows, 600 + printer::strip_rows_max);
    EXPECT_LE(papers.size(), 2U) << "the refill set old papers free";
    EXPECT_EQ(papers.back().picture.bytes, test_job(3).picture.bytes);
}

/// Elsewhere ten tickets came out at once after the refill.
TEST_P(Cables, TenPapersWhileOutOfPaper_AreTenTimesNotPrintedAndStayAway)
{
    plug_in();
    machine->with_model([](PrinterModel& model) { model.fail(Fault::paper_out); });
    for (std::uint8_t number = 1; number <= 10; ++number)
        EXPECT_EQ(print(number), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::paper_out }));
    machine->with_model([](PrinterModel& model) { model.mend(); });
    EXPECT_EQ(print(11), printed);
    auto const papers = machine->papers();
    ASSERT_EQ(papers.size(), 1U);
    EXPECT_EQ(papers.front().picture.bytes, test_job(11).picture.bytes);
}

TEST_P(Cables, CoverOpen_IsNotPrinted)
{
    plug_in();
    machine->with_model([](PrinterModel& model) { model.fail(Fault::cover_open); });
    EXPECT_EQ(print(1), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::cover_open }));
}

TEST_P(Cables, NearEnd_IsReported)
{
    plug_in();
    machine->with_model([](PrinterModel& model) { model.set_near_end(Ability::yes); });
    shipped->request_status();
    EXPECT_TRUE(mailbox.wait_status({ ports::PrinterState::ready, ports::PaperState::near_end }));
    EXPECT_EQ(print(1), printed);
}

TEST_P(Cables, HangBefore_IsNotPrintedSoon)
{
    plug_in();
    machine->with_model([](PrinterModel& model) { model.fail(Fault::hang); });
    Ticks const start = steady_ticks();
    EXPECT_EQ(print(1), (PrintOutcome { PrintJobState::not_printed, PrintTrouble::no_answer }));
    EXPECT_LT(steady_ticks() - start, Milliseconds(2'000));
}

TEST_P(Cables, HangInTheMiddle_EndsSoonAndNotAsPrinted)
{
    plug_in();
    fail_after(10'000, Fault::hang);
    Ticks const start = steady_ticks();
    EXPECT_NE(print(1).state, PrintJobState::printed);
    EXPECT_LT(steady_ticks() - start, Milliseconds(4'000));
}

TEST_P(Cables, MuteAfterTheStart_IsUnknown)
{
    plug_in();
    fail_after(20'000, Fault::mute);
    EXPECT_EQ(print(1), (PrintOutcome { PrintJobState::unknown, PrintTrouble::no_answer }));
    EXPECT_TRUE(wait_papers(1));
}

TEST_P(Cables, PrinterThatNeverAnswers_IsSent)
{
    plug_in({ .rows_per_second = 6'000, .status = Ability::no, .automatic = Ability::no, .queued = Ability::no, .fence = Ability::no });
    EXPECT_EQ(print(1).state, PrintJobState::sent);
    EXPECT_EQ(print(2).state, PrintJobState::sent);
    EXPECT_TRUE(wait_papers(2));
    EXPECT_EQ(machine->papers().at(1).picture.bytes, test_job(2).picture.bytes);
    EXPECT_EQ(machine->papers().at(1).stray_characters, 0);
}

TEST_P(Cables, ConfiguredAsMute_IsSent)
{
    plug_in(quick_model(), printer::AnswerPolicy::never);
    EXPECT_EQ(print(1).state, PrintJobState::sent);
    EXPECT_TRUE(wait_papers(1));
}

TEST_P(Cables, QueuedStatusOnly_IsEnoughForPrinted)
{
    plug_in({ .rows_per_second = 6'000, .automatic = Ability::no, .fence = Ability::no });
    EXPECT_EQ(print(1), printed);
    EXPECT_EQ(machine->papers().at(0).stray_characters, 0);
}

TEST_P(Cables, HangUpInThePicture_IsNotPrintedWithinASecond)
{
    plug_in();
    fail_after(20'000, Fault::close_link);
    Ticks const start = steady_ticks();
    auto const outcome = print(1);
    EXPECT_EQ(outcome.state, PrintJobState::not_printed);
    EXPECT_EQ(outcome.trouble, PrintTrouble::link_lost);
    EXPECT_LT(steady_ticks() - start, Milliseconds(1'000));
}

TEST_P(Cables, HangUpAfterTheLastStrip_IsUnknown)
{
    plug_in();
    auto const job = test_job(1);
    auto const paper = printer::encode_paper(job.picture, job.cut, printer::AutomaticStatus::on);
    fail_after(3 + paper.picture_end + 2, Fault::close_link);
    Ticks const start = steady_ticks();
    EXPECT_EQ(print(1).state, PrintJobState::unknown);
    EXPECT_LT(steady_ticks() - start, Milliseconds(1'000));
}

TEST_P(Cables, Unplugged_IsNotThere)
{
    plug_in();
    machine->unplug();
    ::usleep(150'000);
    auto const outcome = print(1);
    EXPECT_EQ(outcome.state, PrintJobState::not_printed);
    EXPECT_NE(outcome.trouble, PrintTrouble::none);
    EXPECT_TRUE(mailbox.wait_status({ ports::PrinterState::not_there, ports::PaperState::unknown }));
}

TEST_P(Cables, SecondJobMeanwhile_IsRefusedAndTheFirstOneUnharmed)
{
    plug_in();
    ASSERT_TRUE(shipped->submit(test_job(1)));
    auto const second = shipped->submit(test_job(2));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    EXPECT_EQ(mailbox.wait_outcome(0), printed);
}

TEST_P(Cables, FirstByte_GoesOutAtOnce)
{
    plug_in();
    std::vector<std::int64_t> delays;
    for (std::uint8_t number = 1; number <= 5; ++number) {
        machine->forget_first_byte();
        std::int64_t const start = steady_ticks().ns();
        EXPECT_EQ(print(number), printed);
        delays.push_back(machine->first_byte_ns() - start);
    }
    std::sort(delays.begin(), delays.end());
    RecordProperty("first_byte_median_us", std::to_string(delays[2] / 1'000));
    EXPECT_GT(delays[0], 0);
    EXPECT_LT(delays[2], 50'000'000);
}

TEST_P(Cables, DestroyedInTheMiddle_StillGivesAnOutcome)
{
    plug_in({ .rows_per_second = 100 });
    ASSERT_TRUE(shipped->submit(test_job(1)));
    while (mailbox.started() == 0)
        ::usleep(1'000);
    shipped.reset();
    EXPECT_NE(mailbox.wait_outcome(0).state, PrintJobState::printed);
}

INSTANTIATE_TEST_SUITE_P(
    Both, Cables, testing::Values(Cable::network, Cable::terminal), [](auto const& cable) { return cable.param == Cable::network ? "Network" : "Terminal"; });

} // namespace
} // namespace zahide::printing
