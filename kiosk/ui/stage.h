#pragma once

#include <math.h>

#include "config/theme.h"
#include "ui/draw.h"

/* The light of the stage on which a figure of `rect`, px, is seen: brightest above its middle.
 * `color`: by enum theme_color. */
static inline struct draw_gradient stage_light(const color_t *color, struct rect rect, int radius)
{
    return (struct draw_gradient){.radius = radius,
                                  .kind = GRADIENT_RADIAL,
                                  .from = color[COLOR_STAGE_CENTER],
                                  .to = color[COLOR_STAGE_RIM],
                                  .cx = (float)rect.x + (float)rect.w / 2,
                                  .cy = (float)rect.y + (float)rect.h * 0.42f,
                                  .reach = 0.62f * (float)hypot(rect.w, rect.h)};
}
