// A layout with words shaped for other paragraphs equals one that is shaped afresh, glyph for glyph.
#include "corpus.h"
#include "plain_words.h"
#include "test_fonts.h"
#include "typesetter.h"
#include "word_cache.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>

namespace zahide::text::test {
namespace {

/// Two typesetters over the same fonts, one of which keeps words.
class Both {
public:
    Both()
        : m_fonts(shipped_fonts())
        , m_keeping(m_fonts.faces(), m_counters)
        , m_fresh(m_fonts.faces(), m_counters)
    {
    }
    /// Whether both lay the text out alike.
    bool agree(std::string const& text, ParagraphStyle const& style)
    {
        Layout kept;
        Layout fresh;
        m_keeping.typeset(text, style, kept, Words::used_again);
        m_fresh.typeset(text, style, fresh);
        return kept == fresh;
    }
    /// Which part of the layouts with words was put together from known ones.
    [[nodiscard]] double part_of_known_words() const
    {
        return static_cast<double>(m_counters.layouts_of_known_words) / (static_cast<double>(m_counters.layouts) / 2);
    }
    Fonts& fonts() { return m_fonts; }

private:
    Fonts m_fonts;
    EngineCounters m_counters;
    Typesetter m_keeping;
    Typesetter m_fresh;
};

std::vector<std::string> words_of(std::string const& paragraph)
{
    std::vector<std::string> words(1);
    for (std::size_t index = 0; index < paragraph.size(); ++index) {
        words.back() += paragraph[index];
        bool const ethiopic_space = paragraph.compare(index, 1, "\xA1") == 0 && index >= 2 && paragraph.compare(index - 2, 3, "\u1361") == 0;
        if (paragraph[index] == ' ' || ethiopic_space)
            words.emplace_back();
    }
    return words;
}

TEST(Words, TextsOfAllLanguages_AreLaidOutAsAfresh)
{
    Both both;
    for (int round = 0; round < 2; ++round) {
        for (unicode::Language const& language : unicode::languages()) {
            auto const style = style_of(std::string(language.tag).c_str(), 36, 700);
            for (std::string const& paragraph : corpus_of(language.tag))
                EXPECT_TRUE(both.agree(paragraph, style)) << language.tag << ": " << paragraph;
        }
    }
}

RC_GTEST_PROP(WordsProperty, WordsInAnyOrder_AreLaidOutAsAfresh, ())
{
    static Both both;
    static auto const languages = unicode::languages();
    auto const& language = languages[*rc::gen::inRange<std::size_t>(0, languages.size())];
    static std::map<std::string, std::vector<std::string>> all;
    auto& words = all[std::string(language.tag)];
    if (words.empty()) {
        for (std::string const& paragraph : corpus_of(language.tag)) {
            auto const some = words_of(paragraph);
            words.insert(words.end(), some.begin(), some.end());
        }
    }
    auto const width_px = *rc::gen::element(0.0F, 80.0F, 500.0F);
    for (int round = 0; round < 10; ++round) {
        std::string text;
        for (std::size_t const number : *rc::gen::container<std::vector<std::size_t>>(20, rc::gen::inRange<std::size_t>(0, words.size())))
            text += words[number];
        RC_ASSERT(both.agree(text, style_of(std::string(language.tag).c_str(), 36, width_px)));
    }
}

RC_GTEST_PROP(WordsProperty, FragmentsOfAllScripts_AreLaidOutAsAfresh, ())
{
    static Both both;
    static constexpr std::array fragments { "a", "fi", "To ", "AV ", "T ", "V", " ", " ", "  ", "ş", "\u0301", "\u064E", "\u0651", "لا ", "ب", "ه\u200D",
        "می\u200Cشود ", "و ", "١٢", "۴۵", "12", "(", ")", "،", ".", "-", "\u2066", "\u2069", "\u200E", "ک", "گل ", "ے ", "ں", "ሰ", "፡", "\u00A0", "\t", "\n",
        "И", "й " };
    auto const language = *rc::gen::element<std::string>("tr", "ar", "ur", "am", "ru");
    auto const width_px = *rc::gen::element(0.0F, 60.0F, 300.0F);
    for (int round = 0; round < 10; ++round) {
        std::string text;
        for (std::size_t const number : *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, fragments.size())))
            text += fragments[number];
        RC_ASSERT(both.agree(text, style_of(language.c_str(), 36, width_px)));
    }
}

