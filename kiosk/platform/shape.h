#pragma once

#include "base/color.h"
#include "base/geometry.h"
#include "platform/painter.h"

/* Anti-aliased shapes on the canvas. Nothing outside `clip`, which lies inside the canvas, is
 * touched. Coverage is that of the straight line through the edge's nearest point, exact to a
 * fraction of a grey level for any radius above 2 px. */

/* A rounded rectangle, filled, with a border of `stroke` px inside its edge. */
void shape_box(struct canvas *canvas, struct rect clip, struct rect rect,
               const struct draw_fill *fill);

/* What lies over a gradient, premultiplied, drawn with it in one go: most of it hides the rest. */
struct shape_cover {
    const uint32_t *pixels; /* of the upper left corner of `rect` */
    int stride;
    struct rect rect; /* on the canvas, px */
};

/* `cover` may be NULL; else the gradient is opaque, and covers all of it. */
void shape_gradient(struct canvas *canvas, struct rect clip, struct rect rect,
                    const struct draw_gradient *gradient, const struct shape_cover *cover);

void shape_ring(struct canvas *canvas, struct rect clip, const struct draw_ring *ring);

/* Every pixel that two rings differing only in start and sweep show differently: near the starts,
 * and near the ends. Either may be empty. */
void shape_ring_difference(const struct draw_ring *a, const struct draw_ring *b,
                           struct rect out[2]);

/* True when every pixel of `inside` is fully covered by the rounded rectangle. */
bool shape_covers(struct rect rect, int radius, struct rect inside);

static inline uint32_t *canvas_at(const struct canvas *canvas, int x, int y)
{
    return canvas->pixels + (ptrdiff_t)y * canvas->stride + x;
}
