#include "device_schema.h"

namespace zahide::sqlite {

domain::PrintJobState Column<domain::PrintJobState>::read(Statement& statement, int column)
{
    auto const state = domain::parse_print_job_state(statement.text(column));
    if (state)
        return *state;
    statement.refuse(column, "a state of a print job");
    return domain::PrintJobState::unknown;
}

domain::PrintTrouble Column<domain::PrintTrouble>::read(Statement& statement, int column)
{
    auto const trouble = domain::parse_print_trouble(statement.text(column));
    if (trouble)
        return *trouble;
    statement.refuse(column, "a printer's trouble");
    return domain::PrintTrouble::none;
}

void Column<domain::PrintMark>::bind(Statement& statement, int parameter, domain::PrintMark value)
{
    switch (value) {
    case domain::PrintMark::original:
        statement.bind_text(parameter, "original");
        return;
    case domain::PrintMark::copy:
        statement.bind_text(parameter, "copy");
        return;
    }
}

domain::PrintMark Column<domain::PrintMark>::read(Statement& statement, int column)
{
    return statement.text(column) == "copy" ? domain::PrintMark::copy : domain::PrintMark::original; // the schema allows no third
}

} // namespace zahide::sqlite
