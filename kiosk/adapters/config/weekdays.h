#pragma once

#include "toml_reader.h"

#include <string>
#include <vector>

namespace zahide::config {

struct DayTimes {
    Weekday weekday;
    LocalTime from;
    LocalTime to;
};

/// Reads `days`, `from` and `to` of a table: the same times on each of the days. `what` names them in an error.
[[nodiscard]] std::vector<DayTimes> read_day_times(TableReader& reader, char const* what);

/// Reads `date`, or `from` and `to`; and `from_time` and `to_time`, into what has such days. `what` names it in an error.
template<class Days>
void read_days_off(TableReader& reader, Days& days, char const* what)
{
    if (reader.has("date")) {
        reader.date("date", days.from_date);
        days.to_date = days.from_date;
    } else {
        reader.date("from", days.from_date, Need::required);
        reader.date("to", days.to_date, Need::required);
    }
    if (days.to_date < days.from_date)
        reader.lose("to", std::string(what) + " ends before it begins", "put the earlier day first");
    reader.time("from_time", days.from_time);
    reader.time("to_time", days.to_time);
    if (days.from_time && days.to_time && *days.to_time <= *days.from_time)
        reader.lose("to_time", std::string(what) + " ends before it begins", "put the earlier time first");
}

} // namespace zahide::config
