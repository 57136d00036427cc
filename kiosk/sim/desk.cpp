#include "desk.h"

#include "protocol/queue.h"
#include "protocol/session.h"
#include "protocol/ticket.h"

#include <utility>

namespace zahide::sim {

namespace {

constexpr int tries = 10;

} // namespace

Desk::Desk(
    Timeline& timeline, Network& network, Oracle& oracle, Counts& counts, Setting const& setting, Dice dice, std::size_t line, std::set<Fault> const& faults)
    : m_timeline(timeline)
    , m_network(network)
    , m_oracle(oracle)
    , m_counts(counts)
    , m_setting(setting)
    , m_dice(std::move(dice))
    , m_line(line)
    , m_are_impatient(faults.contains(Fault::people))
    , m_screen(timeline, network, oracle, setting.center.center.id, line)
{
    for (int clerk = 1; clerk <= clerks; ++clerk)
        m_clerks.push_back({ "staff-" + std::to_string(clerk), clerk, std::nullopt, std::nullopt, Stage::free });
}

std::vector<domain::StaffUser> Desk::staff(CenterId const& center)
{
    std::vector<domain::StaffUser> staff;
    for (int clerk = 1; clerk <= clerks; ++clerk) {
        domain::StaffUser user;
        user.login = "staff-" + std::to_string(clerk);
        user.id = StaffUserId(user.login);
        user.center = center;
        user.name = "Somebody";
        user.password_hash = "plain:a-good-password";
        staff.push_back(std::move(user));
    }
    return staff;
}

std::string Desk::new_key()
{
    return Uuid::generate(m_dice).text();
}

void Desk::work_until(Ticks end)
{
    bool const was_home = m_end <= m_timeline.ticks();
    m_end = end;
    for (std::size_t clerk = 0; was_home && clerk < m_clerks.size(); ++clerk) {
        m_clerks[clerk].token.reset();
        act_again(clerk, 1'000, 60'000);
    }
}

void Desk::act_again(std::size_t clerk, std::int64_t low_ms, std::int64_t high_ms)
{
    m_timeline.after(m_dice.pause(low_ms, high_ms), [this, clerk] { act(clerk); });
}

void Desk::act(std::size_t clerk)
{
    if (m_timeline.ticks() >= m_end)
        return;
    auto const& one = m_clerks[clerk];
    if (!one.token)
        return log_in(clerk);
    switch (one.stage) {
    case Stage::free:
        return call_next(clerk);
    case Stage::called:
        return act_on_called(clerk);
    case Stage::serving:
        return act_on_served(clerk);
    }
}

void Desk::post(std::size_t clerk, std::string const& target, std::string body, Then const& then)
{
    Letter letter;
    letter.method = http::Method::post;
    letter.target = target;
    letter.body = std::move(body);
    letter.bearer = m_clerks[clerk].token;
    letter.key = new_key();
    letter.sender = Sender::staff;
    if (target.ends_with("/tickets") || target.ends_with("/transfer"))
        m_oracle.asked_at_desk(letter.key);
    auto const shared = std::make_shared<Letter const>(std::move(letter));
    if (m_are_impatient && m_dice.percent(6))
        m_network.send(m_line, *shared, [](Result<http::Response> const&) {});
    send(clerk, shared, tries, then);
}

void Desk::send(std::size_t clerk, std::shared_ptr<Letter const> const& letter, int tries_left, Then const& then)
{
    m_network.send(m_line, *letter, [this, clerk, letter, tries_left, then](Result<http::Response> response) {
        if (!response && tries_left > 1)
            return m_timeline.after(m_dice.pause(500, 4'000), [this, clerk, letter, tries_left, then] { send(clerk, letter, tries_left - 1, then); });
        if (!response)
            return look(clerk);
        if (response->status == 401)
            m_clerks[clerk].token.reset();
        if (response->status >= 300) {
            if (response->status == 401 || response->status >= 500)
                return act_again(clerk, 2'000, 20'000);
            return look(clerk);
        }
        then(*response);
    });
}

void Desk::log_in(std::size_t clerk)
{
    auto& one = m_clerks[clerk];
    Letter letter;
    letter.method = http::Method::post;
    letter.target = "/v1/staff-sessions";
    letter.body = R"({"login":")" + one.login + R"(","password":"a-good-password"})";
    m_network.send(m_line, letter, [this, clerk](Result<http::Response> const& response) {
        auto const session = response && response->status == 200 ? protocol::decode<protocol::StaffSession>(response->body)
                                                                 : Result<protocol::StaffSession>(fail(ErrorCode::unavailable, "no"));
        if (!session)
            return act_again(clerk, 5'000, 20'000);
        m_clerks[clerk].token = session->token;
        if (clerk == 0 && session->token)
            m_screen.open(*session->token);
        look(clerk);
    });
}

/// The queue says what stands at the counter.
void Desk::look(std::size_t clerk)
{
    Letter letter;
    letter.target = "/v1/centers/" + m_setting.center.center.id.value() + "/queue";
    letter.bearer = m_clerks[clerk].token;
    m_network.send(m_line, letter, [this, clerk](Result<http::Response> const& response) {
        auto& one = m_clerks[clerk];
        if (response && response->status == 401)
            one.token.reset();
        auto const queue = response && response->status == 200 ? protocol::decode<protocol::QueueView>(response->body)
                                                               : Result<protocol::QueueView>(fail(ErrorCode::unavailable, "no"));
        act_again(clerk, 3'000, 30'000);
        if (!queue)
            return;
        one.ticket.reset();
        one.stage = Stage::free;
        for (auto const& counter : queue->counters) {
            if (counter.number.value() == one.counter)
                one.ticket = counter.ticket;
        }
        for (auto const& ticket : queue->tickets) {
            if (one.ticket == ticket.id)
                one.stage = ticket.state == domain::TicketState::called ? Stage::called : Stage::serving;
        }
    });
}

void Desk::call_next(std::size_t clerk)
{
    auto const target = "/v1/counters/" + std::to_string(m_clerks[clerk].counter) + "/call-next";
    post(clerk, target, protocol::encode(protocol::CallNextRequest {}), [this, clerk](http::Response const& response) {
        auto& one = m_clerks[clerk];
        auto const reply = protocol::decode<protocol::TicketReply>(response.body);
        if (!reply || !reply->ticket)
            return act_again(clerk, 30'000, 120'000);
        one.ticket = reply->ticket->id;
        one.stage = Stage::called;
        act_again(clerk, 10'000, 40'000);
    });
}

void Desk::act_on_called(std::size_t clerk)
{
    auto const luck = m_dice.next() % 100;
    if (luck < 80)
        move(clerk, "start", Stage::serving);
    else if (luck < 86)
        move(clerk, "recall", Stage::called);
    else if (luck < 94)
        move(clerk, "no-show", Stage::free);
    else
        move(clerk, "park", Stage::free);
}

void Desk::act_on_served(std::size_t clerk)
{
    auto const luck = m_dice.next() % 100;
    if (luck < 80)
        move(clerk, "finish", Stage::free);
    else if (luck < 92)
        transfer(clerk);
    else
        move(clerk, "park", Stage::free);
}

void Desk::move(std::size_t clerk, std::string const& verb, Stage stage)
{
    post(clerk, "/v1/tickets/" + m_clerks[clerk].ticket->value().text() + "/" + verb, "", [this, clerk, stage](http::Response const&) {
        m_clerks[clerk].stage = stage;
        if (stage == Stage::serving)
            act_again(clerk, 120'000, 600'000);
        else
            act_again(clerk, 5'000, 60'000);
    });
}

void Desk::transfer(std::size_t clerk)
{
    protocol::TransferRequest request;
    request.service = Personal(m_dice.one_of(m_setting.center.services).id);
    post(clerk, "/v1/tickets/" + m_clerks[clerk].ticket->value().text() + "/transfer", protocol::encode(request), [this, clerk](http::Response const&) {
        m_clerks[clerk].stage = Stage::free;
        ++m_counts.numbers;
        act_again(clerk, 5'000, 60'000);
    });
}

} // namespace zahide::sim
