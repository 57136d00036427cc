#include "config/fonts.h"
#include "config/locales.h"
#include "paper/ticket.h"
#include "picture/png.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace zahide::paper {
namespace {

constexpr auto url = "https://konak.example/t/Qm5YcVZ0bWd2N0tCNnVXU1hKd3pFZmNo";

struct Names {
    std::string center;
    std::string place;
};

Names names_in(std::string const& language)
{
    if (language == "ar")
        return { "بيت الحي زاهدة نينة", "قاعة الانتظار، الطابق الأرضي" };
    if (language == "fa")
        return { "خانهٔ محلهٔ زاهده نینه", "سالن انتظار، طبقهٔ همکف" };
    if (language == "en")
        return { "Zahide Nine Neighbourhood House", "Waiting room, ground floor" };
    return { "Zahide Nine Semt Konağı", "Bekleme salonu, zemin kat" };
}

TicketContent content_in(std::string const& language)
{
    TicketContent content;
    content.language = LanguageTag(language);
    content.number = TicketNumber(214);
    content.center_name = names_in(language).center;
    content.center_name_turkish = "Zahide Nine Semt Konağı";
    content.waiting_place = names_in(language).place;
    content.wait = WaitRange { 20, 35 };
    content.printed_at = { LocalDate::create(2026, 11, 22).value(), LocalTime::create(10, 43).value() };
    return content;
}

class Tickets : public testing::Test {
protected:
    static void SetUpTestSuite()
    {
        auto fonts = config::open_fonts(config::load_fonts(std::string(ZAHIDE_SOURCE_DIR) + "/fonts/fonts.toml").value());
        engine = std::make_unique<text::Engine>(text::Engine::create(std::move(fonts.value())).value());
        auto loaded = config::load_locales(std::string(ZAHIDE_SOURCE_DIR) + "/locales");
        ASSERT_TRUE(loaded) << loaded.error().line();
        catalogue = std::make_unique<i18n::Catalogue>(std::move(*loaded));
    }
    static void TearDownTestSuite()
    {
        engine.reset();
        catalogue.reset();
    }

    static text::Bitmap1 press(TicketContent const& content, int width_dots = width_dots_80mm)
    {
        auto press = TicketPress::create(*engine, *catalogue, width_dots);
        EXPECT_TRUE(press);
        auto picture = press->press(content);
        EXPECT_TRUE(picture) << picture.error().line();
        return std::move(*picture);
    }

    /// Keeps the picture for people to look at.
    static std::string save(text::Bitmap1 const& bitmap, std::string const& name)
    {
        auto const folder = std::filesystem::path(ZAHIDE_BUILD_DIR) / "tickets";
        std::filesystem::create_directories(folder);
        auto const path = folder / (name + ".png");
        auto const written
            = picture::write_png(path, { picture::PixelFormat::bits1, bitmap.width_px(), bitmap.height_px(), bitmap.row_bytes(), bitmap.bytes() });
        EXPECT_TRUE(written);
        return path.string();
    }

