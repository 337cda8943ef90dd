#pragma once

#include <stdint.h>

#include "base/geometry.h"

/* A picture without its empty rim. */
struct cropped {
    const uint32_t *pixels; /* rows without gaps */
    struct rect crop;       /* where they lie; outside is nothing (0) */
};

/* Rectangles one below the other around all pixels that differ; none when none does. */
struct rects change_between(const struct cropped *a, const struct cropped *b);

/* A pixel of the picture that lies in `crop` and differs from that of `before` by no more than a
 * few levels becomes that one. As what is compared is what is shown, it never drifts further than
 * these from what was drawn. */
void change_settle(const struct cropped *before, struct rect crop, uint32_t *pixels);
