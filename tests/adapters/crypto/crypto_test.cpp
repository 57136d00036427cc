#include "crypto/cryptography.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace zahide::crypto {
namespace {

namespace fs = std::filesystem;

/// SplitMix64: different every time, the same in every run.
class SeededRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes) {
            m_state += 0x9e3779b97f4a7c15ULL;
            std::uint64_t mixed = (m_state ^ (m_state >> 30U)) * 0xbf58476d1ce4e5b9ULL;
            mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
            byte = static_cast<std::uint8_t>(mixed >> 56U);
        }
    }

private:
    std::uint64_t m_state = 1;
};

class KeyFile : public ::testing::Test {
protected:
    KeyFile()
        : m_directory(fs::temp_directory_path() / ("zahide-key-" + std::to_string(::getpid())))
    {
        fs::remove_all(m_directory);
        fs::create_directory(m_directory);
    }
    ~KeyFile() override { fs::remove_all(m_directory); }
    [[nodiscard]] std::string path() const { return (m_directory / "device.key").string(); }

    SeededRandom m_random;

private:
    fs::path m_directory;
};

TEST_F(KeyFile, FirstStart_MakesAKeyForItsOwnerOnlyAndTheNextReadsIt)
{
    auto const first = open_device_key(path(), m_random);
    ASSERT_TRUE(first) << first.error().line();
    struct stat status { };
    ASSERT_EQ(::stat(path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    auto const second = open_device_key(path(), m_random);
    ASSERT_TRUE(second);
    EXPECT_EQ((*first)->public_key(), (*second)->public_key());
}

TEST_F(KeyFile, Signature_HoldsForItsMessageAndKeyOnly)
{
    auto const key = open_device_key(path(), m_random);
    auto const other = open_device_key(path() + "2", m_random);
    ASSERT_TRUE(key && other);
    ASSERT_NE((*key)->public_key(), (*other)->public_key());
    SodiumCryptography const crypto;
    auto const text = ports::device_session_text("kiosk-1", "challenge");
    auto const signature = (*key)->sign(text);
    EXPECT_TRUE(crypto.verify_signature((*key)->public_key(), text, signature));
    EXPECT_FALSE(crypto.verify_signature((*other)->public_key(), text, signature));
    EXPECT_FALSE(crypto.verify_signature((*key)->public_key(), text + "x", signature));
    EXPECT_FALSE(crypto.verify_signature((*key)->public_key(), text, signature + "A"));
    EXPECT_FALSE(crypto.verify_signature("", text, ""));
    EXPECT_FALSE(crypto.verify_signature((*key)->public_key(), text, "!!"));
}

TEST_F(KeyFile, FileThatOthersMayRead_IsRefused)
{
    ASSERT_TRUE(open_device_key(path(), m_random));
    ASSERT_EQ(::chmod(path().c_str(), 0640), 0);
    auto const key = open_device_key(path(), m_random);
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().where, path());
    EXPECT_FALSE(key.error().mend.empty());
}

TEST_F(KeyFile, FileWithoutAKey_IsRefusedAndKept)
{
    std::ofstream(path()) << "not a key\n";
    ::chmod(path().c_str(), 0600);
    EXPECT_FALSE(open_device_key(path(), m_random));
    EXPECT_EQ(fs::file_size(path()), 10U);
    EXPECT_FALSE(open_device_key("/proc/no/such/folder/key", m_random));
}

// RFC 8032 §7.1, test 1: the empty message.
TEST(Ed25519, PublishedVector_IsAccepted)
{
    SodiumCryptography const crypto;
    EXPECT_TRUE(crypto.verify_signature(
        "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "", "5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc-bRr0lv18FlbviRlUUFDjnoQCw"));
}

TEST(Argon2, RightPassword_IsKnownAndWrongOnesAreNot)
{
    Argon2Hasher hasher({ 1, 8192 });
    auto const hash = hasher.hash(Secret("correct horse"));
    ASSERT_TRUE(hash);
    EXPECT_TRUE(hash->starts_with("$argon2id$"));
    EXPECT_EQ(hasher.verify(*hash, Secret("correct horse")), ports::PasswordVerdict::right);
    EXPECT_EQ(hasher.verify(*hash, Secret("correct hors")), ports::PasswordVerdict::wrong);
    EXPECT_EQ(hasher.verify("", Secret("")), ports::PasswordVerdict::wrong);
    EXPECT_EQ(hasher.verify(std::string(300, '$'), Secret("x")), ports::PasswordVerdict::wrong);
    EXPECT_NE(*hash, *hasher.hash(Secret("correct horse")));
}

TEST(PublicKey, OnlyWhatAProgramPrints_IsOne)
{
    std::string const key(43, 'A');
    EXPECT_TRUE(is_public_key(key));
    EXPECT_FALSE(is_public_key(""));
    EXPECT_FALSE(is_public_key(key.substr(1)));
    EXPECT_FALSE(is_public_key(key + "A"));
    EXPECT_FALSE(is_public_key(std::string(42, 'A') + "/"));
}

TEST(Digest, SameBytes_SameDigest)
{
    SodiumCryptography const crypto;
    EXPECT_EQ(crypto.digest("a").size(), 64U);
    EXPECT_EQ(crypto.digest("a"), crypto.digest("a"));
    EXPECT_NE(crypto.digest("a"), crypto.digest("b"));
    // BLAKE2b-256 of the empty string.
    EXPECT_EQ(crypto.digest(""), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

TEST(Token, EveryOne_IsLongAndItsOwn)
{
    SeededRandom random;
    std::set<std::string> seen;
    for (int count = 0; count < 50; ++count) {
        auto const token = ports::make_token(random);
        EXPECT_EQ(token.reveal().size(), 32U);
        EXPECT_EQ(token.reveal().find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), std::string::npos);
        EXPECT_TRUE(seen.insert(token.reveal()).second);
    }
}

} // namespace
} // namespace zahide::crypto
