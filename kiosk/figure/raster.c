#include "figure/raster.h"

#include <string.h>

#include "figure/vec.h"

/* Sample places inside a pixel: a rotated grid, so that near-level and near-upright edges get all
 * five steps of coverage. */
static const v4f sample_x = {0.375f, 0.875f, 0.125f, 0.625f};
static const v4f sample_y = {0.125f, 0.375f, 0.625f, 0.875f};

static inline v4f splat(float x)
{
    return (v4f){x, x, x, x};
}

static float min3(float a, float b, float c)
{
    return minf(a, minf(b, c));
}

static float max3(float a, float b, float c)
{
    return maxf(a, maxf(b, c));
}

static inline v4f choose(v4i mask, v4f yes, v4f no)
{
    return (v4f)((mask & (v4i)yes) | (~mask & (v4i)no));
}

static inline v4f min4(v4f a, v4f b)
{
    return choose(a < b, a, b);
}

static inline v4f max4(v4f a, v4f b)
{
    return choose(a > b, a, b);
}

/* Both triangles at an edge compute it from the same end, so their values are exact opposites and
 * no sample falls between them. */
static void set_edges(struct raster_triangle *t, const struct raster_point *p, const uint16_t v[3],
                      float sign)
{
    const struct raster_point *u[3], *w[3];
    float s[3];
    for (int i = 0; i < 3; i++) {
        uint16_t from = v[i], to = v[i < 2 ? i + 1 : 0];
        bool swap = from > to;
        u[i] = &p[swap ? to : from];
        w[i] = &p[swap ? from : to];
        s[i] = swap ? -sign : sign;
    }
    v4f ux = {u[0]->x, u[1]->x, u[2]->x, 0}, uy = {u[0]->y, u[1]->y, u[2]->y, 0};
    v4f wx = {w[0]->x, w[1]->x, w[2]->x, 0}, wy = {w[0]->y, w[1]->y, w[2]->y, 1};
    v4f signs = {s[0], s[1], s[2], 1};
    v4f a = uy - wy, b = wx - ux, c = -(a * ux + b * uy);
    v4i level = (a <= 1e-4f) & (a >= -1e-4f);
    t->a = a = a * signs;
    t->b = b = b * signs;
    t->c = c * signs;
    t->per_a = choose(level, splat(0), -1.0f / choose(level, splat(1), a));
    t->left = choose(level | (a < 0), splat(-1e9f), splat(-0.01f));
    t->right = choose(level | (a > 0), splat(1e9f), splat(0.01f));
    t->reach = a * sample_x[0] + b * sample_y[0];
    for (int k = 1; k < 4; k++)
        t->reach = max4(t->reach, a * sample_x[k] + b * sample_y[k]);
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
    set_edges(out, p, v, sign);
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
        size_t at = ((size_t)row * (size_t)band->stride + (size_t)x0) * 4;
        memset(band->depth + at, 0, n * sizeof *band->depth);
        memset(band->ids + at, 0, n * sizeof *band->ids);
    }
}

/* Four rows at a time: the pixels that can hold samples inside, exact but for a hundredth of a
 * pixel. */
struct spans {
    v4i x0, x1;
};

