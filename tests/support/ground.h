#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "ui/draw.h"

/* What lies behind something that is drawn, computed from the draw list: no pixel is painted. */

struct ground {
    color_t color; /* opaque */
    bool picture;  /* a figure, a photo or a code: nobody knows its colours */
    bool blend;    /* of a gradient, or of something translucent: no one token's */
};

/* At this place, of what the first `count` commands draw. Shadows and letters count for nothing. */
struct ground ground_at(const struct draw_list *list, size_t count, int x, int y);

/* The share of what `count` commands draw at this place that the later ones let through, 0..1. */
double ground_seen(const struct draw_list *list, size_t count, int x, int y);

/* `ink` on it, as it is seen. */
color_t ground_under(color_t ground, color_t ink);
