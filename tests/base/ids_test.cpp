#include "base/ids.h"

#include "base/personal.h"
#include "base/random.h"
#include "base/secret.h"

#include <gtest/gtest.h>
#include <set>
#include <sstream>

namespace zahide {
namespace {

class CountingRandom : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL, m_state >> 56);
    }

private:
    std::uint64_t m_state = 1;
};

TEST(Uuid_, Generated_IsVersion4AndRoundTrips)
{
    CountingRandom random;
    std::set<Uuid> seen;
    for (int round = 0; round < 100; ++round) {
        auto const uuid = Uuid::generate(random);
        EXPECT_EQ(uuid.text().at(14), '4');
        EXPECT_NE(std::string("89ab").find(uuid.text().at(19)), std::string::npos);
        EXPECT_EQ(Uuid::parse(uuid.text()).value(), uuid);
        EXPECT_TRUE(seen.insert(uuid).second);
    }
}

TEST(Uuid_, Malformed_IsRefused)
{
    for (auto const* text : { "", "0", "123e4567-e89b-42d3-a456-42661417400", "123e4567-e89b-42d3-a456-42661417400g", "123e4567ae89b-42d3-a456-426614174000" })
        EXPECT_FALSE(Uuid::parse(text)) << text;
}

TEST(Slug_, OnlyShortLowerCaseNames_AreTaken)
{
    EXPECT_TRUE(is_slug("zahide-nine"));
    EXPECT_FALSE(is_slug(""));
    EXPECT_FALSE(is_slug("Zahide"));
    EXPECT_FALSE(is_slug("a/b"));
    EXPECT_FALSE(is_slug(std::string(41, 'a')));
}

TEST(Random_, Below_StaysInRangeAndReachesAll)
{
    CountingRandom random;
    std::set<std::uint64_t> seen;
    for (int round = 0; round < 500; ++round) {
        auto const value = random.below(7);
        EXPECT_LT(value, 7U);
        seen.insert(value);
    }
    EXPECT_EQ(seen.size(), 7U);
}

template<class T>
concept Streamable = requires(std::ostream& stream, T const& value)
{
    stream << value;
};

TEST(Personal_, Formatting_DoesNotCompile)
{
    static_assert(Streamable<int>);
    static_assert(!Streamable<Personal<int>>);
    static_assert(!Streamable<Personal<std::string>>);
    static_assert(!Streamable<Secret>);
    EXPECT_EQ(Personal<int>(3).reveal(), 3);
}

} // namespace
} // namespace zahide
