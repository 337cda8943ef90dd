#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "platform/harfbuzz.h"
#include "platform/mask.h"

/* One font file at one size: SDL2_ttf shapes and draws a piece of text. Lengths marked 26.6 are in
 * 64ths of a pixel. All faces share one FreeType: to be used in one thread only. */
struct face;

/* A piece of text that is set in one face, one script and one direction. */
struct face_text {
    const uint32_t *codes; /* the whole line: letters join with their neighbours across pieces */
    int count;
    int start, length; /* the piece */
    bool rtl;
    uint32_t script; /* ISO 15924 as four letters, 'Arab'; 0: none in particular */
};

/* SDL2_ttf as a whole, counted: as often closed as opened. False (logged) when it does not start.
 */
bool face_library_open(void);
void face_library_close(void);

/* A font file, mapped and shared by its sizes; to be closed after them. It may be replaced
 * meanwhile, but not written over. NULL (logged) when it cannot be read. `name` is borrowed. */
struct face_file;
struct face_file *face_file_open(const char *folder, const char *name);
void face_file_close(struct face_file *file);

/* `size`: em in 26.6. NULL (logged) when the file is no font. */
struct face *face_open(const struct face_file *file, int size);
void face_close(struct face *face);

/* px, rounded up: from the top of a line box to its baseline, and the whole box. */
int face_ascent(const struct face *face);
int face_line_height(const struct face *face);

bool face_has(const struct face *face, uint32_t code);

/* How wide the piece is, px: from the pen's place or the ink left of it, to where the pen ends or
 * the ink right of it. */
int face_width(struct face *face, const struct face_text *text);

/* Where the pen goes. */
struct pen face_pen(struct face *face, const struct face_text *text);

/* The coverage of the piece, seen from where the pen starts on the baseline, and where the pen
 * goes. The mask is the caller's; NULL when memory is short or the piece is absurdly long. */
struct mask *face_draw(struct face *face, const struct face_text *text, struct pen *pen);
