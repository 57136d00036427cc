#include "weekdays.h"

#include <algorithm>
#include <array>

namespace zahide::config {

namespace {

constexpr std::array<std::pair<std::string_view, Weekday>, 7> weekdays { { { "monday", Weekday::monday }, { "tuesday", Weekday::tuesday },
    { "wednesday", Weekday::wednesday }, { "thursday", Weekday::thursday }, { "friday", Weekday::friday }, { "saturday", Weekday::saturday },
    { "sunday", Weekday::sunday } } };

} // namespace

std::vector<DayTimes> read_day_times(TableReader& reader, char const* what)
{
    std::vector<std::string> days;
    std::optional<LocalTime> from;
    std::optional<LocalTime> to;
    reader.texts("days", days, Need::required);
    reader.time("from", from);
    reader.time("to", to);
    if (!from || !to || *from >= *to)
        reader.lose_table(std::string(what) + " need a from before a to", "write from = \"09:00\" and to = \"12:30\"");
    std::vector<DayTimes> times;
    for (auto const& day : days) {
        auto const known = std::find_if(weekdays.begin(), weekdays.end(), [&](auto const& entry) { return entry.first == day; });
        if (known == weekdays.end())
            reader.lose("days", "\"" + day + "\" is not a weekday", "write monday, tuesday, … sunday");
        else
            times.push_back({ known->second, from.value_or(LocalTime()), to.value_or(LocalTime()) });
    }
    return times;
}

} // namespace zahide::config
