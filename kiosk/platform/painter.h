#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config/theme.h"
#include "platform/image_source.h"
#include "ui/draw.h"
#include "ui/measure.h"

/* Executes draw lists on a CPU canvas. Owns the fonts (one object a size), the text, icon and
 * shadow caches. The same pixels on every machine. Not thread-safe. */
struct painter;

/* Opaque pixels, 0xFFRRGGBB (the top byte is ignored when shown). Borrowed. */
struct canvas {
    uint32_t *pixels;
    int width, height;
    int stride; /* pixels from row to row */
};

enum { PAINTER_MAX_DAMAGE = 16 };

struct painter_damage {
    struct rect rects[PAINTER_MAX_DAMAGE]; /* disjoint, inside the canvas */
    int count;
    int64_t pixels; /* their area */
};

/* `assets` is the folder with fonts/ and icons/. NULL (logged) when a font cannot be opened.
 * `images` may be NULL; it is borrowed. */
struct painter *painter_create(const char *assets, const struct theme *theme,
                               const struct image_source *images);
void painter_destroy(struct painter *painter);

/* At most so many bytes for masks, at once; and what they take now. */
void painter_limit(struct painter *painter, size_t masks);
size_t painter_masks_bytes(const struct painter *painter);

/* Valid as long as the painter. */
const struct text_measure *painter_measure(struct painter *painter);

/* Brings `canvas`, which still holds the frame of the last call, to what `list` says, and tells
 * what was touched. The painter keeps its own copy of what it needs of `list`. */
void painter_paint(struct painter *painter, struct canvas *canvas, const struct draw_list *list,
                   struct painter_damage *damage);

/* Forgets the last frame: the next paint draws everything (new canvas, exposed window). */
void painter_invalidate(struct painter *painter);
