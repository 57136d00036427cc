// What people ask the desk for beside being served.
#include "desk.h"
#include "protocol/device.h"
#include "protocol/ticket.h"

#include <iterator>
#include <utility>

namespace zahide::sim {

namespace {

constexpr int errand_tries = 10;
constexpr Milliseconds silent_for = Minutes(5);

} // namespace

void Desk::give_number()
{
    if (!m_clerks.front().token)
        return;
    protocol::NewTicket ticket;
    ticket.service = Personal(m_dice.one_of(m_setting.center.services).id);
    ticket.language = Personal(m_dice.one_of(m_setting.center.languages));
    Letter letter;
    letter.method = http::Method::post;
    letter.target = "/v1/centers/" + m_setting.center.center.id.value() + "/tickets";
    letter.body = protocol::encode(ticket);
    letter.bearer = m_clerks.front().token;
    letter.key = new_key();
    letter.sender = Sender::staff;
    m_oracle.asked_at_desk(letter.key);
    ++m_counts.numbers;
    m_network.send(m_line, letter, [this, letter](Result<http::Response> const& response) {
        // Nothing heard, or an impatient finger: once more with the same key.
        if (!response || (m_are_impatient && m_dice.percent(20)))
            m_timeline.after(m_dice.pause(200, 20'000), [this, letter] { m_network.send(m_line, letter, [](Result<http::Response> const&) {}); });
    });
}

void Desk::order_copy(DeviceId const& kiosk, Dice dice)
{
    auto const& tickets = m_screen.tickets();
    if (!m_clerks.front().token || tickets.empty())
        return;
    auto const& ticket = std::next(tickets.begin(), dice.between(0, static_cast<std::int64_t>(tickets.size()) - 1))->second;
    Letter letter;
    letter.method = http::Method::post;
    letter.target = "/v1/tickets/" + ticket.id.value().text() + "/copies";
    letter.body = protocol::encode(protocol::CopyRequest { dice.percent(70) ? std::optional(kiosk) : std::nullopt });
    letter.bearer = m_clerks.front().token;
    letter.key = Uuid::generate(dice).text();
    letter.sender = Sender::staff;
    m_oracle.copies().asked(letter.key, ticket);
    auto const shared = std::make_shared<Letter const>(std::move(letter));
    if (m_are_impatient && dice.percent(20))
        m_network.send(m_line, *shared, [](Result<http::Response> const&) {});
    send_own(shared, dice, errand_tries);
}

void Desk::send_own(std::shared_ptr<Letter const> const& letter, Dice dice, int tries_left)
{
    m_network.send(m_line, *letter, [this, letter, dice, tries_left](Result<http::Response> const& response) mutable {
        if (response)
            return m_oracle.note(letter->target + ": " + std::to_string(response->status));
        auto const pause = dice.pause(500, 4'000);
        if (tries_left > 1)
            m_timeline.after(pause, [this, letter, dice, tries_left] { send_own(letter, dice, tries_left - 1); });
    });
}

void Desk::go_on_without_silent(Dice dice)
{
    if (!m_clerks.front().token)
        return;
    Letter look;
    look.target = "/v1/devices";
    look.bearer = m_clerks.front().token;
    m_network.send(m_line, look, [this, dice](Result<http::Response> const& response) mutable {
        auto const list = response && response->status == 200 ? protocol::decode<protocol::DeviceList>(response->body)
                                                              : Result<protocol::DeviceList>(fail(ErrorCode::unavailable, "no"));
        if (!list || !m_clerks.front().token)
            return;
        auto const now = m_timeline.instant();
        for (auto const& device : list->devices) {
            bool const is_silent = !device.seen_at || *device.seen_at < now - silent_for;
            if (!device.awaited_since || *device.awaited_since > now - silent_for || !is_silent)
                continue;
            Letter letter;
            letter.method = http::Method::post;
            letter.target = "/v1/devices/" + device.id.value() + "/go-on-without";
            letter.bearer = m_clerks.front().token;
            letter.key = Uuid::generate(dice).text();
            letter.sender = Sender::staff;
            send_own(std::make_shared<Letter const>(std::move(letter)), dice, errand_tries);
        }
    });
}

} // namespace zahide::sim
