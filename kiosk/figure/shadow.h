#pragma once

#include "base/lanes.h"
#include "figure/scene.h"

/* The soft shadow that a lamp casts on the ground, and the dark right under what rests on it,
 * worked out on a coarse grid over the ground, then brought to the picture at every SHADOW_STEP
 * pixels and mixed linearly between. */

enum { SHADOW_STEP = 8, SHADOW_CELLS = 128 };

/* Room for a row of them that is filled four at a time. */
static inline size_t shadow_nodes_of(int width)
{
    return (size_t)width / SHADOW_STEP + 2 + 3;
}

struct shadow {
    float x, z, cell; /* of cell 0, 0; side of a cell in metres */
    int columns, rows;
    float dark[SHADOW_CELLS * SHADOW_CELLS + 3]; /* 0..1; room for four at a time */
};

/* `way`: where the shadow of what is a metre above the ground lies from below it. */
void shadow_cast(struct shadow *shadow, const struct capsule *capsules, int count, vec3 way);

/* At four places; 0 outside the grid. */
v4f shadow_at(const struct shadow *shadow, v4f x, v4f z);

/* How the room maps to pixels: px = x + tangent * scale, py = y - tangent * scale. */
struct viewport {
    float x, y, scale;
    int width, height;
};

/* The ground under four pixels of a row; zero for those above the horizon, else all ones. */
v4i viewport_ground(const struct viewport *view, const struct camera *c, v4f px, float py, v4f *x,
                    v4f *z);
