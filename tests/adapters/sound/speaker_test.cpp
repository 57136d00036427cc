#include "sound/samples.h"
#include "sound/silence.h"
#include "sound/speaker.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <thread>

namespace zahide::sound {
namespace {

using namespace std::chrono_literals;

/// SDL's disk driver is a real audio device whose loudspeaker is a file.
class SpeakerTest : public testing::Test {
protected:
    void SetUp() override
    {
        m_file = std::filesystem::path(testing::TempDir()) / ("zahide-sound-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
        std::filesystem::remove(m_file);
        setenv("SDL_AUDIODRIVER", "disk", 1);
        setenv("SDL_DISKAUDIOFILE", m_file.c_str(), 1);
        setenv("SDL_DISKAUDIODELAY", "1", 1);
    }
    void TearDown() override { std::filesystem::remove(m_file); }

    Samples heard() const
    {
        std::ifstream stream(m_file, std::ios::binary);
        std::string const bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
        Samples samples(bytes.size() / 2);
        std::copy_n(bytes.data(), samples.size() * 2, reinterpret_cast<char*>(samples.data()));
        return samples;
    }

    std::size_t loud() const
    {
        auto const samples = heard();
        return static_cast<std::size_t>(std::count_if(samples.begin(), samples.end(), [](std::int16_t sample) { return sample != 0; }));
    }

    /// Polls, since the file is the only thing that tells what has been heard.
    bool hears(std::size_t samples_min, std::chrono::seconds at_most = 20s) const
    {
        auto const deadline = std::chrono::steady_clock::now() + at_most;
        while (std::chrono::steady_clock::now() < deadline) {
            if (loud() >= samples_min)
                return true;
            std::this_thread::sleep_for(20ms);
        }
        return false;
    }

    std::filesystem::path m_file;
};

TEST_F(SpeakerTest, Chime_IsHeardWhole)
{
    auto speaker = Speaker::create({});
    ASSERT_TRUE(speaker) << speaker.error().line();
    ASSERT_TRUE((*speaker)->chime());
    Samples const chime = chime_samples();
    ASSERT_TRUE(hears(chime.size() * 9 / 10));
    speaker->reset();
    Samples const samples = heard();
    EXPECT_NE(std::search(samples.begin(), samples.end(), chime.begin(), chime.begin() + 20'000), samples.end());
}

TEST_F(SpeakerTest, ArabicPersianTurkishEnglish_AreSpoken)
{
    auto speaker = Speaker::create({});
    ASSERT_TRUE(speaker) << speaker.error().line();
    std::size_t before = 0;
    for (auto const& [language, text] : { std::pair("ar", "الرَّقْمُ ٢١٤، يُرْجَى التَّوَجُّهُ إِلَى الْغُرْفَةِ ٣"), std::pair("fa", "شُمارِهٔ ۲۱۴"), std::pair("tr", "214 numara"),
             std::pair("en", "Number 214") }) {
        ASSERT_TRUE((*speaker)->can_speak(LanguageTag(language)));
        ASSERT_TRUE((*speaker)->speak(text, LanguageTag(language)));
        EXPECT_TRUE(hears(before + sample_rate_hz / 3)) << language;
        before = loud();
    }
    for (Error const& error : (*speaker)->take_errors())
        ADD_FAILURE() << error.line();
}

TEST_F(SpeakerTest, NoVoice_IsSaidAtOnce)
{
    auto speaker = Speaker::create({});
    ASSERT_TRUE(speaker);
    EXPECT_FALSE((*speaker)->can_speak(LanguageTag("ti")));
    auto const spoken = (*speaker)->speak("ሰላም", LanguageTag("ti"));
    ASSERT_FALSE(spoken);
    EXPECT_EQ(spoken.error().code, ErrorCode::not_found);
    EXPECT_EQ((*speaker)->speak(std::string(5000, 'a'), LanguageTag("en")).error().code, ErrorCode::limit);
}

TEST_F(SpeakerTest, MissingVoiceProgram_IsAnErrorInTheBackgroundAndChimesGoOn)
{
    auto speaker = Speaker::create({ .voice_program = "/nonexistent/voice", .words_per_minute = 130 });
    ASSERT_TRUE(speaker);
    ASSERT_TRUE((*speaker)->speak("secret words", LanguageTag("en")));
    ASSERT_TRUE((*speaker)->chime());
    EXPECT_TRUE(hears(sample_rate_hz));
    auto const errors = (*speaker)->take_errors();
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors.front().line().find("secret"), std::string::npos);
    EXPECT_FALSE(errors.front().mend.empty());
    EXPECT_TRUE((*speaker)->take_errors().empty());
}

TEST_F(SpeakerTest, HangingVoiceProgram_IsCancelledAtOnce)
{
    auto const program = std::filesystem::path(testing::TempDir()) / "zahide-hanging-voice";
    std::ofstream(program) << "#!/bin/sh\nexec sleep 60\n";
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    auto speaker = Speaker::create({ .voice_program = program.string(), .words_per_minute = 130 });
    ASSERT_TRUE(speaker);
    ASSERT_TRUE((*speaker)->speak("one", LanguageTag("en")));
    auto const start = std::chrono::steady_clock::now();
    (*speaker)->cancel();
    ASSERT_TRUE((*speaker)->speak("two", LanguageTag("en")));
    speaker->reset(); // ends the second one
    EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
    std::filesystem::remove(program);
}

TEST_F(SpeakerTest, TooManySounds_AreRefused)
{
    auto speaker = Speaker::create({});
    ASSERT_TRUE(speaker);
    bool is_refused = false;
    for (int count = 0; count < 40 && !is_refused; ++count)
        is_refused = !(*speaker)->chime();
    EXPECT_TRUE(is_refused);
    (*speaker)->cancel();
    EXPECT_TRUE((*speaker)->chime());
}

TEST(Speaker, NoAudioDevice_IsAnError)
{
    setenv("SDL_AUDIODRIVER", "nonexistent", 1);
    auto const speaker = Speaker::create({});
    ASSERT_FALSE(speaker);
    EXPECT_EQ(speaker.error().code, ErrorCode::unavailable);
    EXPECT_FALSE(speaker.error().mend.empty());
}

TEST(Silence, Everything_SucceedsAndNothingSpeaks)
{
    Silence silence;
    EXPECT_TRUE(silence.chime());
    EXPECT_TRUE(silence.speak("x", LanguageTag("en")));
    EXPECT_FALSE(silence.can_speak(LanguageTag("en")));
    silence.cancel();
    EXPECT_TRUE(silence.take_errors().empty());
}

} // namespace
} // namespace zahide::sound
