#pragma once

#include "figure/scene.h"
#include "figure/shadow.h"

/* Water behind the body, without a wall or a rim: pale where one looks along its surface, deeper
 * below, and thinning out to all sides as a picture of a pool that goes on would. */

enum { POOL_LEVELS = 48 };

struct pool {
    bool any;
    float x, y, half_x, half_y; /* of all of it, pixels */
    float surface;              /* y of the middle of its surface */
};

/* One pixel row of it. */
struct pool_row {
    const struct pool *pool;
    float off;                       /* how far the row is from the middle, curved */
    int x0, x1;                      /* columns with anything of it; empty: x1 < x0 */
    int full0, full1;                /* where it thins no more */
    uint32_t color[POOL_LEVELS + 1]; /* premultiplied, from nothing to all of it */
};

void pool_prepare(struct pool *pool, const struct camera *camera, const struct viewport *view,
                  const struct figure_prop *water);

void pool_cross(struct pool_row *row, const struct pool *pool, int y);

/* Premultiplied colours of columns x .. x + n - 1. */
void pool_fill(const struct pool_row *row, int x, int n, uint32_t *out);
