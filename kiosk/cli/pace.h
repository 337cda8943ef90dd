#pragma once

#include "base/ms.h"

enum { PACE_FPS = 60 };

/* The frame clock: absolute deadlines start + n / 60 s, so that lateness of one frame never shifts
 * the next. A frame that took too long skips deadlines; the rhythm stays. */

/* The first deadline after `now`. */
static inline ms_t pace_next(ms_t start, ms_t now)
{
    ms_t frame = (now - start) * PACE_FPS / 1000;
    while (start + frame * 1000 / PACE_FPS <= now)
        frame++;
    return start + frame * 1000 / PACE_FPS;
}
