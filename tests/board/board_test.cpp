#include "board/board.h"

#include "base/ids.h"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

namespace zahide::board {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

LanguageTag const turkish { "tr" };
LanguageTag const english { "en" };
LanguageTag const arabic { "ar" };
LanguageTag const persian { "fa" };

i18n::Catalogue const& messages()
{
    static i18n::Catalogue const catalogue = [] {
        std::vector<i18n::LocaleFile> files;
        for (std::string const language : { "en", "tr", "ar", "fa" }) {
            std::ifstream stream(std::string(ZAHIDE_SOURCE_DIR) + "/locales/" + language + ".arb");
            std::ostringstream text;
            text << stream.rdbuf();
            files.push_back({ language + ".arb", text.str() });
        }
        auto created = i18n::Catalogue::create(files);
        EXPECT_TRUE(created);
        return std::move(*created);
    }();
    return catalogue;
}

/// A board and the two clocks that go with it.
class BoardTest : public testing::Test {
protected:
    protocol::CallView call(int number, int counter = 3, std::optional<LanguageTag> language = std::nullopt)
    {
        ++m_last_id;
        protocol::CallView view;
        view.id = CallId(Uuid({ 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, m_last_id }));
        view.number = TicketNumber(number);
        view.local_date = *LocalDate::parse("2026-11-23");
        view.counter = CounterNumber(counter);
        view.counter_name.by_language = { { turkish, "Oda " + std::to_string(counter) }, { arabic, "غرفة " + std::to_string(counter) } };
        view.at = moment().now;
        view.language = std::move(language);
        return view;
    }

    Moment moment() const { return { Ticks::from_ns(0) + m_passed, m_start + m_passed }; }
    void pass(Milliseconds time) { m_passed += time; }
    std::vector<Announcement> advance() { return m_board.advance(moment()); }

    /// Lets it run for so long as its program does: woken only when it wants to be. What stood large, in order.
    std::vector<std::string> run(Milliseconds time)
    {
        std::vector<std::string> large;
        Milliseconds const end = m_passed + time;
        while (true) {
            static_cast<void>(advance());
            if (auto const view = m_board.view(); view.large && (large.empty() || large.back() != view.large->number))
                large.push_back(view.large->number);
            auto const next = m_board.next_change();
            auto const wait = next ? std::chrono::ceil<Milliseconds>(*next - moment().ticks) : time;
            if (m_passed + wait > end)
                break;
            pass(std::max(wait, Milliseconds(1)));
        }
        m_passed = end;
        static_cast<void>(advance());
        return large;
    }

    std::vector<std::string> earlier() const
    {
        std::vector<std::string> numbers;
        for (EarlierCall const& call : m_board.view().earlier)
            numbers.push_back(call.number + ">" + call.counter);
        return numbers;
    }

    void SetUp() override { m_board.set_link(Link::heard, moment()); }

