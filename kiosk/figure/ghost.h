#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The start pose, or the end of a breath, drawn faintly behind the body of a movement so small that
 * it would be missed: a contour with next to nothing in it, so that nobody takes it for a shadow,
 * and only of what really moves. It is the same on all frames of a clip: kept as a byte a pixel,
 * laid over the backdrop. */

enum { GHOST_SAMPLES = 4, GHOST_LEVELS = 3, GHOST_ROW = 1 + GHOST_SAMPLES };

struct ghost {
    uint8_t *pixels; /* how many of GHOST_SAMPLES are of it */
    size_t capacity;
    int x0, y0, x1, y1; /* inclusive, of the picture; empty: x1 < x0 */
    int width;          /* of a row of pixels */
    /* Premultiplied, by what is in `pixels`: a row of how many for each of how much, in thirds, the
     * contour covers of them. */
    uint32_t color[(1 + GHOST_LEVELS) * GHOST_ROW];
};

void ghost_tint(struct ghost *ghost);

/* Marks what of it stays in sight behind `body`, kept in the same view, and is no strip of less
 * than `thin` pixels; and a little round that. False when there is no memory: all stays unmarked.
 */
bool ghost_mark(struct ghost *ghost, const struct ghost *body, float thin);

/* Leaves what ghost_mark has marked, by any of its calls, with a contour of `line` pixels. False
 * when there is no memory: it has no contour then. */
bool ghost_keep_marked(struct ghost *ghost, float line);

/* Over the premultiplied colours of columns x .. x + n - 1 of row y, which is one of its own. */
void ghost_lay(const struct ghost *ghost, int y, int x, int n, uint32_t *out);
