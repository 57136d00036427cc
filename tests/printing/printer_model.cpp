#include "printer_model.h"

#include <algorithm>
#include <array>
#include <utility>

namespace zahide::printing {

namespace {

constexpr std::array<std::pair<std::string_view, Fault>, 7> fault_names { { { "paper-out", Fault::paper_out }, { "cover-open", Fault::cover_open },
    { "offline", Fault::offline }, { "cutter", Fault::cutter }, { "hang", Fault::hang }, { "mute", Fault::mute }, { "close", Fault::close_link } } };

} // namespace

std::optional<Fault> parse_fault(std::string_view name)
{
    for (auto const& [text, fault] : fault_names) {
        if (text == name)
            return fault;
    }
    return std::nullopt;
}

bool PrinterModel::stopped() const
{
    return m_fault != Fault::none && m_fault != Fault::mute;
}

std::size_t PrinterModel::room() const
{
    if (m_fault == Fault::hang || m_fault == Fault::close_link)
        return 0;
    std::size_t room = m_options.buffer_bytes - std::min(m_options.buffer_bytes, m_buffer.size());
    if (m_fault_then == Fault::close_link)
        room = std::min(room, m_fault_at - std::min(m_fault_at, m_received));
    return room;
}

void PrinterModel::receive(std::span<std::uint8_t const> bytes)
{
    for (std::uint8_t const byte : bytes) {
        ++m_received;
        m_buffer.push_back(byte);
        watch_real_time(byte);
    }
    if (m_fault_then == Fault::close_link && m_received >= m_fault_at)
        fail(Fault::close_link);
}

void PrinterModel::watch_real_time(std::uint8_t byte)
{
    auto const clear_command = printer::encode_clear();
    m_last_received.push_back(byte);
    if (m_last_received.size() > clear_command.size())
        m_last_received.pop_front();
    auto const& last = m_last_received;
    std::size_t const size = last.size();
    if (size >= 3 && last[size - 3] == 0x10 && last[size - 2] == 0x04 && byte >= 1 && byte <= 4 && m_options.status == Ability::yes)
        reply({ status_byte(static_cast<printer::StatusKind>(byte)) });
    if (std::equal(last.begin(), last.end(), clear_command.begin(), clear_command.end()) && m_options.clear == Ability::yes)
        clear();
}

void PrinterModel::clear()
{
    m_buffer.clear();
    m_command.clear();
    m_row.clear();
    m_rows_left = 0;
    reply({ 0x37, 0x25, 0x00 });
}

std::uint8_t PrinterModel::status_byte(printer::StatusKind kind) const
{
    int byte = 0x12;
    bool const is_offline = m_fault == Fault::paper_out || m_fault == Fault::cover_open || m_fault == Fault::offline || m_fault == Fault::cutter;
    switch (kind) {
    case printer::StatusKind::printer:
        byte |= is_offline ? 0x08 : 0x00;
        break;
    case printer::StatusKind::offline_cause:
        byte |= m_fault == Fault::cover_open ? 0x04 : 0x00;
        byte |= m_fault == Fault::paper_out ? 0x20 : 0x00;
        byte |= m_fault == Fault::cutter ? 0x40 : 0x00;
        break;
    case printer::StatusKind::error_cause:
        byte |= m_fault == Fault::cutter ? 0x08 : 0x00;
        break;
    case printer::StatusKind::paper:
        byte |= m_near_end ? 0x0C : 0x00;
        byte |= m_fault == Fault::paper_out ? 0x6C : 0x00;
        break;
    }
    return static_cast<std::uint8_t>(byte);
}

void PrinterModel::send_automatic()
{
    if (!m_automatic_on || m_options.automatic == Ability::no)
        return;
    int const first = 0x10 | (status_byte(printer::StatusKind::printer) & 0x08) | (m_fault == Fault::cover_open ? 0x20 : 0x00);
    int const second = m_fault == Fault::cutter ? 0x08 : 0x00;
    int const third = (m_near_end ? 0x03 : 0x00) | (m_fault == Fault::paper_out ? 0x0F : 0x00);
    reply({ static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(second), static_cast<std::uint8_t>(third), 0x00 });
}

void PrinterModel::reply(std::initializer_list<std::uint8_t> bytes)
{
    if (m_fault != Fault::mute && m_fault != Fault::hang && m_fault != Fault::close_link)
        m_replies.insert(m_replies.end(), bytes);
}

std::vector<std::uint8_t> PrinterModel::take_replies()
{
    return std::exchange(m_replies, {});
}

void PrinterModel::fail(Fault fault)
{
    m_fault = fault;
    m_fault_then = Fault::none;
    m_fault_at = std::numeric_limits<std::size_t>::max();
    send_automatic();
}

void PrinterModel::fail_at(std::size_t byte, Fault fault)
{
    m_fault_at = byte;
    m_fault_then = fault;
    if (fault == Fault::close_link ? m_received >= byte : m_processed >= byte)
        fail(fault);
}

void PrinterModel::mend()
{
    m_fault = Fault::none;
    send_automatic();
}

void PrinterModel::set_near_end(Ability is_near_end)
{
    m_near_end = is_near_end == Ability::yes;
    send_automatic();
}

void PrinterModel::advance(Ticks now)
{
    double const seconds = static_cast<double>((now - m_last_advance).count()) / 1e9;
    m_last_advance = now;
    if (m_buffer.empty() || stopped())
        m_row_credit = 0;
    else
        m_row_credit += seconds * m_options.rows_per_second;
    while (!m_buffer.empty() && !stopped()) {
        bool const starts_row = m_rows_left > 0 && m_row.empty();
        if (starts_row && m_row_credit < 1)
            return;
        m_row_credit -= starts_row ? 1 : 0;
        std::uint8_t const byte = m_buffer.front();
        m_buffer.pop_front();
        ++m_processed;
        consume(byte);
        if (m_fault_then != Fault::none && m_fault_then != Fault::close_link && m_processed >= m_fault_at)
            fail(m_fault_then);
    }
}

void PrinterModel::consume(std::uint8_t byte)
{
    if (m_rows_left > 0) {
        consume_row(byte);
        return;
    }
    m_command.push_back(byte);
    try_command();
}

void PrinterModel::consume_row(std::uint8_t byte)
{
    m_row.push_back(byte);
    if (m_row.size() < m_row_bytes)
        return;
    auto& picture = m_row_goes_to == RowGoesTo::paper ? m_paper.picture : m_stored;
    picture.width_dots = static_cast<int>(m_row_bytes) * 8;
    picture.bytes.insert(picture.bytes.end(), m_row.begin(), m_row.end());
    ++picture.rows;
    m_row.clear();
    --m_rows_left;
}

/// GS ( L, function 50: what was stored comes out.
void PrinterModel::print_stored()
{
    auto& picture = m_paper.picture;
    if (m_stored.rows > 0)
        picture.width_dots = m_stored.width_dots;
    picture.bytes.insert(picture.bytes.end(), m_stored.bytes.begin(), m_stored.bytes.end());
    picture.rows += m_stored.rows;
    m_stored = {};
}

/// Runs the command collected so far if it is whole; a byte that begins none is text.
void PrinterModel::try_command()
{
    std::uint8_t const first = m_command.front();
    std::size_t const size = m_command.size();
    if (first == 0x1D) {
        run_gs();
        return;
    }
    if (first == 0x1B) { // ESC @, ESC d n, ESC J n
        if (size == 2 && argument(1) == 0x40) {
            m_paper.stray_characters = 0; // what was on the line is wiped
            m_command.clear();
        } else if (size == 3) {
            if (argument(1) == 0x64 || argument(1) == 0x4A)
                m_paper.fed_rows += argument(1) == 0x64 ? argument(2) * 30 : argument(2);
            m_command.clear();
        }
        return;
    }
    if (first == 0x10) { // real-time commands were obeyed when they came
        std::size_t const length = size >= 2 && argument(1) == 0x14 ? 10 : 3;
        if (size >= length)
            m_command.clear();
        return;
    }
    if (first != 0x0A && first != 0x00)
        ++m_paper.stray_characters;
    m_command.clear();
}

void PrinterModel::run_gs()
{
    std::size_t const size = m_command.size();
    if (size < 3)
        return;
    switch (argument(1)) {
    case 0x61: // GS a n
        m_automatic_on = argument(2) != 0;
        m_command.clear();
        send_automatic();
        return;
    case 0x72: // GS r n
        m_command.clear();
        if (m_options.queued == Ability::yes)
            reply({ static_cast<std::uint8_t>(m_near_end ? 0x03 : 0x00) });
        return;
    case 0x56: // GS V m [n]
        if (argument(2) < 0x41 || size == 4) {
            m_command.clear();
            cut();
        }
        return;
    case 0x76: // GS v 0 m xL xH yL yH
        if (size == 8) {
            m_row_bytes = argument(4) + 256U * argument(5);
            m_rows_left = argument(6) + 256 * argument(7);
            m_row_goes_to = RowGoesTo::paper;
            m_command.clear();
        }
        return;
    case 0x38: // GS 8 L p1 p2 p3 p4 0 p a bx by c xL xH yL yH: a raster to be stored
        if (size == 17) {
            m_row_bytes = (argument(13) + 256U * argument(14) + 7) / 8;
            m_rows_left = argument(15) + 256 * argument(16);
            m_row_goes_to = RowGoesTo::store;
            m_command.clear();
        }
        return;
    case 0x28: // GS ( f pL pH …
        run_block();
        return;
    default:
        m_command.clear();
    }
}

void PrinterModel::run_block()
{
    if (m_command.size() < 5 || m_command.size() < 5U + argument(3) + 256U * argument(4))
        return;
    auto const command = std::exchange(m_command, {});
    if (command[2] == 0x4C && command.size() == 7 && command[5] == 0x30 && (command[6] == 0x32 || command[6] == 0x02))
        print_stored();
    bool const is_fence = command[2] == 0x48 && command.size() == 11 && command[5] == 0x30 && command[6] == 0x30;
    if (is_fence && m_options.fence == Ability::yes)
        reply({ 0x37, 0x22, command[7], command[8], command[9], command[10], 0x00 });
    else if (is_fence)
        m_paper.stray_characters += 6; // an old printer prints the id
}

void PrinterModel::cut()
{
    m_papers.push_back(std::exchange(m_paper, {}));
}

} // namespace zahide::printing
