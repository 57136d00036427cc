#pragma once

#include "base/clock.h"
#include "board/board.h"
#include "device_host.h"
#include "i18n/messages.h"
#include "ports/log.h"
#include "ports/sound.h"
#include "text/engine.h"
#include "ui/board_scene.h"
#include "ui/stage.h"

#include <optional>
#include <vector>

namespace zahide::program {

/// What the board's program is made of; all of it outlives the BoardProgram.
struct BoardParts {
    Clock const& clock;
    ports::Log& log;
    i18n::Catalogue const& messages;
    text::Engine& engine;
    ports::Sound& sound;
    DeviceHost& host;
};

/// Ties the board's decisions to the scheduler's calls, the loudspeaker and the screen. Main thread.
class BoardProgram final : public ui::View {
public:
    BoardProgram(BoardParts parts, std::vector<LanguageTag> languages, double px_per_mm);

    [[nodiscard]] std::optional<Ticks> prepare(Ticks now, painter::Size size_px) override;
    void draw(ui::Frame& frame) override;
    [[nodiscard]] ui::InspectedScreen inspected() const override;

private:
    void take_news(board::Moment moment);
    void announce(board::Announcement const& announcement);
    [[nodiscard]] ui::BoardHeader header(board::BoardView const& view, Instant now) const;
    [[nodiscard]] std::string time_text(Instant instant) const;

    BoardParts m_parts;
    LanguageTag m_language; // the house's own
    double m_px_per_mm;
    board::Board m_board;
    board::BoardView m_view;
    ui::BoardHeader m_header;
    ui::BoardScene m_scene;
};

} // namespace zahide::program
