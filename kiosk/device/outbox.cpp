#include "outbox.h"

#include "base/verify.h"
#include "protocol/delivery.h"

#include <algorithm>
#include <utility>

namespace zahide::device {

namespace {

/// Of an entry in a batch, beside its target and body.
constexpr std::size_t entry_frame_bytes = 100;

/// What the body takes as a string of JSON: it is JSON itself, so nothing but quotes and backslashes is escaped.
std::size_t quoted_bytes(std::string const& body)
{
    return body.size() + static_cast<std::size_t>(std::ranges::count_if(body, [](char letter) { return letter == '"' || letter == '\\'; }));
}

} // namespace

Result<void> Outbox::load()
{
    m_size = ZAHIDE_TRY(m_context.store.outbox_size());
    m_parked = ZAHIDE_TRY(m_context.store.parked_size());
    return {};
}

std::optional<Draft> Outbox::next(Ticks now)
{
    if (m_size == 0 || !m_sent.empty() || !m_retry.may_try(now))
        return std::nullopt;
    auto const entries = oldest_wanted();
    if (!entries) {
        m_context.trouble(entries.error());
        m_retry.failed(now, m_context.limits(), m_context.random);
        return std::nullopt;
    }
    if (entries->empty())
        return std::nullopt;
    auto draft = draft_of(*entries);
    if (!draft) {
        m_context.trouble(draft.error());
        m_retry.failed(now, m_context.limits(), m_context.random);
        return std::nullopt;
    }
    m_way = draft->key ? Way::alone : Way::batch;
    for (auto const& entry : *entries)
        m_sent.push_back({ entry.sequence, entry.key });
    return *std::move(draft);
}

Result<Draft> Outbox::draft_of(std::vector<ports::OutboxEntry> const& entries) const
{
    auto const& first = entries.front();
    if (m_alone == 0 && batch_bytes(first) < m_context.limits().batch_bytes_max)
        return batch_of(entries);
    return Draft { Method::post, first.target, first.body.reveal(), first.key };
}

Result<std::vector<ports::OutboxEntry>> Outbox::oldest_wanted()
{
    while (true) {
        auto entries = ZAHIDE_TRY(m_context.store.outbox(m_alone > 0 ? 1 : m_context.limits().batch_entries_max));
        if (entries.empty()) {
            m_size = 0;
            return entries;
        }
        ports::DeviceBatch unwanted;
        auto const now = m_context.now();
        std::erase_if(entries, [&](ports::OutboxEntry const& entry) {
            bool const is_over = entry.expires_at && now >= *entry.expires_at;
            if (is_over)
                unwanted.emplace_back(ports::RemoveOutbox { entry.sequence });
            return is_over;
        });
        if (!unwanted.empty())
            ZAHIDE_TRY_VOID(m_context.transact(unwanted));
        m_size -= static_cast<std::int64_t>(unwanted.size());
        if (entries.empty())
            continue;
        keep_what_fits(entries);
        return entries;
    }
}

std::size_t Outbox::batch_bytes(ports::OutboxEntry const& entry) const
{
    auto const& body = entry.body.reveal();
    return body.size() > protocol::string_bytes_max ? m_context.limits().batch_bytes_max : quoted_bytes(body) + entry.target.size() + entry_frame_bytes;
}

/// The first always does; one that is too long for a batch goes alone.
void Outbox::keep_what_fits(std::vector<ports::OutboxEntry>& entries) const
{
    std::size_t bytes = 0;
    auto const is_too_much = [&](ports::OutboxEntry const& entry) {
        bytes += batch_bytes(entry);
        return bytes >= m_context.limits().batch_bytes_max;
    };
    auto const end = std::ranges::find_if(entries, is_too_much);
    entries.erase(std::max(end, std::next(entries.begin())), entries.end());
}

/// One entry goes as a batch too: with it goes how many promises there are, so that nothing is known at the scheduler of which
/// an old image of this disk could come unnoticed.
Result<Draft> Outbox::batch_of(std::vector<ports::OutboxEntry> const& entries) const
{
    protocol::DeliveryBatch batch;
    auto const last = ZAHIDE_TRY(m_context.store.last_sequence());
    batch.promises = static_cast<std::int32_t>(std::min<std::int64_t>(last.value(), std::numeric_limits<std::int32_t>::max()));
    batch.entries.reserve(entries.size());
    for (auto const& entry : entries)
        batch.entries.push_back({ entry.key, entry.target, entry.body });
    return Draft { Method::post, "/v1/devices/" + m_context.options.device.value() + "/deliveries", protocol::encode(batch), std::nullopt };
}

void Outbox::answered(Ticks now, Answer const& answer)
{
    ZAHIDE_VERIFY(!m_sent.empty());
    auto const sent = std::exchange(m_sent, {});
    auto const verdict = verdict_of(answer);
    if (verdict == Verdict::lost || verdict == Verdict::session_over)
        return; // sent again when there is a link or a session again
    Settled settled;
    if (m_way == Way::alone) {
        m_alone -= std::min<std::size_t>(m_alone, 1);
        judge(sent.front(), answer.status, verdict == Verdict::done ? std::string() : refusal_code(answer), settled);
    } else if (verdict == Verdict::again) {
        settled.waiting = 1;
    } else if (verdict != Verdict::done || !settle_each(sent, answer, settled)) {
        m_alone = sent.size();
        return;
    }
    settle(now, settled);
}

/// False if the answer can't be understood.
bool Outbox::settle_each(std::vector<Sent> const& sent, Answer const& answer, Settled& settled)
{
    auto const answers = protocol::decode<protocol::DeliveryAnswers>(answer.body);
    if (!answers)
        return false;
    for (auto const& one : sent) {
        auto const found = std::ranges::find(answers->answers, one.key, &protocol::DeliveryAnswer::key);
        if (found == answers->answers.end())
            ++settled.waiting;
        else
            judge(one, found->status, found->code.value_or(std::string()), settled);
    }
    return true;
}

void Outbox::judge(Sent const& sent, int status, std::string const& code, Settled& settled)
{
    switch (verdict_of({ status, {} })) {
    case Verdict::done:
        settled.changes.emplace_back(ports::KeepDelivered { sent.sequence, m_context.now(), m_context.limits().delivered_kept_max });
        return;
    case Verdict::never:
        m_context.trouble(
            Error { ErrorCode::conflict, "the scheduler refuses a delivery for good (" + refusal_code(code, status) + "): it is kept in the table parked",
                "status " + std::to_string(status), "look at that row and settle it at the desk", Retry::no });
        settled.changes.emplace_back(ports::ParkOutbox { sent.sequence, { status, refusal_code(code, status), m_context.now() } });
        ++settled.parked;
        return;
    case Verdict::refused:
        if (!m_refused)
            m_context.trouble(refusal_error("this device's deliveries", { status, {} }));
        m_refused = true;
        ++settled.refused;
        return;
    case Verdict::again:
    case Verdict::lost:
    case Verdict::session_over:
        ++settled.waiting;
        return;
    }
}

void Outbox::settle(Ticks now, Settled const& settled)
{
    // What isn't written stays and is sent again, which does no harm.
    bool const is_kept = settled.changes.empty() || m_context.transact(settled.changes).has_value();
    if (is_kept) {
        m_size -= static_cast<std::int64_t>(settled.changes.size());
        m_parked += settled.parked;
        m_arrived += static_cast<std::int64_t>(settled.changes.size()) - settled.parked;
    }
    if (settled.refused > 0)
        return m_retry.refused(now, m_context.limits(), m_context.random);
    if (!is_kept || settled.waiting > 0)
        return m_retry.failed(now, m_context.limits(), m_context.random);
    m_refused = false;
    m_retry.succeeded();
}

} // namespace zahide::device
