#include "ports/printer.h"

namespace zahide::ports {

std::string_view to_string(PrinterState state)
{
    switch (state) {
    case PrinterState::unknown:
        return "unknown";
    case PrinterState::ready:
        return "ready";
    case PrinterState::offline:
        return "offline";
    case PrinterState::cover_open:
        return "cover_open";
    case PrinterState::paper_out:
        return "paper_out";
    case PrinterState::error:
        return "error";
    case PrinterState::not_there:
        return "not_there";
    case PrinterState::not_allowed:
        return "not_allowed";
    }
    return "";
}

std::string_view to_string(PaperState paper)
{
    switch (paper) {
    case PaperState::unknown:
        return "unknown";
    case PaperState::ok:
        return "ok";
    case PaperState::near_end:
        return "near_end";
    case PaperState::out:
        return "out";
    }
    return "";
}

Result<void> check_print_job(PrintJob const& job)
{
    PrintPicture const& picture = job.picture;
    if (!is_slug(job.label) || job.label.size() > print_label_length_max)
        return fail(ErrorCode::invalid, "a print job's label is not 1-40 of a-z, 0-9 and '-'");
    if (picture.width_dots <= 0 || picture.width_dots > print_width_dots_max || picture.rows <= 0 || picture.rows > print_rows_max)
        return fail(ErrorCode::invalid, "a print job's picture is empty, wider than 832 dots or longer than 12000 rows");
    if (picture.bytes.size() != picture.stride_bytes() * static_cast<std::size_t>(picture.rows))
        return fail(ErrorCode::invalid, "a print job's picture has not as many bytes as its size says");
    return {};
}

} // namespace zahide::ports
