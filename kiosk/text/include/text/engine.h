#pragma once

#include "base/result.h"
#include "text/fonts.h"
#include "text/layout.h"
#include "text/style.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace zahide::text {

/// The paragraph cache's limits; the least recently used goes first.
inline constexpr std::size_t paragraphs_cached_max = 1024;
inline constexpr std::size_t glyphs_cached_max = 200'000;
/// The word cache's limits; half of it is forgotten at a time.
inline constexpr std::size_t words_cached_max = 8192;
inline constexpr std::size_t word_glyphs_cached_max = 64 * 1024;
/// What a paragraph may hold; the rest is dropped at a character's boundary.
inline constexpr std::size_t text_bytes_max = 64 * 1024;

/// Counters for status screens and tests.
struct EngineCounters {
    std::uint64_t layouts = 0; ///< laid out afresh
    std::uint64_t layouts_of_known_words = 0; ///< of these, put together from words of earlier paragraphs and at most a few new ones
    std::uint64_t cache_hits = 0;
    std::uint64_t missing_glyphs = 0; ///< boxes drawn for characters that no font has
    std::uint64_t slices_reshaped = 0; ///< pieces of runs shaped again because a line ended where shapes depend on each other
    std::uint64_t slices_reused = 0;
};

/// Lays paragraphs out: bidi once → itemise by script, level and font → shape with context → break → reshape where the
/// break is unsafe → reorder each line → place (UAX #9, #14, #24, #29). Single-threaded, one Engine a thread.
class Engine {
public:
    [[nodiscard]] static Result<Engine> create(Fonts fonts);
    ~Engine();
    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;

    /// The paragraph's layout from the cache, laid out if it isn't there, with words shaped for earlier paragraphs. UTF-8, valid or not (each ill-formed
    /// sequence counts as U+FFFD). No allocation on a hit. The reference is valid until the next trim(), as long
    /// as the others asked for since then are within the cache's limits.
    [[nodiscard]] Layout const& layout(std::string_view utf8, ParagraphStyle const& style);
    /// The same without looking into either cache or leaving anything there.
    [[nodiscard]] Layout layout_uncached(std::string_view utf8, ParagraphStyle const& style);
    /// Forgets the paragraphs and words that were not asked for since the last trim(). Call it once a screen, not once a frame.
    void trim();

    [[nodiscard]] Fonts const& fonts() const;
    [[nodiscard]] EngineCounters const& counters() const;

private:
    struct State;
    explicit Engine(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace zahide::text
