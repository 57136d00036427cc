#include "quit_signals.h"

#include <csignal>
#include <pthread.h>
#include <SDL.h>

namespace zahide::program {

namespace {

/// Ends the waiting thread; nobody else uses it.
constexpr int end_signal = SIGUSR1;

sigset_t awaited_signals()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (int const signal : { SIGINT, SIGTERM, end_signal })
        sigaddset(&signals, signal);
    return signals;
}

void push_quit()
{
    SDL_Event event {};
    event.type = SDL_QUIT;
    SDL_PushEvent(&event);
}

} // namespace

QuitSignals::QuitSignals()
{
    sigset_t const signals = awaited_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    m_thread = std::thread([signals] {
        int signal = 0;
        while (sigwait(&signals, &signal) == 0 && signal != end_signal)
            push_quit();
    });
}

QuitSignals::~QuitSignals()
{
    pthread_kill(m_thread.native_handle(), end_signal);
    m_thread.join();
}

} // namespace zahide::program
