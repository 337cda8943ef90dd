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

/* Levels of a channel, of 255, that no eye tells apart from one moment to the next. */
enum { CHANGE_UNSEEN = 3 };

/* A pixel of the picture in `crop` that differs from that of `before` by no more than these becomes
 * that one. As what is compared is what is shown, it never drifts further from what was drawn. */
void change_settle(const struct cropped *before, struct rect crop, uint32_t *pixels);
