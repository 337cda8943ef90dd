#pragma once

#include <math.h>
#include <stdint.h>

#include "base/geometry.h"

/* How much of a pixel (0..1) lies on the inner side of a straight edge. `distance` from the edge
 * to the pixel's centre, positive inside; nx, ny: the edge's unit normal, in any quadrant. */
static inline float edge_coverage(float distance, float nx, float ny)
{
    float a = fabsf(nx), b = fabsf(ny);
    if (a < b) {
        float swap = a;
        a = b;
        b = swap;
    }
    float far = (a + b) / 2, near = (a - b) / 2;
    if (distance >= far)
        return 1;
    if (distance <= -far)
        return 0;
    float size = fabsf(distance);
    if (size <= near)
        return 0.5f + distance / a;
    float corner = (far - size) * (far - size) / (2 * a * b);
    return distance > 0 ? 1 - corner : corner;
}

static inline uint32_t coverage_byte(float coverage)
{
    return (uint32_t)(coverage * 255 + 0.5f);
}

/* One row of a rounded rectangle, seen from its left edge (the right end is its mirror image):
 * columns below `begin` are outside, from `full` on wholly inside, those between are cut by the
 * corner. */
struct edge_row {
    int begin, full;
    float radius;
    float dy; /* from the corner circle's centre up to the middle of the row */
};

/* `row` counts from the rectangle's top. Outside the rectangle: begin = full = w. */
struct edge_row edge_row_at(struct rect rect, int radius, int row);

/* Coverage 0..255 of a column. */
uint32_t edge_row_coverage(const struct edge_row *edge, int column);
