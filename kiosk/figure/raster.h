#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/lanes.h"
#include "figure/mesh.h"

/* Depth-buffered triangles with four samples a pixel, in bands that stay in the processor's cache.
 * Stores per sample which triangle is in front; colours are worked out afterwards, once a pixel.
 * A sample is a number: how near in the high half, which triangle in the low one, so that the
 * nearest is the greatest. In a room 4 m deep half a number counts tenths of a millimetre. */

/* TILE: columns of two rows that are known together to hide what lies behind them. */
enum { BAND_ROWS = 16, RASTER_MAX_ID = 0xFFFF, RASTER_TILE = 8 };

struct raster_point {
    _Alignas(16) float x; /* pixels */
    float y;
    float z; /* 1 / distance: larger is nearer */
};

/* The picture, and which depths there are between. */
struct raster_view {
    int width, height; /* pixels */
    float far;         /* 1 / distance; nothing is farther */
    float steps;       /* of depth, for one of 1 / distance; from raster_steps */
};

/* Set up for scanning: edges and depth as planes over the picture. */
struct raster_triangle {
    v4f a, b, c;            /* of three edges: a*x + b*y + c >= 0 inside */
    v4f slope, left, right; /* columns from y0's row on: left + slope * row to right + slope * row,
                             * unless the edge does not bound that end; where there are many */
    float zx, zy, z0;       /* in steps, -2^31 at the far end */
    float nearest;          /* no sample is nearer; from raster_setup_behind alone */
    int32_t x0, x1, y0, y1; /* pixels it may touch, inclusive */
};

/* Steps of depth between `far` and `near`, which is nearer. */
float raster_steps(float far, float near);

/* False when it covers no pixel of the view, or shows its back and `any_side` is false. */
bool raster_setup(struct raster_triangle *out, const struct raster_point *p, const uint16_t v[3],
                  bool any_side, const struct raster_view *view);

/* The same for raster_draw behind others, with either side: edges are put off until something of it
 * may be seen. */
bool raster_setup_behind(struct raster_triangle *out, const struct raster_point *p,
                         const uint16_t v[3], const struct raster_view *view);

/* Those of `all` that show their front and cover some of the view, one after the other; `which`:
 * the number of each. How many; both have room for all. */
size_t raster_setup_fronts(struct raster_triangle *out, uint16_t *which,
                           const struct raster_point *p, const struct triangle *all, size_t count,
                           const struct raster_view *view);

/* The same of those that `rim` names, to be drawn behind others. */
size_t raster_setup_rims(struct raster_triangle *out, uint16_t *which, const struct raster_point *p,
                         const struct triangle *all, const uint16_t *rim, size_t count,
                         const struct raster_view *view);

struct raster_band {
    int32_t *samples; /* raster_stride * BAND_ROWS * 4, at an address that 32 divides */
    float *nearer;    /* raster_stride, at such an address: how near all of a tile is at least */
    int stride;       /* pixels of a row; from raster_stride */
    int y;            /* of its first row */
};

static inline int raster_id(int32_t sample)
{
    return sample & RASTER_MAX_ID;
}

/* More than `width`: whole tiles, and room for one pixel to be drawn with its neighbour. */
static inline int raster_stride(int width)
{
    return (width + RASTER_TILE) & ~(RASTER_TILE - 1);
}

/* Rows lie in memory two by two: a pixel's four samples are followed by those of the pixel below
 * it, which belongs to the odd row, and then by those of its neighbour on the right. */
enum { RASTER_NEXT = 8 };

/* The first sample of a row, counted from the band's first. */
static inline int32_t *raster_row(const struct raster_band *band, int row)
{
    return band->samples + ((ptrdiff_t)(row / 2) * band->stride * RASTER_NEXT + (row & 1) * 4);
}

/* Columns x0..x1 of all rows, and what else their tiles have. */
void raster_clear(struct raster_band *band, int x0, int x1);

/* Draws those of `all` that `ids` names, each 1 to RASTER_MAX_ID; they reach into the band.
 * `behind`: mostly hidden by what has been drawn, and from raster_setup_behind: looks first. */
void raster_draw(struct raster_band *band, struct raster_triangle *all, const uint32_t *ids,
                 size_t count, bool behind);

/* For processors without wide vectors: to the bit the same. */
void raster_draw_narrow(struct raster_band *band, struct raster_triangle *all, const uint32_t *ids,
                        size_t count, bool behind);
