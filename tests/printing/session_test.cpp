// A Session against a PrinterModel, in time of our own: every byte, every fault, no threads.
#include "printer/session.h"
#include "printer_model.h"

#include <gtest/gtest.h>

namespace zahide::printing {
namespace {

using domain::PrintJobState;
using domain::PrintTrouble;
using printer::Answers;
using printer::Knowledge;
using printer::Session;

constexpr printer::FenceId fence { 'a', 'b', 'c', 'd' };

ports::PrintPicture test_picture(int rows)
{
    ports::PrintPicture picture { 576, rows, {} };
    picture.bytes.resize(picture.stride_bytes() * static_cast<std::size_t>(rows));
    // No 0x10 in it: a picture that happens to hold a real-time command has a test of its own.
    for (std::size_t index = 0; index < picture.bytes.size(); ++index)
        picture.bytes[index] = static_cast<std::uint8_t>(0x20 + index % 95);
    return picture;
}

/// Lets a session and a printer talk over a cable that carries `bytes_a_step` a millisecond.
class Conversation {
public:
    explicit Conversation(ModelOptions options)
        : model(options)
    {
    }

    domain::PrintOutcome print(Knowledge const& known, ports::PrintPicture const& picture = test_picture(600))
    {
        auto session = Session::print({ fence, known, printer::AnswerPolicy::probe, {}, beginning },
            encode_paper(picture, ports::PaperCut::cut, printer::AutomaticStatus::on), now, now + Milliseconds(20'000));
        return run(session);
    }

    Knowledge survey(Knowledge const& known = {})
    {
        auto session = Session::survey({ fence, known, printer::AnswerPolicy::probe, {}, beginning }, printer::SurveyDepth::everything, now);
        run(session);
        return session.knowledge();
    }

    domain::PrintOutcome run(Session& session)
    {
        while (!session.finished()) {
            auto const pending = session.pending();
            std::size_t const count = std::min({ pending.size(), model.room(), bytes_a_step });
            model.receive(pending.first(count));
            if (count > 0)
                session.sent(count, now);
            if (model.wants_link_closed())
                session.link_lost();
            model.advance(now);
            session.received(model.take_replies(), now);
            if (session.wants_drained())
                session.drained(now);
            now = now + Milliseconds(1);
            session.time_passed(now);
        }
        learned = session.knowledge();
        wants_clear = session.wants_clear();
        if (wants_clear && model.room() >= 10)
            model.receive(printer::encode_clear());
        return session.outcome();
    }

    /// Lets the printer go on alone.
    void pass(Milliseconds time)
    {
        for (Ticks const end = now + time; now < end; now = now + Milliseconds(1))
            model.advance(now);
    }

    PrinterModel model;
    Ticks now = Ticks::from_ns(1'000'000'000);
    std::size_t bytes_a_step = 500;
    bool wants_clear = false;
    Knowledge learned;
    printer::Beginning beginning = printer::Beginning::clean;
};

constexpr domain::PrintOutcome wholly_printed { PrintJobState::printed, PrintTrouble::none };

TEST(Session_, GoodPrinter_PrintsThePictureDotForDot)
{
    Conversation talk({});
    auto const picture = test_picture(700);
    EXPECT_EQ(talk.print(talk.survey(), picture), wholly_printed);
    ASSERT_EQ(talk.model.papers().size(), 1U);
    auto const& paper = talk.model.papers().front();
    EXPECT_EQ(paper.picture.rows, 700);
    EXPECT_EQ(paper.picture.bytes, picture.bytes);
    EXPECT_EQ(paper.stray_characters, 0);
    EXPECT_FALSE(talk.wants_clear);
}

TEST(Session_, WithoutASurvey_PrintsAllTheSame)
{
    Conversation talk({});
    EXPECT_EQ(talk.print({}), wholly_printed);
}

TEST(Session_, Survey_LearnsEveryAbility)
{
    for (int bits = 0; bits < 8; ++bits) {
        auto const ability = [&](int bit) { return (bits >> bit & 1) != 0 ? Ability::yes : Ability::no; };
        Conversation talk({ .status = ability(0), .automatic = Ability::no, .queued = ability(1), .fence = ability(2) });
        auto const known = talk.survey();
        EXPECT_EQ(known.of(printer::StatusKind::printer) == Answers::yes, ability(0) == Ability::yes) << bits;
        EXPECT_EQ(known.confirmation(), bits >= 2 ? Answers::yes : Answers::no) << bits;
        EXPECT_EQ(known.fence == Answers::yes, ability(2) == Ability::yes) << bits;
        // And what it prints afterwards is a clean paper with the outcome it can vouch for.
        auto const outcome = talk.print(known);
        EXPECT_EQ(outcome.state, bits >= 2 ? PrintJobState::printed : PrintJobState::sent) << bits;
        talk.pass(Milliseconds(2'000));
        ASSERT_EQ(talk.model.papers().size(), 1U);
        EXPECT_EQ(talk.model.papers().front().stray_characters, 0) << "the survey left characters on the paper";
    }
}

TEST(Session_, TroubleBefore_SendsNotADot)
{
    struct Case {
        Fault fault;
        PrintTrouble trouble;
    };
    for (auto const& [fault, trouble] : { Case { Fault::paper_out, PrintTrouble::paper_out }, Case { Fault::cover_open, PrintTrouble::cover_open },
             Case { Fault::offline, PrintTrouble::offline }, Case { Fault::cutter, PrintTrouble::cutter } }) {
        Conversation talk({});
        auto const known = talk.survey();
        std::size_t const before = talk.model.received_bytes();
        talk.model.fail(fault);
        EXPECT_EQ(talk.print(known), (domain::PrintOutcome { PrintJobState::not_printed, trouble }));
        EXPECT_LE(talk.model.received_bytes() - before, 12U) << "more than the four questions went out";
        talk.model.mend();
        talk.pass(Milliseconds(5'000));
        EXPECT_TRUE(talk.model.papers().empty()) << "a late paper";
        EXPECT_EQ(talk.print(known), wholly_printed) << "after the mend";
    }
}

TEST(Session_, HungBefore_SendsNotADot)
{
    Conversation talk({});
    auto const known = talk.survey();
    talk.model.fail(Fault::hang);
    EXPECT_EQ(talk.print(known), (domain::PrintOutcome { PrintJobState::not_printed, PrintTrouble::no_answer }));
    EXPECT_FALSE(talk.wants_clear);
}

/// Whatever happens at whichever byte: "printed" only if a whole paper is cut, and no late paper after a failure.
void fail_everywhere(Fault fault, ModelOptions const& options)
{
    auto const picture = test_picture(600);
    std::size_t const length = encode_paper(picture, ports::PaperCut::cut, printer::AutomaticStatus::on).bytes.size();
    for (std::size_t at = 1; at<length + 60; at += at> length - 80 ? 1 : 997) {
        Conversation talk(options);
        auto const known = talk.survey();
        std::size_t const offset = fault == Fault::close_link ? talk.model.received_bytes() : talk.model.processed_bytes();
        talk.model.fail_at(offset + at, fault);
        auto const outcome = talk.print(known, picture);
        bool const is_whole = !talk.model.papers().empty();
        if (outcome.state == PrintJobState::printed || outcome.state == PrintJobState::sent) {
            EXPECT_TRUE(is_whole) << "byte " << at;
        }
        if (outcome.state == PrintJobState::not_printed) {
            EXPECT_FALSE(is_whole) << "byte " << at;
            EXPECT_NE(outcome.trouble, PrintTrouble::none);
        }
        if (fault != Fault::close_link && fault != Fault::hang && fault != Fault::mute) {
            std::size_t const before = talk.model.papers().size();
            talk.model.mend();
            talk.pass(Milliseconds(5'000));
            EXPECT_EQ(talk.model.papers().size(), before) << "a late paper after byte " << at;
        }
    }
}

TEST(Session_, PaperOutAtEveryPlace_IsNeverPrinted)
{
    fail_everywhere(Fault::paper_out, {});
}
TEST(Session_, CoverOpenAtEveryPlace_IsNeverPrinted)
{
    fail_everywhere(Fault::cover_open, {});
}
TEST(Session_, CutterErrorAtEveryPlace_IsNeverPrinted)
{
    fail_everywhere(Fault::cutter, {});
}
TEST(Session_, HangAtEveryPlace_IsNeverPrinted)
{
    fail_everywhere(Fault::hang, {});
}
TEST(Session_, MuteAtEveryPlace_IsNeverPrinted)
{
    fail_everywhere(Fault::mute, {});
}
TEST(Session_, ClosedLinkAtEveryPlace_IsNeverPrinted)
{
    fail_everywhere(Fault::close_link, {});
}
TEST(Session_, PaperOutOnAPrinterWithoutFence_IsNeverPrinted)
{
    fail_everywhere(Fault::paper_out, { .fence = Ability::no });
}
TEST(Session_, PaperOutWithoutAutomaticStatus_IsNeverPrinted)
{
    fail_everywhere(Fault::paper_out, { .automatic = Ability::no, .fence = Ability::no });
}

TEST(Session_, PaperOutInThePicture_IsNotPrintedWithTheReason)
{
    Conversation talk({});
    auto const known = talk.survey();
    talk.model.fail_at(talk.model.processed_bytes() + 20'000, Fault::paper_out);
    EXPECT_EQ(talk.print(known), (domain::PrintOutcome { PrintJobState::not_printed, PrintTrouble::paper_out }));
    EXPECT_TRUE(talk.wants_clear);
}

TEST(Session_, LinkCutAfterTheLastStripAndBeforeTheFence_IsUnknown)
{
    Conversation talk({});
    auto const known = talk.survey();
    auto const paper = encode_paper(test_picture(600), ports::PaperCut::cut, printer::AutomaticStatus::on);
    talk.model.fail_at(talk.model.received_bytes() + 3 + paper.picture_end + 1, Fault::close_link);
    EXPECT_EQ(talk.print(known), (domain::PrintOutcome { PrintJobState::unknown, PrintTrouble::link_lost }));
}

TEST(Session_, LinkCutBeforeTheLastStripIsOut_IsNotPrinted)
{
    Conversation talk({});
    auto const known = talk.survey();
    talk.model.fail_at(talk.model.received_bytes() + 20'000, Fault::close_link);
    EXPECT_EQ(talk.print(known), (domain::PrintOutcome { PrintJobState::not_printed, PrintTrouble::link_lost }));
}

TEST(Session_, AnswerToAnEarlierPaper_IsNotTakenForThisOne)
{
    Conversation talk({ .rows_per_second = 50 });
    auto const known = talk.survey();
    auto session = Session::print({ fence, known, printer::AnswerPolicy::probe, {}, {} },
        encode_paper(test_picture(600), ports::PaperCut::cut, printer::AutomaticStatus::on), talk.now, talk.now + Milliseconds(3'000));
    session.received(std::array<std::uint8_t, 8> { 0x12, 0x37, 0x22, 'z', 'z', 'z', 'z', 0x00 }, talk.now);
    EXPECT_EQ(talk.run(session).state, PrintJobState::not_printed);
}

TEST(Session_, PictureThatHoldsARealTimeCommand_StillEndsAsPrinted)
{
    Conversation talk({});
    auto picture = test_picture(600);
    for (std::size_t at = 100; at + 3 < picture.bytes.size(); at += 4'000) {
        picture.bytes[at] = 0x10;
        picture.bytes[at + 1] = 0x04;
        picture.bytes[at + 2] = 0x04;
    }
    EXPECT_EQ(talk.print(talk.survey(), picture), wholly_printed);
}

TEST(Session_, ConfiguredAsMute_IsSentWithoutAQuestion)
{
    Conversation talk({});
    auto session = Session::print({ fence, {}, printer::AnswerPolicy::never, {}, {} },
        encode_paper(test_picture(300), ports::PaperCut::cut, printer::AutomaticStatus::off), talk.now, talk.now + Milliseconds(20'000));
    EXPECT_EQ(talk.run(session), (domain::PrintOutcome { PrintJobState::sent, PrintTrouble::none }));
    talk.pass(Milliseconds(1'000));
    EXPECT_EQ(talk.model.papers().size(), 1U);
}

TEST(Session_, ConfiguredToAnswer_IsNeverTakenForMute)
{
    Conversation talk({});
    talk.model.fail(Fault::mute);
    auto session = Session::print({ fence, {}, printer::AnswerPolicy::expect, {}, {} },
        encode_paper(test_picture(300), ports::PaperCut::cut, printer::AutomaticStatus::on), talk.now, talk.now + Milliseconds(20'000));
    EXPECT_EQ(talk.run(session), (domain::PrintOutcome { PrintJobState::not_printed, PrintTrouble::no_answer }));
    talk.model.mend();
    auto second = Session::print({ fence, {}, printer::AnswerPolicy::expect, {}, {} },
        encode_paper(test_picture(300), ports::PaperCut::cut, printer::AutomaticStatus::on), talk.now, talk.now + Milliseconds(20'000));
    EXPECT_EQ(talk.run(second), wholly_printed);
}

TEST(Session_, MutePrinterThatLearnsToAnswer_IsHeard)
{
    Conversation talk({});
    talk.model.fail(Fault::mute);
    auto known = talk.survey();
    ASSERT_EQ(known.of(printer::StatusKind::printer), Answers::no);
    talk.model.mend();
    known = talk.survey(known);
    EXPECT_EQ(talk.print(known), wholly_printed);
}

/// Swapped between two papers, so quickly that nobody saw it gone.
TEST(Session_, AnotherPrinterWithoutAFence_PrintsAndIsLearned)
{
    Conversation before({});
    Conversation talk({ .fence = Ability::no });
    Ticks const start = talk.now;
    EXPECT_EQ(talk.print(before.survey()), wholly_printed);
    EXPECT_LE(talk.now - start, Milliseconds(8'000));
    EXPECT_EQ(talk.learned.fence, Answers::no);
    EXPECT_EQ(talk.learned.queued, Answers::yes);
}

TEST(Session_, NearEnd_IsToldAndPrintsOn)
{
    Conversation talk({});
    auto const known = talk.survey();
    talk.model.set_near_end(Ability::yes);
    auto session = Session::print({ fence, known, printer::AnswerPolicy::probe, {}, {} },
        encode_paper(test_picture(300), ports::PaperCut::cut, printer::AutomaticStatus::on), talk.now, talk.now + Milliseconds(20'000));
    EXPECT_EQ(talk.run(session), wholly_printed);
    EXPECT_EQ(session.status(), (ports::PrinterStatus { ports::PrinterState::ready, ports::PaperState::near_end }));
}

TEST(Session_, SlowPrinter_EndsWithItsDeadline)
{
    Conversation talk({ .rows_per_second = 10 });
    Ticks const start = talk.now;
    auto const outcome = talk.print(talk.survey());
    EXPECT_EQ(outcome.trouble, PrintTrouble::timed_out);
    EXPECT_NE(outcome.state, PrintJobState::printed);
    EXPECT_LE(talk.now - start, Milliseconds(21'500));
}

/// The program or the cable went away in the middle of a strip; what comes next must not be taken for dots.
TEST(Session_, HalfAPaperLeftInThePrinter_DoesNotSpoilTheNext)
{
    for (auto const clear : { Ability::yes, Ability::no }) {
        for (auto const beginning : { printer::Beginning::unsure, printer::Beginning::after_failure }) {
            Conversation talk({ .clear = clear });
            auto const known = talk.survey();
            auto const left = encode_paper(test_picture(600), ports::PaperCut::cut, printer::AutomaticStatus::on);
            talk.model.receive(std::span(left.bytes).first(3'000));
            talk.pass(Milliseconds(2'000));
            talk.beginning = beginning;
            auto const picture = test_picture(300);
            EXPECT_EQ(talk.print(known, picture), wholly_printed);
            auto const& last = talk.model.papers().back().picture.bytes;
            ASSERT_GE(last.size(), picture.bytes.size());
            EXPECT_TRUE(std::equal(picture.bytes.rbegin(), picture.bytes.rend(), last.rbegin()));
            EXPECT_EQ(talk.model.papers().size(), beginning == printer::Beginning::after_failure ? 2U : 1U);
        }
    }
}

TEST(Session_, TheFirstBytes_AreAQuestionAndWaiting)
{
    auto const session = Session::print({ fence, {}, printer::AnswerPolicy::probe, {}, {} },
        encode_paper(test_picture(300), ports::PaperCut::cut, printer::AutomaticStatus::on), Ticks {}, Ticks {} + Milliseconds(20'000));
    EXPECT_EQ(std::vector<std::uint8_t>(session.pending().begin(), session.pending().end()), (std::vector<std::uint8_t> { 0x10, 0x04, 0x01 }));
}

} // namespace
} // namespace zahide::printing
