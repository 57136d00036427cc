#pragma once

// Tesseract as a reader of our pictures, and how far what it read is from what was written.

#include "text/canvas.h"

#include <cstdint>
#include <string>
#include <vector>

namespace zahide::text::test {

/// Ink from 0, the paper, to 255.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> ink;
};

[[nodiscard]] Picture picture_of(Canvas8 const& canvas);
[[nodiscard]] Picture picture_of(Bitmap1 const& bitmap);
/// Half as large: Tesseract reads letters of 24 px best.
[[nodiscard]] Picture halved(Picture const& picture);

/// What Tesseract reads with one of its data packages; the test fails if it can't.
[[nodiscard]] std::string read_by_tesseract(Picture const& picture, std::string const& data);

/// Without marks, digits, spaces and punctuation, with letters alike that look alike.
[[nodiscard]] std::u32string folded_letters(std::string const& utf8);
/// Letters to change, add and leave out, as a share of those that are wanted.
[[nodiscard]] double errors(std::u32string const& wanted, std::u32string const& read);
/// The same for the part of what was read that is nearest to what is wanted.
[[nodiscard]] double errors_in_part(std::u32string const& wanted, std::u32string const& read);

} // namespace zahide::text::test