    std::uint8_t m_last_id = 0;
    Instant m_start = *Instant::parse("2026-11-23T07:58:00Z");
    Milliseconds m_passed { 0 };
    Board m_board { { .languages = { turkish, english, arabic, persian } }, messages() };
};

TEST_F(BoardTest, NoCall_Welcomes)
{
    EXPECT_TRUE(advance().empty());
    BoardView const view = m_board.view();
    EXPECT_FALSE(view.large);
    ASSERT_EQ(view.welcome.size(), 4U);
    EXPECT_EQ(view.welcome.front().text, "Numaranız burada görünecek");
    EXPECT_FALSE(view.not_current_since);
    EXPECT_EQ(m_board.next_change(), std::nullopt);
}

TEST_F(BoardTest, Call_StandsLargeWithDigitsAndSentencesOfItsLanguage)
{
    m_board.announce(call(214, 3, arabic));
    auto const announcements = advance();
    ASSERT_EQ(announcements.size(), 1U);
    EXPECT_THAT(announcements.front().spoken,
        ElementsAre(Sentence { arabic, "الرَّقْمُ 214، يُرْجَى التَّوَجُّهُ إِلَى غرفة ٣." }, Sentence { turkish, "214 numara, lütfen buyurun: Oda 3." }));
    BoardView const view = m_board.view();
    ASSERT_TRUE(view.large);
    EXPECT_EQ(view.large->number, "214");
    EXPECT_EQ(view.large->own_number, (BoardText { arabic, "٢١٤" }));
    EXPECT_EQ(view.large->counter, "3");
    ASSERT_EQ(view.large->sentences.size(), 2U);
    EXPECT_EQ(view.large->sentences[0].text, "الرقم \u2068٢١٤\u2069، يرجى التوجه إلى \u2068غرفة ٣\u2069");
    EXPECT_TRUE(view.welcome.empty());
    EXPECT_TRUE(advance().empty()) << "announced once";
}

TEST_F(BoardTest, CallWithoutLanguage_TellsNothingOfOne)
{
    m_board.announce(call(7, 2));
    ASSERT_EQ(advance().size(), 1U);
    BoardView const view = m_board.view();
    EXPECT_EQ(view.large->own_number, std::nullopt);
    ASSERT_EQ(view.large->sentences.size(), 1U);
    EXPECT_EQ(view.large->sentences.front().language, turkish);
}

TEST_F(BoardTest, TurkishCall_IsSaidOnceAndHasNoSecondDigits)
{
    m_board.announce(call(7, 2, turkish));
    EXPECT_EQ(advance().front().spoken.size(), 1U);
    EXPECT_EQ(m_board.view().large->own_number, std::nullopt);
}

TEST_F(BoardTest, CounterWithoutANameInTheLanguage_IsCalledByItsNumber)
{
    m_board.announce(call(21, 5, persian));
    EXPECT_EQ(advance().front().spoken.front().text, "شُمارِهٔ 21، لُطفاً بِه باجِهٔ 5 بِرَوید.");
    EXPECT_THAT(m_board.view().large->sentences.front().text, HasSubstr("۵"));
}

TEST_F(BoardTest, ManyCallsAtOnce_HaveTheirTimeEachAndNoneIsLost)
{
    std::vector<std::string> expected;
    for (int number = 1; number <= 30; ++number) {
        m_board.announce(call(number));
        expected.push_back(std::to_string(number));
    }
    EXPECT_EQ(run(Milliseconds(29 * 10'000)), expected);
    EXPECT_THAT(earlier(), ElementsAre("29>3", "28>3", "27>3", "26>3", "25>3", "24>3", "23>3", "22>3", "21>3", "20>3", "19>3", "18>3"));
}

TEST_F(BoardTest, EachCall_StandsLargeForAllItsTime)
{
    m_board.announce(call(1));
    static_cast<void>(advance());
    m_board.announce(call(2));
    pass(Milliseconds(9'999));
    EXPECT_TRUE(advance().empty());
    EXPECT_EQ(m_board.view().large->number, "1");
    pass(Milliseconds(1));
    EXPECT_EQ(advance().size(), 1U);
    EXPECT_EQ(m_board.view().large->number, "2");
    EXPECT_THAT(earlier(), ElementsAre("1>3"));
}

TEST_F(BoardTest, LastCall_StaysLarge)
{
    m_board.announce(call(1));
    static_cast<void>(run(Milliseconds(600'000)));
    EXPECT_EQ(m_board.view().large->number, "1");
    EXPECT_THAT(earlier(), IsEmpty());
}

TEST_F(BoardTest, Recall_IsAnnouncedAgainAndStandsInTheListOnce)
{
    m_board.announce(call(1));
    m_board.announce(call(2));
    static_cast<void>(run(Milliseconds(20'000)));
    auto again = call(1, 4);
    again.repeat = 1;
    m_board.announce(again);
    EXPECT_EQ(advance().size(), 1U);
    EXPECT_EQ(m_board.view().large->number, "1");
    EXPECT_EQ(m_board.view().large->counter, "4");
    EXPECT_EQ(m_board.view().large->repeat, 1);
    EXPECT_THAT(earlier(), ElementsAre("2>3"));
    m_board.announce(call(1, 4)); // while it stands large: at once, though its time is not over
    EXPECT_EQ(advance().size(), 1U);
    EXPECT_THAT(earlier(), ElementsAre("2>3"));
}

TEST_F(BoardTest, SameCallTwice_IsAnnouncedOnce)
{
    auto const once = call(1);
    m_board.announce(once);
    m_board.announce(once);
    EXPECT_EQ(advance().size(), 1U);
    pass(Milliseconds(60'000));
    m_board.announce(once);
    EXPECT_TRUE(advance().empty());
}

TEST_F(BoardTest, EndedCall_LeavesTheList)
{
    auto const first = call(1);
    m_board.announce(first);
    m_board.announce(call(2));
    static_cast<void>(run(Milliseconds(20'000)));
    m_board.end({ first.number, first.id });
    EXPECT_THAT(earlier(), IsEmpty());
}

TEST_F(BoardTest, EndedLargeCall_KeepsItsTimeAndThenGoes)
{
    auto const only = call(1);
    m_board.announce(only);
    static_cast<void>(advance());
    m_board.end({ only.number, only.id });
    pass(Milliseconds(5'000));
    static_cast<void>(advance());
    EXPECT_TRUE(m_board.view().large);
    static_cast<void>(run(Milliseconds(5'000)));
    EXPECT_FALSE(m_board.view().large);
    EXPECT_THAT(earlier(), IsEmpty());
}

TEST_F(BoardTest, ListAtTheStart_FillsTheBoardAndAnnouncesOnlyWhatIsFresh)
{
    auto old = call(1);
    old.at = moment().now - Milliseconds(600'000);
    auto fresh = call(2);
    fresh.at = moment().now - Milliseconds(5'000);
    m_board.replace({ fresh, old }, moment());
    auto const announcements = advance();
    EXPECT_EQ(announcements.size(), 1U);
    EXPECT_EQ(m_board.view().large->number, "2");
    EXPECT_THAT(earlier(), ElementsAre("1>3"));
}

TEST_F(BoardTest, ListAfterAnOutage_MakesUpForWhatWasMissedInOrder)
{
    auto const first = call(1);
    m_board.announce(first);
    static_cast<void>(advance());
    m_board.set_link(Link::silent, moment());
    pass(Milliseconds(30'000));
    auto second = call(2);
    auto third = call(3);
    pass(Milliseconds(30'000));
    m_board.replace({ third, second, first }, moment());
    EXPECT_EQ(run(Milliseconds(25'000)), (std::vector<std::string> { "2", "3" }));
    EXPECT_THAT(earlier(), ElementsAre("2>3", "1>3"));
}

TEST_F(BoardTest, ListWithoutACall_TakesItAway)
{
    m_board.announce(call(1));
    auto const second = call(2);
    m_board.announce(second);
    static_cast<void>(run(Milliseconds(20'000)));
    m_board.replace({ second }, moment());
    EXPECT_THAT(earlier(), IsEmpty());
    EXPECT_EQ(m_board.view().large->number, "2");
}

TEST_F(BoardTest, SilentScheduler_IsSaidAfterAWhileAndSinceWhen)
{
    static_cast<void>(advance());
    pass(Milliseconds(60'000));
    static_cast<void>(advance());
    EXPECT_FALSE(m_board.view().not_current_since) << "heard all the time";
    Instant const last = moment().now;
    m_board.set_link(Link::silent, moment());
    static_cast<void>(run(Milliseconds(20'000)));
    EXPECT_FALSE(m_board.view().not_current_since);
    ASSERT_TRUE(m_board.next_change()) << "nobody would wake it";
    static_cast<void>(run(Milliseconds(1'000)));
    EXPECT_EQ(m_board.view().not_current_since, last);
    EXPECT_THAT(m_board.view().not_current.front().text, HasSubstr("güncel değil"));
    m_board.set_link(Link::heard, moment());
    static_cast<void>(advance());
    EXPECT_FALSE(m_board.view().not_current_since);
}

TEST_F(BoardTest, SchedulerNeverHeard_IsSaidToo)
{
    Board board({ .languages = { turkish } }, messages());
    static_cast<void>(board.advance(moment()));
    pass(Milliseconds(20'001));
    static_cast<void>(board.advance(moment()));
    EXPECT_TRUE(board.view().not_current_since);
}

TEST_F(BoardTest, YesterdaysCalls_AreGoneInTheMorning)
{
    m_board.announce(call(1));
    m_board.announce(call(2));
    static_cast<void>(run(Milliseconds(20'000)));
    pass(Milliseconds(12 * 3'600'000));
    static_cast<void>(advance());
    EXPECT_FALSE(m_board.view().large);
    EXPECT_THAT(earlier(), IsEmpty());
}

TEST_F(BoardTest, FloodOfCalls_IsBounded)
{
    for (int number = 1; number <= 250; ++number)
        m_board.announce(call(number));
    EXPECT_EQ(earlier().size(), Board::earlier_max);
    static_cast<void>(advance());
    EXPECT_EQ(m_board.view().large->number, "151") << "the oldest beyond the limit went into the list unannounced";
}

} // namespace
} // namespace zahide::board