    static std::unique_ptr<text::Engine> engine;
    static std::unique_ptr<i18n::Catalogue> catalogue;
};

std::unique_ptr<text::Engine> Tickets::engine;
std::unique_ptr<i18n::Catalogue> Tickets::catalogue;

struct Box {
    int left = 1 << 20;
    int top = 1 << 20;
    int right = -1;
    int bottom = -1;
    int ink = 0;
};

Box ink_box(text::Bitmap1 const& bitmap, int top = 0, int bottom = 1 << 20)
{
    Box box;
    for (int y = top; y < std::min(bottom, bitmap.height_px()); ++y) {
        for (int x = 0; x < bitmap.width_px(); ++x) {
            if (!bitmap.black(x, y))
                continue;
            box = { std::min(box.left, x), std::min(box.top, y), std::max(box.right, x), std::max(box.bottom, y), box.ink + 1 };
        }
    }
    return box;
}

/// Bands of rows with ink, from the top.
std::vector<Box> bands(text::Bitmap1 const& bitmap)
{
    std::vector<Box> found;
    int start = -1;
    for (int y = 0; y <= bitmap.height_px(); ++y) {
        bool const has_ink = y < bitmap.height_px() && std::ranges::any_of(bitmap.row(y), [](std::uint8_t byte) { return byte != 0; });
        if (has_ink && start < 0)
            start = y;
        if (!has_ink && start >= 0) {
            found.push_back(ink_box(bitmap, start, y));
            start = -1;
        }
    }
    return found;
}

std::string decode_codes(std::string const& path)
{
    std::string const command = "zbarimg --quiet --nodbus --raw '" + path + "'";
    std::unique_ptr<FILE, int (*)(FILE*)> const pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string text;
    std::array<char, 256> piece {};
    while (pipe != nullptr && std::fgets(piece.data(), static_cast<int>(piece.size()), pipe.get()) != nullptr)
        text += piece.data();
    while (text.ends_with('\n'))
        text.pop_back();
    return text;
}

TEST_F(Tickets, EveryLanguageAndWidth_StaysInsideTheMargins)
{
    for (auto const* language : { "tr", "en", "ar", "fa" }) {
        for (int const width : { width_dots_80mm, width_dots_58mm }) {
            auto content = content_in(language);
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
            auto const found = bands(press(content_in(language), width));
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
            auto content = content_in(language);
            content.number = TicketNumber(number);
            auto const box = ink_box(press(content, width_dots_58mm));
            EXPECT_GE(box.left, 8);
            EXPECT_LE(box.right, width_dots_58mm - 9);
        }
    }
}

TEST_F(Tickets, LongTexts_WrapInsideThePaper)
{
    auto content = content_in("ar");
    for (int times = 0; times < 3; ++times)
        content.waiting_place += " " + names_in("ar").place;
    content.center_name_turkish = "Kahramanmaraş Onikişubat Zahide Nine Dayanışma ve Danışma Merkezi Semt Konağı";
    auto const bitmap = press(content, width_dots_58mm);
    save(bitmap, "ticket-ar-long");
    auto const box = ink_box(bitmap);
    EXPECT_GE(box.left, 8);
    EXPECT_LE(box.right, width_dots_58mm - 9);
    EXPECT_GT(bitmap.height_px(), press(content_in("ar"), width_dots_58mm).height_px() + 60);
}

/// The rows of a right-to-left ticket hang on the right margin, those of a left-to-right one on the left.
TEST_F(Tickets, Rows_HangOnTheSideWhereReadingStarts)
{
    for (auto const* language : { "tr", "en", "ar", "fa" }) {
        auto content = content_in(language);
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
    EXPECT_EQ(tall_bands(press(content_in("tr"))), 1);
    EXPECT_EQ(tall_bands(press(content_in("en"))), 1);
    EXPECT_EQ(tall_bands(press(content_in("ar"))), 2);
    EXPECT_EQ(tall_bands(press(content_in("fa"))), 2);
}

TEST_F(Tickets, ArabicAndPersianDigits_DifferWhereTheyDo)
{
    auto arabic = content_in("ar");
    auto persian = content_in("fa");
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
        auto content = content_in("ar");
        content.url = url;
        EXPECT_EQ(decode_codes(save(press(content, width), "ticket-code-" + std::to_string(width))), url);
        content.url.clear();
        EXPECT_EQ(decode_codes(save(press(content, width), "ticket-without-code-" + std::to_string(width))), "");
    }
}

TEST_F(Tickets, Copy_SaysSoAndIsOtherwiseTheSame)
{
    auto content = content_in("ar");
    auto const original = press(content);
    content.mark = domain::PrintMark::copy;
    auto const copy = press(content);
    save(copy, "ticket-ar-copy");
    EXPECT_GT(copy.height_px(), original.height_px());
    EXPECT_NE(std::vector(copy.bytes().begin(), copy.bytes().end()), std::vector(original.bytes().begin(), original.bytes().end()));
}

TEST_F(Tickets, WhatIsNotKnown_TakesNoRoom)
{
    auto content = content_in("tr");
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
        auto const first = press(content_in(language));
        auto const second = press(content_in(language));
        EXPECT_TRUE(std::ranges::equal(first.bytes(), second.bytes()));
    }
}

TEST_F(Tickets, TooMuch_IsRefused)
{
    auto press = TicketPress::create(*engine, *catalogue, width_dots_80mm).value();
    auto content = content_in("tr");
    content.url = std::string(ticket_url_bytes_max + 1, 'x');
    EXPECT_EQ(press.press(content).error().code, ErrorCode::limit);
    content = content_in("tr");
    content.waiting_place = std::string(ticket_text_bytes_max + 1, 'x');
    EXPECT_EQ(press.press(content).error().code, ErrorCode::limit);
    content = content_in("tr");
    content.language = LanguageTag("xx");
    EXPECT_EQ(press.press(content).error().code, ErrorCode::invalid);
    EXPECT_FALSE(TicketPress::create(*engine, *catalogue, 100));
    EXPECT_FALSE(TicketPress::create(*engine, *catalogue, 900));
}

} // namespace
} // namespace zahide::paper
