#pragma once

// What we lay out compared with hb-shape run by run, and counts of the lines that had to be shaped again, a language each.

#include "hb_shape.h"
#include "line_builder.h"
#include "text/fonts.h"
#include "typesetter.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace zahide::text::test {

inline constexpr float judged_size_px = 36;

struct Message {
    std::string language;
    std::string text;
};

/// Counts over the lines as they stand in the end; lines that were only tried don't count.
struct ShapingTally {
    std::size_t lines = 0;
    /// Lines that start or end where shapes depend on each other: within a ligature, or where HarfBuzz says unsafe to break.
    std::size_t cut_unsafely = 0;
    /// Lines with at least one glyph that was shaped for the line: these, and those that end with an inserted hyphen.
    std::size_t shaped_again = 0;
    std::size_t runs = 0;
    std::size_t wrong = 0; ///< runs that differ from hb-shape's
    std::size_t arabic_runs = 0; ///< of more than two glyphs
    std::size_t arabic_wrong = 0;

    void add(ShapingTally const& other);
};

/// How the lines that are judged are made.
enum class Lines : std::uint8_t {
    as_shipped,
    cut_without_reshaping, ///< every place is taken for safe to break at: each line has its part of the paragraph's glyphs
    shaped_alone, ///< each line is shaped with nothing around it
};

/// Collects runs, asks hb-shape about all of them at once, and counts the differences.
class ShapingJudge {
public:
    explicit ShapingJudge(Shaping shaping, Lines lines = Lines::as_shipped);

    /// `message.text` is a single paragraph.
    void lay_out(Message const& message, float width_px);
    /// Compares everything laid out so far; once.
    void judge();
    /// Fails with the first differences.
    void show_failures() const;
    /// A line of counts for every language and their sums.
    void print_table() const;

    Layout& last_layout() { return m_sets.back().layout; }
    [[nodiscard]] ShapingTally total() const;
    [[nodiscard]] std::map<std::string, ShapingTally> const& tallies() const { return m_tallies; }

private:
    struct Set {
        Message message;
        Layout layout;
    };

    void count_lines(Set const& set);
    void cut_without_reshaping(Set& set);
    void shape_lines_alone(Set& set);
    ShapeQuestion question(Set const& set, Run const& run) const;
    void compare(Set const& set, Run const& run, std::vector<ReferenceGlyph> const& reference);

    Fonts m_fonts;
    EngineCounters m_counters;
    Lines m_lines;
    Typesetter m_typesetter;
    Shaper m_shaper;
    LineBuilder m_builder;
    std::vector<Set> m_sets;
    std::vector<std::string> m_shown;
    std::map<std::string, ShapingTally> m_tallies;
};

} // namespace zahide::text::test
