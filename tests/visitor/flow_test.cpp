#include "kiosk.h"

#include <functional>
#include <set>

namespace zahide::visitor {
namespace {

using domain::PrintJobState;

TEST(Flow, WholeWay_EndsWithANumberInArabic)
{
    Kiosk kiosk;
    EXPECT_EQ(kiosk.at(), Screen::attract);
    kiosk.tap("start");
    EXPECT_EQ(kiosk.at(), Screen::language);
    kiosk.tap("language:ar");
    EXPECT_EQ(kiosk.at(), Screen::home);
    EXPECT_EQ(kiosk.flow.screen().order, unicode::ReadingOrder::right_to_left);
    kiosk.tap("take-number");
    EXPECT_EQ(kiosk.at(), Screen::service);
    auto const effects = kiosk.tap("service:service-2");
    ASSERT_EQ(effects.size(), 1U);
    auto const& wish = std::get<TakeTicket>(effects[0]).wish;
    EXPECT_EQ(wish.service, ServiceId("service-2"));
    EXPECT_EQ(wish.language, LanguageTag("ar"));
    EXPECT_EQ(wish.urgency, domain::Urgency::ordinary);
    kiosk.give(214);
    EXPECT_EQ(kiosk.at(), Screen::printing);
    EXPECT_EQ(kiosk.find("number")->label, "٢١٤");
    EXPECT_EQ(kiosk.find("number")->detail, "214");
    kiosk.pass(2'000);
    kiosk.flow.print_ended(kiosk.job, PrintJobState::printed, kiosk.now);
    EXPECT_EQ(kiosk.at(), Screen::done);
    EXPECT_EQ(kiosk.find("print-again"), nullptr);
    EXPECT_EQ(count<Wiped>(kiosk.tap("finish")), 1U);
    EXPECT_EQ(kiosk.at(), Screen::attract);
}

TEST(Flow, LatinDigits_AreNotShownTwice)
{
    Kiosk kiosk;
    kiosk.reach_home("tr");
    kiosk.tap("take-number");
    kiosk.tap("service:service-0");
    kiosk.give(214);
    EXPECT_EQ(kiosk.find("number")->label, "214");
    EXPECT_TRUE(kiosk.find("number")->detail.empty());
}

TEST(Flow, DoubleTap_AsksForOneTicket)
{
    Kiosk kiosk;
    kiosk.reach_home();
    kiosk.tap("take-number");
    auto const serial = kiosk.flow.screen().serial;
    kiosk.tap("service:service-0", serial);
    kiosk.tap("service:service-0", serial); // before the device has answered
    kiosk.give();
    kiosk.tap("service:service-0", serial); // a finger that came down on the screen before
    kiosk.tap("service:service-0");
    EXPECT_EQ(count<TakeTicket>(kiosk.all), 1U);
    EXPECT_EQ(kiosk.at(), Screen::printing);
}

TEST(Flow, TapMeantForTheScreenBefore_DoesNothing)
{
    Kiosk kiosk;
    kiosk.reach_home();
    auto const serial = kiosk.flow.screen().serial;
    kiosk.tap("take-number");
    kiosk.tap("back", serial);
    EXPECT_EQ(kiosk.at(), Screen::service);
}

TEST(Flow, OnlyServicesForWalkIn_AreOffered)
{
    Kiosk kiosk;
    kiosk.reach_home();
    kiosk.tap("take-number");
    EXPECT_NE(kiosk.find("service:service-3"), nullptr);
    EXPECT_EQ(kiosk.find("service:course"), nullptr);
    EXPECT_EQ(kiosk.find("service:reception"), nullptr);
    auto const effects = kiosk.tap("unsure");
    ASSERT_EQ(effects.size(), 1U);
    EXPECT_EQ(std::get<TakeTicket>(effects[0]).wish.service, ServiceId("reception"));
}

TEST(Flow, ManyServices_ComeOnPagesOfSixChoices)
{
    Kiosk kiosk(facts_at("10:00", 11));
    kiosk.reach_home();
    kiosk.tap("take-number");
    std::set<std::string> seen;
    for (int page = 0; page < 3; ++page) {
        int cards = 0;
        for (Element const& element : kiosk.flow.screen().content) {
            cards += element.role == Role::card ? 1 : 0;
            if (element.intent == Intent::choose_service)
                seen.insert(element.subject);
        }
        EXPECT_LE(cards, 6);
        EXPECT_NE(kiosk.find("unsure"), nullptr);
        kiosk.tap("more-services");
    }
    EXPECT_EQ(seen.size(), 11U);
}

TEST(Flow, PrivateTalk_IsAnUrgentTicketWithTheChosenPerson)
{
    struct Case {
        char const* id;
        domain::GenderPreference gender;
    };
    using enum domain::GenderPreference;
    for (Case const& one : { Case { "help-woman", woman }, Case { "help-man", man }, Case { "help-anyone", any } }) {
        Kiosk kiosk;
        kiosk.reach_home("fa");
        kiosk.tap("help");
        kiosk.tap("help-private");
        EXPECT_EQ(kiosk.at(), Screen::help_who);
        auto const effects = kiosk.tap(one.id);
        ASSERT_EQ(effects.size(), 1U);
        auto const& wish = std::get<TakeTicket>(effects[0]).wish;
        EXPECT_EQ(wish.urgency, domain::Urgency::private_talk);
        EXPECT_EQ(wish.gender, one.gender);
        EXPECT_EQ(wish.service, ServiceId("reception"));
        kiosk.give();
        EXPECT_EQ(kiosk.at(), Screen::printing);
    }
}

TEST(Flow, HelpOnTheLanguageScreen_WorksBeforeALanguageIsChosen)
{
    Kiosk kiosk;
    kiosk.tap("start");
    kiosk.tap("help");
    auto const effects = kiosk.tap("help-come");
    ASSERT_EQ(effects.size(), 1U);
    EXPECT_EQ(std::get<AskHelp>(effects[0]).language, LanguageTag("tr"));
    EXPECT_EQ(kiosk.at(), Screen::help_coming);
    // Nobody may come: it says where to go then, and can be asked again.
    EXPECT_NE(kiosk.find("if-nobody"), nullptr);
    EXPECT_EQ(kiosk.find("help")->touchable, Touchable::yes);
    kiosk.flow.help_unreachable(kiosk.now);
    EXPECT_EQ(kiosk.find("title")->label, words().find(LanguageTag("tr"))->text(*i18n::find_key("kiosk_help_unreachable_title")));
}

TEST(Flow, LanguageChangedOnTheWay_ComesBackToTheSameScreen)
{
    Kiosk kiosk;
    kiosk.reach_home("ar");
    kiosk.tap("take-number");
    kiosk.tap("languages");
    EXPECT_EQ(kiosk.at(), Screen::language);
    kiosk.tap("language:en");
    EXPECT_EQ(kiosk.at(), Screen::service);
    EXPECT_EQ(kiosk.flow.screen().language, LanguageTag("en"));
    kiosk.tap("back");
    EXPECT_EQ(kiosk.at(), Screen::home);
}

TEST(Flow, Closed_SaysWhenToComeBackAndGivesNoNumber)
{
    Kiosk kiosk(facts_at("19:00"));
    kiosk.reach_home("en");
    EXPECT_EQ(kiosk.at(), Screen::closed);
    EXPECT_NE(kiosk.find("opens")->label.find("09:00"), std::string::npos);
    EXPECT_NE(kiosk.find("opens")->label.find("Tuesday"), std::string::npos);
    EXPECT_NE(kiosk.find("emergency"), nullptr);
    kiosk.tap("help");
    EXPECT_EQ(kiosk.find("help-private"), nullptr);
    EXPECT_EQ(count<TakeTicket>(kiosk.all), 0U);
}

TEST(Flow, ClosingWhileSomebodyChooses_GivesNoNumber)
{
    Kiosk kiosk;
    kiosk.reach_home();
    kiosk.tap("take-number");
    kiosk.flow.set_facts(facts_at("17:00"), kiosk.now);
    EXPECT_TRUE(kiosk.tap("service:service-0").empty());
    EXPECT_EQ(kiosk.at(), Screen::closed);
}

TEST(Flow, NoCatalogue_SaysInEveryLanguageThatTheDeskHelps)
{
    Kiosk kiosk(Facts {});
    EXPECT_EQ(kiosk.at(), Screen::out_of_order);
    for (auto const* id : { "notice:tr", "notice:en", "notice:ar", "notice:fa" })
        EXPECT_NE(kiosk.find(id), nullptr) << id;
    kiosk.flow.set_facts(facts_at("10:00"), kiosk.now);
    EXPECT_EQ(kiosk.at(), Screen::attract);
}

TEST(Flow, NoNumbers_AreSaidInTheVisitorsLanguage)
{
    Facts facts = facts_at("10:00");
    facts.readiness = device::Readiness::no_numbers;
    facts.link = device::Link::offline;
    Kiosk kiosk(facts);
    kiosk.reach_home("ar");
    EXPECT_EQ(kiosk.at(), Screen::refused);
    EXPECT_EQ(kiosk.find("detail")->label, words().find(LanguageTag("ar"))->text(*i18n::find_key("kiosk_offline_no_numbers")));
}

TEST(Flow, NumbersThatComeAMomentLater_LeadOnByThemselves)
{
    Facts facts = facts_at("10:00");
    facts.readiness = device::Readiness::no_numbers;
    facts.link = device::Link::starting;
    Kiosk kiosk(facts);
    kiosk.reach_home("ar");
    ASSERT_EQ(kiosk.at(), Screen::refused);
    facts.link = device::Link::online;
    kiosk.flow.set_facts(facts, kiosk.now);
    EXPECT_EQ(kiosk.at(), Screen::refused) << "none have come yet";
    kiosk.flow.set_facts(facts_at("10:00"), kiosk.now);
    EXPECT_EQ(kiosk.at(), Screen::home);
}

TEST(Flow, DayIsFull_SaysWhenToComeBack)
{
    Facts facts = facts_at("10:00");
    facts.readiness = device::Readiness::no_numbers;
    Kiosk kiosk(facts);
    kiosk.reach_home("en");
    EXPECT_NE(kiosk.find("detail")->label.find("Tuesday"), std::string::npos);
}

TEST(Flow, RefusedTicket_CanBeTriedAgain)
{
    Kiosk kiosk;
    kiosk.reach_home();
    kiosk.tap("take-number");
    kiosk.tap("service:service-0");
    kiosk.flow.ticket_refused(kiosk.now);
    kiosk.flow.set_facts(facts_at("10:00"), kiosk.now);
    EXPECT_EQ(kiosk.at(), Screen::refused) << "what is told stays until it is read";
    kiosk.tap("try-again");
    EXPECT_EQ(kiosk.at(), Screen::home);
    kiosk.tap("take-number");
    EXPECT_EQ(count<TakeTicket>(kiosk.tap("service:service-1")), 1U);
}

TEST(Flow, Wait_IsARangeOrPeopleOrNothing)
{
    Facts facts = facts_at("10:00");
    auto const wait_at_done = [&] {
        Kiosk kiosk(facts);
        kiosk.reach_done(PrintJobState::printed);
        Element const* wait = kiosk.find("wait");
        return wait ? std::optional(*wait) : std::nullopt;
    };
    EXPECT_FALSE(wait_at_done());
    facts.waits[ServiceId("service-0")] = { .people_ahead = 3, .range = {} };
    EXPECT_EQ(wait_at_done()->icon, "users");
    facts.waits[ServiceId("service-0")].range = domain::WaitRange { Minutes(20), Minutes(35) };
    EXPECT_EQ(wait_at_done()->icon, "clock");
    EXPECT_NE(wait_at_done()->label.find("٢٠"), std::string::npos);
}

TEST(Flow, WaitThatIsNewsAfterTheNumber_CountsTheVisitorAndIsNotShown)
{
    Facts facts = facts_at("10:00");
    facts.waits[ServiceId("service-0")] = { .people_ahead = 3, .range = {} };
    Kiosk kiosk(facts);
    kiosk.reach_done(PrintJobState::printed);
    std::string const before = kiosk.find("wait")->label;
    facts.waits[ServiceId("service-0")] = { .people_ahead = 4, .range = {} };
    kiosk.flow.set_facts(facts, kiosk.now);
    EXPECT_EQ(kiosk.find("wait")->label, before);
}

TEST(Flow, PaperOfAnotherVisitor_ChangesNothing)
{
    Kiosk kiosk;
    kiosk.reach_printing();
    kiosk.pass(2'000);
    kiosk.flow.print_ended(PrintJobId(Uuid({ 1 })), PrintJobState::printed, kiosk.now);
    EXPECT_EQ(kiosk.at(), Screen::printing);
}

TEST(Flow, QuickPaper_LetsThePrintingScreenBeRead)
{
    Kiosk kiosk;
    kiosk.reach_printing();
    kiosk.flow.print_ended(kiosk.job, PrintJobState::printed, kiosk.now);
    EXPECT_EQ(kiosk.at(), Screen::printing);
    kiosk.pass(899);
    EXPECT_EQ(kiosk.at(), Screen::printing);
    kiosk.pass(1);
    EXPECT_EQ(kiosk.at(), Screen::done);
}

TEST(Flow, PrinterThatNeverAnswers_EndsAsUnknown)
{
    Kiosk kiosk;
    kiosk.reach_printing();
    kiosk.pass(25'000);
    EXPECT_EQ(kiosk.at(), Screen::done);
    EXPECT_NE(kiosk.find("print-again"), nullptr);
}

TEST(Flow, CopyIsOfferedOnce_AndOnlyWhereThePaperIsInDoubt)
{
    for (PrintJobState const state : { PrintJobState::not_printed, PrintJobState::unknown }) {
        Kiosk kiosk;
        kiosk.reach_done(state);
        auto const effects = kiosk.tap("print-again");
        ASSERT_EQ(effects.size(), 1U);
        EXPECT_EQ(std::get<PrintCopy>(effects[0]).ticket, TicketId(Uuid({ 7 })));
        PrintJobId const copy { Uuid({ 10 }) };
        kiosk.flow.copy_started(copy, kiosk.now);
        EXPECT_EQ(kiosk.at(), Screen::printing);
        EXPECT_EQ(kiosk.find("number")->detail, "214");
        kiosk.pass(1'000);
        kiosk.flow.print_ended(copy, state, kiosk.now);
        EXPECT_EQ(kiosk.at(), Screen::done);
        EXPECT_EQ(kiosk.find("print-again"), nullptr);
    }
    for (PrintJobState const state : { PrintJobState::printed, PrintJobState::sent }) {
        Kiosk kiosk;
        kiosk.reach_done(state);
        EXPECT_EQ(kiosk.find("print-again"), nullptr);
    }
}

TEST(Flow, PrinterIsOut_IsSaidBeforeSomebodyStarts)
{
    Facts facts = facts_at("10:00");
    facts.paper = Paper::none;
    Kiosk kiosk(facts);
    ASSERT_NE(kiosk.find("no-paper"), nullptr);
    EXPECT_EQ(kiosk.find("no-paper")->language, LanguageTag("tr"));
    kiosk.pass(4'000);
    EXPECT_EQ(kiosk.find("no-paper")->language, LanguageTag("en")) << "with the greeting whose turn it is";
    kiosk.reach_home("ar");
    ASSERT_NE(kiosk.find("no-paper"), nullptr);
    EXPECT_EQ(kiosk.find("no-paper")->icon, "receipt-off");
    facts.paper = Paper::expected;
    kiosk.flow.set_facts(facts, kiosk.now);
    EXPECT_EQ(kiosk.find("no-paper"), nullptr) << "a roll was put in";
}

TEST(Flow, NumberWithoutPaper_StandsBesideACodeForAPhone)
{
    Kiosk kiosk;
    kiosk.reach_done(PrintJobState::not_printed);
    EXPECT_NE(kiosk.find("paper")->qr.find(": 214\n"), std::string::npos);
    Kiosk printed;
    printed.reach_done(PrintJobState::printed);
    EXPECT_TRUE(printed.find("paper")->qr.empty());
}

TEST(Flow, CenterWithAnAddress_PutsTheTicketsPageIntoTheCode)
{
    Facts facts = facts_at("10:00");
    facts.catalogue->center.public_url = "https://sira.example.org/";
    Kiosk kiosk(facts);
    kiosk.page_token = Secret("abcdef");
    kiosk.reach_done(PrintJobState::unknown);
    EXPECT_EQ(kiosk.find("paper")->qr, "https://sira.example.org/t/abcdef");
    kiosk.pass(200'000);
    EXPECT_FALSE(kiosk.flow.visit().given) << "wiped with the number";
}

TEST(Flow, PaperThatEndsWhileSomebodyLooksForHelp_IsSeenOnTheWayBack)
{
    Kiosk kiosk;
    kiosk.reach_printing();
    kiosk.tap("help");
    EXPECT_EQ(kiosk.find("help-private"), nullptr); // one number a visit
    kiosk.pass(1'000);
    kiosk.flow.print_ended(kiosk.job, PrintJobState::not_printed, kiosk.now);
    kiosk.tap("back");
    EXPECT_EQ(kiosk.at(), Screen::done);
}

// Every element that can be touched, from every screen that can be reached, leads somewhere: walked to the end.
TEST(Flow, EveryElement_IsReachableAndDoesSomething)
{
    std::set<std::string> reached;
    std::set<Screen> screens;
    std::function<void(std::vector<std::string> const&)> const walk = [&](std::vector<std::string> const& way) {
        Kiosk kiosk;
        for (std::string const& id : way) {
            kiosk.tap(id);
            if (count<TakeTicket>(kiosk.all) == 1 && kiosk.at() != Screen::printing && !kiosk.flow.visit().given) {
                kiosk.give();
                kiosk.pass(2'000);
                kiosk.flow.print_ended(kiosk.job, PrintJobState::not_printed, kiosk.now);
            }
        }
        screens.insert(kiosk.at());
        for (Element const* element : kiosk.flow.screen().visible()) {
            if (element->touchable != Touchable::yes)
                continue;
            std::string const name = std::string(to_string(kiosk.at())) + "/" + element->id;
            if (!reached.insert(name).second)
                continue;
            EXPECT_NE(element->intent, Intent::none) << name;
            EXPECT_FALSE(element->spoken.empty()) << name;
            auto next = way;
            next.push_back(element->id);
            walk(next);
        }
    };
    walk({});
    for (Screen const screen : { Screen::attract, Screen::language, Screen::home, Screen::service, Screen::done, Screen::help, Screen::help_who,
             Screen::help_coming, Screen::easier, Screen::hidden })
        EXPECT_TRUE(screens.contains(screen)) << to_string(screen);
    EXPECT_GT(reached.size(), 80U);
}

TEST(Flow, EveryScreenWithBars_HasAWayToAPerson)
{
    for (auto const& way : std::vector<std::vector<std::string>> {
             { "start" }, { "start", "language:en" }, { "start", "language:en", "take-number" }, { "start", "language:en", "easier" } }) {
        Kiosk kiosk;
        for (std::string const& id : way)
            kiosk.tap(id);
        ASSERT_NE(kiosk.find("help"), nullptr);
        EXPECT_EQ(kiosk.find("help")->touchable, Touchable::yes);
    }
}

TEST(Flow, WayBack_IsBounded)
{
    Kiosk kiosk;
    kiosk.reach_home();
    for (int round = 0; round < 100; ++round) {
        kiosk.tap("help");
        kiosk.tap("easier");
        kiosk.tap("languages");
        kiosk.tap("help");
        kiosk.tap("easier");
        kiosk.tap("hide");
        kiosk.tap("show");
    }
    EXPECT_LE(kiosk.flow.visit().way_back.size(), Flow::way_back_max);
}

} // namespace
} // namespace zahide::visitor
