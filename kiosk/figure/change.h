#pragma once

#include <stdint.h>

#include "base/geometry.h"

/* A picture without its empty rim. */
struct cropped {
    const uint32_t *pixels; /* rows without gaps */
    struct rect crop;       /* where they lie; outside is nothing (0) */
};

/* The smallest rectangle around all pixels that differ; empty when none does. */
struct rect change_between(const struct cropped *a, const struct cropped *b);
