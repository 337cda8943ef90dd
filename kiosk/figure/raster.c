#include "figure/raster.h"

#include <string.h>

#include "figure/vec.h"

/* Sample places inside a pixel: a rotated grid, so that near-level and near-upright edges get all
 * five steps of coverage. */
static const v4f sample_x = {0.375f, 0.875f, 0.125f, 0.625f};
static const v4f sample_y = {0.125f, 0.375f, 0.625f, 0.875f};

static float min3(float a, float b, float c)
{
    return minf(a, minf(b, c));
}

static float max3(float a, float b, float c)
{
    return maxf(a, maxf(b, c));
}

/* Both triangles at an edge compute it from the same end, so their values are exact opposites and
 * no sample falls between them. */
static void edge(struct raster_triangle *t, int i, const struct raster_point *p, uint16_t from,
                 uint16_t to, float sign)
{
    bool swap = from > to;
    const struct raster_point *u = &p[swap ? to : from], *v = &p[swap ? from : to];
    float a = u->y - v->y, b = v->x - u->x;
    float c = -(a * u->x + b * u->y);
    float s = swap ? -sign : sign;
    t->a[i] = a * s;
    t->b[i] = b * s;
    t->c[i] = c * s;
    bool level = fabsf(a) <= 1e-4f;
    t->per_a[i] = level ? 0 : -1.0f / t->a[i];
    t->left[i] = level || t->a[i] < 0 ? -1e9f : -0.01f;
    t->right[i] = level || t->a[i] > 0 ? 1e9f : 0.01f;
    v4f inside = t->a[i] * sample_x + t->b[i] * sample_y;
    t->reach[i] = maxf(maxf(inside[0], inside[1]), maxf(inside[2], inside[3]));
}

bool raster_setup(struct raster_triangle *out, const struct raster_point *p, const uint16_t v[3],
                  bool any_side, int width, int height)
{
    const struct raster_point *q0 = &p[v[0]], *q1 = &p[v[1]], *q2 = &p[v[2]];
    /* Pixels count downwards, so what is counter-clockwise in the room has a negative area. */
    float dx1 = q1->x - q0->x, dy1 = q1->y - q0->y;
    float dx2 = q2->x - q0->x, dy2 = q2->y - q0->y;
    float area = dx1 * dy2 - dx2 * dy1;
    if (any_side ? fabsf(area) < 1e-4f : area > -1e-4f)
        return false;
    float low_x = min3(q0->x, q1->x, q2->x), high_x = max3(q0->x, q1->x, q2->x);
    float low_y = min3(q0->y, q1->y, q2->y), high_y = max3(q0->y, q1->y, q2->y);
    if (high_x < 0 || high_y < 0 || low_x >= (float)width || low_y >= (float)height)
        return false;
    out->x0 = (int)maxf(low_x - 0.125f, 0);
    out->y0 = (int)maxf(low_y - 0.125f, 0);
    out->x1 = (int)minf(high_x, (float)(width - 1));
    out->y1 = (int)minf(high_y, (float)(height - 1));
    float sign = area > 0 ? 1.0f : -1.0f;
    edge(out, 0, p, v[0], v[1], sign);
    edge(out, 1, p, v[1], v[2], sign);
    edge(out, 2, p, v[2], v[0], sign);
    float dz1 = q1->z - q0->z, dz2 = q2->z - q0->z;
    out->zx = (dz1 * dy2 - dz2 * dy1) / area;
    out->zy = (dz2 * dx1 - dz1 * dx2) / area;
    out->z0 = q0->z - out->zx * q0->x - out->zy * q0->y;
    return true;
}

void raster_clear(struct raster_band *band, int x0, int x1)
{
    size_t n = (size_t)(x1 - x0 + 1) * 4;
    for (int row = 0; row < BAND_ROWS; row++) {
        size_t at = ((size_t)row * (size_t)band->width + (size_t)x0) * 4;
        memset(band->depth + at, 0, n * sizeof *band->depth);
        memset(band->ids + at, 0, n * sizeof *band->ids);
    }
}

/* The pixels of a row that can hold samples inside: exact but for a hundredth of a pixel. */
static void row_span(const struct raster_triangle *t, float y, int *x0, int *x1)
{
    float low = (float)*x0, high = (float)*x1;
    /* Without branches: which edge is left and which right changes too often to guess. */
    for (int i = 0; i < 3; i++) {
        float crossing = (t->b[i] * y + t->c[i] + t->reach[i]) * t->per_a[i];
        low = maxf(low, crossing + t->left[i]);
        high = minf(high, crossing + t->right[i]);
    }
    *x0 = (int)(low + 0.9999f);
    *x1 = (int)(high + 1.0f) - 1; /* rounds down from -1 on */
}

static inline v4f splat(float x)
{
    return (v4f){x, x, x, x};
}

/* The triangle's planes, spread over the four samples. */
struct lanes {
    v4f a[3], b[3], c[3];
    v4f zx, zy, z0;
    v4u id;
};

static inline void draw_row(const struct lanes *t, float y, int x0, int x1, v4f *depth, v4u *ids)
{
    v4f ys = sample_y + y;
    v4f r0 = t->b[0] * ys + t->c[0], r1 = t->b[1] * ys + t->c[1], r2 = t->b[2] * ys + t->c[2];
    v4f rz = t->zy * ys + t->z0;
    v4f zero = splat(0);
    for (int x = x0; x <= x1; x++) {
        v4f xs = sample_x + (float)x;
        v4f z = t->zx * xs + rz;
        v4f d = depth[x];
        v4u mask = (v4u)((t->a[0] * xs + r0 >= zero) & (t->a[1] * xs + r1 >= zero) &
                         (t->a[2] * xs + r2 >= zero) & (z > d));
        depth[x] = (v4f)(((v4u)z & mask) | ((v4u)d & ~mask));
        ids[x] = (t->id & mask) | (ids[x] & ~mask);
    }
}

void raster_draw(struct raster_band *band, const struct raster_triangle *t, uint32_t id)
{
    int y0 = t->y0 > band->y ? t->y0 : band->y;
    int y1 = t->y1 < band->y + BAND_ROWS - 1 ? t->y1 : band->y + BAND_ROWS - 1;
    struct lanes lanes = {.zx = splat(t->zx), .zy = splat(t->zy), .z0 = splat(t->z0)};
    lanes.id = (v4u){id, id, id, id};
    for (int i = 0; i < 3; i++) {
        lanes.a[i] = splat(t->a[i]);
        lanes.b[i] = splat(t->b[i]);
        lanes.c[i] = splat(t->c[i]);
    }
    for (int y = y0; y <= y1; y++) {
        int x0 = t->x0, x1 = t->x1;
        row_span(t, (float)y, &x0, &x1);
        size_t row = (size_t)(y - band->y) * (size_t)band->width * 4;
        draw_row(&lanes, (float)y, x0, x1, (v4f *)(void *)(band->depth + row),
                 (v4u *)(void *)(band->ids + row));
    }
}
