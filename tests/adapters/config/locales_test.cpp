#include "config/locales.h"

#include "i18n/keys.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zahide::config {
namespace {

TEST(LoadLocales, ShippedFolder_HoldsTheFourLanguages)
{
    auto const catalogue = load_locales(std::filesystem::path(ZAHIDE_SOURCE_DIR) / "locales");
    ASSERT_TRUE(catalogue) << catalogue.error().line();
    EXPECT_EQ(catalogue->locales().size(), 4U);
    EXPECT_EQ(catalogue->in(LanguageTag("tr")).text(i18n::keys::kiosk_bar_back), "Geri");
}

TEST(LoadLocales, MissingOrEmptyFolder_IsSaidInOneLine)
{
    auto const missing = load_locales("/nonexistent/locales");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::not_found);
    EXPECT_THAT(missing.error().line(), testing::HasSubstr("/nonexistent/locales"));
    EXPECT_EQ(missing.error().line().find('\n'), std::string::npos);
}

TEST(LoadLocales, BrokenFile_IsNamedWithItsLine)
{
    std::filesystem::path const folder = std::filesystem::path(testing::TempDir()) / "zahide-locales";
    std::filesystem::remove_all(folder);
    std::filesystem::copy(std::filesystem::path(ZAHIDE_SOURCE_DIR) / "locales", folder);
    std::ofstream(folder / "tr.arb") << "{\n  \"@@locale\": \"tr\"\n  \"@@endonym\": \"x\"\n}\n";
    auto const catalogue = load_locales(folder);
    std::filesystem::remove_all(folder);
    ASSERT_FALSE(catalogue);
    EXPECT_THAT(catalogue.error().where, testing::EndsWith("tr.arb:3"));
}

} // namespace
} // namespace zahide::config
