// How long the picture of a ticket takes, from content to dots: it stands between a tap and the printer's first byte.
// And what a paper weighs as ESC/POS.
#include "config/fonts.h"
#include "config/locales.h"
#include "paper/ticket.h"
#include "printer/escpos.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

namespace {

using namespace zahide;

constexpr int rounds = 60;

double milliseconds_since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

paper::TicketContent content_in(std::string const& language)
{
    paper::TicketContent content;
    content.language = LanguageTag(language);
    content.center_name = language == "ar" ? "بيت الحي زاهدة نينة" : "Zahide Nine Semt Konağı";
    content.center_name_turkish = "Zahide Nine Semt Konağı";
    content.waiting_place = language == "ar" ? "قاعة الانتظار، الطابق الأرضي" : "Bekleme salonu, zemin kat";
    content.wait = paper::WaitRange { 20, 35 };
    content.printed_at = { LocalDate::create(2026, 11, 22).value(), LocalTime::create(10, 43).value() };
    content.url = "https://konak.example/t/Qm5YcVZ0bWd2N0tCNnVXU1hKd3pFZmNo";
    return content;
}

} // namespace

int main()
{
    auto fonts = config::open_fonts(config::load_fonts(std::string(ZAHIDE_SOURCE_DIR) + "/fonts/fonts.toml").value());
    auto engine = text::Engine::create(std::move(fonts.value())).value();
    auto const catalogue = config::load_locales(std::string(ZAHIDE_SOURCE_DIR) + "/locales").value();
    for (auto const* language : { "tr", "en", "ar", "fa" }) {
        auto press = paper::TicketPress::create(engine, catalogue, paper::width_dots_80mm).value();
        auto content = content_in(language);
        std::vector<double> times;
        double first = 0;
        std::size_t bytes = 0;
        for (int round = 0; round < rounds; ++round) {
            content.number = TicketNumber(100 + round); // every ticket is another one
            auto const start = std::chrono::steady_clock::now();
            auto const bitmap = press.press(content).value();
            double const time = milliseconds_since(start);
            first = round == 0 ? time : first;
            times.push_back(time);
            ports::PrintPicture picture { bitmap.width_px(), bitmap.height_px(), { bitmap.bytes().begin(), bitmap.bytes().end() } };
            bytes = printer::encode_paper(picture, ports::PaperCut::cut, printer::AutomaticStatus::on).bytes.size();
        }
        std::sort(times.begin(), times.end());
        std::printf("ticket %s: first %.2f ms, median %.2f ms, slowest %.2f ms; %zu bytes\n", language, first, times[times.size() / 2], times.back(), bytes);
    }
    return 0;
}
