#include "papers.h"

namespace zahide::paper {
namespace {

using AppointmentPapers = Papers;

TEST_F(AppointmentPapers, EveryLanguageAndWidth_StaysInsideTheMargins)
{
    for (auto const* language : { "tr", "en", "ar", "fa" }) {
        for (int const width : { width_dots_80mm, width_dots_58mm }) {
            auto const bitmap = press(appointment_in(language), width);
            save(bitmap, std::string("appointment-") + language + "-" + std::to_string(width));
            auto const box = ink_box(bitmap);
            EXPECT_GE(box.left, 8) << language << width;
            EXPECT_LE(box.right, width - 9) << language << width;
            EXPECT_GT(box.ink, width * bitmap.height_px() / 40) << "hardly anything is on the paper";
        }
    }
}

TEST_F(AppointmentPapers, TheTime_IsTheTallestThing)
{
    for (auto const* language : { "tr", "en", "ar", "fa" }) {
        for (int const width : { width_dots_80mm, width_dots_58mm }) {
            auto const found = bands(press(appointment_in(language), width));
            auto const tallest = std::ranges::max_element(found, {}, [](Box const& box) { return box.bottom - box.top; });
            EXPECT_GE(tallest->bottom - tallest->top + 1, width * 17 / 100) << language << " at " << width;
            EXPECT_NEAR(tallest->left, width - 1 - tallest->right, 3) << "the time stands in the middle";
        }
    }
}

std::vector<Box> tall_bands(text::Bitmap1 const& bitmap)
{
    auto found = bands(bitmap);
    std::erase_if(found, [](Box const& box) { return box.bottom - box.top < 45; });
    return found;
}

/// As they are typed: the first group is the left one, in Arabic too, whose digits turn the spaces between them round.
TEST_F(AppointmentPapers, GroupsOfTheCode_StandFromLeftToRight)
{
    for (auto const* language : { "ar", "fa" }) {
        auto content = appointment_in(language);
        content.code = Personal(code_that_begins("00048888")); // their zero is a small dot
        auto const bitmap = press(content);
        auto const code = tall_bands(bitmap).at(1);
        int const middle = (code.left + code.right) / 2;
        int left = 0;
        int right = 0;
        for (int y = code.top; y <= code.bottom; ++y) {
            for (int x = code.left; x <= code.right; ++x) {
                if (bitmap.black(x, y))
                    ++(x < middle - 90 ? left : right);
            }
        }
        EXPECT_GT(left, 0) << language;
        EXPECT_LT(left * 4, right) << language << ": the zeros are not on the left";
    }
}

TEST_F(AppointmentPapers, LatinDigits_StandBelowOnlyWhereTheLanguageHasItsOwn)
{
    // Time and code, and the code once more.
    EXPECT_EQ(tall_bands(press(appointment_in("tr"))).size(), 2U);
    EXPECT_EQ(tall_bands(press(appointment_in("en"))).size(), 2U);
    EXPECT_EQ(tall_bands(press(appointment_in("ar"))).size(), 3U);
    EXPECT_EQ(tall_bands(press(appointment_in("fa"))).size(), 3U);
}

TEST_F(AppointmentPapers, Copy_SaysSoAndIsOtherwiseTheSame)
{
    auto content = appointment_in("fa");
    auto const original = press(content);
    content.mark = domain::PrintMark::copy;
    auto const copy = press(content);
    save(copy, "appointment-fa-copy");
    EXPECT_GT(copy.height_px(), original.height_px());
}

TEST_F(AppointmentPapers, CheckInOnAnotherDay_IsNotTold)
{
    auto content = appointment_in("en");
    int const told = press(content).height_px();
    content.check_in_from.date = content.start.date.plus_days(-1);
    int const untold = press(content).height_px();
    EXPECT_LT(untold, told);
    content.place.clear();
    EXPECT_LT(press(content).height_px(), untold);
}

TEST_F(AppointmentPapers, QrCode_IsThereOnlyWithAnAddressAndIsReadByAnotherProgram)
{
    ASSERT_EQ(std::system("command -v zbarimg >/dev/null"), 0) << "install Debian's zbar-tools";
    auto content = appointment_in("ar");
    EXPECT_EQ(decode_codes(save(press(content), "appointment-without-qr")), "");
    content.url = url;
    EXPECT_EQ(decode_codes(save(press(content, width_dots_58mm), "appointment-qr")), url);
}

TEST_F(AppointmentPapers, SameContent_IsTheSamePictureToTheDot)
{
    auto const first = press(appointment_in("fa"));
    auto const second = press(appointment_in("fa"));
    EXPECT_TRUE(std::ranges::equal(first.bytes(), second.bytes()));
}

TEST_F(AppointmentPapers, TooMuch_IsRefused)
{
    auto press = TicketPress::create(*engine, *catalogue, width_dots_80mm).value();
    auto content = appointment_in("tr");
    content.place = std::string(ticket_text_bytes_max + 1, 'x');
    EXPECT_EQ(press.press(content).error().code, ErrorCode::limit);
    content = appointment_in("tr");
    content.url = std::string(ticket_url_bytes_max + 1, 'x');
    EXPECT_EQ(press.press(content).error().code, ErrorCode::limit);
    content = appointment_in("tr");
    content.language = LanguageTag("xx");
    EXPECT_EQ(press.press(content).error().code, ErrorCode::invalid);
}

} // namespace
} // namespace zahide::paper