RC_GTEST_PROP(WordsProperty, DigitsBetweenRightToLeftLetters_AreLaidOutAsAfresh, ())
{
    static Both both;
    static constexpr std::array letters { "ساعت", "ب", "و", "ی", "شنبه", "(", ")", "«", "»", "،", ".", ":", "/", "-", "+", "%", "٪", "٫", "٬", "$", "€", "#",
        "", "\u064E", "\u200C", "ש", "a", "\u200F" };
    static constexpr std::array digits { "1", "23", "٤", "٥٦", "۷", "۸۹", "1,5", "۱۲:۳۰", "٩٫٥", "۱۴۰۵/۰۱/۰۱", "50%", "۵۰٪", "+90", "5-3", "۱‐۲", "1٢", "۱,٢" };
    auto const language = *rc::gen::element<std::string>("ar", "fa", "prs", "ckb", "ug");
    auto style = style_of(language.c_str(), 36, *rc::gen::element(0.0F, 60.0F, 300.0F));
    style.direction = *rc::gen::element(Direction::automatic, Direction::right_to_left, Direction::left_to_right);
    for (int round = 0; round < 20; ++round) {
        std::string text;
        int const words = *rc::gen::inRange(1, 12);
        for (int word = 0; word < words; ++word) {
            int const parts = *rc::gen::inRange(1, 4);
            for (int part = 0; part < parts; ++part)
                text += *rc::gen::inRange(0, 3) == 0 ? *rc::gen::elementOf(digits) : *rc::gen::elementOf(letters);
            text += *rc::gen::inRange(0, 12) == 0 ? "  " : " ";
        }
        RC_ASSERT(both.agree(text, style));
    }
    RC_CLASSIFY(both.part_of_known_words() > 0.1);
}

/// A word of the paragraph is replaced, lengthened, left out or followed by another one, as who types would do it.
std::string edited(std::string const& paragraph)
{
    static constexpr std::array fragments { "a", "ß", "ب", "ی", "\u200C", "می\u200Cشود", "ሰ", "፡", "Ж", "7", "۴", "٤", "-", "—", "’", "“", "(", ")", "!", "/",
        "،", "\u0301", "\u064E", "\u00AD", "\u00A0", " ", "  ", "\n", "x y", "self-made", "\u0640", "\u200D", "\u2003", "1,5", "%", "…", "\u0644\u0627", "😀",
        "\xFF" };
    auto words = words_of(paragraph);
    std::size_t const number = *rc::gen::inRange<std::size_t>(0, words.size());
    std::string& word = words[number];
    switch (*rc::gen::inRange(0, 5)) {
    case 0:
        word = words[*rc::gen::inRange<std::size_t>(0, words.size())];
        break;
    case 1:
        word.insert(*rc::gen::inRange<std::size_t>(0, word.size() + 1), *rc::gen::elementOf(fragments));
        break;
    case 2:
        word.clear();
        break;
    case 3:
        word.erase(*rc::gen::inRange<std::size_t>(0, word.size() + 1), *rc::gen::inRange<std::size_t>(0, 4));
        break;
    default:
        word += std::string(*rc::gen::elementOf(fragments)) + " ";
    }
    std::string text;
    for (std::string const& each : words)
        text += each;
    return text;
}

RC_GTEST_PROP(WordsProperty, EditsOfAParagraph_AreLaidOutAsAfresh, ())
{
    static Both both;
    static auto const languages = unicode::languages();
    auto const& language = languages[*rc::gen::inRange<std::size_t>(0, languages.size())];
    auto const paragraphs = corpus_of(language.tag);
    std::string text = *rc::gen::elementOf(paragraphs);
    auto style = style_of(std::string(language.tag).c_str(), *rc::gen::element(36.0F, 23.5F), *rc::gen::element(0.0F, 40.0F, 200.0F, 333.3F, 1200.0F));
    style.direction = *rc::gen::element(Direction::automatic, Direction::automatic, Direction::left_to_right, Direction::right_to_left);
    style.alignment = *rc::gen::element(Alignment::start, Alignment::center, Alignment::end);
    style.weight = *rc::gen::element(Weight::regular, Weight::bold);
    style.lines_max = *rc::gen::element(0, 0, 0, 1, 3);
    style.ellipsis = *rc::gen::element(Ellipsis::end, Ellipsis::start, Ellipsis::none);
    for (int round = 0; round < 6; ++round) {
        RC_ASSERT(both.agree(text, style));
        text = edited(text);
    }
}

TEST(Words, OneOfAParagraphReplaced_TheOthersAreTakenAsKnown)
{
    for (char const* const language : { "ar", "tr", "ps", "ku", "ug", "ru", "uk", "so", "fr", "en", "am", "ti" }) {
        auto const style = style_of(language, 36, 1200);
        Both both;
        std::size_t count = 0;
        for (std::string const& paragraph : corpus_of(language)) {
            auto words = words_of(paragraph);
            if (words.size() < 5)
                continue;
            ++count;
            EXPECT_TRUE(both.agree(paragraph, style));
            std::swap(words[1], words[3]);
            words[2].insert(0, words[4].substr(0, words[4].find_last_not_of(" \xE1\x8D\xA1") + 1));
            std::string replaced;
            for (std::string const& word : words)
                replaced += word;
            EXPECT_TRUE(both.agree(replaced, style)) << replaced;
        }
        ASSERT_GT(count, 0U);
        EXPECT_GT(both.part_of_known_words(), 0.35) << language; // of the half that are edits
    }
}

