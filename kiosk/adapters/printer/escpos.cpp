#include "printer/escpos.h"

#include <algorithm>
#include <span>

namespace zahide::printer {

namespace {

std::uint8_t low_byte(int value)
{
    return static_cast<std::uint8_t>(value & 0xFF);
}

std::uint8_t high_byte(int value)
{
    return static_cast<std::uint8_t>((value >> 8) & 0xFF);
}

void append(std::vector<std::uint8_t>& bytes, std::initializer_list<std::uint8_t> more)
{
    bytes.insert(bytes.end(), more);
}

} // namespace

EncodedPaper encode_paper(ports::PrintPicture const& picture, ports::PaperCut cut, AutomaticStatus automatic)
{
    std::size_t const stride = picture.stride_bytes();
    EncodedPaper paper;
    paper.bytes.reserve(picture.bytes.size() + 64 + static_cast<std::size_t>(picture.rows / strip_rows_max) * 8);
    append(paper.bytes, { 0x1B, 0x40 }); // ESC @: initialise
    if (automatic == AutomaticStatus::on)
        append(paper.bytes, { 0x1D, 0x61, 0xFF }); // GS a: automatic status of every kind
    for (int row = 0; row < picture.rows; row += strip_rows_max) {
        int const rows = std::min(strip_rows_max, picture.rows - row);
        int const width_bytes = static_cast<int>(stride);
        append(paper.bytes, { 0x1D, 0x76, 0x30, 0x00, low_byte(width_bytes), high_byte(width_bytes), low_byte(rows), high_byte(rows) }); // GS v 0
        auto const strip = std::span(picture.bytes).subspan(static_cast<std::size_t>(row) * stride, static_cast<std::size_t>(rows) * stride);
        paper.bytes.insert(paper.bytes.end(), strip.begin(), strip.end());
    }
    paper.picture_end = paper.bytes.size();
    switch (cut) {
    case ports::PaperCut::cut:
        append(paper.bytes, { 0x1D, 0x56, 0x42, 0x00 }); // GS V B: feed to the cutter and cut
        break;
    case ports::PaperCut::tear:
        append(paper.bytes, { 0x1B, 0x64, 0x06 }); // ESC d: feed six lines, past the tear bar
        break;
    }
    return paper;
}

std::vector<std::uint8_t> encode_fence(FenceId const& id)
{
    std::vector<std::uint8_t> bytes { 0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30 }; // GS ( H, function 48
    bytes.insert(bytes.end(), id.begin(), id.end());
    append(bytes, { 0x1D, 0x72, 0x31 }); // GS r: status of the paper sensor, in its turn
    append(bytes, { 0x1D, 0x61, 0x00 }); // GS a: no more automatic status
    append(bytes, { 0x1B, 0x40 });
    return bytes;
}

std::vector<std::uint8_t> encode_recovery(Remains remains)
{
    constexpr std::size_t strip_bytes_max = strip_rows_max * ((ports::print_width_dots_max + 7) / 8);
    constexpr std::size_t command_bytes_max = 16;
    auto const clear = encode_clear();
    std::vector<std::uint8_t> bytes(clear.begin(), clear.end());
    bytes.insert(bytes.end(), strip_bytes_max + command_bytes_max, 0x00);
    append(bytes, { 0x1B, 0x40 });
    if (remains == Remains::cut_off)
        append(bytes, { 0x1D, 0x56, 0x42, 0x00 });
    return bytes;
}

std::array<std::uint8_t, 3> encode_status_request(StatusKind kind)
{
    return { 0x10, 0x04, static_cast<std::uint8_t>(kind) }; // DLE EOT n
}

std::array<std::uint8_t, 10> encode_clear()
{
    return { 0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08 }; // DLE DC4, function 8
}

} // namespace zahide::printer
