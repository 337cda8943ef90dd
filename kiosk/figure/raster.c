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

/* Of an edge's value, at the far side of the largest picture. */
static const float SPAN_GIVE = 0.04f;

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
    /* What rounding can do to a crossing: far from the picture's corner c is large. */
    v4f give = min4(SPAN_GIVE * max4(t->per_a, -t->per_a) + 0.01f, splat(2));
    t->left = choose(level | (a < 0), splat(-1e9f), -give);
    t->right = choose(level | (a > 0), splat(1e9f), give);
    t->reach = a * sample_x[0] + b * sample_y[0];
    for (int k = 1; k < 4; k++)
        t->reach = max4(t->reach, a * sample_x[k] + b * sample_y[k]);
}

/* Half of all whole numbers that a lane holds: depths go from -this to this. */
static const float FARTHEST = 2147483648.0f;

float raster_steps(float far, float near)
{
    /* A little is left at both ends, for planes that are rounded. */
    return 0.999f * 2 * FARTHEST / maxf(near - far, 1e-6f);
}

bool raster_setup(struct raster_triangle *out, const struct raster_point *p, const uint16_t v[3],
                  bool any_side, const struct raster_view *view)
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
    if (high_x < 0 || high_y < 0 || low_x >= (float)view->width || low_y >= (float)view->height)
        return false;
    out->x0 = (int)maxf(low_x - 0.125f, 0);
    out->y0 = (int)maxf(low_y - 0.125f, 0);
    out->x1 = (int)minf(high_x, (float)(view->width - 1));
    out->y1 = (int)minf(high_y, (float)(view->height - 1));
    float sign = area > 0 ? 1.0f : -1.0f;
    set_edges(out, p, v, sign);
    float dz1 = q1->z - q0->z, dz2 = q2->z - q0->z;
    float scale = view->steps / area;
    out->zx = (dz1 * dy2 - dz2 * dy1) * scale;
    out->zy = (dz2 * dx1 - dz1 * dx2) * scale;
    out->z0 = (q0->z - view->far) * view->steps - FARTHEST - out->zx * q0->x - out->zy * q0->y;
    return true;
}

void raster_clear(struct raster_band *band, int x0, int x1)
{
    size_t n = (size_t)(x1 - x0 + 1) * 4;
    for (int row = 0; row < BAND_ROWS; row++) {
        size_t at = ((size_t)row * (size_t)band->stride + (size_t)x0) * 4;
        memset(band->samples + at, 0, n * sizeof *band->samples);
    }
}

/* Four rows at a time: the pixels that can hold samples inside, exact but for what rounding
 * does to where an edge crosses a row. */
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

/* A depth's high half, its sign turned so that it counts from 0, beside the triangle. */
enum { NEAR_BITS = -0x10000 };
static const uint32_t SIGN = 0x80000000u;

static inline void draw_row(const struct lanes *t, float y, int x0, int x1, v4u *samples)
{
    v4f ys = sample_y + y;
    v4f r0 = t->b[0] * ys + t->c[0], r1 = t->b[1] * ys + t->c[1], r2 = t->b[2] * ys + t->c[2];
    v4f rz = t->zy * ys + t->z0;
    v4f zero = splat(0);
    for (int x = x0; x <= x1; x++) {
        v4f xs = sample_x + (float)x;
        v4f z = t->zx * xs + rz;
        v4u here = (v4u)(__builtin_convertvector(z, v4i) & NEAR_BITS) ^ t->id;
        v4u mask = (v4u)((t->a[0] * xs + r0 >= zero) & (t->a[1] * xs + r1 >= zero) &
                         (t->a[2] * xs + r2 >= zero)) &
                   (v4u)(here > samples[x]);
        samples[x] = (here & mask) | (samples[x] & ~mask);
    }
}

static void draw_rows(struct raster_band *band, const struct raster_triangle *t, uint32_t id,
                      int y0, int y1)
{
    struct lanes lanes = {.zx = splat(t->zx), .zy = splat(t->zy), .z0 = splat(t->z0)};
    lanes.id = (v4u){id, id, id, id} ^ SIGN;
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
                     (v4u *)(void *)(band->samples + row));
        }
    }
}

#if defined(__x86_64__)
#include <immintrin.h>

#define PAIRS __attribute__((target("avx2")))

/* Eight samples: of two pixels that lie side by side. */
PAIRS static inline v8u nearest(v8u samples, v8f z, v8f e0, v8f e1, v8f e2, v8u id)
{
    v8u here = (v8u)((v8i)_mm256_cvttps_epi32(z) & NEAR_BITS) ^ id;
    /* Signs tell what is outside: no edge is worth -0 anywhere. */
    v8f outside = (v8f)((v8u)e0 | (v8u)e1 | (v8u)e2);
    here = (v8u)_mm256_blendv_ps((v8f)here, (v8f){0}, outside);
    return (v8u)_mm256_max_epu32((__m256i)samples, (__m256i)here);
}

/* Two rows at a time, and two pixels of each, where the processor can; to the bit the same as one
 * by one. What lies beyond the spans has no sample inside. */
PAIRS static inline void draw_two_rows(const struct raster_triangle *t, float y, int x0, int x1,
                                       v8u *upper, v8u *lower, v8u id)
{
    const v8f at_x = {0.375f, 0.875f, 0.125f, 0.625f, 1.375f, 1.875f, 1.125f, 1.625f};
    const v8f at_y = {0.125f, 0.375f, 0.625f, 0.875f, 0.125f, 0.375f, 0.625f, 0.875f};
    v8f ys = at_y + y, yt = at_y + (y + 1);
    v8f r0 = t->b[0] * ys + t->c[0], r1 = t->b[1] * ys + t->c[1], r2 = t->b[2] * ys + t->c[2];
    v8f s0 = t->b[0] * yt + t->c[0], s1 = t->b[1] * yt + t->c[1], s2 = t->b[2] * yt + t->c[2];
    v8f rz = t->zy * ys + t->z0, sz = t->zy * yt + t->z0;
    v8f xs = at_x + (float)(x0 & ~1);
    for (int i = x0 >> 1; i <= x1 >> 1; i++, xs += 2.0f) {
        v8f e0 = t->a[0] * xs, e1 = t->a[1] * xs, e2 = t->a[2] * xs, z = t->zx * xs;
        upper[i] = nearest(upper[i], z + rz, e0 + r0, e1 + r1, e2 + r2, id);
        lower[i] = nearest(lower[i], z + sz, e0 + s0, e1 + s1, e2 + s2, id);
    }
}

static inline int least(int a, int b)
{
    return a < b ? a : b;
}

static inline int most(int a, int b)
{
    return a > b ? a : b;
}

PAIRS static void draw_rows_pairs(struct raster_band *band, const struct raster_triangle *t,
                                  uint32_t id, int y0, int y1)
{
    v8u ids = (v8u){id, id, id, id, id, id, id, id} ^ SIGN;
    size_t stride = (size_t)band->stride / 2;
    y0 -= (y0 - band->y) & 1;
    v8u *row = (v8u *)(void *)band->samples + (size_t)(y0 - band->y) * stride;
    for (int y = y0; y <= y1; y += 4) {
        struct spans s = row_spans(t, y);
        for (int i = 0; i < 4 && y + i <= y1; i += 2, row += 2 * stride)
            draw_two_rows(t, (float)(y + i), least(s.x0[i], s.x0[i + 1]),
                          most(s.x1[i], s.x1[i + 1]), row, row + stride, ids);
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
