#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/mask.h"

/* One font file at one size: HarfBuzz chooses and places the glyphs, FreeType draws them.
 * Horizontal lengths marked 26.6 are in 64ths of a pixel. Not thread-safe. */
struct face;

/* What all faces share. */
struct face_library;

/* A piece of text that is set in one face, one script and one direction. */
struct face_text {
    const uint32_t *codes; /* the whole line: letters join with their neighbours across pieces */
    int count;
    int start, length; /* the piece */
    bool rtl;
    uint32_t script; /* ISO 15924 as four letters, 'Arab'; 0: none in particular */
};

struct face_glyph {
    uint32_t index;
    int x, y; /* 26.6, of its origin from the text's; y downwards */
};

/* Whole pixels around a glyph's ink, seen from the pixel its origin lies in; one column to the
 * right is to spare for what a fraction of a pixel moves it. */
struct face_ink {
    int left, top, width, height;
};

/* NULL when memory is short. To be closed after its faces. */
struct face_library *face_library_open(void);
void face_library_close(struct face_library *library);

/* `bytes` are borrowed until face_close. `size`: em in 26.6. `name` is for the log. NULL (logged)
 * when it is no font. */
struct face *face_open(struct face_library *library, const void *bytes, size_t length, int size,
                       const char *name);
void face_close(struct face *face);

/* px, rounded up: from the top of a line box to its baseline, and the whole box. */
int face_ascent(const struct face *face);
int face_line_height(const struct face *face);

bool face_has(const struct face *face, uint32_t code);

/* The glyphs from left to right, valid until the next call, and how far they move the pen, 26.6. */
const struct face_glyph *face_shape(struct face *face, const struct face_text *text, int *count,
                                    int *advance);

/* An empty ink for a glyph that cannot be loaded. */
struct face_ink face_ink(struct face *face, uint32_t glyph);

/* Lays the glyph's coverage over the mask's, its origin at (x, y) in 26.6 from the point where the
 * mask is put. What lies outside the mask is cut. */
void face_draw(struct face *face, uint32_t glyph, int x, int y, struct mask *mask);
