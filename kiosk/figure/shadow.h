#pragma once

#include "figure/scene.h"

/* Soft shadow on the ground under what is near it, worked out on a coarse grid over the ground,
 * then brought to the picture at every SHADOW_STEP pixels and mixed linearly between. */

enum { SHADOW_STEP = 8, SHADOW_CELLS = 96 };

struct shadow {
    float x, z, cell; /* of cell 0, 0; side of a cell in metres */
    int columns, rows;
    float dark[SHADOW_CELLS * SHADOW_CELLS + 3]; /* 0..1; room for four at a time */
};

void shadow_cast(struct shadow *shadow, const struct capsule *capsules, int count);

/* 0 outside the grid. */
float shadow_at(const struct shadow *shadow, float x, float z);

/* How the room maps to pixels: px = x + tangent * scale, py = y - tangent * scale. */
struct viewport {
    float x, y, scale;
    int width, height;
};

/* The ground under a pixel; false above the horizon. */
bool viewport_ground(const struct viewport *view, const struct camera *c, float px, float py,
                     float *x, float *z);
