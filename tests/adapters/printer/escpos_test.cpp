#include "printer/escpos.h"
#include "printer/replies.h"
#include "printer/target.h"

#include <gtest/gtest.h>
#include <string>

namespace zahide::printer {
namespace {

TEST(EncodePaper, SixHundredRows_AreThreeStripsOfAtMost255)
{
    ports::PrintPicture picture { 384, 600, std::vector<std::uint8_t>(48 * 600, 0xAA) };
    auto const paper = encode_paper(picture, ports::PaperCut::cut, AutomaticStatus::off);
    std::vector<int> heights;
    std::size_t at = 2;
    while (at + 8 < paper.picture_end) {
        ASSERT_EQ(paper.bytes[at], 0x1D);
        ASSERT_EQ(paper.bytes[at + 1], 0x76);
        EXPECT_EQ(paper.bytes[at + 4] + 256 * paper.bytes[at + 5], 48);
        heights.push_back(paper.bytes[at + 6] + 256 * paper.bytes[at + 7]);
        at += 8 + 48 * static_cast<std::size_t>(heights.back());
    }
    EXPECT_EQ(heights, (std::vector<int> { 255, 255, 90 }));
    EXPECT_EQ(at, paper.picture_end);
    EXPECT_EQ(std::vector<std::uint8_t>(paper.bytes.begin() + static_cast<std::ptrdiff_t>(at), paper.bytes.end()),
        (std::vector<std::uint8_t> { 0x1D, 0x56, 0x42, 0x00 }));
}

/// Many libraries send Arabic as the bytes of a code page or of presentation forms and leave the rest to the printer. Ours gets dots
/// only, even from a picture whose dots spell such bytes: without the strips nothing is left but commands without text.
TEST(EncodePaper, DotsThatSpellPresentationForms_StayDots)
{
    std::string const spelled = "\x1B\x74\x25\xC7\xE1\x0A\uFEDF\uFE8E"; // ESC t: Windows-1256, its alef and lam, then the forms in UTF-8
    ports::PrintPicture picture { 384, 300, {} };
    while (picture.bytes.size() < 48U * 300U)
        picture.bytes.push_back(static_cast<std::uint8_t>(spelled[picture.bytes.size() % spelled.size()]));
    for (auto const cut : { ports::PaperCut::cut, ports::PaperCut::tear }) {
        for (auto const automatic : { AutomaticStatus::off, AutomaticStatus::on }) {
            auto const bytes = encode_paper(picture, cut, automatic).bytes;
            std::vector<std::uint8_t> commands;
            std::vector<std::uint8_t> dots;
            for (std::size_t at = 0; at < bytes.size();) {
                bool const strip = at + 8 <= bytes.size() && bytes[at] == 0x1D && bytes[at + 1] == 0x76;
                if (!strip) {
                    commands.push_back(bytes[at++]);
                    continue;
                }
                std::size_t const size = (bytes[at + 4] + 256U * bytes[at + 5]) * (bytes[at + 6] + 256U * bytes[at + 7]);
                ASSERT_LE(at + 8 + size, bytes.size());
                dots.insert(dots.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at + 8), bytes.begin() + static_cast<std::ptrdiff_t>(at + 8 + size));
                at += 8 + size;
            }
            EXPECT_EQ(dots, picture.bytes);
            std::vector<std::uint8_t> wanted { 0x1B, 0x40 };
            if (automatic == AutomaticStatus::on)
                wanted.insert(wanted.end(), { 0x1D, 0x61, 0xFF });
            auto const end
                = cut == ports::PaperCut::cut ? std::vector<std::uint8_t> { 0x1D, 0x56, 0x42, 0x00 } : std::vector<std::uint8_t> { 0x1B, 0x64, 0x06 };
            wanted.insert(wanted.end(), end.begin(), end.end());
            EXPECT_EQ(commands, wanted);
        }
    }
}

std::vector<Reply> parse(std::vector<std::uint8_t> const& bytes)
{
    ReplyParser parser;
    std::vector<Reply> replies;
    for (auto const byte : bytes) {
        if (auto reply = parser.feed(byte))
            replies.push_back(*reply);
    }
    return replies;
}

TEST(ReplyParser_, MixedAnswers_AreToldApart)
{
    auto const replies = parse({ 0x12, 0x18, 0x00, 0x0F, 0x00, 0x37, 0x22, 'a', '2', 'c', 'd', 0x00, 0x03, 0x37, 0x25, 0x00, 0x1A });
    ASSERT_EQ(replies.size(), 5U);
    EXPECT_EQ(std::get<RealTimeReply>(replies[0]).byte, 0x12);
    EXPECT_EQ(std::get<AutomaticReply>(replies[1]).bytes, (std::array<std::uint8_t, 4> { 0x18, 0x00, 0x0F, 0x00 }));
    EXPECT_EQ(std::get<FenceReply>(replies[2]).id, (FenceId { 'a', '2', 'c', 'd' }));
    EXPECT_EQ(std::get<QueuedReply>(replies[3]).byte, 0x03);
    EXPECT_EQ(std::get<RealTimeReply>(replies[4]).byte, 0x1A);
}

TEST(ReplyParser_, NoiseAndEndlessBlocks_AreDropped)
{
    std::vector<std::uint8_t> bytes { 0xFF, 0x91, 0x37 };
    bytes.insert(bytes.end(), 200, 0x41);
    bytes.insert(bytes.end(), { 0x00, 0x37, 0x22, 'a', 'b', 'c', 'd', 0x00 });
    auto const replies = parse(bytes);
    ASSERT_FALSE(replies.empty());
    EXPECT_TRUE(std::holds_alternative<FenceReply>(replies.back()));
}

TEST(Condition_, OutOfPaper_IsNamed)
{
    Condition condition;
    condition.learn(StatusKind::printer, 0x1A);
    condition.learn(StatusKind::offline_cause, 0x32);
    condition.learn(StatusKind::paper, 0x7E);
    EXPECT_EQ(condition.trouble(), domain::PrintTrouble::paper_out);
    EXPECT_EQ(condition.status(), (ports::PrinterStatus { ports::PrinterState::paper_out, ports::PaperState::out }));
    for (StatusKind const kind : all_status_kinds)
        condition.learn(kind, 0x12);
    EXPECT_EQ(condition.trouble(), domain::PrintTrouble::none);
}

TEST(Target_, EveryForm_IsUnderstood)
{
    EXPECT_EQ(to_string(parse_target("tcp:192.168.1.50").value()), "tcp:192.168.1.50:9100");
    EXPECT_EQ(to_string(parse_target("tcp:[fe80::1]:9101").value()), "tcp:[fe80::1]:9101");
    EXPECT_EQ(to_string(parse_target("tcp:localhost:9100").value()), "tcp:localhost:9100");
    EXPECT_EQ(to_string(parse_target("file:/tmp/a.bin").value()), "file:/tmp/a.bin");
    EXPECT_EQ(to_string(parse_target("folder:/tmp/a").value()), "folder:/tmp/a");
    auto const device = std::get<DeviceTarget>(parse_target("device:/dev/ttyS0?baud=19200&flow=software").value());
    EXPECT_EQ(device.path, "/dev/ttyS0");
    EXPECT_EQ(device.baud, 19'200);
    EXPECT_EQ(device.flow_control, FlowControl::software);
}

TEST(Target_, Nonsense_IsRefusedWithAMend)
{
    for (auto const* text : { "", "lp0", "file:", "usb:/dev/usb/lp0", "tcp:printer.local", "tcp:1.2.3.4:", "tcp:1.2.3.4:0", "tcp:1.2.3.4:99999", "tcp:[fe80::1",
             "device:/dev/ttyS0?baud=fast", "device:/dev/ttyS0?flow=xoff" }) {
        auto const target = parse_target(text);
        ASSERT_FALSE(target) << text;
        EXPECT_FALSE(target.error().mend.empty()) << text;
    }
}

} // namespace
} // namespace zahide::printer
