// A layout with words shaped for other paragraphs equals one that is shaped afresh, glyph for glyph.
#include "corpus.h"
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
