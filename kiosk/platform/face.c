#include "platform/face.h"

#include <ft2build.h>
#include <hb-ft.h>
#include <stdlib.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "base/log.h"

/* Light hinting moves outlines only up and down, so that letters may begin at any fraction of a
 * pixel and lines are as long at every size. */
enum { LOAD = FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT, INKS = 256 };

struct ink_slot {
    uint32_t glyph; /* + 1; 0: free */
    struct face_ink ink;
};

struct face {
    FT_Face ft;
    hb_font_t *hb;
    hb_buffer_t *buffer;
    struct face_glyph *glyphs; /* of the last shape */
    unsigned capacity;
    struct ink_slot inks[INKS];
};

static int pixel(int fixed)
{
    return (fixed & -64) / 64;
}

struct face_library *face_library_open(void)
{
    FT_Library library;
    return FT_Init_FreeType(&library) == 0 ? (struct face_library *)library : NULL;
}

void face_library_close(struct face_library *library)
{
    if (library)
        FT_Done_FreeType((FT_Library)library);
}

static bool open_file(struct face *face, struct face_library *library, const void *bytes,
                      size_t length, int size)
{
    return FT_New_Memory_Face((FT_Library)library, bytes, (FT_Long)length, 0, &face->ft) == 0 &&
           FT_IS_SCALABLE(face->ft) && FT_Set_Char_Size(face->ft, 0, size, 0, 0) == 0;
}

struct face *face_open(struct face_library *library, const void *bytes, size_t length, int size,
                       const char *name)
{
    struct face *face = calloc(1, sizeof *face);
    if (!face || !open_file(face, library, bytes, length, size)) {
        log_error("font_unusable", "file=%s size=%.1f", name, size / 64.0);
        face_close(face);
        return NULL;
    }
    face->hb = hb_ft_font_create(face->ft, NULL);
    hb_ft_font_set_load_flags(face->hb, LOAD);
    face->buffer = hb_buffer_create();
    return face;
}

void face_close(struct face *face)
{
    if (!face)
        return;
    hb_buffer_destroy(face->buffer);
    hb_font_destroy(face->hb);
    if (face->ft)
        FT_Done_Face(face->ft);
    free(face->glyphs);
    free(face);
}

static int scaled_up(const struct face *face, int units)
{
    return pixel((int)FT_MulFix(units, face->ft->size->metrics.y_scale) + 63);
}

int face_ascent(const struct face *face)
{
    return scaled_up(face, face->ft->ascender);
}

int face_line_height(const struct face *face)
{
    return scaled_up(face, face->ft->height);
}

bool face_has(const struct face *face, uint32_t code)
{
    return FT_Get_Char_Index(face->ft, code) != 0;
}

static bool grow(struct face *face, unsigned count)
{
    if (count <= face->capacity)
        return true;
    struct face_glyph *glyphs = realloc(face->glyphs, count * sizeof *glyphs);
    if (!glyphs)
        return false;
    face->glyphs = glyphs;
    face->capacity = count;
    return true;
}

const struct face_glyph *face_shape(struct face *face, const struct face_text *text, int *count,
                                    int *advance)
{
    hb_buffer_t *buffer = face->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf32(buffer, text->codes, text->count, (unsigned)text->start, text->length);
    hb_buffer_set_direction(buffer, text->rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, text->script ? (hb_script_t)text->script : HB_SCRIPT_UNKNOWN);
    hb_shape(face->hb, buffer, NULL, 0);

    unsigned length;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &length);
    const hb_glyph_position_t *place = hb_buffer_get_glyph_positions(buffer, &length);
    if (!grow(face, length))
        length = 0;
    int x = 0;
    int y = 0;
    for (unsigned i = 0; i < length; i++) {
        face->glyphs[i] =
            (struct face_glyph){info[i].codepoint, x + place[i].x_offset, y - place[i].y_offset};
        x += place[i].x_advance;
        y -= place[i].y_advance;
    }
    *count = (int)length;
    *advance = x;
    return face->glyphs;
}

struct face_ink face_ink(struct face *face, uint32_t glyph)
{
    struct ink_slot *slot = &face->inks[glyph % INKS];
    if (slot->glyph == glyph + 1)
        return slot->ink;
    struct face_ink ink = {0, 0, 0, 0};
    if (FT_Load_Glyph(face->ft, glyph, LOAD) == 0) {
        FT_GlyphSlot loaded = face->ft->glyph;
        ink = (struct face_ink){loaded->bitmap_left, -loaded->bitmap_top,
                                (int)loaded->bitmap.width + 1, (int)loaded->bitmap.rows};
    }
    *slot = (struct ink_slot){glyph + 1, ink};
    return ink;
}

void face_draw(struct face *face, uint32_t glyph, int x, int y, struct mask *mask)
{
    FT_GlyphSlot slot = face->ft->glyph;
    if (FT_Load_Glyph(face->ft, glyph, LOAD) != 0)
        return;
    FT_Outline_Translate(&slot->outline, x & 63, 0);
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0)
        return;
    const FT_Bitmap *bitmap = &slot->bitmap;
    int left = pixel(x) + slot->bitmap_left - mask->x;
    int top = pixel(y) - slot->bitmap_top - mask->y;
    int from = left < 0 ? -left : 0;
    int to = left + (int)bitmap->width > mask->w ? mask->w - left : (int)bitmap->width;
    for (int row = 0; row < (int)bitmap->rows; row++) {
        if (top + row < 0 || top + row >= mask->h)
            continue;
        const uint8_t *ink = bitmap->buffer + (ptrdiff_t)row * bitmap->pitch;
        uint8_t *out = mask->pixels + (ptrdiff_t)(top + row) * mask->w + left;
        for (int i = from; i < to; i++)
            out[i] |= ink[i];
    }
}
