#pragma once

#include "paper/ticket.h"
#include "sheet.h"
#include "unicode/date_format.h"

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

namespace zahide::paper {

/// What every paper begins with.
struct Heading {
    LanguageTag language;
    std::string_view center_name;
    std::string_view center_name_turkish;
    domain::PrintMark mark;
};

[[nodiscard]] LanguageTag const& turkish();
/// 22.11.2026, as staff in Türkiye read and write it.
[[nodiscard]] std::string turkish_date(LocalDate date);
[[nodiscard]] Result<void> check_texts(std::initializer_list<std::string_view> texts, std::string_view url);

struct TicketPress::State {
    text::Engine& engine;
    i18n::Catalogue const& catalogue;
    Measures measures;
    text::Rasteriser rasteriser;
    std::map<std::string, unicode::DateFormat, std::less<>> date_formats;

    [[nodiscard]] Result<i18n::Messages const*> messages(LanguageTag const& language) const;
    [[nodiscard]] i18n::Messages const& staff() const { return catalogue.in(turkish()); }
    [[nodiscard]] Result<unicode::DateFormat const*> date_format(LanguageTag const& language);

    // Of every paper.
    void head(Sheet& sheet, Heading const& heading, i18n::Messages const& messages) const;
    /// `line` is for the staff: in Turkish and Latin digits, whatever the visitor reads.
    void foot(Sheet& sheet, Heading const& heading, i18n::Messages const& messages, std::string line) const;
    // Of a ticket.
    void number(Sheet& sheet, TicketContent const& content, i18n::Messages const& messages) const;
    void rows(Sheet& sheet, TicketContent const& content, i18n::Messages const& messages, unicode::DateFormat const& dates) const;
    // Of an appointment's paper.
    void time(Sheet& sheet, AppointmentContent const& content, i18n::Messages const& messages, unicode::DateFormat const& dates) const;
    void place(Sheet& sheet, AppointmentContent const& content, i18n::Messages const& messages, unicode::DateFormat const& dates) const;
    void code(Sheet& sheet, AppointmentContent const& content, i18n::Messages const& messages) const;
};

} // namespace zahide::paper
