#include "sound/speaker.h"

#include "sound/samples.h"
#include "voice_process.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <SDL.h>
#include <thread>
#include <utility>
#include <variant>

namespace zahide::sound {

namespace {

constexpr std::size_t waiting_max = 16;
constexpr std::size_t errors_max = 8;
constexpr std::size_t speech_bytes_max = 4096;
/// Played after each piece, so that what stands in the device's own buffer is heard before it is paused.
constexpr std::size_t tail_samples = sample_rate_hz / 4;

struct Voice {
    std::string_view language;
    std::string_view name;
};

// espeak-ng 1.51 of Debian 12 has no voice for prs ps so ti ckb; Dari is understood in the Persian one.
constexpr auto voices = std::to_array<Voice>({ { "ar", "ar" }, { "fa", "fa" }, { "prs", "fa" }, { "tr", "tr" }, { "en", "en" }, { "ku", "ku" }, { "ug", "ug" },
    { "ru", "ru" }, { "uk", "uk" }, { "am", "am" }, { "fr", "fr" }, { "ur", "ur" }, { "uz", "uz" }, { "tk", "tk" } });

struct ChimeJob { };
struct SpeechJob {
    std::string text;
    std::string voice;
};
using Job = std::variant<ChimeJob, SpeechJob>;

} // namespace

std::string_view voice_of(LanguageTag const& language)
{
    auto const* found = std::find_if(voices.begin(), voices.end(), [&](Voice const& voice) { return voice.language == language.value(); });
    return found == voices.end() ? std::string_view() : found->name;
}

/// The queue of what is to be heard, the thread that makes it and the device that plays it.
class Speaker::Worker {
public:
    Worker(SpeakerOptions options, Signal cancel)
        : m_options(std::move(options))
        , m_cancel(std::move(cancel))
        , m_chime(chime_samples())
    {
        m_chime.resize(m_chime.size() + tail_samples);
    }

    ~Worker()
    {
        {
            std::lock_guard const lock(m_mutex);
            m_is_stopping = true;
            forget_all();
        }
        m_changed.notify_all();
        if (m_thread.joinable())
            m_thread.join();
        if (m_device != 0)
            SDL_CloseAudioDevice(m_device);
        if (m_has_audio)
            SDL_QuitSubSystem(SDL_INIT_AUDIO);
    }
    Worker(Worker const&) = delete;
    Worker& operator=(Worker const&) = delete;

    Result<void> open()
    {
        auto const silent = [] {
            return fail(ErrorCode::unavailable, std::string("no sound: ") + SDL_GetError(), "audio device", "connect a loudspeaker, or set sound = false");
        };
        if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
            return silent();
        m_has_audio = true;
        SDL_AudioSpec wanted {};
        wanted.freq = sample_rate_hz;
        wanted.format = AUDIO_S16SYS;
        wanted.channels = 1;
        wanted.samples = 1024;
        wanted.callback = [](void* self, Uint8* bytes, int count) { static_cast<Worker*>(self)->fill(bytes, static_cast<std::size_t>(count)); };
        wanted.userdata = this;
        m_device = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
        if (m_device == 0)
            return silent();
        m_thread = std::thread([this] { work(); });
        return {};
    }

    Result<void> add(Job job)
    {
        {
            std::lock_guard const lock(m_mutex);
            if (m_waiting.size() >= waiting_max)
                return fail(ErrorCode::limit, "too many sounds wait to be played", "audio device", {}, Retry::later);
            m_waiting.push_back(std::move(job));
        }
        m_changed.notify_all();
        return {};
    }

    void cancel()
    {
        {
            std::lock_guard const lock(m_mutex);
            forget_all();
        }
        m_changed.notify_all();
    }

    std::vector<Error> take_errors()
    {
        std::lock_guard const lock(m_mutex);
        return std::exchange(m_errors, {});
    }

private:
    /// With the lock held.
    void forget_all()
    {
        m_waiting.clear();
        m_playing.clear();
        m_position = 0;
        m_cancel.raise();
    }

