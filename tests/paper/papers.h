#pragma once

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
#include <vector>

namespace zahide::paper {

inline constexpr auto url = "https://konak.example/t/Qm5YcVZ0bWd2N0tCNnVXU1hKd3pFZmNo";

struct Names {
    std::string center;
    std::string place;
};

inline Names names_in(std::string const& language)
{
    if (language == "ar")
        return { "بيت الحي زاهدة نينة", "قاعة الانتظار، الطابق الأرضي" };
    if (language == "fa")
        return { "خانهٔ محلهٔ زاهده نینه", "سالن انتظار، طبقهٔ همکف" };
    if (language == "en")
        return { "Zahide Nine Neighbourhood House", "Waiting room, ground floor" };
    return { "Zahide Nine Semt Konağı", "Bekleme salonu, zemin kat" };
}

/// A ticket of that language.
inline TicketContent ticket_in(std::string const& language)
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

/// A code with these digits at its begin.
inline domain::AppointmentCode code_that_begins(std::string const& begin)
{
    for (int check = 0; check < 10; ++check) {
        if (auto const code = domain::AppointmentCode::parse(begin + std::to_string(check)))
            return *code;
    }
    ADD_FAILURE() << "no such code";
    return {};
}

/// An appointment of that language.
inline AppointmentContent appointment_in(std::string const& language)
{
    AppointmentContent content;
    content.language = LanguageTag(language);
    content.start = { LocalDate::create(2026, 11, 23).value(), LocalTime::create(10, 15).value() };
    content.check_in_from = { content.start.date, LocalTime::create(9, 45).value() };
    content.code = Personal(code_that_begins("57284306"));
    content.center_name = names_in(language).center;
    content.center_name_turkish = "Zahide Nine Semt Konağı";
    content.place = names_in(language).place;
    return content;
}

/// Fonts and messages, read once for all tests.
class Papers : public testing::Test {
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

    template<class Content>
    static text::Bitmap1 press(Content const& content, int width_dots = width_dots_80mm)
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

    static inline std::unique_ptr<text::Engine> engine;
    static inline std::unique_ptr<i18n::Catalogue> catalogue;
};

struct Box {
    int left = 1 << 20;
    int top = 1 << 20;
    int right = -1;
    int bottom = -1;
    int ink = 0;
};

inline Box ink_box(text::Bitmap1 const& bitmap, int top = 0, int bottom = 1 << 20)
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
inline std::vector<Box> bands(text::Bitmap1 const& bitmap)
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

inline std::string decode_codes(std::string const& path)
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

} // namespace zahide::paper
