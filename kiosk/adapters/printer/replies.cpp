#include "printer/replies.h"

#include <algorithm>

namespace zahide::printer {

namespace {

constexpr std::uint8_t block_header = 0x37;
constexpr std::uint8_t fence_identifier = 0x22;
constexpr std::size_t fence_length = 7;
/// The longest block any command of ours provokes, with room.
constexpr std::size_t block_length_max = 32;
constexpr std::size_t automatic_length = 4;

bool is_real_time(std::uint8_t byte)
{
    return (byte & 0x93) == 0x12;
}

bool begins_automatic(std::uint8_t byte)
{
    return (byte & 0x93) == 0x10;
}

/// Holds for a queued status and for the second to fourth byte of an automatic one.
bool is_plain(std::uint8_t byte)
{
    return (byte & 0x90) == 0x00;
}

} // namespace

std::optional<Reply> ReplyParser::feed(std::uint8_t byte)
{
    if (m_pending.empty())
        return begin(byte);
    if (m_pending.front() == block_header)
        return feed_block(byte);
    if (!is_plain(byte)) {
        // Not an automatic status after all: start anew with this byte.
        m_pending.clear();
        return begin(byte);
    }
    m_pending.push_back(byte);
    if (m_pending.size() < automatic_length)
        return std::nullopt;
    AutomaticReply reply;
    std::copy(m_pending.begin(), m_pending.end(), reply.bytes.begin());
    m_pending.clear();
    return reply;
}

std::optional<Reply> ReplyParser::begin(std::uint8_t byte)
{
    if (is_real_time(byte))
        return RealTimeReply { byte };
    if (byte == block_header || begins_automatic(byte)) {
        m_pending.assign(1, byte);
        return std::nullopt;
    }
    if (is_plain(byte))
        return QueuedReply { byte };
    return std::nullopt;
}

std::optional<Reply> ReplyParser::feed_block(std::uint8_t byte)
{
    m_pending.push_back(byte);
    if (byte != 0x00) {
        if (m_pending.size() > block_length_max)
            m_pending.clear();
        return std::nullopt;
    }
    std::optional<Reply> reply;
    if (m_pending.size() == fence_length && m_pending[1] == fence_identifier)
        reply = FenceReply { { m_pending[2], m_pending[3], m_pending[4], m_pending[5] } };
    m_pending.clear();
    return reply;
}

void Condition::learn(StatusKind kind, std::uint8_t byte)
{
    switch (kind) {
    case StatusKind::printer:
        offline = (byte & 0x08) != 0;
        break;
    case StatusKind::offline_cause:
        cover_open = (byte & 0x04) != 0;
        other_error = (byte & 0x40) != 0;
        if ((byte & 0x20) != 0)
            paper_end = true;
        break;
    case StatusKind::error_cause:
        cutter_error = (byte & 0x08) != 0;
        other_error = other_error || (byte & 0x60) != 0;
        break;
    case StatusKind::paper:
        paper_near_end = (byte & 0x0C) != 0;
        paper_end = (byte & 0x60) != 0;
        break;
    }
}

void Condition::learn(AutomaticReply const& reply)
{
    offline = (reply.bytes[0] & 0x08) != 0;
    cover_open = (reply.bytes[0] & 0x20) != 0;
    cutter_error = (reply.bytes[1] & 0x08) != 0;
    other_error = (reply.bytes[1] & 0x64) != 0;
    paper_near_end = (reply.bytes[2] & 0x03) != 0;
    paper_end = (reply.bytes[2] & 0x0C) != 0;
}

domain::PrintTrouble Condition::trouble() const
{
    if (cover_open)
        return domain::PrintTrouble::cover_open;
    if (paper_end)
        return domain::PrintTrouble::paper_out;
    if (cutter_error)
        return domain::PrintTrouble::cutter;
    if (other_error)
        return domain::PrintTrouble::mechanical;
    if (offline)
        return domain::PrintTrouble::offline;
    return domain::PrintTrouble::none;
}

ports::PrinterStatus Condition::status() const
{
    ports::PrinterStatus status { ports::PrinterState::ready, ports::PaperState::ok };
    if (paper_end)
        status.paper = ports::PaperState::out;
    else if (paper_near_end)
        status.paper = ports::PaperState::near_end;
    if (cover_open)
        status.state = ports::PrinterState::cover_open;
    else if (paper_end)
        status.state = ports::PrinterState::paper_out;
    else if (cutter_error || other_error)
        status.state = ports::PrinterState::error;
    else if (offline)
        status.state = ports::PrinterState::offline;
    return status;
}

} // namespace zahide::printer
