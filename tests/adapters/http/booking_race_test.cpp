// 64 clients who want what only one can have, over real sockets.

#include "booking_harness.h"

#include <algorithm>

namespace zahide::http {
namespace {

constexpr std::size_t clients = 64;
// A round looks for a broken promise and for a data race alike; the sanitizers see the latter in a few, and take ten times as long.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr int rounds = 12;
#else
constexpr int rounds = 200;
#endif
constexpr Minutes raced_length { 30 };

/// A connection that stays open over many requests.
class KeptConnection {
public:
    KeptConnection(std::uint16_t port, Secret token)
        : m_socket(port)
        , m_token(std::move(token))
    {
    }

    void send_post(std::string const& target, Json const& body, std::string const& key) const
    {
        auto const text = body.dump();
        std::string request = "POST " + target + " HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + m_token.reveal() + "\r\nidempotency-key: " + key;
        request += "\r\ncontent-length: " + std::to_string(text.size()) + "\r\n\r\n" + text;
        ASSERT_TRUE(m_socket.send(request));
    }

    struct Answer {
        int status = 0;
        Json body;
    };
    [[nodiscard]] Answer read_answer() const
    {
        // One piece as a rule: nothing follows an answer before the next request.
        auto head = m_socket.read_some();
        while (!head.empty() && head.find("\r\n\r\n") == std::string::npos) {
            auto const more = m_socket.read_some();
            if (more.empty())
                break;
            head += more;
        }
        auto const length_at = head.find("content-length: ");
        if (!head.starts_with("HTTP/1.1 ") || length_at == std::string::npos)
            return {};
        auto const body_at = head.find("\r\n\r\n") + 4;
        auto const size = std::stoul(head.substr(length_at + 16));
        auto body = head.substr(body_at);
        while (body.size() < size) {
            auto const more = m_socket.read_some();
            if (more.empty())
                return {};
            body += more;
        }
        return { std::stoi(head.substr(9, 3)), Json::parse(body, nullptr, false) };
    }

private:
    RawSocket m_socket;
    Secret m_token;
};

/// What one client of a round wants.
struct Wanted {
    std::string service;
    std::string language;
};

class BookingRaceTest : public BookingTest {
protected:
    BookingRaceTest()
    {
        for (std::size_t client = 0; client < clients; ++client) {
            auto token = add_kiosk("kiosk-" + std::to_string(client));
            m_tokens.push_back(token);
            m_connections.push_back(std::make_unique<KeptConnection>(m_server->port(), std::move(token)));
        }
    }

    /// All send before anybody reads, `first` first. Answers by client.
    std::vector<KeptConnection::Answer> hold_at_once(Instant start, std::vector<Wanted> const& wanted, std::size_t first)
    {
        for (std::size_t turn = 0; turn < clients; ++turn) {
            auto const client = (first + turn) % clients;
            auto const& wants = wanted[client % wanted.size()];
            m_connections[client]->send_post("/v1/centers/zahide-nine/holds", wish(start, wants.service, wants.language), new_key());
        }
        std::vector<KeptConnection::Answer> answers;
        for (auto const& connection : m_connections)
            answers.push_back(connection->read_answer());
        return answers;
    }

    /// Exactly one has it, each other is told what is free next; which client won.
    std::size_t expect_one_winner(std::vector<KeptConnection::Answer> const& answers, Instant start)
    {
        std::size_t winner = clients;
        for (std::size_t client = 0; client < clients; ++client) {
            auto const& [status, body] = answers[client];
            if (status == 201) {
                EXPECT_EQ(winner, clients) << "a second winner at " << start.text();
                winner = client;
                continue;
            }
            EXPECT_EQ(status, 409) << body.dump();
            EXPECT_EQ(body.value("code", ""), "slot_taken");
            auto const next = body.value("next_starts", Json::array());
            EXPECT_FALSE(next.empty());
            EXPECT_LE(next.size(), 6U);
            for (auto const& offer : next)
                EXPECT_GT(offer.value("start", ""), start.text());
        }
        EXPECT_NE(winner, clients) << "nobody has won at " << start.text();
        return winner;
    }

    /// What is taken at that time: all of one booking, and of no other a part.
    void expect_taken(Instant start, std::size_t resources)
    {
        std::vector<domain::Occupation> taken;
        EXPECT_TRUE(m_storage->read([&](ports::Transaction const& snapshot) -> Result<void> {
            taken = ZAHIDE_TRY(snapshot.bookings().taken(center, start, start + raced_length, m_clock.now()));
            return {};
        }));
        EXPECT_EQ(taken.size(), resources) << start.text();
    }

