#include "papers.h"

namespace zahide::paper {
namespace {

using Tickets = Papers;

TEST_F(Tickets, EveryLanguageAndWidth_StaysInsideTheMargins)
{
    for (auto const* language : { "tr", "en", "ar", "fa" }) {
        for (int const width : { width_dots_80mm, width_dots_58mm }) {
            auto content = ticket_in(language);
            content.url = url;
            auto const bitmap = press(content, width);
            save(bitmap, std::string("ticket-") + language + "-" + std::to_string(width));
            EXPECT_EQ(bitmap.width_px(), width);
            auto const box = ink_box(bitmap);
            EXPECT_GE(box.left, 8) << language << width;
            EXPECT_LE(box.right, width - 9) << language << width;
            EXPECT_GT(box.top, 4) << language << width;
            EXPECT_LT(box.bottom, bitmap.height_px() - 4) << language << width;
            EXPECT_GT(box.ink, width * bitmap.height_px() / 40) << "hardly anything is on the paper";
        }
    }
}

TEST_F(Tickets, TheNumber_IsTheTallestThingAndFillsThePaper)
{
    for (auto const* language : { "tr", "en", "ar", "fa" }) {
        for (int const width : { width_dots_80mm, width_dots_58mm }) {
            auto const found = bands(press(ticket_in(language), width));
            auto const tallest = std::ranges::max_element(found, {}, [](Box const& box) { return box.bottom - box.top; });
            int const height = tallest->bottom - tallest->top + 1;
            EXPECT_GE(height, width * 30 / 100) << language << " at " << width;
            EXPECT_LE(height, width * 45 / 100) << language << " at " << width;
            EXPECT_NEAR(tallest->left, width - 1 - tallest->right, 3) << "the number stands in the middle";
        }
    }
}

TEST_F(Tickets, LongerNumbers_NeverOutgrowThePaper)
{
    for (auto const* language : { "tr", "ar", "fa" }) {
        for (int const number : { 1, 11, 999, 4444, 9999 }) {
            auto content = ticket_in(language);
            content.number = TicketNumber(number);
            auto const box = ink_box(press(content, width_dots_58mm));
            EXPECT_GE(box.left, 8);
            EXPECT_LE(box.right, width_dots_58mm - 9);
        }
    }
}

TEST_F(Tickets, LongTexts_WrapInsideThePaper)
{
    auto content = ticket_in("ar");
    for (int times = 0; times < 3; ++times)
        content.waiting_place += " " + names_in("ar").place;
    content.center_name_turkish = "Kahramanmaraş Onikişubat Zahide Nine Dayanışma ve Danışma Merkezi Semt Konağı";
    auto const bitmap = press(content, width_dots_58mm);
    save(bitmap, "ticket-ar-long");
    auto const box = ink_box(bitmap);
    EXPECT_GE(box.left, 8);
    EXPECT_LE(box.right, width_dots_58mm - 9);
    EXPECT_GT(bitmap.height_px(), press(ticket_in("ar"), width_dots_58mm).height_px() + 60);
}

/// The rows of a right-to-left ticket hang on the right margin, those of a left-to-right one on the left.
TEST_F(Tickets, Rows_HangOnTheSideWhereReadingStarts)
{
    for (auto const* language : { "tr", "en", "ar", "fa" }) {
        auto content = ticket_in(language);
        content.wait = std::monostate {};
        content.waiting_place = content.waiting_place.substr(0, content.waiting_place.find(' '));
        auto const found = bands(press(content));
        // Between the second rule and the footer: waiting place and date.
        std::size_t rule = 0;
        for (std::size_t index = 0, rules = 0; index < found.size(); ++index) {
            bool const is_rule = found[index].bottom - found[index].top < 6 && found[index].right - found[index].left > 500;
            rules += is_rule ? 1 : 0;
            if (is_rule && rules == 2)
                rule = index;
        }
        ASSERT_GT(rule, 0U);
        Box const& row = found[rule + 1];
        bool const is_rtl = std::string(language) == "ar" || std::string(language) == "fa";
        int const near = is_rtl ? width_dots_80mm - 1 - row.right : row.left;
        int const far = is_rtl ? row.left : width_dots_80mm - 1 - row.right;
        EXPECT_LE(near, 26) << language;
        EXPECT_GT(far, near + 100) << language;
    }
}

TEST_F(Tickets, LatinDigits_StandBelowOnlyWhereTheLanguageHasItsOwn)
{
    auto const tall_bands
        = [](text::Bitmap1 const& bitmap) { return std::ranges::count_if(bands(bitmap), [](Box const& box) { return box.bottom - box.top >= 50; }); };
    EXPECT_EQ(tall_bands(press(ticket_in("tr"))), 1);
    EXPECT_EQ(tall_bands(press(ticket_in("en"))), 1);
    EXPECT_EQ(tall_bands(press(ticket_in("ar"))), 2);
    EXPECT_EQ(tall_bands(press(ticket_in("fa"))), 2);
}

TEST_F(Tickets, ArabicAndPersianDigits_DifferWhereTheyDo)
{
    auto arabic = ticket_in("ar");
    auto persian = ticket_in("fa");
    arabic.number = persian.number = TicketNumber(456);
    auto const tallest = [](text::Bitmap1 const& bitmap) {
        auto const found = bands(bitmap);
        return *std::ranges::max_element(found, {}, [](Box const& box) { return box.bottom - box.top; });
    };
    auto const left = tallest(press(arabic));
    auto const right = tallest(press(persian));
    EXPECT_NE(left.ink, right.ink);
}

TEST_F(Tickets, Code_IsReadByAnotherProgram)
{
    ASSERT_EQ(std::system("command -v zbarimg >/dev/null"), 0) << "install Debian's zbar-tools";
    for (int const width : { width_dots_80mm, width_dots_58mm }) {
        auto content = ticket_in("ar");
        content.url = url;
        EXPECT_EQ(decode_codes(save(press(content, width), "ticket-code-" + std::to_string(width))), url);
        content.url.clear();
        EXPECT_EQ(decode_codes(save(press(content, width), "ticket-without-code-" + std::to_string(width))), "");
    }
}

TEST_F(Tickets, Copy_SaysSoAndIsOtherwiseTheSame)
{
    auto content = ticket_in("ar");
    auto const original = press(content);
    content.mark = domain::PrintMark::copy;
    auto const copy = press(content);
    save(copy, "ticket-ar-copy");
    EXPECT_GT(copy.height_px(), original.height_px());
    EXPECT_NE(std::vector(copy.bytes().begin(), copy.bytes().end()), std::vector(original.bytes().begin(), original.bytes().end()));
}

TEST_F(Tickets, WhatIsNotKnown_TakesNoRoom)
{
    auto content = ticket_in("tr");
    int const with_range = press(content).height_px();
    content.wait = PeopleAhead { 3 };
    int const with_people = press(content).height_px();
    content.wait = std::monostate {};
    int const with_nothing = press(content).height_px();
    EXPECT_EQ(with_range, with_people);
    EXPECT_LT(with_nothing, with_people);
}

TEST_F(Tickets, SameContent_IsTheSamePictureToTheDot)
{
    for (auto const* language : { "tr", "ar" }) {
        auto const first = press(ticket_in(language));
        auto const second = press(ticket_in(language));
        EXPECT_TRUE(std::ranges::equal(first.bytes(), second.bytes()));
    }
}

TEST_F(Tickets, TooMuch_IsRefused)
{
    auto press = TicketPress::create(*engine, *catalogue, width_dots_80mm).value();
    auto content = ticket_in("tr");
    content.url = std::string(ticket_url_bytes_max + 1, 'x');
    EXPECT_EQ(press.press(content).error().code, ErrorCode::limit);
    content = ticket_in("tr");
    content.waiting_place = std::string(ticket_text_bytes_max + 1, 'x');
    EXPECT_EQ(press.press(content).error().code, ErrorCode::limit);
    content = ticket_in("tr");
    content.language = LanguageTag("xx");
    EXPECT_EQ(press.press(content).error().code, ErrorCode::invalid);
    EXPECT_FALSE(TicketPress::create(*engine, *catalogue, 100));
    EXPECT_FALSE(TicketPress::create(*engine, *catalogue, 900));
}

} // namespace
} // namespace zahide::paper
