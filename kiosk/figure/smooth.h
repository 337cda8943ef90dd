#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Smooth outlines: four samples a pixel give five steps of coverage, all of them within one pixel,
 * so that dark lines show stairs, and thin ones beads. Where an edge is seen, and at the pixels
 * round it, each pixel becomes a mean of what it is, half, and of its four neighbours, an eighth
 * each: as if every sample counted in a tent two pixels wide. What holds no edge stays as sharp as
 * it is drawn, and so does what would look the same. Works behind the row that is drawn, as all
 * means are of pixels as they were. */

/* Columns of a row that hold an edge, a bit each, from the left. */
struct smooth_row {
    uint64_t *bits;
};

static inline void smooth_mark(const struct smooth_row *row, int x)
{
    row->bits[x / 64] |= UINT64_C(1) << (x & 63);
}

enum { SMOOTH_ROWS = 3 };

struct smooth {
    struct smooth_row rows[SMOOTH_ROWS]; /* the row that is drawn, and those before it */
    uint32_t *before;                    /* the last row that is finished, as it was drawn */
    uint32_t *finished;                  /* room for a row */
    uint32_t *pixels;                    /* of the picture */
    int width, words;                    /* of its rows: pixels, of bits */
    int drawn;                           /* rows */
    bool small;
};

/* Bytes of memory for rows of `width` pixels. */
size_t smooth_bytes(size_t width);

/* In `memory`, a picture of which nothing has been drawn. `small`: so small that eyes and fingers
 * are a pixel or two wide: neighbours count half as much. */
void smooth_begin(struct smooth *smooth, void *memory, uint32_t *pixels, int width, bool small);

/* The next row that is drawn, from the top, without edges: to be marked in any order. */
const struct smooth_row *smooth_next(struct smooth *smooth);

/* That row has been drawn. Finishes the one above; the picture's first and last row, and its
 * outermost columns, stay as they are. */
void smooth_drawn(struct smooth *smooth);
