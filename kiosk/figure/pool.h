#pragma once

#include "figure/scene.h"
#include "figure/shadow.h"

/* Water behind the body, from one side of the picture to the other: its far edge is a line with
 * small waves, its surface pale, below it grows deeper, and it stands on rows of tiles. It thins
 * out to the sides and below. */

/* ASIDE: columns at most over which it thins out, at either side of the widest picture. */
enum { POOL_LEVELS = 64, POOL_JOINTS = 5, POOL_ASIDE = 4096 };

struct pool {
    bool any;
    float x, y, half_x, half_y; /* of all of it, pixels */
    float surface;              /* y of the middle of its surface */
    float wave;                 /* how far its far edge rises and falls, pixels */
    float floor;                /* y of the foot of its far side */
    float joint[POOL_JOINTS];   /* y of the joints between the rows of tiles, from there on */
    float bottom;               /* y of the near edge of its floor */
    float share[POOL_ASIDE];    /* how much of it a column has, from either side on */
};

/* One pixel row of it. */
struct pool_row {
    const struct pool *pool;
    float below;                     /* how far below the far edge's middle, pixels */
    float deep;                      /* how much is left of it so far down, 0..1 */
    bool waves;                      /* the far edge goes up and down here */
    int x0, x1;                      /* columns with anything of it; empty: x1 < x0 */
    int full0, full1;                /* where it thins no more */
    uint32_t color[POOL_LEVELS + 1]; /* premultiplied, from nothing to all of it */
    uint32_t crest[POOL_LEVELS + 1]; /* the same of the line along its far edge */
};

void pool_prepare(struct pool *pool, const struct camera *camera, const struct viewport *view,
                  const struct figure_prop *water);

void pool_cross(struct pool_row *row, const struct pool *pool, int y);

/* Premultiplied colours of columns x .. x + n - 1. */
void pool_fill(const struct pool_row *row, int x, int n, uint32_t *out);
