#pragma once

#include <thread>

namespace zahide::program {

/// Turns SIGINT and SIGTERM into SDL's wish to quit, so that the main loop ends in its own time. Made before any other
/// thread, which inherits that the signals are blocked; after SDL's end it does nothing.
class QuitSignals {
public:
    QuitSignals();
    ~QuitSignals();
    QuitSignals(QuitSignals const&) = delete;
    QuitSignals& operator=(QuitSignals const&) = delete;

private:
    std::thread m_thread;
};

} // namespace zahide::program
