#pragma once

#include "ports/printer.h"

#include <array>
#include <cstdint>
#include <vector>

/// ESC/POS as bytes (Epson's public command reference). A paper is always a picture: no code page, no printer font.
namespace zahide::printer {

/// The rows of one raster command. Small enough for receive buffers of a few KB to keep up, large enough for no white lines.
inline constexpr int strip_rows_max = 255;

/// What a fence's answer repeats: four characters of 0x20–0x7E.
using FenceId = std::array<std::uint8_t, 4>;

/// The four kinds of real-time status, as `10 04 n` numbers them.
enum class StatusKind : std::uint8_t { printer = 1, offline_cause = 2, error_cause = 3, paper = 4 };
inline constexpr std::array all_status_kinds { StatusKind::printer, StatusKind::offline_cause, StatusKind::error_cause, StatusKind::paper };

/// Whether the printer shall tell changes of its state by itself (`1D 61 FF`).
enum class AutomaticStatus : std::uint8_t { off, on };

struct EncodedPaper {
    std::vector<std::uint8_t> bytes;
    /// Bytes up to and with the last dot of the picture: once they are gone a whole paper may exist.
    std::size_t picture_end = 0;
};

/// Initialise, the picture in strips of at most strip_rows_max rows (`1D 76 30`), feed and cut.
[[nodiscard]] EncodedPaper encode_paper(ports::PrintPicture const& picture, ports::PaperCut cut, AutomaticStatus automatic);

/// The print-complete fence (`1D 28 48`), the queued status (`1D 72 31`) for printers that don't know it, automatic
/// status off, and an initialise that wipes what an ignorant printer took for text.
[[nodiscard]] std::vector<std::uint8_t> encode_fence(FenceId const& id);

[[nodiscard]] std::array<std::uint8_t, 3> encode_status_request(StatusKind kind);

/// Real-time "clear the buffers" (`10 14 08`): what a printer still holds of a failed paper shall not come out later.
[[nodiscard]] std::array<std::uint8_t, 10> encode_clear();

/// What to do with the half paper that a recovery may bring out.
enum class Remains : std::uint8_t { leave, cut_off };

/// Brings a printer back in step that may be in the middle of a raster command: "clear the buffers", then as many zero
/// bytes as a strip can have (white rows inside one, nothing outside), then initialise.
[[nodiscard]] std::vector<std::uint8_t> encode_recovery(Remains remains);

} // namespace zahide::printer
