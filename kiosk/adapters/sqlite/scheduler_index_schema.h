#pragma once

#include <string_view>

namespace zahide::sqlite {

/// What is looked up most is found in the index alone: how long others waited, whenever somebody comes or is called, and what is
/// taken, with each search for a time. (The columns that the condition fixes are in it too, or SQLite would look at the row for them.)
inline constexpr std::string_view covering_indexes = R"sql(
DROP INDEX tickets_waited;
CREATE INDEX tickets_waited ON tickets (center, service, first_called_at, given_at, ahead, notes, urgency, priority, due_at, transferred_from)
    WHERE first_called_at IS NOT NULL AND urgency = 'ordinary' AND priority = 'none' AND due_at IS NULL AND transferred_from IS NULL;
DROP INDEX reservations_taking;
CREATE INDEX reservations_taking ON reservations (center, first_cell, last_cell, released_at) WHERE released_at IS NULL;
)sql";

/// Who is waiting, and for what, is found in the index alone. Its states are not a list: SQLite makes a table of a list of more
/// than two words each time it writes a row. And what is lent stands in the order in which it is read.
inline constexpr std::string_view open_and_lent_indexes = R"sql(
DROP INDEX tickets_open;
CREATE INDEX tickets_open ON tickets (center, local_date, number, state, service)
    WHERE state = 'waiting' OR state = 'called' OR state = 'serving' OR state = 'parked';
CREATE INDEX holds_lent_of_center ON holds (center, start_at, id) WHERE lent_to IS NOT NULL;
)sql";

} // namespace zahide::sqlite