static inline struct spans row_spans(const struct raster_triangle *t, int y)
{
    v4f ys = (v4f){0, 1, 2, 3} + (float)y;
    v4f low = splat((float)t->x0), high = splat((float)t->x1);
    /* Without branches: which edge is left and which right changes too often to guess. */
    for (int i = 0; i < 3; i++) {
        v4f crossing = (t->b[i] * ys + t->c[i] + t->reach[i]) * t->per_a[i];
        low = max4(low, crossing + t->left[i]);
        high = min4(high, crossing + t->right[i]);
    }
    /* From -1 on this rounds down; what lies further left is as empty. */
    high = max4(high, splat(-1.0f));
    return (struct spans){__builtin_convertvector(low + 0.9999f, v4i),
                          __builtin_convertvector(high + 1.0f, v4i) - 1};
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

static void draw_rows(struct raster_band *band, const struct raster_triangle *t, uint32_t id,
                      int y0, int y1)
{
    struct lanes lanes = {.zx = splat(t->zx), .zy = splat(t->zy), .z0 = splat(t->z0)};
    lanes.id = (v4u){id, id, id, id};
    for (int i = 0; i < 3; i++) {
        lanes.a[i] = splat(t->a[i]);
        lanes.b[i] = splat(t->b[i]);
        lanes.c[i] = splat(t->c[i]);
    }
    for (int y = y0; y <= y1; y += 4) {
        struct spans spans = row_spans(t, y);
        for (int i = 0; i < 4 && y + i <= y1; i++) {
            size_t row = (size_t)(y + i - band->y) * (size_t)band->stride * 4;
            draw_row(&lanes, (float)(y + i), spans.x0[i], spans.x1[i],
                     (v4f *)(void *)(band->depth + row), (v4u *)(void *)(band->ids + row));
        }
    }
}

#if defined(__x86_64__)
#include <immintrin.h>

#define PAIRS __attribute__((target("avx2")))

/* Two pixels at a time where the processor can; to the bit the same as one by one. A pixel beyond
 * the span has no sample inside. Signs tell what is outside: no edge is worth -0 anywhere. */
PAIRS static inline void draw_row_pairs(const struct raster_triangle *t, float y, int x0, int x1,
                                        v8f *depth, v8f *ids, v8f id)
{
    const v8f at_x = {0.375f, 0.875f, 0.125f, 0.625f, 1.375f, 1.875f, 1.125f, 1.625f};
    const v8f at_y = {0.125f, 0.375f, 0.625f, 0.875f, 0.125f, 0.375f, 0.625f, 0.875f};
    v8f ys = at_y + y;
    v8f r0 = t->b[0] * ys + t->c[0], r1 = t->b[1] * ys + t->c[1], r2 = t->b[2] * ys + t->c[2];
    v8f rz = t->zy * ys + t->z0;
    int first = x0 >> 1, pairs = (x1 >> 1) - first + 1;
    v8f xs = at_x + (float)(first * 2);
    depth += first;
    ids += first;
    for (; pairs > 0; pairs--, depth++, ids++, xs += 2.0f) {
        v8f z = t->zx * xs + rz;
        v8f d = *depth;
        v8u outside =
            (v8u)(t->a[0] * xs + r0) | (v8u)(t->a[1] * xs + r1) | (v8u)(t->a[2] * xs + r2);
        v8f nearer = (v8f)((v8u)(d - z) & ~outside);
        *depth = _mm256_blendv_ps(d, z, nearer);
        *ids = _mm256_blendv_ps(*ids, id, nearer);
    }
}

PAIRS static void draw_rows_pairs(struct raster_band *band, const struct raster_triangle *triangle,
                                  uint32_t id, int y0, int y1)
{
    const struct raster_triangle copy = *triangle, *t = &copy; /* no store changes it */
    v8f ids = (v8f)(v8u){id, id, id, id, id, id, id, id};
    for (int y = y0; y <= y1; y += 4) {
        struct spans spans = row_spans(t, y);
        for (int i = 0; i < 4 && y + i <= y1; i++) {
            size_t row = (size_t)(y + i - band->y) * (size_t)band->stride * 4;
            draw_row_pairs(t, (float)(y + i), spans.x0[i], spans.x1[i],
                           (v8f *)(void *)(band->depth + row), (v8f *)(void *)(band->ids + row),
                           ids);
        }
    }
}
#endif

static int first_row(const struct raster_band *band, const struct raster_triangle *t)
{
    return t->y0 > band->y ? t->y0 : band->y;
}

static int last_row(const struct raster_band *band, const struct raster_triangle *t)
{
    return t->y1 < band->y + BAND_ROWS - 1 ? t->y1 : band->y + BAND_ROWS - 1;
}

void raster_draw_narrow(struct raster_band *band, const struct raster_triangle *t, uint32_t id)
{
    draw_rows(band, t, id, first_row(band, t), last_row(band, t));
}

void raster_draw(struct raster_band *band, const struct raster_triangle *t, uint32_t id)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        draw_rows_pairs(band, t, id, first_row(band, t), last_row(band, t));
        return;
    }
#endif
    raster_draw_narrow(band, t, id);
}
