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

} // namespace zahide::sqlite
