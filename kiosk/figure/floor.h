#pragma once

#include "figure/scene.h"
#include "figure/shadow.h"

/* The room's floor behind everything else: a faint tone without a line where the wall stands. It is
 * fullest under body and mat and thins out to all sides, so that it lies on any ground that the
 * picture is laid upon; and the mat's own shade on it. The same for all frames. */

/* SHARES: steps from nothing to all of it, in which its fading is looked up. */
enum { FLOOR_SHARES = 256, FLOOR_MOST = 26 };

struct floor {
    bool any;
    int width;
    float top, bottom;              /* y where it begins and ends */
    float full0, full1;             /* y between which it is full */
    int16_t with[FLOOR_SHARES + 1]; /* columns from either side on with so much of the row's tone */
    uint32_t color[FLOOR_MOST + 1]; /* premultiplied, from nothing to all of it */
    vec3 mat;                       /* middle of what shades the floor round the mat */
    float mat_half_x, mat_half_z;   /* 0: there is none */
    float mat_dark;                 /* of its shade at its edge */
};

/* One pixel row of it: the first column from either side with so much of it, an index of `color`.
 */
struct floor_row {
    int most; /* in the middle */
    int width;
    int16_t first[FLOOR_MOST + 2];
};

void floor_prepare(struct floor *floor, const struct scene *scene, const struct viewport *view);

/* How dark the mat makes the floor beside it, 0..1; at four places on the ground. */
v4f floor_shade(const struct floor *floor, v4f x, v4f z);

void floor_cross(struct floor_row *row, const struct floor *floor, int y);

/* What column x has, an index of `color`; `stop`: the first one after it that has another. */
int floor_at(const struct floor_row *row, int x, int *stop);

/* Premultiplied colours of columns x .. x + n - 1. */
void floor_fill(const struct floor *floor, const struct floor_row *row, int x, int n,
                uint32_t *out);
