#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The start pose, or the end of a breath, drawn faintly behind the body of a movement so small that
 * it would be missed: a contour with next to nothing in it, so that nobody takes it for a shadow,
 * and only of what really moves. It is the same on all frames of a clip: kept as a byte a pixel,
 * laid over the backdrop. */

/* SAMPLES: of a pixel that is traced. Of one that is kept, how much of it is covered, and how much
 * of that by the contour, is counted in steps. */
enum { GHOST_SAMPLES = 4, GHOST_STEPS = 8, GHOST_ROW = 1 + GHOST_STEPS };

struct ghost {
    uint8_t *pixels; /* traced: how many samples are of it; kept: which of the colours */
    size_t capacity;
    int x0, y0, x1, y1; /* inclusive, of the picture; empty: x1 < x0 */
    int width;          /* of a row of pixels */
    /* Premultiplied: a row of how much is covered for each of how much the contour has of it. */
    uint32_t color[GHOST_ROW * GHOST_ROW];
};

/* `share`: how clearly it is seen, 0..1. */
void ghost_tint(struct ghost *ghost, float share);

/* Closes small gaps within it, as between an arm and the trunk: a contour there is one too many.
 * False when there is no memory: they stay. */
bool ghost_fill(struct ghost *ghost);

/* Marks what of it stays in sight behind `body`, kept in the same view: all that hangs together and
 * is somewhere wider than twice `thin` pixels and no scrap, beside the largest or beside all of it.
 * What goes on there little wider than `thin` thins out. False when there is no memory: all stays
 * unmarked. */
bool ghost_mark(struct ghost *ghost, const struct ghost *body, float thin);

/* Leaves what ghost_mark has marked, by any of its calls, with a smooth contour of `line` pixels.
 * False when there is no memory: nothing is left then. */
bool ghost_keep_marked(struct ghost *ghost, float line);

/* Over the premultiplied colours of columns x .. x + n - 1 of row y, which is one of its own. */
void ghost_lay(const struct ghost *ghost, int y, int x, int n, uint32_t *out);
