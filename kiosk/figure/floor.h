#pragma once

#include "figure/scene.h"
#include "figure/shadow.h"

/* The room's floor behind everything else: a faint tone from the foot of a wall, some way behind
 * body and mat, to the front. It thins out to the sides and below, so that it lies on any ground
 * that the picture is laid upon; and the mat's own shade on it. The same for all frames. */

/* ASIDE: columns at most over which it thins out, at either side of the widest picture. */
enum { FLOOR_LEVELS = 24, FLOOR_MOST = 40, FLOOR_ASIDE = 2048 };

struct floor {
    bool any;
    int width;
    float line, rise;               /* y of the wall's foot; over how many pixels it begins there */
    float fades, bottom;            /* y where it begins to thin out, and where it ends */
    int first[FLOOR_LEVELS + 1];    /* columns from either side on with so much of it */
    uint8_t level[FLOOR_ASIDE];     /* of a column up to the last of these */
    uint32_t color[FLOOR_MOST + 1]; /* premultiplied, from nothing to all of it */
    vec3 mat;                       /* middle of the mat */
    float mat_half_x, mat_half_z;   /* 0: there is none */
    float mat_dark;                 /* of its shade at its edge */
};

void floor_prepare(struct floor *floor, const struct scene *scene, const struct viewport *view);

/* How dark the mat makes the floor beside it, 0..1; at four places on the ground. */
v4f floor_shade(const struct floor *floor, v4f x, v4f z);

/* How much of it a pixel row has, 0..FLOOR_MOST. */
int floor_cross(const struct floor *floor, int y);

/* Of the row's `most`, what column x has, an index of `color`; `stop`: the first one after it that
 * has another. */
int floor_at(const struct floor *floor, int most, int x, int *stop);

/* Premultiplied colours of columns x .. x + n - 1 of a row with that much of it. */
void floor_fill(const struct floor *floor, int most, int x, int n, uint32_t *out);
