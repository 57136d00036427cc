#include "board_canvas.h"
#include "ui/board_scene.h"
#include "unicode/language.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace zahide::ui {

namespace {

namespace colors = board_colors;
using board::BoardText;
using board::BoardView;
using painter::Rect;
using painter::Size;

enum class Pose : std::uint8_t { lying, standing };

/// Where the parts stand. All lengths are those of a screen of 1920×1080 or 1080×1920, times `unit`.
struct Places {
    Pose pose;
    float unit;
    Rect header;
    Rect card;
    Rect sentences;
    Rect side; ///< the list's ground
    Rect rows; ///< the list
    float row_height;
    float row_gap;
    int columns;
};

/// Where a line of this language begins.
Edge reading_start(LanguageTag const& language)
{
    unicode::Language const* known = unicode::find_language(language);
    return known != nullptr && known->order == unicode::ReadingOrder::right_to_left ? Edge::right : Edge::left;
}

Places places_of(Size size, Pose pose)
{
    if (pose == Pose::lying) {
        float const unit = std::min(size.width / 1920, size.height / 1080);
        float const split = std::round(size.width * 0.656F);
        float const margin = 64 * unit;
        Rect const header { margin, margin, split - 2 * margin, 84 * unit };
        float const card_top = header.bottom() + 40 * unit;
        float const sentences_height = 150 * unit;
        Rect const card { margin, card_top, header.width, size.height - card_top - sentences_height - 2 * 24 * unit };
        Rect const side { split, 0, size.width - split, size.height };
        return { Pose::lying, unit, header, card, { margin, card.bottom() + 24 * unit, header.width, sentences_height }, side,
            { side.left + 56 * unit, margin, side.width - 112 * unit, size.height - 2 * margin }, 164 * unit, 26 * unit, 1 };
    }
    float const unit = std::min(size.width / 1080, size.height / 1920);
    float const margin = 48 * unit;
    Rect const header { margin, margin, size.width - 2 * margin, 84 * unit };
    float const card_top = header.bottom() + 40 * unit;
    Rect const card { margin, card_top, header.width, size.height * 0.47F };
    Rect const sentences { margin, card.bottom() + 24 * unit, header.width, 150 * unit };
    Rect const side { 0, sentences.bottom() + 24 * unit, size.width, size.height - sentences.bottom() - 24 * unit };
    return { Pose::standing, unit, header, card, sentences, side, { margin, side.top + 40 * unit, header.width, side.height - 80 * unit }, 150 * unit,
        24 * unit, 2 };
}

void arrange_header(BoardCanvas& canvas, Places const& places, BoardHeader const& header)
{
    float const unit = places.unit;
    Rect const mark { places.header.left, places.header.top, places.header.height, places.header.height };
    canvas.panel(mark, colors::brand, 22 * unit);
    canvas.icon("brand", mark.inset(15 * unit), colors::light);
    BoardTextLook const look { header.language, text::Weight::bold, 42 * unit, colors::light };
    float const clock_width = std::ceil(canvas.width_of(header.clock, look)) + unit;
    Rect const clock { places.header.right() - clock_width, places.header.top, clock_width, places.header.height };
    canvas.element("clock", "text", header.clock, canvas.line(header.clock, look, clock, Edge::right));
    Rect const name { mark.right() + 24 * unit, places.header.top, clock.left - mark.right() - 72 * unit, places.header.height };
    canvas.element("brand", "text", header.center_name, canvas.line(header.center_name, look, name, Edge::left));
}

/// Before the first call there is no list: the welcome has the whole screen.
Places without_list(Places places, Size size)
{
    float const margin = places.header.left;
    places.header.width = size.width - 2 * margin;
    places.card.width = places.header.width;
    places.sentences.height = size.height - margin - places.sentences.top;
    return places;
}

/// Number → door and counter, side by side or one below the other.
struct CallPlaces {
    Rect number;
    Rect own_number;
    Rect arrow;
    Rect door;
    Rect counter;
};

CallPlaces call_places(Places const& places)
{
    Rect const& card = places.card;
    if (places.pose == Pose::lying) {
        float const width = card.width;
        float const height = card.height;
        return { { card.left + width * 0.035F, card.top + height * 0.12F, width * 0.55F, height * 0.54F },
            { card.left + width * 0.035F, card.top + height * 0.69F, width * 0.55F, height * 0.19F },
            { card.left + width * 0.6F, card.top + height * 0.37F, width * 0.17F, height * 0.26F },
            { card.left + width * 0.785F, card.top + height * 0.14F, width * 0.19F, height * 0.3F },
            { card.left + width * 0.785F, card.top + height * 0.5F, width * 0.19F, height * 0.34F } };
    }
    float const width = card.width;
    float const height = card.height;
    return { { card.left + width * 0.06F, card.top + height * 0.06F, width * 0.88F, height * 0.38F },
        { card.left + width * 0.06F, card.top + height * 0.47F, width * 0.88F, height * 0.14F },
        { card.left + width * 0.1F, card.top + height * 0.69F, width * 0.16F, height * 0.22F },
        { card.left + width * 0.36F, card.top + height * 0.67F, width * 0.2F, height * 0.26F },
        { card.left + width * 0.62F, card.top + height * 0.67F, width * 0.3F, height * 0.26F } };
}

void arrange_sentences(BoardCanvas& canvas, Places const& places, board::LargeCall const& large)
{
    float const unit = places.unit;
    float const icon_px = 64 * unit;
    Rect const rows { places.sentences.left + icon_px + 28 * unit, places.sentences.top, places.sentences.width - icon_px - 28 * unit,
        places.sentences.height };
    canvas.icon("volume", { places.sentences.left, places.sentences.top + (places.sentences.height - icon_px) / 2, icon_px, icon_px }, colors::light);
    float const height = rows.height / static_cast<float>(std::max<std::size_t>(large.sentences.size(), 1));
    float top = rows.top;
    for (BoardText const& sentence : large.sentences) {
        bool const is_first = &sentence == &large.sentences.front();
        BoardTextLook const look { sentence.language, text::Weight::regular, 46 * unit, is_first ? colors::light : colors::soft };
        Rect const place = canvas.line(sentence.text, look, { rows.left, top, rows.width, height }, Edge::left);
        canvas.element("sentence:" + sentence.language.value(), "text", sentence.text, place);
        top += height;
    }
}

void arrange_large(BoardCanvas& canvas, Places const& places, BoardHeader const& header, board::LargeCall const& large)
{
    CallPlaces place = call_places(places);
    canvas.panel(places.card, colors::sun, 56 * places.unit);
    if (!large.own_number) { // the number has the room of both
        float const bottom = places.pose == Pose::lying ? place.own_number.bottom() : place.own_number.bottom() - 20 * places.unit;
        place.number.height = bottom - place.number.top;
    }
    BoardTextLook const number { header.language, text::Weight::bold, place.number.height * 1.05F, colors::ink, Middle::ink };
    canvas.element("number", "number", large.number, canvas.line(large.number, number, place.number, Edge::center));
    if (large.own_number) {
        BoardTextLook const own { large.own_number->language, text::Weight::bold, place.own_number.height * 1.05F, colors::ink, Middle::ink };
        canvas.element("own-number", "number", large.own_number->text, canvas.line(large.own_number->text, own, place.own_number, Edge::center));
    }
    canvas.icon("arrow-right", place.arrow, colors::ink);
    canvas.icon("door-enter", place.door, colors::ink);
    BoardTextLook const counter { header.language, text::Weight::bold, place.counter.height * 1.1F, colors::ink, Middle::ink };
    canvas.element("counter", "number", large.counter, canvas.line(large.counter, counter, place.counter, Edge::center));
    arrange_sentences(canvas, places, large);
}

void arrange_welcome(BoardCanvas& canvas, Places const& places, std::vector<BoardText> const& welcome)
{
    Rect const card { places.card.left, places.card.top, places.card.width, places.sentences.bottom() - places.card.top };
    canvas.panel(card, colors::row, 56 * places.unit);
    float const icon_px = 200 * places.unit;
    Rect const inner = card.inset(72 * places.unit);
    float const below_icon = icon_px + 24 * places.unit;
    auto const count = static_cast<float>(std::max<std::size_t>(welcome.size(), 1));
    float const height = std::min((inner.height - below_icon) / count, 150 * places.unit);
    float const icon_top = inner.top + (inner.height - below_icon - count * height) / 2;
    canvas.icon("ticket", { inner.center().x - icon_px / 2, icon_top, icon_px, icon_px }, colors::sun);
    float const top = icon_top + below_icon;
    for (std::size_t index = 0; index < welcome.size(); ++index) {
        BoardText const& line = welcome[index];
        Rect const box { inner.left, top + static_cast<float>(index) * height, inner.width, height };
        BoardTextLook const look { line.language, text::Weight::bold, std::min(64 * places.unit, height * 0.7F), colors::light };
        canvas.element("welcome:" + line.language.value(), "text", line.text, canvas.line(line.text, look, box, Edge::center));
    }
}

void arrange_earlier(BoardCanvas& canvas, Places const& places, BoardHeader const& header, std::vector<board::EarlierCall> const& calls)
{
    canvas.panel(places.side, colors::side);
    float const column_gap = places.row_gap;
    auto const columns = static_cast<float>(places.columns);
    float const width = (places.rows.width - (columns - 1) * column_gap) / columns;
    auto const lines = static_cast<std::size_t>((places.rows.height + places.row_gap) / (places.row_height + places.row_gap));
    std::size_t const shown = std::min(calls.size(), lines * static_cast<std::size_t>(places.columns));
    for (std::size_t index = 0; index < shown; ++index) {
        auto const column = static_cast<float>(index % static_cast<std::size_t>(places.columns));
        std::size_t const line_index = index / static_cast<std::size_t>(places.columns);
        auto const line = static_cast<float>(line_index);
        Rect const row { places.rows.left + column * (width + column_gap), places.rows.top + line * (places.row_height + places.row_gap), width,
            places.row_height };
        canvas.panel(row, colors::row, 40 * places.unit);
        BoardTextLook const look { header.language, text::Weight::bold, row.height * 0.68F, colors::light, Middle::ink };
        canvas.line(calls[index].number, look, { row.left + row.width * 0.08F, row.top, row.width * 0.42F, row.height }, Edge::left);
        float const arrow = row.height * 0.34F;
        canvas.icon("arrow-right", { row.left + row.width * 0.6F - arrow / 2, row.center().y - arrow / 2, arrow, arrow }, colors::light);
        canvas.line(calls[index].counter, look, { row.left + row.width * 0.68F, row.top, row.width * 0.24F, row.height }, Edge::right);
        canvas.element("earlier:" + std::to_string(index), "text", calls[index].number + " → " + calls[index].counter, row);
    }
}

/// Along the lower edge, and the rest moves up: calls may be missing, so nothing may look as if all were well. Gives back
/// the size that is left.
Size arrange_not_current(BoardCanvas& canvas, Size size, BoardHeader const& header, std::vector<BoardText> const& lines)
{
    bool const is_lying = size.width >= size.height;
    float const unit = is_lying ? std::min(size.width / 1920, size.height / 1080) : std::min(size.width / 1080, size.height / 1920);
    std::size_t const columns = is_lying ? 2 : 1;
    std::size_t const rows = (lines.size() + columns - 1) / columns;
    float const row_height = 72 * unit;
    float const height = std::round(static_cast<float>(rows + 1) * row_height + 32 * unit);
    Rect const band { 0, size.height - height, size.width, height };
    canvas.panel(band, colors::brick);
    float const icon_px = 96 * unit;
    Rect const icon { 48 * unit, band.top + (height - icon_px) / 2, icon_px, icon_px };
    canvas.icon("plug-connected-x", icon, colors::light);
    Rect const inner { icon.right() + 48 * unit, band.top + 16 * unit, size.width - icon.right() - 96 * unit, height - 32 * unit };
    float const width = inner.width / static_cast<float>(columns);
    for (std::size_t index = 0; index < lines.size(); ++index) {
        BoardText const& line = lines[index];
        float const gap = index % columns + 1 < columns ? 48 * unit : 0;
        std::size_t const row = index / columns;
        Rect const box { inner.left + static_cast<float>(index % columns) * width, inner.top + static_cast<float>(row) * row_height, width - gap, row_height };
        BoardTextLook const look { line.language, text::Weight::bold, 36 * unit, colors::light };
        canvas.element("not-current:" + line.language.value(), "text", line.text, canvas.line(line.text, look, box, reading_start(line.language)));
    }
    BoardTextLook const since { header.language, text::Weight::regular, 36 * unit, colors::light };
    Rect const since_box { inner.left, inner.bottom() - row_height, inner.width, row_height };
    canvas.element("not-current", "text", header.not_current_since, canvas.line(header.not_current_since, since, since_box, reading_start(header.language)));
    return { size.width, size.height - height };
}

} // namespace

BoardScene arrange_board(text::Engine& engine, BoardView const& view, BoardHeader const& header, Size size_px)
{
    BoardScene scene;
    scene.size_px = size_px;
    BoardCanvas canvas(engine, scene);
    canvas.panel({ 0, 0, size_px.width, size_px.height }, colors::ground);
    Size const left = view.not_current.empty() ? size_px : arrange_not_current(canvas, size_px, header, view.not_current);
    Places places = places_of(left, size_px.width >= size_px.height ? Pose::lying : Pose::standing);
    bool const is_first_of_the_day = !view.large && view.earlier.empty();
    if (is_first_of_the_day)
        places = without_list(places, left);
    arrange_header(canvas, places, header);
    if (view.large)
        arrange_large(canvas, places, header, *view.large);
    else
        arrange_welcome(canvas, places, view.welcome);
    if (!is_first_of_the_day)
        arrange_earlier(canvas, places, header, view.earlier);
    return scene;
}

} // namespace zahide::ui
