#include "i18n/keys.h"
#include "i18n/messages.h"
#include "locales.h"
#include "unicode/language.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

namespace zahide::i18n {
namespace {

TEST(ShippedLocales, AllFiles_AreCompleteAndWellFormed)
{
    for (Error const& error : check(shipped_locales()))
        ADD_FAILURE() << error.line();
}

TEST(ShippedLocales, EveryFileOfTheFolder_IsTested)
{
    std::set<std::string> found;
    for (auto const& entry : std::filesystem::directory_iterator(std::string(ZAHIDE_SOURCE_DIR) + "/locales"))
        found.insert("locales/" + entry.path().filename().string());
    std::set<std::string> tested;
    for (LocaleFile const& file : shipped_locales())
        tested.insert(file.name);
    EXPECT_EQ(found, tested);
}

TEST(ShippedLocales, GeneratedKeys_AreTheMessagesOfEnglish)
{
    auto const json = nlohmann::json::parse(read_locale("en").arb);
    std::set<std::string_view> const generated(key_names().begin(), key_names().end());
    std::set<std::string_view> in_file;
    for (auto const& [key, value] : json.items()) {
        if (!key.starts_with('@')) {
            in_file.insert(key);
            EXPECT_TRUE(json.contains('@' + key)) << key << " has no description";
        }
    }
    EXPECT_EQ(generated, in_file);
    EXPECT_EQ(generated.size(), key_names().size());
    EXPECT_EQ(find_key("kiosk_home_title"), keys::kiosk_home_title);
    EXPECT_EQ(name(keys::kiosk_home_title), "kiosk_home_title");
    EXPECT_EQ(find_key("kiosk_home_titel"), std::nullopt);
}

TEST(ShippedLocales, Placeholders_AreDeclaredInEnglish)
{
    auto const json = nlohmann::json::parse(read_locale("en").arb);
    auto const catalogue = Catalogue::create(shipped_locales());
    ASSERT_TRUE(catalogue);
    Messages const& english = catalogue->in(LanguageTag("en"));
    for (std::string_view const key : key_names()) {
        std::set<std::string> used;
        for (auto const& placeholder : english.format(*find_key(key)).placeholders())
            used.insert(placeholder.name);
        std::set<std::string> declared;
        auto const& description = json.at('@' + std::string(key));
        if (description.contains("placeholders")) {
            for (auto const& [name, type] : description.at("placeholders").items())
                declared.insert(name);
        }
        EXPECT_EQ(used, declared) << key;
    }
}

TEST(ShippedLocales, Messages_AreFormattedInTheLanguage)
{
    auto const catalogue = Catalogue::create(shipped_locales());
    ASSERT_TRUE(catalogue) << catalogue.error().line();
    Messages const& arabic = catalogue->in(LanguageTag("ar"));
    EXPECT_EQ(arabic.spoken(keys::kiosk_done_minutes, { { "low", 20 }, { "high", 35 } }), "من ٢٠ إلى ٣٥ دقيقة");
    EXPECT_EQ(arabic.text(keys::kiosk_done_minutes, { { "low", 5 }, { "high", 10 } }), "من \u2068٥\u2069 إلى \u2068١٠\u2069 دقائق");
    EXPECT_EQ(arabic.text(keys::kiosk_done_people_ahead, { { "count", 0 } }), "أنت التالي");
    EXPECT_EQ(arabic.text(keys::kiosk_done_people_ahead, { { "count", 2 } }), "أمامك شخصان");
    Messages const& persian = catalogue->in(LanguageTag("fa"));
    EXPECT_EQ(persian.spoken(keys::kiosk_done_people_ahead, { { "count", 4 } }), "۴ نفر جلوتر از شما هستند");
    EXPECT_EQ(persian.spoken(keys::kiosk_done_people_ahead, { { "count", 0 } }), "نفر بعدی شمایید");
    Messages const& turkish = catalogue->in(LanguageTag("tr"));
    EXPECT_EQ(turkish.spoken(keys::board_call_counter, { { "number", "214" }, { "counter", "3" } }), "214 numara, lütfen 3 numaralı masaya gelin");
}

/// Zero-width joiners and vowel marks stand where the language writes them.
TEST(ShippedLocales, PersianAndArabic_AreWrittenWithTheirOwnLetters)
{
    auto const catalogue = Catalogue::create(shipped_locales());
    ASSERT_TRUE(catalogue);
    // Arabic yeh and kaf are wrong in Persian, Persian ones in Arabic.
    for (std::string_view const key : key_names()) {
        std::string const persian = nlohmann::json::parse(read_locale("fa").arb).at(std::string(key));
        EXPECT_EQ(persian.find("ي"), std::string::npos) << key;
        EXPECT_EQ(persian.find("ك"), std::string::npos) << key;
        std::string const arabic = nlohmann::json::parse(read_locale("ar").arb).at(std::string(key));
        EXPECT_EQ(arabic.find("ی"), std::string::npos) << key;
        EXPECT_EQ(arabic.find("ک"), std::string::npos) << key;
    }
}

} // namespace
} // namespace zahide::i18n
