#pragma once

#include "figure/shadow.h"

/* A block of water, drawn as its visible faces behind the body; what of the body lies below the
 * surface is tinted apart from this. */

enum { WATER_FACES = 3 };

struct water {
    bool present;
    float surface; /* height above the ground */
    struct water_face {
        float x[4], y[4]; /* pixels, in order round the face */
        uint32_t color;   /* premultiplied */
    } face[WATER_FACES];
    int faces;
};

void water_prepare(struct water *water, const struct scene *scene, const struct viewport *view);

/* Where one pixel row crosses the faces. */
struct water_row {
    float x0[WATER_FACES], x1[WATER_FACES];
};

void water_cross(const struct water *water, float y, struct water_row *out);

/* Premultiplied colour of the water at pixel column x; 0 beside it. */
uint32_t water_color(const struct water *water, const struct water_row *row, int x);