    /// SDL's audio thread: the next samples, silence when there are none.
    void fill(Uint8* bytes, std::size_t count)
    {
        bool has_ended = false;
        {
            std::lock_guard const lock(m_mutex);
            std::size_t const wanted = count / sizeof(std::int16_t);
            std::size_t const given = std::min(wanted, m_playing.size() - m_position);
            auto const* from = reinterpret_cast<Uint8 const*>(m_playing.data() + m_position);
            std::copy_n(from, given * sizeof(std::int16_t), bytes);
            std::fill(bytes + given * sizeof(std::int16_t), bytes + count, Uint8 { 0 });
            m_position += given;
            has_ended = m_position == m_playing.size();
        }
        if (has_ended)
            m_changed.notify_all();
    }

    void work()
    {
        std::unique_lock lock(m_mutex);
        while (!m_is_stopping) {
            m_changed.wait(lock, [this] { return m_is_stopping || !m_waiting.empty(); });
            if (m_is_stopping)
                return;
            Job const job = std::move(m_waiting.front());
            m_waiting.pop_front();
            m_cancel.lower(); // what was cancelled before is gone already
            lock.unlock();
            Result<Samples> samples = make(job);
            lock.lock();
            if (!samples) {
                if (m_errors.size() < errors_max)
                    m_errors.push_back(samples.error());
                continue;
            }
            play(lock, std::move(*samples));
        }
    }

    Result<Samples> make(Job const& job)
    {
        auto const* speech = std::get_if<SpeechJob>(&job);
        if (speech == nullptr)
            return m_chime;
        Samples samples = ZAHIDE_TRY(run_voice({ m_options.voice_program, speech->voice, m_options.words_per_minute, speech->text }, m_cancel));
        if (!samples.empty())
            samples.resize(samples.size() + tail_samples);
        return samples;
    }

    /// With the lock held. A cancel that came while the samples were made has raised the signal: they are dropped.
    void play(std::unique_lock<std::mutex>& lock, Samples samples)
    {
        if (is_cancelled() || m_is_stopping)
            return;
        m_playing = std::move(samples);
        m_position = 0;
        // SDL takes its own lock here, which its audio thread holds while it waits for ours.
        lock.unlock();
        SDL_PauseAudioDevice(m_device, 0);
        lock.lock();
        m_changed.wait(lock, [this] { return m_is_stopping || m_position == m_playing.size(); });
        m_playing.clear();
        m_position = 0;
        bool const is_last = m_waiting.empty();
        lock.unlock();
        if (is_last)
            SDL_PauseAudioDevice(m_device, 1);
        lock.lock();
    }

    [[nodiscard]] bool is_cancelled() const { return m_cancel.is_raised(); }

    SpeakerOptions m_options;
    Signal m_cancel;
    Samples m_chime;
    SDL_AudioDeviceID m_device = 0;
    bool m_has_audio = false;
    std::mutex m_mutex; // guards all below
    std::condition_variable m_changed;
    std::deque<Job> m_waiting;
    Samples m_playing;
    std::size_t m_position = 0;
    std::vector<Error> m_errors;
    bool m_is_stopping = false;
    std::thread m_thread;
};

Speaker::Speaker(std::unique_ptr<Worker> worker)
    : m_worker(std::move(worker))
{
}

Speaker::~Speaker() = default;

Result<std::unique_ptr<Speaker>> Speaker::create(SpeakerOptions options)
{
    auto worker = std::make_unique<Worker>(std::move(options), ZAHIDE_TRY(Signal::create()));
    ZAHIDE_TRY_VOID(worker->open());
    return std::unique_ptr<Speaker>(new Speaker(std::move(worker)));
}

Result<void> Speaker::chime()
{
    return m_worker->add(ChimeJob {});
}

Result<void> Speaker::speak(std::string text, LanguageTag const& language)
{
    std::string_view const voice = voice_of(language);
    if (voice.empty())
        return fail(ErrorCode::not_found, "there is no voice for " + language.value(), "espeak-ng", "record the prompts in the console");
    if (text.size() > speech_bytes_max)
        return fail(ErrorCode::limit, "the text to speak is longer than 4096 bytes", "espeak-ng", "shorten the message");
    return m_worker->add(SpeechJob { std::move(text), std::string(voice) });
}

bool Speaker::can_speak(LanguageTag const& language) const
{
    return !voice_of(language).empty();
}

void Speaker::cancel()
{
    m_worker->cancel();
}

std::vector<Error> Speaker::take_errors()
{
    return m_worker->take_errors();
}

} // namespace zahide::sound
