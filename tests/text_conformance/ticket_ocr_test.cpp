// Tesseract reads whole tickets and appointments as printers get them: every sentence is on the paper, in its language. Words that stand
// alone are too short to say anything: one misread letter of the four of رقمك is a quarter.
#include "i18n/keys.h"
#include "papers.h"
#include "tesseract.h"

namespace zahide::paper {
namespace {

/// Of a sentence's letters; a ticket's are few, and one misread is more than the gate of whole paragraphs.
constexpr double errors_max = 0.1;

struct Reader {
    char const* language;
    char const* data; ///< Tesseract's
};
constexpr std::array readers { Reader { "tr", "tur" }, Reader { "en", "eng" }, Reader { "ar", "ara" }, Reader { "fa", "fas" } };

class PapersRead : public Papers {
protected:
    void expect_read(text::Bitmap1 const& bitmap, Reader const& reader, std::vector<std::string> const& sentences)
    {
        auto const read = text::test::folded_letters(text::test::read_by_tesseract(text::test::picture_of(bitmap), reader.data));
        for (std::string const& sentence : sentences) {
            double const share = text::test::errors_in_part(text::test::folded_letters(sentence), read);
            m_worst = std::max(m_worst, share);
            EXPECT_LE(share, errors_max) << reader.language << ", " << bitmap.width_px() << " dots: " << sentence;
        }
    }
    static std::string message(std::string const& language, i18n::Key key) { return catalogue->in(LanguageTag(language)).text(key); }
    double m_worst = 0;
};

TEST_F(PapersRead, TicketsOfBothWidths_HaveEverySentence)
{
    namespace keys = i18n::keys;
    for (Reader const& reader : readers) {
        std::string const language = reader.language;
        auto const content = ticket_in(language);
        for (int const width : { width_dots_80mm, width_dots_58mm }) {
            expect_read(press(content, width), reader,
                { content.center_name, message(language, keys::ticket_wait_label) + content.waiting_place, message(language, keys::ticket_keep),
                    message(language, keys::ticket_private) });
        }
    }
    std::printf("worst sentence: %.3f\n", m_worst);
}

TEST_F(PapersRead, AppointmentsOfBothWidths_HaveEverySentence)
{
    namespace keys = i18n::keys;
    for (Reader const& reader : readers) {
        std::string const language = reader.language;
        auto const content = appointment_in(language);
        for (int const width : { width_dots_80mm, width_dots_58mm }) {
            expect_read(press(content, width), reader,
                { content.center_name, message(language, keys::ticket_appointment_place_label) + content.place,
                    message(language, keys::ticket_appointment_check_in), message(language, keys::ticket_appointment_change),
                    message(language, keys::ticket_private) });
        }
    }
    std::printf("worst sentence: %.3f\n", m_worst);
}

/// A sentence of the other paper is not found on it.
TEST_F(PapersRead, AbsentSentences_AreNoticed)
{
    for (Reader const& reader : readers) {
        std::string const language = reader.language;
        auto const read = text::test::folded_letters(text::test::read_by_tesseract(text::test::picture_of(press(ticket_in(language))), reader.data));
        auto const absent = text::test::folded_letters(message(language, i18n::keys::ticket_appointment_check_in));
        EXPECT_GT(text::test::errors_in_part(absent, read), 0.4) << language;
    }
}

} // namespace
} // namespace zahide::paper
