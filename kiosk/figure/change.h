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
