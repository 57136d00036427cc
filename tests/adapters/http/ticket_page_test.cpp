#include "api_harness.h"
#include "http/ticket_page.h"

namespace zahide::http {
namespace {

class TicketPageTest : public ApiTest {
protected:
    static constexpr char const* token = "abcdefghijklmnopqrstuvwxyz012345";

    TicketPageTest()
        : m_key(add_device("kiosk-1", domain::DeviceKind::kiosk))
        , m_kiosk(log_in("kiosk-1", *m_key))
    {
        domain::Catalogue const catalogue = config::load_center(std::string(ZAHIDE_SOURCE_DIR) + "/config/center.toml").value();
        m_today = unicode::Zone::create(catalogue.center.zone)->local(m_clock.now()).date.text();
        m_lease = post("/v1/devices/kiosk-1/number-leases", { { "local_date", m_today }, { "machine", "here" } }, m_kiosk).body;
    }
    Answer deliver(char const* page_token, int nth)
    {
        Json const given { { "id", new_key() }, { "visit", new_key() }, { "number", m_lease["first"].get<int>() + nth }, { "local_date", m_today },
            { "lease", m_lease["lease"] }, { "given_at", m_clock.now().text() }, { "service", "legal" }, { "language", "ar" }, { "page_token", page_token } };
        return post("/v1/centers/zahide-nine/tickets", given, m_kiosk);
    }
    [[nodiscard]] std::string page() { return get(std::string("/t/") + token).text; }

    std::unique_ptr<ports::DeviceKey> m_key;
    Secret m_kiosk;
    std::string m_today;
    Json m_lease;
};

TEST_F(TicketPageTest, BeforeTheKioskDelivered_SaysSoInEveryLanguage)
{
    auto const answer = get(std::string("/t/") + token);
    EXPECT_EQ(answer.status, 404);
    for (std::string const language : { "ar", "tr", "fa", "en" })
        EXPECT_NE(answer.text.find("lang=\"" + language + "\""), std::string::npos);
    EXPECT_EQ(get("/t/" + std::string(400, 'a')).status, 404);
}

TEST_F(TicketPageTest, DeliveredTicket_ShowsNumberAndStateInItsLanguageAndNoService)
{
    ASSERT_EQ(deliver("another-token-of-another-visitor", 0).status, 201);
    auto const delivered = deliver(token, 1);
    ASSERT_EQ(delivered.status, 201);
    EXPECT_EQ(delivered.text.find(token), std::string::npos) << "nobody but the paper's holder learns it";
    std::string const waiting = page();
    EXPECT_NE(waiting.find("<html lang=\"ar\" dir=\"rtl\">"), std::string::npos);
    EXPECT_NE(waiting.find("<span>" + std::to_string(m_lease["first"].get<int>() + 1) + "</span>"), std::string::npos);
    EXPECT_NE(waiting.find("شخص واحد"), std::string::npos) << waiting;
    EXPECT_EQ(waiting.find("legal"), std::string::npos);
    EXPECT_EQ(waiting.find("<script"), std::string::npos);

    add_staff("ayse");
    auto const ayse = log_in("ayse");
    auto const call = [&] { return post("/v1/counters/2/call-next", Json::object(), ayse).body["ticket"]["id"].get<std::string>(); };
    std::string const first = call();
    EXPECT_EQ(post("/v1/tickets/" + first + "/no-show", Json::object(), ayse).status, 200);
    std::string const second = call();
    EXPECT_NE(page().find("class=\"card state now\""), std::string::npos);
    EXPECT_EQ(post("/v1/tickets/" + second + "/start", Json::object(), ayse).status, 200);
    EXPECT_EQ(post("/v1/tickets/" + second + "/finish", Json::object(), ayse).status, 200);
    EXPECT_NE(page().find("انتهت زيارتك"), std::string::npos);
}

TEST_F(TicketPageTest, Token_IsInNoLogAndNoMetric)
{
    ASSERT_EQ(deliver(token, 0).status, 201);
    (void)page();
    EXPECT_EQ(get("/metrics").text.find(token), std::string::npos);
    EXPECT_EQ(m_log.text().find(token), std::string::npos);
}

TEST(TicketPage, NamesWithMarkup_AreText)
{
    auto const messages = config::load_locales(std::string(ZAHIDE_SOURCE_DIR) + "/locales").value();
    scheduler::TicketPage page;
    page.language = LanguageTag("tr");
    page.center.name.by_language[LanguageTag("tr")] = "<b onclick='x'>\"A\" & B</b>";
    page.number = TicketNumber(7);
    page.state = domain::TicketState::parked;
    std::string const html = ticket_page(page, messages);
    EXPECT_EQ(html.find("<b onclick"), std::string::npos);
    EXPECT_NE(html.find("&lt;b onclick=&#39;x&#39;&gt;&quot;A&quot; &amp; B&lt;/b&gt;"), std::string::npos);
}

TEST(TicketPage, EveryState_HasASentence)
{
    auto const messages = config::load_locales(std::string(ZAHIDE_SOURCE_DIR) + "/locales").value();
    std::set<std::string> pages;
    for (std::size_t state = 0; state < domain::ticket_state_count; ++state) {
        scheduler::TicketPage page;
        page.language = LanguageTag("fa");
        page.state = static_cast<domain::TicketState>(state);
        page.successor = TicketNumber(12);
        page.counter = domain::Counter {};
        pages.insert(ticket_page(page, messages));
    }
    EXPECT_EQ(pages.size(), domain::ticket_state_count);
}

} // namespace
} // namespace zahide::http
