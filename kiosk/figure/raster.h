#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Depth-buffered triangles with four samples a pixel, in bands that stay in the processor's cache.
 * Stores per sample which triangle is in front; colours are worked out afterwards, once a pixel.
 * A sample is a number: how near in the high half, which triangle in the low one, so that the
 * nearest is the greatest. In a room 4 m deep half a number counts tenths of a millimetre. */

typedef float v8f __attribute__((vector_size(32)));
typedef uint32_t v8u __attribute__((vector_size(32)));
typedef int32_t v8i __attribute__((vector_size(32)));
typedef float v4f __attribute__((vector_size(16)));
typedef int32_t v4i __attribute__((vector_size(16)));
typedef uint32_t v4u __attribute__((vector_size(16)));

/* Rows are drawn in pairs, too. */
enum { BAND_ROWS = 16, RASTER_MAX_ID = 0xFFFF };

struct raster_point {
    float x, y; /* pixels */
    float z;    /* 1 / distance: larger is nearer */
};

/* The picture, and which depths there are between. */
struct raster_view {
    int width, height; /* pixels */
    float far;         /* 1 / distance; nothing is farther */
    float steps;       /* of depth, for one of 1 / distance; from raster_steps */
};

/* Set up for scanning: edges and depth as planes over the picture. */
struct raster_triangle {
    v4f a, b, c;        /* of three edges: a*x + b*y + c >= 0 inside */
    v4f reach;          /* how much more than at its corner an edge is worth inside a pixel */
    v4f per_a;          /* -1 / a; 0 for level edges */
    v4f left, right;    /* 0 where the edge bounds that end of a row, else out of the way */
    float zx, zy, z0;   /* in steps, -2^31 at the far end */
    int x0, x1, y0, y1; /* pixels it may touch, inclusive */
};

/* Steps of depth between `far` and `near`, which is nearer. */
float raster_steps(float far, float near);

/* False when it covers no pixel of the view, or shows its back and `any_side` is false. */
bool raster_setup(struct raster_triangle *out, const struct raster_point *p, const uint16_t v[3],
                  bool any_side, const struct raster_view *view);

struct raster_band {
    uint32_t *samples; /* stride * BAND_ROWS * 4; 0 where nothing is */
    int stride;        /* pixels from row to row; from raster_stride */
    int y;             /* of its first row */
};

static inline uint32_t raster_id(uint32_t sample)
{
    return sample & RASTER_MAX_ID;
}

/* At least `width`; pixels are drawn in pairs. */
static inline int raster_stride(int width)
{
    return (width + 1) & ~1;
}

/* Columns x0..x1 of all rows. */
void raster_clear(struct raster_band *band, int x0, int x1);

/* `id`: 1 to RASTER_MAX_ID. */
void raster_draw(struct raster_band *band, const struct raster_triangle *t, uint32_t id);

/* One pixel after the other, for processors without wide vectors: to the bit the same. */
void raster_draw_narrow(struct raster_band *band, const struct raster_triangle *t, uint32_t id);
