#pragma once

#include "base/lanes.h"
#include "figure/floor.h"
#include "figure/ghost.h"
#include "figure/pool.h"
#include "figure/wall.h"

/* What lies behind everything else: mat or floor with the shadows on them, or a pool of water.
 * Flat convex shapes, crossed row by row with soft edges; nothing of it is ever in front of the
 * body, so that a heel a few millimetres into the mat is not cut off by it. */

enum { BACKDROP_SHAPES = 4, BACKDROP_POINTS = 96, BACKDROP_ROWS = 4, BACKDROP_TONES = 44 };

enum { BACKDROP_GROUP = 8, BACKDROP_GROUPS = BACKDROP_POINTS / BACKDROP_GROUP };

struct backdrop_shape {
    float x[BACKDROP_POINTS], y[BACKDROP_POINTS]; /* pixels */
    int count;
    float top, bottom; /* of all of it */
    float below;       /* also covers this many pixels further down: the mat's thickness */
    float low[BACKDROP_GROUPS], high[BACKDROP_GROUPS]; /* where edges side by side reach, y */
    bool shaded;                                       /* takes the shadows */
    uint32_t color[BACKDROP_TONES]; /* opaque, by the root of how dark the shadow is */
};

struct backdrop {
    struct backdrop_shape shape[BACKDROP_SHAPES]; /* the later ones lie over the earlier */
    int count;
    bool water;
    struct floor floor;        /* below all shapes */
    struct wall wall;          /* over the floor and them */
    struct pool pool;          /* the water; there are no shapes then */
    float water_surface;       /* height above the ground */
    const struct ghost *ghost; /* lies over all shapes; NULL: none */
    /* Premultiplied, by how much of the floor there is, and the root of how dark the shadow on it.
     */
    uint32_t bare[FLOOR_MOST + 1][BACKDROP_TONES];
};

void backdrop_prepare(struct backdrop *backdrop, const struct scene *scene,
                      const struct person *person, const struct viewport *view);

/* One pixel row: the shapes' spans at BACKDROP_ROWS heights inside it. */
struct backdrop_row {
    const struct backdrop *backdrop;
    const struct ghost *ghost; /* NULL: this row has nothing of it */
    int y;
    const float *shadow;      /* nodes at every SHADOW_STEP pixels from column 0; NULL: none */
    const float *bare_shadow; /* the same beside the mat, with the mat's own */
    struct floor_row floor;
    v4f x0[BACKDROP_SHAPES], x1[BACKDROP_SHAPES];       /* at BACKDROP_ROWS heights */
    int full0[BACKDROP_SHAPES], full1[BACKDROP_SHAPES]; /* pixels covered whole; empty: 0, -1 */
    uint32_t plain[BACKDROP_SHAPES]; /* what those without shadows look like here */
    int any0, any1;                  /* pixels with anything of a shape */
    struct pool_row pool;
};

/* `shadow`: what falls on shapes and, second, beside them. */
void backdrop_cross(struct backdrop_row *row, const struct backdrop *backdrop, int y,
                    const float *const shadow[2]);

/* Premultiplied colours of columns x .. x + n - 1. */
void backdrop_fill(const struct backdrop_row *row, int x, int n, uint32_t *out);
