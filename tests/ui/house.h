#pragma once

#include "config/fonts.h"
#include "domain/catalogue.h"
#include "i18n/messages.h"
#include "painter/icons.h"
#include "picture/png.h"
#include "text/engine.h"
#include "ui/kiosk_view.h"
#include "visitor/flow.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

/// The parts that tests of screens share: the real words, fonts and pictograms, and a center.
namespace zahide::test {

template<class T>
T must(Result<T> result)
{
    if (!result) {
        std::cerr << result.error().line() << '\n';
        std::abort();
    }
    return std::move(*result);
}

inline i18n::Catalogue messages()
{
    std::vector<i18n::LocaleFile> files;
    for (auto const& entry : std::filesystem::directory_iterator(ZAHIDE_SOURCE_DIR "/locales")) {
        std::stringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        files.push_back({ entry.path().filename(), text.str() });
    }
    return must(i18n::Catalogue::create(files));
}

inline text::Engine engine()
{
    return must(text::Engine::create(must(config::open_fonts(must(config::load_fonts(ZAHIDE_SOURCE_DIR "/fonts/fonts.toml"))))));
}

/// The real pictograms; counts nothing, invents nothing.
class FolderIcons : public painter::IconSource {
public:
    [[nodiscard]] Result<painter::IconImage> load(std::string_view name) override
    {
        auto const picture = picture::read_png(std::string(ZAHIDE_BUILD_DIR "/share/icons/") + std::string(name) + ".png", picture::PixelFormat::rgba8);
        if (!picture)
            return fail(picture.error());
        painter::IconImage image { picture->width_px, picture->height_px, {} };
        for (std::size_t pixel = 3; pixel < picture->bytes.size(); pixel += 4)
            image.coverage.push_back(picture->bytes[pixel]);
        return image;
    }
};

inline domain::LocalizedText in_four(std::string tr, std::string en, std::string ar, std::string fa)
{
    return { { { LanguageTag("tr"), std::move(tr) }, { LanguageTag("en"), std::move(en) }, { LanguageTag("ar"), std::move(ar) },
        { LanguageTag("fa"), std::move(fa) } } };
}

inline domain::Catalogue center()
{
    using domain::Service;
    domain::Catalogue center;
    center.center.id = CenterId("zahide-nine");
    center.center.name = in_four("Zahide Nine Semt Konağı", "Zahide Nine Neighborhood Center", "مركز حي زاهدة نينه", "مرکز محله زاهده ننه");
    center.center.zone = "Europe/Istanbul";
    center.center.waiting_place
        = in_four("Giriş katındaki bekleme salonu", "Waiting room on the ground floor", "صالة الانتظار في الطابق الأرضي", "سالن انتظار در طبقهٔ همکف");
    center.languages = { LanguageTag("tr"), LanguageTag("en"), LanguageTag("ar"), LanguageTag("fa") };
    auto const add = [&](std::string id, std::string icon, std::string color, domain::LocalizedText name, domain::LocalizedText detail) {
        Service service;
        service.id = ServiceId(std::move(id));
        service.icon = std::move(icon);
        service.color = std::move(color);
        service.name = std::move(name);
        service.detail = std::move(detail);
        center.services.push_back(std::move(service));
    };
    add("legal", "scale", "#34408f", in_four("Hukuk", "Legal help", "مساعدة قانونية", "کمک حقوقی"), in_four("avukat", "lawyer", "محامٍ", "وکیل"));
    add("psychological", "heart", "#7a2e5d", in_four("Ruh sağlığı", "Mental health", "الصحة النفسية", "سلامت روان"),
        in_four("psikolog", "psychologist", "أخصائي نفسي", "روان‌شناس"));
    add("social", "friends", "#1f6044", in_four("Sosyal destek", "Social support", "دعم اجتماعي", "حمایت اجتماعی"),
        in_four("sosyal çalışmacı", "social worker", "عامل اجتماعي", "مددکار اجتماعی"));
    add("interpreting", "message-language", "#7a4700", in_four("Tercüman", "Interpreter", "مترجم", "مترجم"), {});
    add("reception", "person", "#0b5563", in_four("Danışma", "Reception", "الاستقبال", "پذیرش"), in_four("bir görevli", "a person", "موظف", "یک کارمند"));
    center.services.back().reception = Service::Reception::yes;
    for (std::size_t booked = 0; booked < 3; ++booked)
        center.services[booked].needs = domain::ServiceNeeds { .roles = { {} }, .room_kind = {} };
    for (int day = 1; day <= 5; ++day)
        center.opening.push_back({ static_cast<Weekday>(day), must(LocalTime::parse("09:00")), must(LocalTime::parse("17:30")) });
    return center;
}

inline visitor::Facts open_facts()
{
    visitor::Facts facts;
    facts.catalogue = center();
    facts.now = { must(LocalDate::parse("2026-11-23")), must(LocalTime::parse("10:42")) };
    facts.opening = domain::opening_at(facts.now, facts.catalogue->opening, facts.catalogue->closures);
    facts.readiness = device::Readiness::ready;
    facts.link = device::Link::online;
    return facts;
}

inline constexpr Ticks at_ms(std::int64_t ms)
{
    return Ticks::from_ns(ms * 1'000'000);
}

} // namespace zahide::test
