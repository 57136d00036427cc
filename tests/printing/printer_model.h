#pragma once

#include "base/time.h"
#include "ports/printer.h"
#include "printer/escpos.h"

#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// A receipt printer of our own for tests: it reads ESC/POS back into pictures, has a buffer and a speed, and can be
/// told to fail at any byte.
namespace zahide::printing {

enum class Fault : std::uint8_t {
    none,
    paper_out,
    cover_open,
    offline,
    cutter,
    hang, ///< takes no bytes, prints nothing, says nothing
    mute, ///< works and says nothing
    close_link, ///< hangs up
};

[[nodiscard]] std::optional<Fault> parse_fault(std::string_view name);

enum class Ability : std::uint8_t { no, yes };

struct ModelOptions {
    std::size_t buffer_bytes = 4'096;
    /// 1,200 is 150 mm a second.
    int rows_per_second = 1'200;
    Ability status = Ability::yes;
    Ability automatic = Ability::yes;
    Ability queued = Ability::yes;
    Ability fence = Ability::yes;
    Ability clear = Ability::yes;
};

/// What came out: the rows printed since the last cut.
struct Paper {
    ports::PrintPicture picture;
    int fed_rows = 0;
    int stray_characters = 0; ///< bytes the printer took for text
};

/// The printer without its cable: bytes and time in, bytes out. Single-threaded.
class PrinterModel {
public:
    explicit PrinterModel(ModelOptions options)
        : m_options(options)
    {
    }

    /// How many bytes it can take now.
    [[nodiscard]] std::size_t room() const;
    /// Takes at most room() bytes; real-time commands are obeyed at once.
    void receive(std::span<std::uint8_t const> bytes);
    /// Prints as far as the time since the last call allows.
    void advance(Ticks now);
    [[nodiscard]] std::vector<std::uint8_t> take_replies();

    void fail(Fault fault);
    /// Fails once this many bytes have been worked off (close_link: received).
    void fail_at(std::size_t byte, Fault fault);
    /// Paper refilled, cover closed, switched on: it goes on with what it holds.
    void mend();
    void set_near_end(Ability is_near_end);

    [[nodiscard]] bool wants_link_closed() const { return m_fault == Fault::close_link; }
    [[nodiscard]] bool is_idle() const { return m_buffer.empty(); }
    [[nodiscard]] std::size_t received_bytes() const { return m_received; }
    [[nodiscard]] std::size_t processed_bytes() const { return m_processed; }
    [[nodiscard]] std::vector<Paper> const& papers() const { return m_papers; }
    /// Rows that are out but not cut off.
    [[nodiscard]] int rows_uncut() const { return m_paper.picture.rows; }

private:
    [[nodiscard]] bool stopped() const;
    [[nodiscard]] std::uint8_t status_byte(printer::StatusKind kind) const;
    void watch_real_time(std::uint8_t byte);
    void clear();
    void consume(std::uint8_t byte);
    void consume_row(std::uint8_t byte);
    void print_stored();
    void try_command();
    void run_gs();
    void run_block();
    void cut();
    void send_automatic();
    void reply(std::initializer_list<std::uint8_t> bytes);
    [[nodiscard]] std::uint8_t argument(std::size_t index) const { return m_command[index]; }

    ModelOptions m_options;
    std::deque<std::uint8_t> m_buffer;
    std::deque<std::uint8_t> m_last_received; ///< for real-time commands, which may lie anywhere
    std::size_t m_received = 0;
    std::size_t m_processed = 0;
    Fault m_fault = Fault::none;
    std::size_t m_fault_at = std::numeric_limits<std::size_t>::max();
    Fault m_fault_then = Fault::none;
    bool m_near_end = false;
    bool m_automatic_on = false;

    std::vector<std::uint8_t> m_command; ///< the bytes so far of a command
    std::size_t m_row_bytes = 0; ///< of the raster under way
    int m_rows_left = 0;
    std::vector<std::uint8_t> m_row;
    enum class RowGoesTo : std::uint8_t { paper, store };
    RowGoesTo m_row_goes_to = RowGoesTo::paper;
    ports::PrintPicture m_stored; ///< by GS 8 L, until GS ( L prints it
    Ticks m_last_advance;
    double m_row_credit = 0;

    Paper m_paper;
    std::vector<Paper> m_papers;
    std::vector<std::uint8_t> m_replies;
};

} // namespace zahide::printing
