#include "platform/harfbuzz.h"

#include <hb-ot.h>
#include <hb.h>
#include <stdlib.h>

#include "base/geometry.h"
#include "base/memory.h"

struct harfbuzz {
    hb_font_t *font;
    hb_buffer_t *buffer;
};

static hb_unicode_general_category_t category(uint32_t code)
{
    return hb_unicode_general_category(hb_unicode_funcs_get_default(), code);
}

uint32_t harfbuzz_script(uint32_t code)
{
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), code);
    bool common =
        script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
    return common ? 0 : (uint32_t)script;
}

bool harfbuzz_is_mark(uint32_t code)
{
    return category(code) == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category(code) == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

bool harfbuzz_is_format(uint32_t code)
{
    return category(code) == HB_UNICODE_GENERAL_CATEGORY_FORMAT;
}

bool harfbuzz_is_space(uint32_t code)
{
    return category(code) == HB_UNICODE_GENERAL_CATEGORY_SPACE_SEPARATOR;
}

uint32_t harfbuzz_composed(uint32_t letter, uint32_t accent)
{
    hb_codepoint_t made = 0;
    return hb_unicode_compose(hb_unicode_funcs_get_default(), letter, accent, &made) ? made : 0;
}

struct harfbuzz *harfbuzz_open(const void *bytes, size_t length)
{
    struct harfbuzz *file = MEMORY_NEW(struct harfbuzz);
    memory_watch();
    hb_blob_t *blob = hb_blob_create(bytes, (unsigned)length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    file->font = hb_font_create(face);
    file->buffer = hb_buffer_create();
    hb_face_destroy(face); /* the font holds it, as it the blob */
    hb_blob_destroy(blob);
    memory_ask("harfbuzz");
    return file;
}

void harfbuzz_close(struct harfbuzz *file)
{
    if (!file)
        return;
    hb_buffer_destroy(file->buffer);
    hb_font_destroy(file->font);
    free(file);
}

/* What the ink of a glyph whose origin is at (x, y), y upwards, adds. */
static void add_ink(struct pen *pen, hb_font_t *font, hb_codepoint_t glyph, int x, int y)
{
    hb_glyph_extents_t ink = {0, 0, 0, 0};
    hb_font_get_glyph_extents(font, glyph, &ink);
    pen->left = int_min(pen->left, (x >> 6) + (ink.x_bearing >> 6));
    pen->top = int_max(pen->top, (y + ink.y_bearing + 63) >> 6);
}

struct pen harfbuzz_pen(struct harfbuzz *file, int size, const char *text, bool rtl,
                        uint32_t script)
{
    memory_watch();
    hb_buffer_clear_contents(file->buffer);
    hb_buffer_add_utf8(file->buffer, text, -1, 0, -1);
    hb_buffer_set_direction(file->buffer, rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(file->buffer, script ? (hb_script_t)script : HB_SCRIPT_UNKNOWN);
    hb_font_set_scale(file->font, size, size);
    hb_shape(file->font, file->buffer, NULL, 0);

    unsigned count;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(file->buffer, &count);
    const hb_glyph_position_t *place = hb_buffer_get_glyph_positions(file->buffer, &count);
    struct pen pen = {0, 0, 0};
    for (unsigned i = 0; i < count; i++) {
        add_ink(&pen, file->font, info[i].codepoint, pen.advance + place[i].x_offset,
                place[i].y_offset);
        pen.advance += place[i].x_advance;
    }
    memory_ask("harfbuzz");
    return pen;
}