    void race(domain::Roster const& roster, std::vector<Wanted> const& wanted, std::size_t resources)
    {
        setup(scheduler::SaveRoster { roster });
        for (int round = 0; round < rounds && !HasFailure(); ++round) {
            auto const start = morning + raced_length * (round + 1);
            auto const answers = hold_at_once(start, wanted, static_cast<std::size_t>(round));
            auto const winner = expect_one_winner(answers, start);
            ASSERT_LT(winner, clients);
            expect_taken(start, resources);
            auto const booked = post("/v1/appointments", { { "hold", answers[winner].body.value("id", "") } }, m_tokens[winner]);
            ASSERT_EQ(booked.status, 201) << booked.text;
            expect_taken(start, resources);
        }
    }

    std::vector<Secret> m_tokens;
    std::vector<std::unique_ptr<KeptConnection>> m_connections;
};

TEST_F(BookingRaceTest, SameSlot_OneWinsAndTheOthersAreToldTheNext)
{
    race(small_roster(), { { "legal", "fa" } }, 3);
}

TEST_F(BookingRaceTest, OnlyTheInterpreterShared_OneWinsAndNobodyElseTakesAPart)
{
    using enum domain::ProfessionalRole;
    domain::Roster roster { center, { professional("parisa", interpreter, { LanguageTag("tr"), LanguageTag("fa") }) }, {} };
    for (int number = 1; number <= 3; ++number) {
        auto const suffix = "-" + std::to_string(number);
        roster.professionals.push_back(professional("lawyer" + suffix, lawyer, { LanguageTag("tr") }));
        roster.professionals.push_back(professional("psychologist" + suffix, psychologist, { LanguageTag("tr") }));
        roster.professionals.push_back(professional("social" + suffix, social_worker, { LanguageTag("tr") }));
        roster.rooms.push_back(room("legal-room" + suffix, "legal-room"));
        roster.rooms.push_back(room("quiet-room" + suffix, "quiet-room"));
        roster.rooms.push_back(room("social-room" + suffix, "social-room"));
    }
    race(roster, { { "legal", "fa" }, { "psychological", "fa" }, { "social", "fa" } }, 3);
}

TEST_F(BookingRaceTest, OnlyTheRoomShared_OneWinsAndNobodyElseTakesAPart)
{
    using enum domain::ProfessionalRole;
    auto catalogue = m_scheduler->ask(domain::SystemPrincipal {}, scheduler::CatalogueQuery { center }).value();
    for (auto& service : catalogue.services) {
        if (service.needs)
            service.needs->room_kind = "consulting";
    }
    setup(scheduler::SaveCatalogue { catalogue });
    domain::Roster roster { center, {}, { room("the-room", "consulting") } };
    for (int number = 1; number <= 3; ++number) {
        auto const suffix = "-" + std::to_string(number);
        std::vector<LanguageTag> const spoken { LanguageTag("tr"), LanguageTag("fa"), LanguageTag("ar") };
        roster.professionals.push_back(professional("lawyer" + suffix, lawyer, spoken));
        roster.professionals.push_back(professional("psychologist" + suffix, psychologist, spoken));
        roster.professionals.push_back(professional("social" + suffix, social_worker, spoken));
    }
    race(roster, { { "legal", "fa" }, { "psychological", "tr" }, { "social", "ar" }, { "legal", "tr" } }, 2);
}

TEST_F(BookingRaceTest, TwoInterpreters_LetTwoWin)
{
    using enum domain::ProfessionalRole;
    domain::Roster roster { center,
        { professional("parisa", interpreter, { LanguageTag("tr"), LanguageTag("fa") }),
            professional("navid", interpreter, { LanguageTag("tr"), LanguageTag("fa") }) },
        {} };
    for (int number = 1; number <= 4; ++number) {
        auto const suffix = "-" + std::to_string(number);
        roster.professionals.push_back(professional("lawyer" + suffix, lawyer, { LanguageTag("tr") }));
        roster.rooms.push_back(room("legal-room" + suffix, "legal-room"));
    }
    setup(scheduler::SaveRoster { roster });
    for (int round = 0; round < 20; ++round) {
        auto const start = morning + raced_length * (round + 1);
        auto const answers = hold_at_once(start, { { "legal", "fa" } }, static_cast<std::size_t>(round));
        EXPECT_EQ(std::count_if(answers.begin(), answers.end(), [](auto const& answer) { return answer.status == 201; }), 2) << start.text();
        expect_taken(start, 6);
    }
}

} // namespace
} // namespace zahide::http
