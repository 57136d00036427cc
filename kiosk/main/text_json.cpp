#include "text_json.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace zahide {

namespace {

template<class Number>
void append_number(std::string& json, Number number)
{
    std::array<char, 64> buffer {};
    auto const [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    json.append(buffer.data(), error == std::errc {} ? static_cast<std::size_t>(end - buffer.data()) : 0);
}

/// `,"key":number`, without the comma after a brace.
template<class Number>
void append_field(std::string& json, char const* key, Number number)
{
    if (json.back() != '{')
        json += ',';
    json.append("\"").append(key).append("\":");
    append_number(json, number);
}

void append_string(std::string& json, std::string const& text)
{
    json += '"';
    for (char const character : text) {
        if (static_cast<unsigned char>(character) < 0x20) {
            std::array<char, 8> escaped {};
            std::snprintf(escaped.data(), escaped.size(), "\\u%04x", static_cast<unsigned>(character));
            json += escaped.data();
        } else {
            if (character == '"' || character == '\\')
                json += '\\';
            json += character;
        }
    }
    json += '"';
}

void append_run(std::string& json, text::Layout const& layout, text::Run const& run, text::Fonts const& fonts)
{
    json += "{\"font\":";
    append_string(json, fonts.name(run.font));
    append_field(json, "size", run.size_px);
    json.append(",\"rtl\":").append(run.rtl ? "true" : "false").append(",\"script\":");
    append_string(json, run.script.letters());
    append_field(json, "start", run.start);
    append_field(json, "end", run.end);
    json += ",\"glyphs\":[";
    for (std::uint32_t number = run.first_glyph; number < run.first_glyph + run.glyph_count; ++number) {
        text::Glyph const& glyph = layout.glyphs[number];
        json += number > run.first_glyph ? ",[" : "[";
        append_number(json, glyph.id);
        json += ',';
        append_number(json, glyph.cluster);
        for (float const px : { glyph.x_px, glyph.y_px, glyph.advance_px }) {
            json += ',';
            append_number(json, px);
        }
        json += ']';
    }
    json += ']';
}

void append_line(std::string& json, text::Layout const& layout, text::Line const& line, text::Fonts const& fonts)
{
    json += '{';
    append_field(json, "start", line.start);
    append_field(json, "end", line.end);
    append_field(json, "baseline", line.baseline_px);
    append_field(json, "width", line.width_px);
    append_field(json, "left", line.left_px);
    json += ",\"runs\":[";
    std::string inserted;
    std::uint32_t text_runs = 0;
    for (std::uint32_t number = line.first_run; number < line.first_run + line.run_count; ++number) {
        text::Run const& run = layout.runs[number];
        if (run.kind == text::RunKind::text) {
            json += text_runs++ > 0 ? "," : "";
            append_run(json, layout, run, fonts);
            json += '}';
        } else {
            inserted += inserted.empty() ? "" : ",";
            append_run(inserted, layout, run, fonts);
            inserted.append(",\"kind\":\"").append(run.kind == text::RunKind::ellipsis ? "ellipsis" : "hyphen").append("\"");
            append_field(inserted, "after_runs", text_runs);
            inserted += '}';
        }
    }
    json += ']';
    if (!inserted.empty())
        json.append(",\"inserted\":[").append(inserted).append("]");
    json += '}';
}

} // namespace

void append_json(std::string& json, text::Layout const& layout, text::Fonts const& fonts)
{
    json += '{';
    append_field(json, "width", layout.width_px);
    append_field(json, "height", layout.height_px);
    json += ",\"ink\":[";
    append_number(json, layout.ink_left);
    for (float const px : { layout.ink_top, layout.ink_right, layout.ink_bottom }) {
        json += ',';
        append_number(json, px);
    }
    json += ']';
    append_field(json, "missing", layout.missing_glyph_count);
    json.append(",\"ellipsized\":").append(layout.ellipsized ? "true" : "false").append(",\"lines\":[");
    for (std::size_t number = 0; number < layout.lines.size(); ++number) {
        json += number > 0 ? "," : "";
        append_line(json, layout, layout.lines[number], fonts);
    }
    json += "]}";
}

} // namespace zahide