/// What spaces_part_words() can't see are rules for "all other glyphs".
TEST(Words, AcrossASpace_NoShippedFontHasARule)
{
    Both both;
    Fonts& fonts = both.fonts();
    HbBuffer const buffer(hb_buffer_create());
    auto const shaped = [&buffer](hb_font_t* font, std::u32string_view text) {
        hb_buffer_clear_contents(buffer.get());
        std::vector<hb_codepoint_t> const codepoints(text.begin(), text.end());
        auto const size = static_cast<int>(codepoints.size());
        hb_buffer_add_codepoints(buffer.get(), codepoints.data(), size, 0, size);
        hb_buffer_guess_segment_properties(buffer.get());
        hb_shape(font, buffer.get(), nullptr, 0);
        unsigned count = 0;
        hb_glyph_info_t const* const infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
        hb_glyph_position_t const* const positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
        std::vector<std::array<std::int64_t, 4>> glyphs;
        for (unsigned index = 0; index < count; ++index)
            glyphs.push_back({ infos[index].codepoint, positions[index].x_advance, positions[index].x_offset, positions[index].y_offset });
        return glyphs;
    };
    static constexpr std::array<std::u32string_view, 4> letters { U"ابتجدرسصطعفقكلمنهويىةءۀپچژگکیےەۆڕڵێٹڈہھںۇۋ", U"abcdefghijklmnopqrstuvwxyzABFLTVWYışğüç.,-’",
        U"АБВГДЕЖТУФабвгджуфё", U"ሀለሐመሠረሰሸቀበተኀነአከወዐዘየደገጠጰጸፀፈፐ" };
    for (std::size_t number = 0; number < fonts.size(); ++number) {
        Face& face = fonts.faces().faces[number];
        if (!face.spaces_part_words())
            continue;
        for (std::u32string_view const script : letters) {
            if (!face.has(script.front()))
                continue;
            for (char32_t const left : script) {
                for (char32_t const right : script) {
                    for (char32_t const space : { U' ', U'\u1361' }) {
                        if (!face.has(space))
                            continue;
                        auto first = shaped(face.font(), std::u32string { script.front(), left, space });
                        auto second = shaped(face.font(), std::u32string { right, script.front() });
                        bool const rtl = script.front() == letters.front().front();
                        auto& before = rtl ? second : first;
                        auto const& after = rtl ? first : second;
                        before.insert(before.end(), after.begin(), after.end());
                        ASSERT_EQ(shaped(face.font(), std::u32string { script.front(), left, space, right, script.front() }), before)
                            << face.name() << " " << std::hex << static_cast<std::uint32_t>(left) << " " << static_cast<std::uint32_t>(right);
                    }
                }
            }
        }
    }
}

TEST(PlainWords, BeyondTheirLimit_TheOlderHalfIsForgotten)
{
    PlainWords words(8, 1000);
    PlainParts parts;
    parts.glyphs.push_back({ 7, 0, 500, 0, 0, false, false });
    parts.clusters.push_back({ 500 });
    for (char letter = 'a'; letter < 'k'; ++letter) {
        std::string const text(3, letter);
        auto const key = PlainWords::key_of(text, 1);
        EXPECT_FALSE(words.find(key));
        if (!words.has_room(1))
            words.rotate();
        words.add(key, true, parts);
        EXPECT_LE(words.size(), 8U);
        auto const first = words.find(PlainWords::key_of("aaa", 1));
        ASSERT_TRUE(first); // asked for all the time
        EXPECT_EQ(words.glyphs(words.word(*first)).front().id, 7U);
        EXPECT_FALSE(words.find(PlainWords::key_of("aaa", 2)));
    }
    EXPECT_FALSE(words.find(PlainWords::key_of("bbb", 1)));
}

TEST(WordCache, BeyondItsLimit_ForgetsTheOlderHalf)
{
    WordCache cache(8, 1000);
    std::vector<std::u32string> texts;
    for (char32_t letter = U'a'; letter < U'k'; ++letter)
        texts.push_back(std::u32string(3, letter));
    std::array<ShapedGlyph, 1> const glyphs { ShapedGlyph { 7, 12, 500, 0, 0, false, false } };
    for (auto const& text : texts) {
        WordKey key;
        key.context = text;
        key.size = 3;
        cache.insert(key, glyphs, 12);
        EXPECT_LE(cache.size(), 8U);
        WordKey first;
        first.context = texts.front();
        first.size = 3;
        EXPECT_TRUE(cache.find(first).known); // asked for all the time
        EXPECT_EQ(cache.find(first).glyphs.front().cluster, 0U);
    }
    WordKey second;
    second.context = texts[1];
    second.size = 3;
    EXPECT_FALSE(cache.find(second).known);
    cache.rotate();
    cache.rotate();
    EXPECT_EQ(cache.size(), 0U);
}

} // namespace
} // namespace zahide::text::test
