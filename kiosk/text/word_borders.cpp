#include "word_borders.h"

#include "faces.h"

#include <algorithm>
#include <array>
#include <hb-ot.h>

namespace zahide::text {

namespace {

using HbSet = std::unique_ptr<hb_set_t, Deleter<hb_set_destroy>>;

unsigned table_bytes(hb_face_t* face, hb_tag_t table)
{
    HbBlob const blob(hb_face_reference_table(face, table));
    return hb_blob_get_length(blob.get());
}

/// Kerning and shaping by other tables, which are not looked into.
bool has_older_tables(hb_face_t* face)
{
    static constexpr std::array tables { HB_TAG('k', 'e', 'r', 'n'), HB_TAG('k', 'e', 'r', 'x'), HB_TAG('m', 'o', 'r', 'x'), HB_TAG('m', 'o', 'r', 't') };
    return std::ranges::any_of(tables, [face](hb_tag_t table) { return table_bytes(face, table) > 0; });
}

bool rule_sees(hb_face_t* face, hb_tag_t table, unsigned lookup, hb_codepoint_t glyph)
{
    HbSet const before(hb_set_create());
    HbSet const input(hb_set_create());
    HbSet const after(hb_set_create());
    hb_ot_layout_lookup_collect_glyphs(face, table, lookup, before.get(), input.get(), after.get(), nullptr);
    return hb_set_has(before.get(), glyph) != 0 || hb_set_has(input.get(), glyph) != 0 || hb_set_has(after.get(), glyph) != 0;
}

bool some_rule_sees(hb_face_t* face, hb_codepoint_t glyph)
{
    // A glyph of a class can be passed over by rules; one of none can't.
    if (hb_ot_layout_get_glyph_class(face, glyph) != HB_OT_LAYOUT_GLYPH_CLASS_UNCLASSIFIED)
        return true;
    for (hb_tag_t const table : { HB_OT_TAG_GSUB, HB_OT_TAG_GPOS }) {
        HbSet const lookups(hb_set_create());
        hb_ot_layout_collect_lookups(face, table, nullptr, nullptr, nullptr, lookups.get());
        for (hb_codepoint_t lookup = HB_SET_VALUE_INVALID; hb_set_next(lookups.get(), &lookup) != 0;) {
            if (rule_sees(face, table, lookup, glyph))
                return true;
        }
    }
    return false;
}

} // namespace

bool spaces_part_words(hb_font_t* font)
{
    hb_face_t* const face = hb_font_get_face(font);
    if (hb_ot_layout_has_glyph_classes(face) == 0 || has_older_tables(face) || table_bytes(face, HB_OT_TAG_GSUB) > substitutions_asked_bytes_max)
        return false;
    for (hb_codepoint_t const space : { 0x0020U, 0x1361U }) {
        hb_codepoint_t glyph = 0;
        if (hb_font_get_nominal_glyph(font, space, &glyph) != 0 && some_rule_sees(face, glyph))
            return false;
    }
    return true;
}

} // namespace zahide::text
